import Testing

@testable import Audit

/// Honest documents: nothing in them may be called a slip.
struct NoFalseAlarmTests {
  @Test(arguments: [
    // Operands were rounded before they were printed.
    "$\\sigma(0.532) = 0.62995$, $0.62995 \\times 0.4482 = 0.28235$",
    // Truncated.
    "$e^{-0.43253} \\approx 0.648$",
    // A symbol with another value elsewhere.
    "$x = 0.2$\n\nNow $x = 0.3$.\n\n$y = 2x = 0.4$\n",
    // A negative power of ten is no rate: it was rounded.
    "$-0.001 \\times (-0.81) \\approx 0.0006$",
    "$\\eta = 0.04$\n\n$\\eta \\times (-0.0001) \\approx -0.000005$",
    // An arrow to what a unit makes of its net input.
    "$0.5 \\cdot 1 + 0.2 \\to 0.668$, $0.1 - 0.5 \\to 0$",
    // A letter that is a function here and a number there.
    "$h(x) = \\sigma(x)$\n\n$h = 0.6$, $h(1 - h) = 0.24$",
    // Terms in another order.
    "$0.1 \\cdot 0.2 + 0.3 \\cdot 0.4 = 0.12 + 0.02 = 0.14$",
    // Zeros that are only places, behind ≈.
    "$0.07223 / 0.000188 \\approx 380$",
    // An ordinal before a formula.
    "| Step | Formula | Value |\n|---|---|---|\n| 5 | $0.2 \\cdot 0.3$ | $0.06$ |\n",
    // Words in front of a symbol: the number is not the symbol's.
    "$h = 0.51$\n\n$\\text{Error of } h = 0.2 + 0.3 = 0.5$\n\n$2h = 1.02$\n",
    // Weights printed shorter than they are.
    "$0.1497 \\times 0.05 + 0.1994 \\times 0.10 = 0.02743$",
    // Several numbers beside a formula of symbols.
    "$a = 0.5$, $b = 0.5$\n\n| Term | First | Second |\n|---|---|---|\n| $a \\cdot b$ | 0.5 | 0.25 |\n",
    // Relations that are no equalities.
    "$0.2 + 0.2 < 0.5$, $w \\to 0.3$, $0.4 \\neq 0.5$",
  ])
  func honestNumbersAreLeftAlone(_ text: String) {
    ReportTests.expectNoSlip(text)
  }
}
