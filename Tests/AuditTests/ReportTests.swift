import Diagnostics
import Foundation
import Testing

@testable import Audit

/// Reports as they are drawn.
struct ReportTests {
  static let page = SourceText(
    name: "docs/page.md",
    text: """
      # Forward

      $$
      a = \\frac{1}{1 + e^{-0.1}} = 0.325
      $$

      $b = 2a = 0.65$
      """)

  static func report(_ text: String, name: String = "page.md") -> AuditReport {
    AuditReport(SourceText(name: name, text: text), lexicon: ClaimTests.lexicon)
  }

  /// Nothing in a document may be called a slip.
  @discardableResult static func expectNoSlip(
    _ text: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) -> AuditReport {
    let report = report(text)
    #expect(
      report.count(.slip) == 0, "\(report.findings.map { ($0.claim.published, $0.verdict) })",
      sourceLocation: location)
    return report
  }

  @Test func `Slips are drawn with what they caused`() {
    let text = TextReport(AuditReport(Self.page, lexicon: Lexicon())).text
    #expect(
      text == """
        error[slip]: `0.325` should be `0.525`
         --> docs/page.md:4:30
          |
        4 | a = \\frac{1}{1 + e^{-0.1}} = 0.325
          |                              ^^^^^ the printed numbers give 0.524979
          = note: 1 more number follows from it, on line 7
          = help: one digit differs: 0.525

        docs/page.md: 1 slip: change 1 number and 1 more follows
        2 claims: 0 match, 0 rounding, 1 carried, 1 slip, 0 unread; 2 of 2 judged (100 %)
        6 numbers on the page: 4 given, 2 claimed, 0 in names and formulas, 0 unread

        """)
  }

  @Test func `A mistake made again is one slip`() {
    let text = TextReport(
      Self.report("$0.2 \\cdot 0.3 = 0.07$\n\n$0.3 \\cdot 0.2 = 0.07$\n")
    ).text
    #expect(
      text == """
        error[slip]: `0.07` should be `0.06`
         --> page.md:1:18
          |
        1 | $0.2 \\cdot 0.3 = 0.07$
          |                  ^^^^ the printed numbers give 0.06
          = note: made again on line 3

        page.md: 1 slip: change 2 numbers
        2 claims: 0 match, 0 rounding, 0 carried, 2 slip, 0 unread; 2 of 2 judged (100 %)
        6 numbers on the page: 4 given, 2 claimed, 0 in names and formulas, 0 unread

        """)
  }

  @Test func `Carets stand under wide characters`() {
    let text = TextReport(Self.report("数値 $0.2 \\cdot 0.3 = 0.07$\n")).text
    #expect(
      text.contains(
        """
        1 | 数値 $0.2 \\cdot 0.3 = 0.07$
          |                       ^^^^ the printed numbers give 0.06
        """))
  }

  @Test func `A document without slips has one line that says so`() {
    let text = TextReport(Self.report("$0.2 \\cdot 0.3 = 0.06$\n")).text
    #expect(
      text == """
        page.md: no slip
        1 claim: 1 match, 0 rounding, 0 carried, 0 slip, 0 unread; 1 of 1 judged (100 %)
        3 numbers on the page: 2 given, 1 claimed, 0 in names and formulas, 0 unread

        """)
  }

  @Test func `All claims are listed with their evidence`() {
    let text = TextReport(
      Self.report("$h = 0.2 \\cdot 0.3 = 0.07$, so $2h = 0.14$\n"), showsAll: true
    )
    .text
    #expect(
      text.contains(
        """
        1:22  slip     result  0.07  the printed numbers give 0.06
        1:38  carried  result  0.14  from 1:22

        """))
  }

  @Test func `JSON holds the evidence`() {
    let text = JSONReport(AuditReport(Self.page, lexicon: Lexicon())).text
    #expect(
      text.contains(
        """
        {"id":1,"line":4,"column":30,"role":"result","text":"a = \\\\frac{1}{1 + e^{-0.1}} = 0.325",\
        "published":"0.325","verdict":"slip","of":"result","printed_operands_give":"0.52497918747894",\
        "range":["0.52497918747894","0.52497918747894"],"model":null,"roots":[],"repeats":null,\
        "ignored":false,"explanation":"one digit differs: 0.525"}
        """))
    #expect(text.contains("\"verdict\":\"carried\",\"of\":null"))
    #expect(text.contains("\"roots\":[1]"))
  }

  // MARK: GitHub

  @Test func `Workflow commands are escaped`() {
    let text = GitHubReport(
      Self.report("$0.2 \\cdot 0.3 = 0.07$\n\n$x = 0.07$\n", name: "a,b: 100%.md")
    ).text
    #expect(
      text == """
        ::error file=a%2Cb%3A 100%25.md,line=1,col=18,endColumn=22,title=deltabook%3A slip::\
        `0.07` should be `0.06`%0Athe printed numbers give 0.06
        a,b: 100%.md: 1 slip: change 1 number
        1 claim: 0 match, 0 rounding, 0 carried, 1 slip, 0 unread; 1 of 1 judged (100 %)
        4 numbers on the page: 3 given, 1 claimed, 0 in names and formulas, 0 unread

        """)
    #expect(GitHubReport.data("5 %\r\n::x") == "5 %25%0D%0A::x")
  }

  @Test func `Columns of other programs count characters`() {
    let span = SourceSpan(
      source: SourceText(name: "page.md", text: "a\n数値 = 0.07\n"), range: 11..<15)
    #expect(span.column == 10)
    let region = TextRegion(span)
    #expect(region.start == (2, 6))
    #expect(region.end == (2, 10))
  }
}
