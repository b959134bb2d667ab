import Algebra
import Diagnostics
import NeuralCore
import Notation
import Runner
import Testing
import Walkthrough

@testable import Audit

/// What a document's symbols stand for, as the numbers show that it states for them.
struct NotationSearchTests {
  private static let notebook = """
    ```yaml network
    input: {x: [1.0, 2.0]}
    layers:
      - y: {dense: 2, weight: [[0.11, 0.12], [0.21, 0.22]]}
    notation: walkthrough
    ```
    """

  /// The symbol of the weight 0.12, from the second input to the first unit.
  private static func symbol(_ stated: [String: [String]], _ patterns: [String]) throws -> String? {
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: notebook), templates: .repository)
    let sheet = try #require(runner.networks.worksheets.first)
    var search = NotationSearch(
      sheet: sheet,
      evidence: SymbolEvidence(
        symbols: Set(stated.keys), stated: stated.mapValues { $0.compactMap { Literal($0) } }))
    let weight = try #require(sheet.graph.layers.last?.weight)
    return search.found([], readings: ["weight": patterns]).notation.symbol(Element(weight, 1))
  }

  @Test(arguments: [
    (["w_{12}": ["0.12"], "w_{21}": ["0.21"]], "w_{12}"),
    (["w_{12}": ["0.21"], "w_{21}": ["0.12"]], "w_{21}"),
  ])
  func `Numbers tell which index comes first`(stated: [String: [String]], symbol: String) throws {
    let patterns = ["w_{to,from}", "w_{from,to}"]
    #expect(try Self.symbol(stated, patterns) == symbol)
    #expect(try Self.symbol(stated, patterns.reversed()) == symbol)
  }

  @Test func `A notebook's own symbols stay where no others are found`() throws {
    #expect(try Self.symbol(["a": ["3"]], ["w_{to,from}"]) == "w_2")
  }
}
