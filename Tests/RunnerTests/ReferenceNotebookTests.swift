import Diagnostics
import Foundation
import Runner
import TestSupport
import Testing

/// The notebooks of `notebooks/` and the documents they make.
@Suite struct ReferenceNotebookTests {
  @Test(arguments: [
    "feed-forward.md",
    "as-published.md",
    "published-figures.md",
    "momentum.md",
    "adam.md",
    "softmax.md",
    "textbook.md",
    "batch.md",
    "xor.md",
    "circles-and-squares.md",
    "pictures.md",
  ])
  func makesItsDocument(
    _ name: String
  ) throws {
    let output = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString).md")
    defer { try? FileManager.default.removeItem(at: output) }
    let report = RunJob(
      files: [Repository.root.appending(path: "notebooks/\(name)").path], mode: .markdown,
      output: output.path, sets: []
    ).run()
    #expect(DiagnosticRenderer().render(report.diagnostics) == "")
    #expect(report.status == 0)
    try Golden.expect(
      String(contentsOf: output, encoding: .utf8), is: name,
      within: Self.tolerances[name] ?? 0)
  }

  /// Of numbers that go through thousands of updates in floating point: processors round differently
  /// and so may the last displayed digit be.
  private static let tolerances = ["circles-and-squares.md": 2e-3]

  /// The document of a notebook in place is up to date.
  @Test func theNotebookInPlaceIsNotStale() {
    let file = Repository.root.appending(path: "notebooks/in-place/feed-forward.md").path
    let report = RunJob(files: [file], mode: .check, output: nil, sets: []).run()
    #expect(DiagnosticRenderer().render(report.diagnostics) == "")
    #expect(report.notes == [])
    #expect(report.status == 0)
  }

  /// Every number of the document comes from the network: outside of its cell none is typed.
  @Test func noDecimalNumberIsTyped() throws {
    let url = Repository.root.appending(path: "notebooks/feed-forward.md")
    let lines = try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    var isInCell = false
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("```") { isInCell = !isInCell && line.contains("network") }
      if isInCell { continue }
      let prose = line.replacing(/`= [^`]*`/, with: "")
      #expect(prose.firstMatch(of: /\d*\.\d+/) == nil, "line \(number + 1): \(line)")
    }
    // And there are numbers in the cell, so that the pattern finds what it looks for.
    #expect(lines.contains { $0.firstMatch(of: /\d*\.\d+/) != nil })
  }
}
