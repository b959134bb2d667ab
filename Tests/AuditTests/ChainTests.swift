import Testing

@testable import Audit

/// What the numbers of a chain are held against.
struct ChainTests {
  /// The slips of a document as they are printed there.
  private static func slips(_ text: String) -> [String] {
    ReportTests.report(text).findings.filter { $0.verdict == .slip }.map(\.claim.published)
  }

  @Test(
    arguments: [
      // An intermediate with few digits is what its calculation gives, and not all that prints like it.
      ("$\\frac{15}{25} = 0.6 = @$", "0.60", "0.64"),
      ("$0.4 \\cdot 2 = 0.8 \\approx @$", "0.8", "0.84"),
      // Rounded operands leave room for more than one number behind a sign of approximation.
      (
        "$x = 0.2 \\cdot 0.1075 = 0.0215$\n\n$z = \\frac{0.0215}{0.02925} = 0.7350 \\approx @$",
        "0.7345", "0.7245"
      ),
      // The result behind a code span.
      ("`c = 0.5(0.25) + 0.2 = ` **@**", "0.325", "0.352"),
      // An arrow behind a calculation of measured numbers.
      ("0.5·3 + 0.2 → @", "1.7", "1.8"),
      ("$0.5 \\cdot 3 + 0.2 \\to @$", "1.7", "1.8"),
      // Functions called otherwise than f.
      ("$L(w) = (w - 2)^2$, $L(0.5) = @$", "2.25", "2.52"),
      ("$J(\\theta) = \\theta^2$, $J(1.2) = @$", "1.44", "1.41"),
      // Another thing's number is no excuse where all symbols are known.
      (
        """
        $h_1 = 0.2 \\cdot 0.7 = 0.14$, $h_2 = 0.3 \\cdot 0.9 = 0.27$, $d = 0.5 \\cdot 3.1 = 1.55$

        $g_1 = d \\cdot h_1 = 0.217$, $g_2 = d \\cdot h_2 = @$
        """, "0.4185", "0.217"
      ),
      // A computed number said again with two digits swapped.
      ("$c_1 = 1.2030 + 0.5197 = 1.7227$\n\nIn the end $c_1 = @$.", "1.7227", "1.7272"),
      // The softmax of a matrix, row by row.
      (
        """
        $$S = \\begin{bmatrix} 1.0 & 0.2 \\\\ 0.5 & 1.5 \\end{bmatrix}$$

        $$\\text{softmax}(S) = \\begin{bmatrix} 0.69 & 0.31 \\\\ 0.27 & @ \\end{bmatrix}$$
        """, "0.73", "0.37"
      ),
      // Or column by column, where those add up to one.
      (
        """
        $$S = \\begin{bmatrix} 1.0 & 0.2 \\\\ 0.5 & 1.5 \\end{bmatrix}$$

        $$\\text{softmax}(S) = \\begin{bmatrix} 0.62 & 0.21 \\\\ 0.38 & @ \\end{bmatrix}$$
        """, "0.79", "0.80"
      ),
      // A product of symbols that has a matrix of its own.
      (
        """
        $$QK^T = \\begin{bmatrix} 1.0 & 0.2 \\\\ 0.2 & 1.04 \\end{bmatrix}$$

        $$\\frac{QK^T}{\\sqrt{2}} = \\begin{bmatrix} 0.71 & 0.14 \\\\ 0.14 & @ \\end{bmatrix}$$
        """, "0.74", "0.47"
      ),
    ] as [(String, String, String)])
  func resultsOfChainsAreJudged(_ text: String, _ right: String, _ wrong: String) {
    #expect(Self.slips(text.replacing("@", with: right)) == [], "\(text)")
    #expect(Self.slips(text.replacing("@", with: wrong)) == [wrong], "\(text)")
  }

  @Test(arguments: [
    // A share of something, and no result.
    "$W = 128^2 = 16{,}384 = 81.8\\%$ of all weights",
    // A display behind words may have gone on computing.
    "$$h = 0.2 \\cdot 3 = 0.6$$\n\nwhich becomes\n\n$$\\approx 0.65$$\n\nafter the nonlinearity.",
    // The same share with and without a sign for hundredths, and a part of something.
    "A score of 0.27 = 27.0",
    "5% of 200 = 10",
    // One decimal comma among points.
    "0.5 × 0.2 = 0.1. Elsewhere: 0,5 × 0,2 = 0,1.",
    // About so much.
    "$0.25^{10} \\approx 10^{-6}$, $2^{10} = 1024 \\approx 10^3$",
    // The number of rows and columns of a product.
    "$(4 \\times 3)(3 \\times 2) = (4 \\times 2)$",
    // Layers, one behind the other.
    "28 × 28 → 128 → 10",
    // Another epoch's number.
    "$L = 0.25 \\cdot 2.7 = 0.675$. Then $L = 0.657$.\n\nIn the end $L = 0.612$.",
    // A product of symbols with other values of its own.
    """
    $$QK^T = \\begin{bmatrix} 1.0 & 0.2 \\end{bmatrix}$$

    The second head:

    $$QK^T = \\begin{bmatrix} 0.3 & 0.9 \\end{bmatrix}$$
    """,
  ])
  func othersAreLeftAlone(_ text: String) { ReportTests.expectNoSlip(text) }

  @Test func `A right number behind a calculation without a factor of its formula is not changed`()
  {
    let text = "Here $\\eta = 0.1$.\n\n$v' = v - \\eta g = 0.4 - (-0.0506) = 0.405$\n"
    let report = ReportTests.report(text)
    #expect(
      TextReport(report).text.hasPrefix(
        """
        error[slip]: `0.405` does not follow
         --> page.md:3:38
          |
        3 | $v' = v - \\eta g = 0.4 - (-0.0506) = 0.405$
          |                                      ^^^^^ the printed numbers give 0.4506
          = help: the calculation leaves out a factor of its formula: \\eta = 0.1


        """))
    #expect(
      Correction.of(report.findings[0]).failure?.reason
        == "its formula gives it, only the calculation does not")
  }

  @Test(arguments: [
    (
      "$7.7 \\times 10^{-7} \\cdot 10^{-7} = 7.5 \\times 10^{-14}$",
      "`7.5 \\times 10^{-14}` should be `7.7 \\times 10^{-14}`"
    ),
    ("$20 / 25 = 0.8 = 81\\%$", "`81 %` should be `80 %`"),
    ("$0.5 / 0.000005 = 0.001$", "`0.001` does not follow"),
    ("$0.2 \\cdot 0.02 = 0.0004$", "`0.0004` should be `0.0040`"),
  ])
  func numbersAreQuotedAsTheyAreSet(_ text: String, _ headline: String) {
    let slips = ReportTests.report(text).slips
    #expect(slips.map { SlipMessage(slip: $0).headline } == [headline])
  }

  @Test(arguments: [
    ("$0.2 \\cdot 0.02 = 0.0004$", "the decimal point is misplaced: 0.0040"),
    ("$0.1 + 0.4 = 0.7$", nil),
  ])
  func explanationsSayWhatIsSeen(_ text: String, _ explanation: String?) {
    #expect(ReportTests.report(text).slips.map(\.finding.explanation) == [explanation])
  }

  @Test func `A power of ten may be wrong, too`() {
    #expect(Self.slips("$0.25^{10} \\approx 10^{-4}$") == ["10^{-4}"])
  }

  @Test func `Digits are cut off once only where hardly any number is rounded`() {
    // Sevenths that are rounded up: they cannot have been cut off.
    let lines = stride(from: 14, to: 70, by: 7).flatMap { n in
      ["143", "286", "429"].enumerated().map { seventh in
        "$\\frac{\(n + seventh.offset + 1)}{7} = \(n / 7).\(seventh.element)$"
      }
    }
    let cut = "$\\frac{1}{1.4607} \\approx 0.684$"
    #expect(Self.slips(cut) == [])
    #expect(Self.slips((lines + [cut]).joined(separator: "\n\n")) == ["0.684"])
  }

  @Test func `Tables that nothing derives are counted`() {
    let table = "| w | before | after |\n|---|---|---|\n| 1 | 0.50 | 0.61 |\n"
    let text = TextReport(ReportTests.report("$0.5 + 0.1 = 0.6$\n\n" + table)).text
    #expect(text.contains("\n2 decimal numbers in 1 table follow from nothing that was read\n"))
    #expect(!TextReport(ReportTests.report("$0.5 + 0.1 = 0.6$")).text.contains("table"))
  }

  @Test func `A variance is no loss`() {
    let text = "$\\sigma^2 = \\frac{(2 - 5)^2 + (4 - 5)^2 + (9 - 5)^2}{3} = 8.667$\n"
    #expect(ReportTests.report(text).conventions.isEmpty)
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
