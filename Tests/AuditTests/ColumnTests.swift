import Diagnostics
import Testing

@testable import Audit

/// Tables whose headings say what their columns hold.
struct ColumnTests {
  @Test(arguments: [
    // 1.92 - 0.3 × 11.52 = -1.536; 6x is nowhere said to be the derivative.
    (
      """
      With $\\eta = 0.3$:

      | Step | $x$ | $\\frac{\\partial f}{\\partial x}$ | $x - \\eta \\frac{\\partial f}{\\partial x}$ |
      |---|---|---|---|
      | 1 | 3 | 18 | -2.4 |
      | 2 | -2.4 | -14.4 | 1.92 |
      | 3 | 1.92 | 11.52 | -1.46 |
      """,
      [
        "5 18 unread", "5 -2.4 match", "6 -14.4 unread", "6 1.92 match", "7 1.92 match",
        "7 11.52 unread", "7 -1.46 slip",
      ]
    ),
    // (1 - 0.6)² = 0.16.
    (
      """
      | Target $y$ | $\\hat{y}$ | Loss $(y - \\hat{y})^2$ |
      |---|---|---|
      | 1 | 0.8 | 0.04 |
      | 0 | 0.3 | 0.09 |
      | 1 | 0.6 | 0.26 |
      """,
      ["3 0.04 match", "4 0.09 match", "5 0.26 slip"]
    ),
    // The document's own definition of a heading; σ(2) = 0.881.
    (
      """
      $z = 2x_1 - x_2$

      | $x_1$ | $x_2$ | $z$ | $\\sigma(z)$ |
      |---|---|---|---|
      | 0 | 1 | -1 | 0.269 |
      | 1 | 0 | 2 | 0.818 |
      | 1 | 1 | 1 | 0.731 |
      """,
      [
        "5 -1 match", "5 0.269 match", "6 2 match", "6 0.818 slip", "7 1 match", "7 0.731 match",
      ]
    ),
    // Formulas of other columns...
    (
      """
      | $w$ | $x$ | $-wx$ | $w + \\frac{-wx}{2}$ |
      |---|---|---|---|
      | 0.2 | 2 | -0.4 | 0 |
      | 0.4 | 3 | -1.2 | -0.2 |
      | 0.6 | 5 | -3.0 | -0.9 |
      """,
      [
        "3 -0.4 match", "3 0 match", "4 -1.2 match", "4 -0.2 match", "5 -3.0 match", "5 -0.9 match",
      ]
    ),
    // z was rounded: σ(0.38) = 0.5939, but σ(0.3775) = 0.5933.
    (
      "| $z$ | $\\sigma(z)$ |\n|---|---|\n| 0.38 | 0.5933 |\n| 1.11 | 0.7514 |\n",
      ["3 0.5933 match", "4 0.7514 match"]
    ),
    // Headings that mean something else: nothing fits.
    (
      "| $z$ | $\\sigma(z)$ |\n|---|---|\n| 0.4 | 0.1933 |\n| 1.1 | 0.2514 |\n",
      ["3 0.1933 unread", "4 0.2514 unread"]
    ),
    // A total is about all rows.
    (
      "$w = 2$, $x = 7$\n\n| $w$ | $x$ | $wx$ |\n|---|---|---|\n| 2 | 7 | 14 |\n| 3 | 5 | 15 |\n"
        + "| All | | 29 |\n",
      ["5 14 match", "6 15 match", "7 29 unread"]
    ),
    // Data are given.
    ("| $x_1$ | $x_2$ | $y$ |\n|---|---|---|\n| 0.1 | 0.2 | 1 |\n", []),
    ("| Epoch | Loss |\n|---|---|\n| 1 | 0.693 |\n", []),
  ])
  func headingsSayWhatIsComputed(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  /// A heading's formula that no row follows leaves numbers unread, and those that it takes given.
  @Test func numbersThatNothingDerivesAreUnread() {
    let report = AuditReport(
      SourceText(
        name: "page.md",
        text: "| $z$ | $\\sigma(z)$ |\n|---|---|\n| 0.4 | 0.1933 |\n| 1.1 | 0.2514 |\n"),
      lexicon: ClaimTests.lexicon)
    #expect(
      report.findings.map(\.reason) == [
        "nothing on the page says what it is computed from",
        "nothing on the page says what it is computed from",
      ])
    #expect(
      report.numerals.map { "\($0.place.text) \($0.kind.rawValue)" } == [
        "0.4 given", "0.1933 unread", "1.1 given", "0.2514 unread",
      ])
  }
}
