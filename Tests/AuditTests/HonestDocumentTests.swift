import Diagnostics
import Foundation
import Runner
import TestSupport
import Testing

@testable import Audit

/// Walkthroughs that `scripts/oracles/honest_documents.py` wrote: no slip in any.
struct HonestDocumentTests {
  static let habits = [
    "full", "displayed", "half-even", "truncating", "float32", "decimals", "short", "steps",
  ]

  @Test(arguments: 1...25)
  func `Nothing in an honest document is called a slip`(_ number: Int) throws {
    let name = (number < 10 ? "0" : "") + "\(number).md"
    let path = Repository.root.appending(path: "Tests/AuditTests/Fixtures/honest/\(name)")
    let documents = try String(contentsOf: path, encoding: .utf8)
      .split(separator: "\u{0C}\n").map(String.init)
    #expect(documents.count == Self.habits.count)
    let templates = TemplateStore.repository
    let lexicon = try Lexicon.installed(templates)
    for (habit, text) in zip(Self.habits, documents) {
      let source = SourceText(name: "\(number)-\(habit).md", text: text)
      let sheets = NotebookRunner(withoutErrors: source, templates: templates).networks.worksheets
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
