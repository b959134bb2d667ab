import Diagnostics
import NeuralCore
import Runner
import TestSupport
import Testing
import Walkthrough

/// Published walkthroughs with batches, trainings or row vectors as network cells, against values
/// recomputed elsewhere (`Tests/Fixtures/batch-examples.json` in NumPy, `update-examples.json` by
/// `scripts/oracles/update_examples.py`).
@Suite struct BatchExampleTests {
  struct Example: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let cell: String
    let quantities: [String: [Double]]

    var testDescription: String { name }
  }

  private struct Fixture: Decodable { let networks: [Example] }

  static var examples: [Example] {
    get throws {
      try ["batch-examples.json", "update-examples.json"].flatMap { name in
        try Repository.fixture(name, as: Fixture.self).networks
      }
    }
  }

  /// 1e-12, relative, and absolute below 1e-3, where both computations have cancelled digits away.
  @Test(arguments: try examples, ["walkthrough", "textbook"])
  func valuesAreReproduced(_ example: Example, _ notation: String) throws {
    let text = "```yaml network\n\(example.cell)\nnotation: \(notation)\n```\n"
    let runner = NotebookRunner(
      SourceText(name: "page.md", text: text), templates: TemplateStore(notebookFolder: nil))
    #expect(DiagnosticRenderer().render(runner.diagnostics) == "")
    let sheet = try #require(runner.networks.current)
    for (name, expected) in example.quantities.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "@")
      let quantity = try #require(sheet.graph.quantity(named: String(parts[0])), "\(name)")
      let step = parts.count > 1 ? try #require(Int(parts[1])) : 0
      let values = try sheet.run.values(quantity.id, step: step).compactMap { $0 }
      try #require(values.count == expected.count, "\(name)")
      for (value, wanted) in zip(values, expected) {
        #expect(
          abs(value - wanted) <= 1e-12 * max(1e-3, abs(wanted)), "\(name): \(value), not \(wanted)")
      }
    }
  }
}
