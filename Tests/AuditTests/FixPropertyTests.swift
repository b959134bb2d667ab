import AuditHarness
import Diagnostics
import TestSupport
import Testing

@testable import Audit

/// What holds of every correction, whatever was wrong.
struct FixPropertyTests {
  /// 60 faults on short pages, whose reports are quick.
  @Test(arguments: ["batch.md", "published-figures.md", "textbook.md"])
  func `Corrected pages have no slip, stay as they are and keep everything else`(
    _ notebook: String
  ) throws {
    let page = try #require(try MutationScore.pages(Repository.root, of: [notebook]).first)
    var maker = FaultMaker([page], seed: 1)
    let faults = maker.faults(20)
    #expect(faults.count == 20)
    for fault in faults {
      let wrong = page.page(with: fault)
      let fixer = Fixer { page.report($0) }
      let report = page.report(wrong)
      let fix = try fixer.fix(report)
      let words = "\(fault.kind.rawValue) on line \(fault.line)"
      let left = fix.report.count(.slip)
      #expect(left == 0 || !fix.uncorrected.isEmpty, "\(words)")
      #expect(try fixer.fix(fix.report).text == fix.text, "\(words)")
      #expect(Self.words(fix.text) == Self.words(wrong.text), "\(words)")
      #expect(Self.decimals(fix.report) == Self.decimals(report), "\(words)")
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
