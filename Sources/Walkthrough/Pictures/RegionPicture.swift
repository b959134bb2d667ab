import Algebra
import Drawing
import NeuralCore
import Notation

/// What a network of two inputs answers to all of them: the plane of its inputs in regions.
struct RegionPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }

  init(paper: PicturePaper) { self.paper = paper }

  private static let lines = 16
  /// Points that are asked about in a column and in a line of text, each way.
  private static let density = (columns: 2, lines: 3)

  func chart() throws -> Chart {
    let layers = graph.layers
    guard layers[0].units == 2 else { throw PictureFault.inputs(layers[0].units) }
    let examples = try rows(of: layers[0].output, width: 2)
    let symbols = (0..<2).map { paper.worksheet.notation.unitSymbol(layer: 0, unit: $0) }
    let width = min(paper.options.width, 100)
    var chart = Chart(
      x: axis(examples.map { $0[0] }, .math(symbols[0]), limit: max(3, width / 8)),
      y: axis(examples.map { $0[1] }, .math(symbols[1]), limit: 9),
      columns: width, lines: Self.lines,
      title: paper.wording("regions", ["name": graph.name]))
    let columns = width * Self.density.columns
    let answers = try answers(
      Self.grid(chart.x.ticks, chart.y.ticks, columns, Self.lines * Self.density.lines))
    chart.areas = Chart.Areas(
      names: names, columns: columns, regions: answers.map(region))
    chart.scatters = try scatters(examples)
    return chart
  }

  /// Around the examples, with a margin of a quarter.
  private func axis(_ numbers: [Double?], _ title: Label, limit: Int) -> Chart.Axis {
    let known = numbers.compactMap { $0 }
    let (low, high) = (known.min() ?? -1, known.max() ?? 1)
    let margin = high > low ? (high - low) / 4 : 1
    return paper.axis(title, low - margin, high + margin, limit: limit)
  }

  /// The entries of the input or target by examples.
  private func rows(of id: QuantityID, width: Int) throws -> [[Double?]] {
    let values = try paper.worksheet.run.values(id)
    return stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
  }

  /// The middles of the fields of a grid, from the upper left corner.
  static func grid(_ x: Ticks, _ y: Ticks, _ columns: Int, _ lines: Int) -> [Point] {
    func at(_ ticks: Ticks, _ share: Double) -> Double {
      let (first, last) = (ticks.values.first ?? 0, ticks.values.last ?? 1)
      return first + (last - first) * share
    }
    return (0..<lines).flatMap { line in
      (0..<columns).map { column in
        Point(
          at(x, (Double(column) + 0.5) / Double(columns)),
          at(y, 1 - (Double(line) + 0.5) / Double(lines)))
      }
    }
  }

  // MARK: Answers

  /// The outputs for each input, from the network itself with the parameters of the pass.
  private func answers(_ points: [Point]) throws -> [[Double]] {
    var network = graph
    if paper.step > 0 {
      for parameter in graph.parameters {
        for position in 0..<graph[parameter].count {
          let value = try paper.worksheet.run.value(
            Element(parameter, position, step: paper.step))
          network.fix(Element(parameter, position), to: value.flatMap(Self.literal))
        }
      }
    }
    let input = graph.layers[0].output
    let output = graph.layers[graph.layers.count - 1]
    let batch = max(1, graph[input].count / 2)
    let work = graph.quantities.reduce(0) { $0 + $1.count } * (points.count / batch + 1)
    guard work <= PictureFault.workLimit else { throw PictureFault.tooMuchWork(work) }
    var answers: [[Double]] = []
    for start in stride(from: 0, to: points.count, by: batch) {
      for index in 0..<batch {
        let point = points[min(start + index, points.count - 1)]
        network.fix(Element(input, 2 * index), to: Self.literal(point.x))
        network.fix(Element(input, 2 * index + 1), to: Self.literal(point.y))
      }
      let values = try Run(network).values(output.output)
      for index in 0..<min(batch, points.count - start) {
        answers.append(
          try (0..<output.units).map { unit in
            let position = index * output.units + unit
            guard let value = values[position] else {
              throw PictureFault.unknown(Element(output.output, position))
            }
            return value
          })
      }
    }
    return answers
  }

  private static func literal(_ value: Double) -> Literal? { Literal(value.description) }

  // MARK: Classes

  private var threshold: (value: Double, text: String) {
    if let given = paper.options.threshold {
      let text = paper.options.given.last { $0.key == "threshold" }?.value
      return (given, text ?? given.description)
    }
    return graph.layers.last?.activation?.range == .unitInterval ? (0.5, "0.5") : (0, "0")
  }

  private func region(_ outputs: [Double]) -> Int {
    if outputs.count == 1 { return outputs[0] >= threshold.value ? 1 : 0 }
    return outputs.indices.max { outputs[$0] < outputs[$1] } ?? 0
  }

  private var names: [Label] {
    let (last, output) = (graph.layers.count - 1, graph.layers[graph.layers.count - 1])
    let units = (0..<output.units).map {
      paper.worksheet.notation.unitSymbol(layer: last, unit: $0)
    }
    if units.count > 1 {
      return units.map { Label(markdown: paper.wording("class", ["unit": "$\($0)$"])) }
    }
    return ["<", "\\ge"].map { .math("\(units[0]) \($0) \(threshold.text)") }
  }

  /// The examples by what is wanted of them.
  private func scatters(_ examples: [[Double?]]) throws -> [Chart.Scatter] {
    var groups: [(name: Label, points: [Point])] = []
    let wanted = try graph.target.map {
      try rows(of: $0, width: graph.layers[graph.layers.count - 1].units)
    }
    for (index, example) in examples.enumerated() {
      guard let x = example[0], let y = example[1] else { continue }
      let name =
        try wanted.map { try self.name(ofTarget: $0[min(index, $0.count - 1)], index) } ?? ""
      if let known = groups.firstIndex(where: { $0.name == name }) {
        groups[known].points.append(Point(x, y))
      } else {
        groups.append((name, [Point(x, y)]))
      }
    }
    return groups.enumerated().map { index, group in
      Chart.Scatter(
        name: group.name, marker: Marker.allCases[index % Marker.allCases.count],
        points: group.points)
    }
  }

  private func name(ofTarget target: [Double?], _ example: Int) throws -> Label {
    guard let id = graph.target else { return "" }
    if target.count > 1 {
      let unit = target.indices.max { target[$0] ?? 0 < target[$1] ?? 0 } ?? 0
      let symbol = paper.worksheet.notation.unitSymbol(layer: graph.layers.count - 1, unit: unit)
      return Label(markdown: paper.wording("target", ["value": "$\(symbol)$"]))
    }
    let number = try paper.number(Element(id, min(example, graph[id].count - 1))) ?? "?"
    return Label(markdown: paper.wording("target", ["value": "$\(number)$"]))
  }
}
