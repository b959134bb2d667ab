import Diagnostics
import Testing

@testable import Audit

/// Small documents and what is said of their numbers: `line published verdict`.
struct ClaimTests {
  static let lexicon: Lexicon = {
    let words = SourceText(
      name: "en.yaml",
      text: "columns: {result: [value, result], product: [product]}\nrows: {sum: [sum, total]}\n")
    return (try? Lexicon.read([words])) ?? Lexicon()
  }()

  static func claims(_ text: String) -> [String] {
    let report = AuditReport(SourceText(name: "page.md", text: text), lexicon: lexicon)
    return report.findings.filter { $0.claim.role != .operand }.map {
      "\($0.claim.place.line) \($0.claim.published) \($0.verdict.rawValue)"
    }
  }

  @Test(arguments: [
    ("$a = 0.2 \\times 0.3 = 0.06$", ["1 0.06 match"]),
    ("$a = 0.2 \\times 0.3 = 0.07$", ["1 0.07 slip"]),
    ("\\(a = (0.2)(0.3) = 0.06\\)", ["1 0.06 match"]),
    ("$$\na = 1 - 0.414 = 0.526\n$$", ["2 0.526 slip"]),
    ("```math\na = \\frac{1}{1 + e^{-0.1}} = 0.325\n```", ["2 0.325 slip"]),
    ("\\[ \\sigma(0.1) = 0.52498 \\approx 0.525 \\]", ["1 0.52498 match", "1 0.525 match"]),
    // Ties pass both ways.
    ("$0.5 \\cdot 0.25 = 0.12$ and $0.5 \\cdot 0.25 = 0.13$", ["1 0.12 match", "1 0.13 match"]),
    ("$-0.3 \\cdot 0.2 = -0.06$", ["1 -0.06 match"]),
    ("$2 \\times 10^{-3} \\cdot 3 = 0.006$", ["1 0.006 match"]),
  ])
  func equalitiesAreJudgedByTheirOperands(_ text: String, _ expected: [String]) {
    #expect(Self.claims(text) == expected)
  }

  @Test func aDisplayThatBeginsWithARelationGoesOn() {
    let text = "$$x = 0.2 + 0.3$$\n\n$$= 0.6$$\n"
    #expect(Self.claims(text) == ["3 0.6 slip"])
  }

  @Test func rowsOfAlignmentsAreLinks() {
    let text = """
      $$
      \\begin{align}
      E &= \\frac{1}{2}(0.75 - 0.01)^2 \\\\
      &= \\frac{1}{2}(0.74)^2 \\\\
      &= \\frac{1}{2}(0.5476) = 0.2838
      \\end{align}
      $$
      """
    #expect(Self.claims(text) == ["4 0.74 match", "5 0.5476 match", "5 0.2838 slip"])
  }

  @Test func collapsedPartsAreResults() {
    let text = "$0.05 \\times 0.15 + 0.10 \\times 0.20 = 0.0075 + 0.0300 = 0.0375$"
    #expect(Self.claims(text) == ["1 0.0075 match", "1 0.0300 slip", "1 0.0375 carried"])
  }

  @Test func matricesAreJudgedEntryByEntry() {
    let text = """
      $$
      z = \\begin{bmatrix} 0.1 & 0.2 \\\\ 0.3 & 0.4 \\end{bmatrix} \\begin{bmatrix} 0.5 \\\\ 0.6 \\end{bmatrix}
      = \\begin{bmatrix} 0.17 \\\\ 0.93 \\end{bmatrix}
      $$
      """
    #expect(Self.claims(text) == ["3 0.17 match", "3 0.93 slip"])
  }

  @Test func valuesStandBesideCalculations() {
    let text = """
      | Step | Calculation | Value |
      |---|---|---|
      | 1. Subtract | $0.8311 - 0.1$ | $0.7311$ |
      | 2. Square | $(0.7311)^2$ | **0.5435** |
      | 3. Halve | $0.5 \\times 0.5435$ | $\\boxed{0.27175}$ |
      """
    #expect(Self.claims(text) == ["3 0.7311 match", "4 0.5435 slip", "5 0.27175 carried"])
  }

  @Test func productsAndSumsAreSeen() {
    let text = """
      | Component | Weight | Input | Product |
      |---|---|---|---|
      | first | 0.15 | 0.05 | 0.0075 |
      | second | 0.20 | 0.10 | 0.0200 |
      | **Sum** | | | 0.0285 |
      """
    #expect(Self.claims(text) == ["3 0.0075 match", "4 0.0200 match", "5 0.0285 slip"])
  }

  @Test func symbolsHaveTheValuesThatWerePublished() {
    let text = "$h = 0.5 \\cdot 0.3 = 0.15$\n\n$k = 2h = 0.4$\n"
    #expect(Self.claims(text) == ["1 0.15 match", "3 0.4 slip"])
  }

  @Test func copiesOfASlipAreCarried() {
    let text = "$h = 0.51 \\cdot 0.33 = 0.1693$\n\nSo $h = 0.1693$, and $h \\cdot 0.5 = 0.08465$.\n"
    #expect(Self.claims(text) == ["1 0.1693 slip", "3 0.1693 carried", "3 0.08465 carried"])
  }

  @Test func oneUnreadableLinkLosesNothingElse() {
    let text = "$a = 0.2 \\cdot 0.3 = 0.07 = \\unknowncommand{3} = 0.06$\n"
    let report = AuditReport(SourceText(name: "page.md", text: text), lexicon: Self.lexicon)
    #expect(report.findings.first?.verdict == .slip)
    #expect(report.unread.count == 1)
    #expect(report.numerals.count == 5)
    #expect(report.numerals.filter { $0.kind == .unread }.map { $0.place.column } == [45])
  }
}
