import Diagnostics
import Notebook
import Testing

/// Every error of network cells, exactly as it is drawn; several in one cell all appear, in order.
@Suite struct NetworkCellErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var cell: String
    var expected: String
    var testDescription: String { name }

    init(_ name: String, _ cell: String, _ expected: String) {
      self.name = name
      self.cell = cell
      self.expected = expected
    }
  }

  @Test(
    arguments: keyErrors + layerErrors + shapeErrors + valueErrors + yamlErrors + dataErrors
      + trainErrors + optimizerErrors + functionErrors)
  func drawsEveryProblem(of example: Case) {
    let (cell, found) = NetworkCellReader.read(
      Excerpt(SourceText(name: "n.md", text: example.cell)), earlierNames: ["ffnn", "broken"])
    #expect(cell == nil)
    #expect(DiagnosticRenderer().render(found) == example.expected)
  }
}
