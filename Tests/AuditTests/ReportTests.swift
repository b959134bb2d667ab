import Diagnostics
import Testing

@testable import Audit

/// Reports as they are drawn.
struct ReportTests {
  private static let page = SourceText(
    name: "page.md",
    text: """
      # Forward

      $$
      a = \\frac{1}{1 + e^{-0.1}} = 0.325
      $$

      $b = 2a = 0.65$
      """)

  @Test func slipsAreDrawnWithWhatTheyCaused() {
    let text = TextReport(AuditReport(Self.page, lexicon: Lexicon())).text
    #expect(
      text == """
        error[slip]: `0.325` is published, the printed operands give `0.525`
         --> page.md:4:30
          |
        4 | a = \\frac{1}{1 + e^{-0.1}} = 0.325
          |                              ^^^^^
          = help: one digit differs: 0.525; 1 more number follows, on line 7

        page.md: 2 claims: 1 slip, 1 carried, 0 rounding, 0 match, 0 unread; 2 of 2 judged

        """)
  }

  @Test func jsonHoldsTheEvidence() {
    let text = JSONReport(AuditReport(Self.page, lexicon: Lexicon())).text
    #expect(
      text.contains(
        """
        {"id":1,"line":4,"column":30,"role":"result","text":"a = \\\\frac{1}{1 + e^{-0.1}} = 0.325",\
        "published":"0.325","verdict":"slip","of":"result","printed_operands_give":"0.52497918747894",\
        "range":["0.52497918747894","0.52497918747894"],"model":null,"roots":[],"repeats":null,\
        "explanation":"one digit differs: 0.525"}
        """))
    #expect(text.contains("\"verdict\":\"carried\",\"of\":null"))
    #expect(text.contains("\"roots\":[1]"))
  }
}
