import Diagnostics
import Testing

@testable import Audit

/// Corrected documents.
struct FixTests {
  static func fix(_ text: String) throws -> Fix {
    let audit = { (source: SourceText) in AuditReport(source, lexicon: ClaimTests.lexicon) }
    return try Fixer(audit).fix(audit(SourceText(name: "page.md", text: text)))
  }

  /// What a document becomes; it is fine then, and stays so.
  private static func check(_ text: String, _ expected: String) throws {
    let fix = try fix(text)
    #expect(fix.text == expected)
    #expect(!fix.report.hasSlips)
    #expect(fix.uncorrected.isEmpty)
    #expect(try Self.fix(fix.text).text == fix.text)
  }

  @Test(arguments: [
    ("$0.2 \\cdot 0.3 = 0.07$", "$0.2 \\cdot 0.3 = 0.06$"),
    // As many decimals as there were.
    ("$0.2 \\cdot 0.3 = 0.0700$", "$0.2 \\cdot 0.3 = 0.0600$"),
    ("$0.2 \\cdot 0.3 = .07$", "$0.2 \\cdot 0.3 = .06$"),
    // Signs.
    ("$0.2 - 0.3 = 0.1$", "$0.2 - 0.3 = -0.1$"),
    ("$0.3 - 0.2 = -0.1$", "$0.3 - 0.2 = 0.1$"),
    ("$0.3 - 0.2 = - 0.1$", "$0.3 - 0.2 = 0.1$"),
    ("$0.2 - 0.3 = +0.1$", "$0.2 - 0.3 = -0.1$"),
    ("$-0.2 \\cdot 0.3 = -0.07$", "$-0.2 \\cdot 0.3 = -0.06$"),
    ("$0.2 \\cdot 0.3 = \\boxed{0.07}$", "$0.2 \\cdot 0.3 = \\boxed{0.06}$"),
    // Powers of ten and percentages.
    ("$0.02 \\cdot 0.3 = 7.0 \\times 10^{-3}$", "$0.02 \\cdot 0.3 = 6.0 \\times 10^{-3}$"),
    ("$0.2 \\cdot 0.3 = 7\\%$", "$0.2 \\cdot 0.3 = 6\\%$"),
    // What follows, through symbols and copies.
    (
      "$h = 0.51 \\cdot 0.33 = 0.1693$\n\nSo $h = 0.1693$, and $h \\cdot 0.5 = 0.08465$.\n",
      "$h = 0.51 \\cdot 0.33 = 0.1683$\n\nSo $h = 0.1683$, and $h \\cdot 0.5 = 0.08415$.\n"
    ),
    (
      "$a = 0.512 \\cdot 0.3 = 0.1546$, $0.1546 \\cdot 2 = 0.3092$\n",
      "$a = 0.512 \\cdot 0.3 = 0.1536$, $0.1536 \\cdot 2 = 0.3072$\n"
    ),
    // An operand that gets a sign.
    (
      "$d = 0.234 - 0.357 = 0.123$, $0.5 \\cdot 0.123 = 0.0615$\n",
      "$d = 0.234 - 0.357 = -0.123$, $0.5 \\cdot (-0.123) = -0.0615$\n"
    ),
    (
      "$d = 0.357 - 0.234 = -0.123$, $-0.123 \\cdot 0.5 = -0.0615$\n",
      "$d = 0.357 - 0.234 = 0.123$, $0.123 \\cdot 0.5 = 0.0615$\n"
    ),
    // A mistyped operand behind a minus, which is not its own; one in a function; one of a rounded sum.
    (
      "$y = 0.2 \\cdot 3.1415 = 0.6283$ and $e = 1 - y = 1 - 0.6383 = 0.3717$\n",
      "$y = 0.2 \\cdot 3.1415 = 0.6283$ and $e = 1 - y = 1 - 0.6283 = 0.3717$\n"
    ),
    (
      "$z = 0.6 \\cdot 0.4305 + 0.1077 = 0.3660$\n\n$y = \\sigma(0.3760) = 0.5905$\n",
      "$z = 0.6 \\cdot 0.4305 + 0.1077 = 0.3660$\n\n$y = \\sigma(0.3660) = 0.5905$\n"
    ),
    (
      "$e^2 = 7.3891$, $e^1 = 2.7183$, $e^{0.1} = 1.1052$\n\n$7.3191 + 2.7183 + 1.1052 = 11.2125$\n",
      "$e^2 = 7.3891$, $e^1 = 2.7183$, $e^{0.1} = 1.1052$\n\n$7.3891 + 2.7183 + 1.1052 = 11.2125$\n"
    ),
    // Terms in their places, though another one has the same value.
    (
      "$0.5 \\cdot 0.2 + (-1.2 \\cdot 0.4) + 0.1 = 0.1000 + (-0.8800) + 0.1 = -0.2800$\n",
      "$0.5 \\cdot 0.2 + (-1.2 \\cdot 0.4) + 0.1 = 0.1000 + (-0.4800) + 0.1 = -0.2800$\n"
    ),
    // Everything else stays, byte by byte.
    (
      "\u{FEFF}# A \r\n\r\n$$\r\n0.2 \\cdot 0.3 =  0.07 \t\r\n$$\r\nno end",
      "\u{FEFF}# A \r\n\r\n$$\r\n0.2 \\cdot 0.3 =  0.06 \t\r\n$$\r\nno end"
    ),
  ])
  func `Numbers are corrected in the manner of the old ones`(
    _ text: String, _ expected: String
  ) throws {
    try Self.check(text, expected)
  }

  @Test func `A long chain is followed to its end`() throws {
    var text = "$x_0 = 0.5 \\cdot 0.5 = 0.35$\n"
    var right = "$x_0 = 0.5 \\cdot 0.5 = 0.25$\n"
    for step in 1...30 {
      text += "\n$x_{\(step)} = x_{\(step - 1)} + 1 = \(step).35$\n"
      right += "\n$x_{\(step)} = x_{\(step - 1)} + 1 = \(step).25$\n"
    }
    try Self.check(text, right)
  }

  @Test func `What cannot be corrected is said`() throws {
    let text = "$0.2 + 0.3 = 0.1 + 0.2 + 0.3$\n"
    let fix = try Self.fix(text)
    #expect(fix.text == text)
    #expect(fix.changes == 0)
    #expect(fix.difference.isEmpty)
    #expect(
      DiagnosticRenderer().render(fix.uncorrected) == """
        warning[not-corrected]: `0.1 + 0.2 + 0.3` is left as it is: two expressions differ, and either may be wrong
         --> page.md:1:14
          |
        1 | $0.2 + 0.3 = 0.1 + 0.2 + 0.3$
          |              ^^^^^^^^^^^^^^^


        """)
  }

  @Test func `Silenced slips are left alone`() throws {
    let text = "<!-- deltabook: ignore -->\n$0.2 \\cdot 0.3 = 0.07$\n"
    let fix = try Self.fix(text)
    #expect(fix.text == text)
    #expect(fix.uncorrected.isEmpty)
  }

  @Test func `Lines that are kept are left alone, and that is said`() throws {
    let audit = { (source: SourceText) in AuditReport(source, lexicon: ClaimTests.lexicon) }
    let source = SourceText(name: "page.md", text: "$0.2 \\cdot 0.3 = 0.07$\n")
    let fix = try Fixer(keeping: [(1...1, "it is kept")], audit).fix(audit(source))
    #expect(fix.text == source.text)
    #expect(fix.uncorrected.map(\.message) == ["`0.07` is left as it is: it is kept"])
  }

  @Test func `The change is shown as a unified difference`() throws {
    let lines = (1...14).map { "line \($0)" }
    var text = lines
    text[1] = "$0.2 \\cdot 0.3 = 0.07$"
    text[11] = "$0.5 \\cdot 0.3 = 0.25$"
    let fix = try Self.fix(text.joined(separator: "\n") + "\n")
    #expect(
      fix.difference == """
        --- page.md
        +++ page.md
        @@ -1,5 +1,5 @@
         line 1
        -$0.2 \\cdot 0.3 = 0.07$
        +$0.2 \\cdot 0.3 = 0.06$
         line 3
         line 4
         line 5
        @@ -9,6 +9,6 @@
         line 9
         line 10
         line 11
        -$0.5 \\cdot 0.3 = 0.25$
        +$0.5 \\cdot 0.3 = 0.15$
         line 13
         line 14

        """)
    #expect(fix.changes == 2)
  }
}
