import Algebra
import Diagnostics
import Drawing
import Foundation
import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// What pictures of a network show, against the network and against mathematics.
struct PictureTests {
  private static func picture(
    _ template: String, _ attributes: KeyValuePairs<String, String> = [:], _ sheet: Worksheet
  ) throws -> Picture {
    let request = ViewRequest(
      template: Excerpt(SourceText(name: "test", text: template)),
      attributes: attributes.map { .init(key: $0.key, value: $0.value) })
    let text = try ViewRenderer { _ in nil }.render(request, with: sheet)
    return try #require(text.pictures.first).picture
  }

  private static func diagram(
    _ template: String, _ attributes: KeyValuePairs<String, String> = [:], _ sheet: Worksheet
  ) throws -> Diagram {
    let picture = try picture(template, attributes, sheet)
    guard case .diagram(let diagram) = picture.content else { throw DomainError.undecided }
    return diagram
  }

  private static func chart(
    _ template: String, _ attributes: KeyValuePairs<String, String> = [:], _ sheet: Worksheet
  ) throws -> Chart {
    let picture = try picture(template, attributes, sheet)
    guard case .chart(let chart) = picture.content else { throw DomainError.undecided }
    return chart
  }

  /// y = w x with w = 0.2, x = 0.5, t = 1 and E = ½ (y − t)².
  private static func line(_ activation: Activation = .identity) throws -> Worksheet {
    try SampleNetwork.worksheet(
      NetworkDefinition(
        name: "line",
        input: NamedTensor(name: "x", tensor: SampleNetwork.tensor("0.5", shape: [1])),
        layers: [
          LayerDefinition(
            name: "y", units: 1, activation: activation,
            weight: SampleNetwork.tensor("0.2", shape: [1, 1]))
        ],
        target: NamedTensor(name: "t", tensor: SampleNetwork.tensor("1", shape: [1])),
        loss: .halfSquaredError, optimizer: SampleNetwork.feedForward.optimizer), Presentation())
  }

  private static func wide(_ units: Int, inputs: Int = 2) throws -> Worksheet {
    func numbers(_ count: Int) -> String {
      (0..<count).map { "0.\($0 % 7 + 1)" }.joined(separator: " ")
    }
    return try SampleNetwork.worksheet(
      NetworkDefinition(
        name: "wide",
        input: NamedTensor(
          name: "x", tensor: SampleNetwork.tensor(numbers(inputs), shape: [inputs])),
        layers: [
          LayerDefinition(
            name: "H", units: units, activation: .sigmoid,
            weight: SampleNetwork.tensor(numbers(units * inputs), shape: [units, inputs]))
        ]), Presentation())
  }

  // MARK: Network

  @Test(arguments: [Presentation(), SampleNetwork.pencil])
  func `The diagram's numbers are the numbers of all views`(_ presentation: Presentation) throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, presentation)
    let diagram = try Self.diagram("<<picture.network>>", [:], sheet)
    let units = diagram.nodes.map { $0.lines.map(\.plain) }
    func shown(_ name: String, _ position: Int) throws -> String {
      let quantity = try #require(sheet.graph.quantity(named: name))
      guard case .literal(let literal) = try sheet.ledger.shown(Element(quantity.id, position))
      else { return "" }
      return literal.text
    }
    #expect(
      units == [
        ["I₁", "0.05"], ["I₂", "0.10"], ["H₁", try shown("H.out", 0)],
        ["H₂", try shown("H.out", 1)], ["O₁", try shown("O.out", 0)],
        ["O₂", try shown("O.out", 1)],
      ])
    let weights = diagram.edges.map { $0.label?.plain ?? "" }
    #expect(
      weights == [
        "w₁ = 0.15", "w₂ = 0.20", "w₃ = 0.25", "w₄ = 0.30", "w₅ = 0.40", "w₆ = 0.45",
        "w₇ = 0.50", "w₈ = 0.55",
      ])
    #expect(diagram.headings.map(\.plain) == ["Input", "Hidden", "Output"])
  }

  @Test func `Weights lead from the unit they multiply to the unit they feed`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, Presentation())
    let diagram = try Self.diagram("<<picture.network>>", [:], sheet)
    #expect(
      diagram.edges.map { [$0.from, $0.to] } == [
        [0, 2], [1, 2], [0, 3], [1, 3], [2, 4], [3, 4], [2, 5], [3, 5],
      ])
  }

  @Test func `Layers of more than eight units show the first four and the last`() throws {
    #expect(try Self.diagram("<<picture.network>>", [:], try Self.wide(8)).nodes.count == 10)
    let diagram = try Self.diagram("<<picture.network>>", [:], try Self.wide(9))
    #expect(
      diagram.nodes.dropFirst(2).map { $0.lines[0].plain } == [
        "H₁", "H₂", "H₃", "H₄", "⋮", "H₉",
      ])
    // Only between units that are shown: w₁₇ and w₁₈ lead to the ninth.
    #expect(
      diagram.edges.compactMap { $0.label?.plain.prefix { $0 != " " } } == [
        "w₁", "w₂", "w₃", "w₄", "w₅", "w₆", "w₇", "w₈", "w₁₇", "w₁₈",
      ])
  }

  @Test func `Weights that cannot be told apart have no labels`() throws {
    let diagram = try Self.diagram("<<picture.network>>", [:], try Self.wide(5, inputs: 5))
    #expect(diagram.edges.count == 25)
    #expect(diagram.edges.allSatisfy { $0.label == nil })
  }

  @Test func `After updates the diagram has the numbers after updates`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, Presentation())
    let diagram = try Self.diagram("<<picture.network>>", ["step": "1"], sheet)
    // w₅ = 0.40 − 0.5 · 0.0724 (by hand, walkthrough of the same network).
    let label = diagram.edges[4].label?.plain ?? ""
    let value = try #require(Double(label.split(separator: " ").last ?? ""))
    #expect(abs(value - 0.36388) < 5e-4, "\(label)")
  }

  // MARK: Curves

  /// One weight and the identity: the error shrinks by 1 − η x² at each update.
  @Test func `The loss falls as the closed form says`() throws {
    let chart = try Self.chart("<<loss.picture.curve>>", ["steps": "0,1,…,40"], try Self.line())
    let points = try #require(chart.series.first).points
    #expect(points.map(\.x) == (0...40).map(Double.init))
    for point in points {
      let error = (0.2 * 0.5 - 1) * pow(1 - 0.5 * 0.25, point.x)
      // A handful of roundings of numbers below 1.
      #expect(abs(point.y - error * error / 2) < 1e-14)
    }
    #expect(chart.y.ticks.values.first == 0)
    #expect(chart.y.title.plain == "Eₜₒₜₐₗ")
  }

  @Test func `Curves of several quantities differ in their strokes`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, Presentation())
    let chart = try Self.chart(
      "<<picture.curve>>", ["quantity": "w_5,O.out.1 loss", "steps": "10"], sheet)
    #expect(chart.series.map(\.name.plain) == ["w₅", "o₁", "Eₜₒₜₐₗ"])
    #expect(chart.series.map(\.stroke) == [.solid, .dashed, .dotted])
    #expect(chart.series.allSatisfy { $0.points.count == 11 })
  }

  @Test func `With hand arithmetic curves go through the displayed numbers`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, SampleNetwork.pencil)
    let chart = try Self.chart("<<loss.picture.curve>>", ["steps": "0,1"], sheet)
    let total = try #require(sheet.graph.losses).total
    for point in chart.series[0].points {
      guard case .literal(let literal) = try sheet.ledger.shown(Element(total, step: Int(point.x)))
      else {
        Issue.record("no number")
        continue
      }
      #expect(point.y == literal.double)
    }
  }

  // MARK: Maps

  @Test func `A map has the matrix's numbers on its cells`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.mixed, Presentation())
    let picture = try Self.picture("<<weight.picture.map>>", ["layer": "C"], sheet)
    guard case .heatMap(let map) = picture.content else { throw DomainError.undecided }
    #expect(
      map.labels.map { $0.map(\.plain) } == [
        ["0.7", "−0.55", "0.25"], ["−0.4", "0.35", "0.6"],
      ])
    #expect(map.values == [[1, -0.55 / 0.7, 0.25 / 0.7], [-0.4 / 0.7, 0.5, 0.6 / 0.7]])
    #expect(map.rowLabels.map(\.plain) == ["C₁", "C₂"])
    #expect(map.columnLabels.map(\.plain) == ["B₁", "B₂", "B₃"])
    #expect(map.scale.map(\.plain) == ["−0.7", "0", "0.7"])
  }

  @Test func `Large matrices are averaged by blocks`() {
    let numbers = (0..<40).map { row in (0..<65).map { Optional(Double(row * 100 + $0)) } }
    let (means, size) = MapPicture.averaged(numbers)
    #expect(size == (2, 3))
    #expect(means.count == 20)
    #expect(means.allSatisfy { $0.count == 22 })
    #expect(means[0][0] == 51)
    // The last block has the columns 63 and 64 only: rows 3800 and 3900.
    #expect(means[19][21] == 3913.5)
  }

  // MARK: Functions

  @Test func `A function's picture is the function and its slope`() throws {
    let chart = try Self.chart("<<picture.function>>", ["layer": "y"], try Self.line(.sigmoid))
    for point in chart.series[0].points { #expect(abs(point.y - 1 / (1 + exp(-point.x))) < 1e-15) }
    for point in chart.series[1].points {
      let h = 1e-5
      let slope = (1 / (1 + exp(-point.x - h)) - 1 / (1 + exp(-point.x + h))) / (2 * h)
      // Rounding of the difference is 1e-16 / h; its own error is below h².
      #expect(abs(point.y - slope) < 1e-10)
    }
    #expect(chart.scatters[0].points == [Point(0.1, 1 / (1 + exp(-0.1)))])
  }

  // MARK: Regions

  /// y = x₁ + 2 x₂ − 1: the border is a straight line.
  @Test func `Regions are what the network answers`() throws {
    let sheet = try SampleNetwork.worksheet(
      NetworkDefinition(
        name: "plane",
        input: NamedTensor(name: "x", tensor: SampleNetwork.tensor("0.25 0.5", shape: [2])),
        layers: [
          LayerDefinition(
            name: "y", units: 1, activation: .identity,
            weight: SampleNetwork.tensor("1 2", shape: [1, 2]),
            bias: SampleNetwork.tensor("-1", shape: [1]))
        ]), Presentation())
    let chart = try Self.chart("<<picture.regions>>", ["width": "30"], sheet)
    let areas = try #require(chart.areas)
    let lines = areas.regions.count / areas.columns
    let (x, y) = (chart.x.ticks.values, chart.y.ticks.values)
    var regions: Set<Int> = []
    for line in 0..<lines {
      for column in 0..<areas.columns {
        let a = x[0] + (x[x.count - 1] - x[0]) * (Double(column) + 0.5) / Double(areas.columns)
        let b = y[y.count - 1] - (y[y.count - 1] - y[0]) * (Double(line) + 0.5) / Double(lines)
        let answer = a + 2 * b - 1
        let region = areas.regions[line * areas.columns + column]
        regions.insert(region)
        if abs(answer) > 1e-9 { #expect(region == (answer > 0 ? 1 : 0)) }
      }
    }
    #expect(regions == [0, 1])
    #expect(chart.scatters.map(\.points) == [[Point(0.25, 0.5)]])
  }

  @Test func `Of several outputs the largest decides, with the parameters of the pass`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, Presentation())
    let before = try Self.chart("<<picture.regions>>", ["width": "20"], sheet)
    // O₂'s weights are the larger ones, and what they weigh is positive.
    #expect(Set(before.areas?.regions ?? []) == [1])
    #expect(before.areas?.names.count == 2)
  }

  // MARK: Computation graphs

  @Test func `A unit's graph has its operations and what they are applied to`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, Presentation())
    let diagram = try Self.diagram("<<picture.graph>>", ["unit": "O_1"], sheet)
    let names = diagram.nodes.map { $0.lines[0].plain }
    #expect(names.sorted() == ["+", "h₁", "h₂", "w₅", "w₆", "×", "×", "σ"])
    #expect(diagram.edges.count == 7)
    #expect(diagram.columnCount == 4)
    // Edges lead to the right.
    #expect(
      diagram.edges.allSatisfy { diagram.nodes[$0.from].column < diagram.nodes[$0.to].column })
  }

  @Test func `The network's graph has its tensors with their formulas`() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, Presentation())
    let diagram = try Self.diagram("<<picture.graph>>", [:], sheet)
    let names = diagram.nodes.map { $0.lines.map(\.plain).joined(separator: " | ") }
    #expect(
      names == [
        "x", "W⁽¹⁾", "z⁽¹⁾ | W⁽¹⁾ x", "a⁽¹⁾ | σ(z⁽¹⁾)", "W⁽²⁾", "z⁽²⁾ | W⁽²⁾ a⁽¹⁾",
        "a⁽²⁾ | σ(z⁽²⁾)", "t", "Eₜₒₜₐₗ",
      ])
  }

  // MARK: Steps

  @Test(arguments: [
    ("4", [0, 1, 2, 3, 4]), ("0,10,100", [0, 10, 100]), ("0,10,…,50", [0, 10, 20, 30, 40, 50]),
    ("0, 10, ..., 30", [0, 10, 20, 30]), ("5,…,8", [5, 6, 7, 8]), ("7,9", [7, 9]),
  ]) func `Lists of steps`(_ text: String, _ steps: [Int]) {
    #expect(StepList.read(text) == steps)
  }

  @Test(arguments: [
    "", "0", "x", "1,", "3,2", "2,2", "0,10,…,55", "…,5", "0,…", "-1", "1.5", "0,…,…,3",
    "99999999999999999999", "0,1,…,2147483646",
  ]) func `What is no list of steps`(_ text: String) {
    #expect(StepList.read(text) == nil)
  }

  @Test func `Many steps are taken evenly, the last one always`() throws {
    let steps = try #require(StepList.read("12345"))
    #expect(steps.count <= 202)
    #expect(steps.first == 0)
    #expect(steps.last == 12345)
  }
}
