import Algebra
import Diagnostics
import NeuralCore
import Notation
import Runner
import Testing
import Walkthrough

@testable import Audit

/// The symbols of documents, found by the numbers that the documents state for them.
struct SymbolSearchTests {
  private static func sheet(
    _ layers: String, input: String, target: String = "[1]", _ notation: String
  ) throws -> Worksheet {
    let text = """
      ```yaml network
      input: {p: \(input)}
      layers: [\(layers)]
      target: {q: \(target)}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.5}}
      notation: \(notation)
      ```
      """
    let runner = NotebookRunner(withoutErrors: SourceText(name: "notebook.md", text: text))
    return try #require(runner.networks.worksheets.first)
  }

  /// What symbols mean to a network, as canonical names.
  ///
  /// 0.62 · 0.11 − 0.31 · 0.23 + 0.5 = 0.4969, 0.62 · 0.37 − 0.31 · 0.41 + 0.7 = 0.8023.
  private static func names(_ text: String, _ symbols: [String]) throws -> [String] {
    let sheet = try sheet(
      "H: {dense: 2, activation: sigmoid, weight: [[0.11, 0.23], [0.37, 0.41]], bias: [0.5, 0.7]}",
      input: "[0.62, -0.31]", target: "[1, 0]", "layered")
    let source = SourceText(name: "page.md", text: text)
    let lexicon = try Lexicon.installed(.repository)
    let document = DocumentReader.read(source)
    let model = NetworkModel.best(
      sheet, presets: [], readings: lexicon.symbols, evidence: SymbolEvidence(document, lexicon))
    return symbols.map { symbol in
      guard let element = model.element(symbol) else { return "nothing" }
      let quantity = model.graph[element.quantity]
      return ([quantity.name] + quantity.index(of: element.position).map(String.init))
        .joined(separator: ".")
    }
  }

  @Test func `Indices of weights are read the way their numbers say`() throws {
    let symbols = ["w_{12}", "w_{21}"]
    var found: [String]
    found = try Self.names(
      "$w_{11} = 0.11$, $w_{12} = 0.23$, $w_{21} = 0.37$, $w_{22} = 0.41$", symbols)
    #expect(found == ["H.weight.1.2", "H.weight.2.1"])
    found = try Self.names(
      "$w_{11} = 0.11$, $w_{12} = 0.37$, $w_{21} = 0.23$, $w_{22} = 0.41$", symbols)
    #expect(found == ["H.weight.2.1", "H.weight.1.2"])
  }

  /// −0.0031 + 0.5 = 0.4969, 0.1023 + 0.7 = 0.8023; 1 / (1 + e^−0.4969) = 0.6217, 1 / (1 + e^−0.8023) = 0.6905.
  @Test func `Sums and activations are told apart by their numbers`() throws {
    let found = try Self.names(
      "$a_{1} = 0.6217$, $a_{2} = 0.6905$, $z_{1} = 0.4969$", ["a_1", "a_2", "z_1"])
    #expect(found == ["H.out.1", "H.out.2", "H.net.1"])
  }

  /// By central differences of the loss in Python: ∂L/∂w_{11} = −0.0552, ∂L/∂w_{12} = 0.0276.
  @Test(arguments: ["L", "J", "E_{total}", "\\mathcal{L}"])
  func `The loss in derivatives is the one that their numbers show`(_ loss: String) throws {
    let symbols = ["w_{11}", "w_{12}"].map { "\\frac{\\partial \(loss)}{\\partial \($0)}" }
    let page =
      "$w_{11} = 0.11$, $w_{12} = 0.23$, $w_{21} = 0.37$, "
      + zip(symbols, ["-0.0552", "0.0276"]).map { "$\($0) = \($1)$" }.joined(separator: ", ")
    let found = try Self.names(page, symbols.map { try TeXReader.symbol($0) })
    #expect(found == ["H.weight.grad.1.1", "H.weight.grad.1.2"])
  }

  @Test func `Symbols without numbers of the network mean nothing`() throws {
    let text = "$q_{11} = 0.9$, $\\phi_1 = 0.1$, $k = 3$"
    #expect(
      try Self.names(text, ["q_{11}", "\\phi_1", "k"]) == ["nothing", "nothing", "nothing"])
  }

  private static let patterns = (try? Lexicon.installed(.repository))?.symbols ?? [:]

  /// A pattern is of use if one of its symbols stands for one thing only, in a network with layers of several
  /// units or of one.
  @Test func `Every pattern that is installed binds something`() throws {
    let sheets = [
      try Self.sheet(
        "H: {dense: 2, weight: [[0.11, 0.23], [0.37, 0.41]], bias: [0.5, 0.7]}, "
          + "O: {dense: 1, weight: [[0.19, 0.29]], bias: [0.3]}", input: "[0.62, -0.31]",
        "walkthrough"),
      try Self.sheet(
        "H: {dense: 1, weight: [[0.11]], bias: [0.5]}, O: {dense: 1, weight: [[0.19]], bias: [0.3]}",
        input: "[0.62]", "walkthrough"),
    ]
    for (role, patterns) in Self.patterns {
      for pattern in patterns {
        let isOfUse = try sheets.contains { try Self.binds(pattern, role, $0) }
        #expect(isOfUse, "\(role): \(pattern)")
      }
    }
  }

  private static func binds(_ pattern: String, _ role: String, _ sheet: Worksheet) throws -> Bool {
    let (preset, problems) = sheet.notation.patterns.overridden(by: [
      NotationChoice.Override(role: NotationSearch.patternRole(of: role), pattern: pattern)
    ])
    #expect(problems.isEmpty)
    let notation = Notation(graph: sheet.graph, preset: preset)
    // A single layer may be what has the pattern.
    var counts: [String: Int] = [:]
    let shown = NotationSearch.shownRole(of: role)
    for quantity in sheet.graph.quantities where notation.role(of: quantity) == shown {
      for position in 0..<quantity.count {
        let symbol = try #require(notation.symbol(Element(quantity.id, position)))
        counts["\(quantity.name) \(try TeXReader.symbol(symbol))", default: 0] += 1
      }
    }
    return counts.values.contains(1)
  }

  @Test func `There are patterns for every role`() {
    #expect(Set(Self.patterns.keys) == Set(NotationSearch.searchedRoles))
  }

  @Test func `Roles and patterns that are none are errors`() {
    let source = SourceText(
      name: "own.yaml",
      text: """
        symbols:
          wieght: ['w_{number}']
          bias: ['b_{unit}', 'b_{', '', 'b + c']
        """)
    let error = #expect(throws: DiagnosticError.self) { try Lexicon.read([source]) }
    #expect(
      error.map { DiagnosticRenderer().render($0.diagnostics) } == """
        error[unknown-role]: `wieght` is not a role whose symbols are looked for
         --> own.yaml:2:3
          |
        2 |   wieght: ['w_{number}']
          |   ^^^^^^
          = help: did you mean `weight`?

        error[symbol-pattern]: `'b_{'` makes no symbol
         --> own.yaml:3:22
          |
        3 |   bias: ['b_{unit}', 'b_{', '', 'b + c']
          |                      ^^^^^

        error[symbol-pattern]: `''` makes no symbol
         --> own.yaml:3:29
          |
        3 |   bias: ['b_{unit}', 'b_{', '', 'b + c']
          |                             ^^

        error[symbol-pattern]: `'b + c'` makes no symbol
         --> own.yaml:3:33
          |
        3 |   bias: ['b_{unit}', 'b_{', '', 'b + c']
          |                                 ^^^^^^^


        """)
  }
}
