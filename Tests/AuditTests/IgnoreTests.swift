import Diagnostics
import Testing

@testable import Audit

/// Comments that silence findings.
struct IgnoreTests {
  private static let comment = "<!-- deltabook: ignore -->"
  private static let wrong = "$0.2 \\cdot 0.3 = 0.07$"

  private static let silenced = [
    "\(comment)\n\(wrong)\n",
    "\(wrong) \(comment)\n",
    "> \(comment)\n> \(wrong)\n",
    "\(comment)\n$$\n0.2 \\cdot 0.3\n= 0.07\n$$\n",
    "\(comment)\n```math\n0.2 \\cdot 0.3 = 0.07\n```\n",
    "<!--deltabook:ignore-->\n\(wrong)\n",
    "| Step | Value |\n|---|---|\n| \(wrong) | \(comment) |\n",
  ]

  @Test(arguments: silenced)
  func `A finding on the line after the comment is silenced and counted`(_ text: String) {
    let report = ReportTests.report(text)
    #expect(report.count(.slip) == 1)
    #expect(!report.hasSlips)
    #expect(report.ignored.count == 1)
    #expect(report.unusedIgnores.isEmpty)
    let shown = TextReport(report).text
    #expect(shown.hasPrefix("page.md: no slip\n"))
    #expect(shown.hasSuffix("\n1 finding silenced by comments\n"))
  }

  /// 0.325 · 0.461 = 0.1498: the operand is mistyped, and the result is right as soon as it is mended.
  @Test func `What is mended with a silenced slip is silenced with it`() {
    let report = ReportTests.report(
      """
      $a = 0.325$ and $b = 0.461$.

      \(Self.comment)
      $c = a \\cdot b = 0.325 \\cdot 0.416
      = 0.1498$
      """)
    #expect(report.count(.slip) == 2)
    #expect(!report.hasSlips && report.slips.isEmpty)
    #expect(TextReport(report).text.hasPrefix("page.md: no slip\n"))
  }

  private static let loud = [
    "\(comment)\n\n\(wrong)\n",
    "`\(comment)` \(wrong)\n",
    "```html\n\(comment)\n```\n\(wrong)\n",
    "\(wrong)\n\(comment)\n",
  ]

  @Test(arguments: loud)
  func `Other places are not silenced`(_ text: String) {
    #expect(ReportTests.report(text).hasSlips)
  }

  @Test func `A comment that silences nothing is reported`() {
    let report = ReportTests.report("\(Self.comment)\n$0.2 \\cdot 0.3 = 0.06$\n")
    #expect(
      TextReport(report).text.hasPrefix(
        """
        warning[unused-ignore]: this comment silences nothing
         --> page.md:1:1
          |
        1 | <!-- deltabook: ignore -->
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^
          = help: it speaks of the line after it; among the cells of a row, of that row

        page.md: no slip
        """))
  }

  @Test func `Unread numbers are silenced, too`() {
    let text = "$0.1 \\unknowncommand{3} = 0.2$\n"
    #expect(ReportTests.report(text).hasUnread)
    #expect(!ReportTests.report("\(Self.comment)\n\(text)").hasUnread)
  }
}
