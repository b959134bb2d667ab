import Diagnostics
import Foundation
import Runner
import Testing

@testable import Audit

/// Walkthroughs that `scripts/oracles/honest_documents.py` wrote: no slip in any.
struct HonestDocumentTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let habits = [
    "full", "displayed", "half-even", "truncating", "float32", "decimals", "short", "steps",
  ]

  @Test(arguments: 1...25)
  func `Nothing in an honest document is called a slip`(_ number: Int) throws {
    let name = (number < 10 ? "0" : "") + "\(number).md"
    let path = Self.root.appending(path: "Tests/AuditTests/Fixtures/honest/\(name)")
    let documents = try String(contentsOf: path, encoding: .utf8)
      .split(separator: "\u{0C}\n").map(String.init)
    #expect(documents.count == Self.habits.count)
    let templates = TemplateStore(
      notebookFolder: nil, installed: [Self.root.appending(path: "templates").path])
    let lexicon = try Lexicon.read(
      templates.names(.lexicon).compactMap { templates.source(.lexicon, $0) })
    for (habit, text) in zip(Self.habits, documents) {
      let source = SourceText(name: "\(number)-\(habit).md", text: text)
      let runner = NotebookRunner(source, templates: templates)
      #expect(!runner.hasErrors, "\(runner.diagnostics.map(\.message))")
      let sheets = runner.networks.names.compactMap { runner.networks[$0] }
      #expect(sheets.count == 1)
      for networks in [[], sheets] {
        let report = AuditReport(source, lexicon: lexicon, networks: networks)
        #expect(report.unread.isEmpty)
        #expect(report.findings.count > 15)
        check(report)
      }
    }
  }

  private func check(_ report: AuditReport) {
    for slip in report.findings where slip.verdict == .slip {
      let place = "\(report.source.name):\(slip.claim.place.line)"
      Issue.record("\(place): `\(slip.claim.published)` in \(slip.claim.text)")
    }
  }
}
