import Testing

@testable import Audit

/// Calculations in running text, code and code spans, and symbols as people type them.
struct PlainTextTests {
  @Test(arguments: [
    ("h1 = 0.2 * 0.3 + 0.1 = 0.16", ["1 0.16 match"]),
    ("The sum is z₁ = 0.5×0.2 + 0.3 = 0.5, not more.", ["1 0.5 slip"]),
    ("- net_h1 = 0.15·0.05 + 0.2·0.1 + 0.35 = 0.3775", ["1 0.3775 match"]),
    ("So out_h1 = 1/(1 + e^(-0.3775)) = 0.5933.", ["1 0.5933 match"]),
    ("σ(0.4) = 0.5987 ≈ 0.6", ["1 0.5987 match", "1 0.6 match"]),
    ("Loss = (1 - 0.8)² / 2 = **0.03**", ["1 0.03 slip"]),
    ("Adam: √0.25 = 0.5 and 1e-3 × 2 = 0.002", ["1 0.5 match", "1 0.002 match"]),
    ("We have 28×28×1 = 784 inputs (3 × 2 + 2 = 9 weights)", ["1 784 match", "1 9 slip"]),
    ("w<sub>1</sub> = 0.5 − 0.1 = 0.3", ["1 0.3 slip"]),
    ("`a = 0.2 * 0.3 = 0.06`", ["1 0.06 match"]),
    ("$\\sigma(0)$ = 0.4", ["1 0.4 slip"]),
    ("learning rate × gradient = 0.5 × 0.08 = 0.04", ["1 0.04 match"]),
    ("0.5 + 0.3\n= 0.7", [String]()),
    ("x = 0.5 + 0.3\n= 0.7", ["2 0.7 slip"]),
    ("误差 = 0.5 - 0.67 = -0.17", ["1 -0.17 match"]),
  ])
  func equalitiesInProseAreRead(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  /// What stands in front of the number may be a part of the calculation.
  @Test(arguments: [
    "The loss starts at ln 2 = 0.6931.", "tanh 0.5 = 0.4621", "7 mod 2 = 1",
    "0.1 times 0.5 = 0.05", "twice 0.3 = 0.6", "the square root of 16 = 4",
    "from 0.5 to 0.6 = +0.1",
  ])
  func `A number alone behind words is no calculation`(_ text: String) {
    #expect(ClaimTests.claims(text) == [])
  }

  @Test(arguments: [
    ("The loss 0.41 = 0.2 + 0.2", ["1 0.2 + 0.2 slip"]),
    ("0.25 = 0.26", ["1 0.26 slip"]),
    ("The difference is 0.5 – 0.2 = 0.4.", ["1 0.4 slip"]),
    ("The difference – 0.2 + 0.1 = 0.3 – is small.", ["1 0.3 match"]),
  ])
  func `Numbers beside calculations and dashes between numbers are read`(
    _ text: String, _ expected: [String]
  ) {
    #expect(ClaimTests.claims(text) == expected)
  }

  @Test func blocksOfTextAreReadLineByLine() {
    let text = """
      ```
      m₁ = 0.9×0 + 0.1×0.5 = 0.0500        (first moment)
      m̂₁ = 0.0500 / (1 - 0.9¹) = 0.5000

      θ₁ = 1.0 - 0.001 × 0.5000 / (√0.2500 + 1e-8)
         = 1.0 - 0.002000
         = 0.998
      ```
      """
    #expect(
      ClaimTests.claims(text) == [
        "2 0.0500 match", "3 0.5000 match", "6 -0.002000 slip", "7 0.998 carried",
      ])
  }

  @Test func programsAreLeftAlone() {
    #expect(ClaimTests.claims("```python\nx = 0.2 * 0.3 = 0.07\n```").isEmpty)
  }

  @Test(arguments: [
    // Sentences about numbers compute nothing.
    "Table 2 - 3 layers, 5 epochs; accuracy 0.91 after 10 of 12 runs.",
    "In 2015 = the year of ResNet, 152 layers.",
    "- 1. step: w1 and w2 (0.5 and 0.3)",
    // Something else stands between a number and an equals sign.
    "Take 5 apples = 10 dollars.",
    "a = 1, b = 2, c = 3",
    "L = $\\frac{1}{2}(0.2)^2$ + $\\frac{1}{2}(0.4)^2$\n\n$L = 0.1$",
  ])
  func proseIsNoCalculation(_ text: String) {
    #expect(ReportTests.expectNoSlip(text).unread.isEmpty)
  }

  @Test(arguments: [
    (
      "Es gilt $a = 0,25 \\cdot 0,5 = 0,125$ und $b = 0,75 + 0,30 = 1,10$.",
      ["1 0.125 match", "1 1.10 slip"]
    ),
    ("$a = 0{,}25 \\cdot 0{,}5 = 0{,}125$", ["1 0.125 match"]),
    ("h1 = 0,35 · 0,42 = 0,147 und f(1,2) = 0,55", ["1 0.147 match"]),
  ])
  func decimalCommasAreRead(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  @Test(arguments: [
    ("\\begin{align}\nz1 &= w1 * 0.5 \\\\\nz1 &= 0.2 * 0.5 = 0.2\n\\end{align}", ["3 0.2 slip"]),
    ("\\\\(0.2 + 0.3 = 0.6\\\\)", ["1 0.6 slip"]),
    ("[\nE = \\frac{1}{2}(0.4)^2 = 0.09\n]", ["2 0.09 slip"]),
    ("$net_{h1} = 0.3$\n\n$out_{h1} = 2 \\cdot net_{h1} = 0.7$", ["3 0.7 slip"]),
    ("$E_total = 0.2 + 0.1 = 0.3$, and $E_total / 2 = 0.25$", ["1 0.3 match", "1 0.25 slip"]),
  ])
  func mathIsReadAsItIsTyped(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  @Test func theDocumentsOwnFunctionsHaveValues() {
    let text = """
      $$f(x) = \\frac{1}{1 + e^{-x}}$$

      $f'(x) = f(x)(1 - f(x))$

      $f(7) = 0.999$, $f(0.5) = 0.6225$ and $f'(0.0948) = 0.229$, $\\sigma'(0.0948) = 0.2494$
      """
    #expect(
      ClaimTests.claims(text) == [
        "5 0.999 match", "5 0.6225 match", "5 0.229 slip", "5 0.2494 match",
      ])
  }
}
