import Testing

@testable import Audit

/// Ways of setting calculations that are read as their readers read them: right ones are left alone, wrong
/// ones are found.
struct PrintedNotationTests {
  /// A calculation, its right result and a wrong one; `@` stands for the result.
  static let calculations: [(text: String, right: String, wrong: String)] = [
    // A column of notes does not end the row's expression.
    (
      """
      $$
      \\begin{align}
      z &= 0.5 \\cdot 1.0 && \\text{first} \\\\
        &+ 0.3 \\cdot 2.0 && \\text{second} \\\\
        &= @
      \\end{align}
      $$
      """, "1.1", "1.2"
    ),
    // Empty braces make the sign in front a binary one.
    ("$z = 0.5 + {} 0.25 = @$", "0.75", "0.85"),
    (
      "$$\\begin{aligned} z =\\ & 0.5 \\cdot 1.0 + {} \\\\ & 0.3 \\cdot 2.0 \\\\ =\\ & @ \\end{aligned}$$",
      "1.1", "1.2"
    ),
    ("$\\left[ \\frac{1}{4}, \\quad \\frac{3}{4} \\right] = [0.25, @]$", "0.75", "0.57"),
    ("It falls $(1 - 0.96 = @)$ from there.", "0.04", "0.14"),
    ("$\\frac{1}{\\sqrt{0.04}} \\approx @\\times$", "5", "6"),
    ("$2 / 3 = @$", "0.\\overline{6}", "0.\\overline{3}"),
    ("$1 / 6 = @$", "0.1\\overline{6}", "0.1\\overline{5}"),
    ("$[[1, 2], [3, 4]] + [[1, 1], [1, 1]] = [[2, 3], [4, @]]$", "5", "6"),
    ("$\\lg 1000 = @$", "3", "2"),
    ("$17 \\bmod 5 = @$", "2", "3"),
    ("$\\underset{i}{\\max}(1, 4) = @$", "4", "5"),
    ("$\\nicefrac{1}{4} = @$", "0.25", "0.52"),
    ("$v = 2 \\cdot 3 = @ \\text{ m/s}^2$", "6", "7"),
    // Two stars between digits are a power in running text, too.
    ("In programs, 2**3 = @ holds.", "8", "9"),
  ]

  @Test(arguments: calculations)
  func calculationsAreRead(_ calculation: (text: String, right: String, wrong: String)) {
    let right = calculation.text.replacing("@", with: calculation.right)
    let report = ReportTests.expectNoSlip(right)
    #expect(!report.findings.isEmpty, "\(right)")
    #expect(!report.hasUnread, "\(right)")
    let wrong = ReportTests.report(calculation.text.replacing("@", with: calculation.wrong))
    #expect(wrong.count(.slip) == 1, "\(wrong.findings.map { ($0.claim.published, $0.verdict) })")
  }

  @Test(arguments: [
    // Products of matrices say nothing of their shapes' numbers.
    "X @ W1: (800, 2) @ (2, 16) = (800, 16)",
    // A mixed number, or a product.
    "$1\\tfrac{1}{2} = 1.5$ and $2\\frac12 = 1$",
  ])
  func ambiguousNotationIsLeftAlone(_ text: String) { ReportTests.expectNoSlip(text) }
}
