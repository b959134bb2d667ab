import AuditHarness
import Diagnostics
import TestSupport
import Testing

@testable import Audit

/// What holds of every correction, whatever was wrong.
struct FixPropertyTests {
  @Test(arguments: 1...2)
  func `Corrected pages have no slip, stay as they are and keep everything else`(
    _ seed: UInt64
  ) throws {
    let pages = try MutationScore.pages(Repository.root).filter { $0.source.name == "textbook.md" }
    let page = try #require(pages.first)
    var maker = FaultMaker([page], seed: seed)
    for fault in maker.faults(6) {
      let wrong = page.page(with: fault)
      let fixer = Fixer { page.report($0) }
      let fix = try fixer.fix(page.report(wrong))
      let words = "\(fault.kind.rawValue) on line \(fault.line)"
      let left = fix.report.count(.slip)
      #expect(left == 0 || !fix.uncorrected.isEmpty, "\(words)")
      #expect(try fixer.fix(fix.report).text == fix.text, "\(words)")
      #expect(Self.words(fix.text) == Self.words(wrong.text), "\(words)")
      #expect(Self.decimals(fix.report) == Self.decimals(page.report(wrong)), "\(words)")
      let lines = fix.difference.split(separator: "\n").filter { $0.hasPrefix("+") }
      #expect(lines.isEmpty == (fix.changes == 0))
    }
  }

  /// Everything but numbers, their signs and the brackets that signs need.
  private static func words(_ text: String) -> String {
    text.filter { !$0.isNumber && !".+-() ".contains($0) }
  }

  private static func decimals(_ report: AuditReport) -> [Int] {
    report.numerals.map { $0.place.text.drop { $0 != "." }.count }
  }
}
