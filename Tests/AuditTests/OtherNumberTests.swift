import Testing

@testable import Audit

/// Formulas of symbols whose numbers follow if a symbol stands for another number of the document, as that of
/// an earlier example.
struct OtherNumberTests {
  private func judged(_ number: String) -> [String] {
    let report = ReportTests.report(
      """
      First take $v = 0.7763$.

      Then $w = 0.4251$ and $x = 0.7312$, so $y = w \\cdot x = \(number)$.
      """)
    return report.findings.filter { $0.claim.published == number }
      .map { "\($0.verdict.rawValue): \($0.reason ?? $0.explanation ?? "")" }
  }

  /// 0.4251 · 0.7763 = 0.33001.
  @Test func `It is left open which one a telling number was computed with`() {
    #expect(
      judged("0.3300")
        == ["unread: it follows if a symbol in it stands for another number of the document"])
  }

  /// 0.4251 · 0.7312 = 0.31083, and 0.33 could be had from any of so many numbers.
  @Test func `A slip of few digits is none the less one`() {
    #expect(judged("0.33") == ["slip: one digit differs: 0.31"])
    #expect(judged("0.31") == ["match: "])
  }

  /// 0.3180, two digits of 0.3108 swapped, is 0.4251 times nothing that the document has.
  @Test func `Nor does another number excuse what does not follow from it`() {
    #expect(judged("0.3180") == ["slip: two digits are swapped: 0.3108"])
  }
}
