import Diagnostics
import Testing

@testable import Audit

/// Operands that are not what their place asks for.
struct OperandTests {
  private static func slips(_ text: String) -> [String] {
    ReportTests.report(text).findings.filter { $0.verdict == .slip }.map {
      "\($0.claim.place.line) \($0.claim.role.rawValue) \($0.claim.published): "
        + ($0.explanation ?? "")
    }
  }

  @Test func anOperandThatMistypesItsSymbolIsTheSlip() {
    let text = """
      $net = 0.5 \\cdot 0.31 + 0.2 \\cdot 0.62 = 0.279$

      $$
      o = \\frac{1}{1 + e^{-net}} = \\frac{1}{1 + e^{-0.2279}} = 0.5693
      $$
      """
    #expect(
      Self.slips(text) == [
        "4 operand -0.2279: a digit too many: 0.279",
        "4 result 0.5693: it follows once that is put right",
      ])
  }

  @Test func aMisplacedPointIsNamed() {
    #expect(
      Self.slips("$0.2 \\cdot 0.31 = 0.0062$")
        == ["1 result 0.0062: the decimal point is misplaced: 0.0620"])
  }

  @Test(arguments: [
    "$0.001 \\times 0.81 = 0.0006$",
    "$\\eta = 0.001$\n\n$-\\eta \\cdot 0.81 = -0.001 \\cdot 0.81 = -0.0006$",
    "$0.5 - 0.001 \\times 0.81 = 0.4994$",
  ])
  func `Powers of ten that somebody chose are exact`(_ text: String) {
    #expect(Self.slips(text).count == 1)
  }

  @Test func theResultShowsWhichNumberWasMeant() {
    let text = """
      $y = 0.5 \\cdot 0.8 + 0.7059 = 1.1059$

      $out = \\frac{1}{1+e^{-1.1959}}$

      $out = 0.7514$
      """
    #expect(Self.slips(text) == ["3 operand 1.1959: one digit differs: 1.1059"])
  }

  @Test func aBareNumberThatTheDocumentDoesNotComputeWithIsTheSlip() {
    let text = """
      $p = -0.01904919$ and $q = 0.055399425$

      $$
      s = q + p = 0.055399425 + -0.019049119 = 0.036350306
      $$
      """
    #expect(
      Self.slips(text) == [
        "1 restated -0.01904919: a digit is missing: -0.019049119; "
          + "the document computes with it later"
      ])
  }

  @Test(arguments: [
    // Factors in another order.
    "$a = 0.31$, $b = 0.62$\n\n$c = a \\cdot b = 0.62 \\cdot 0.31 = 0.1922$",
    // Another example's input, which stands in a table.
    "$x = 0.2$\n\n| Sample | Input |\n|---|---|\n| 2 | 0.21 |\n\n$z = 3x = 3 \\cdot 0.21 = 0.63$",
    // A shorter copy, a longer one and one with a rounding error.
    "$h = 0.5933$\n\n$z = 2h = 2 \\cdot 0.593 = 1.186$, $z = 2h = 2 \\cdot 0.59327 = 1.18654$",
    "$h = 0.5933$\n\n$z = 2h = 2 \\cdot 0.5934 = 1.1868$",
    // The earlier number may be the wrong one: 0.6 × 0.45 is 0.27, but another a may be meant.
    "$x = 0.8$, $a = 0.6$, $b = 0.45$\n\n$d = a b = 0.210$\n\n"
      + "$g = d x = 0.270 \\cdot 0.8 = 0.216$\n\n$a = 0.7$",
    // A symbol that changes.
    "$w = 0.4$\n\n$w = 0.4 - 0.1 = 0.3$\n\n$z = 2w = 2 \\cdot 0.3 = 0.6$",
  ])
  func operandsThatMayBeMeantAreLeftAlone(_ text: String) {
    #expect(Self.slips(text).isEmpty, "\(Self.slips(text))")
  }
}
