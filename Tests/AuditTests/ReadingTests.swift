import Diagnostics
import Foundation
import Notation
import Runner
import Testing

@testable import Audit

/// Ways in which documents set calculations, and what is said of their numbers. The right numbers
/// are in the comments or plain from the page.
struct ReadingTests {
  @Test(arguments: [
    // σ(0.5) = 0.62246.
    (
      "| Step | Term | Value |\n|---|---|---|\n| 1 | $\\sigma(0.5)$ | $\\approx 0.6325$ |\n",
      ["3 0.6325 slip"]
    ),
    (
      "| Step | Term | Value |\n|---|---|---|\n| 1 | $0.6225 - 1$ | $= -0.3775$ |\n",
      ["3 -0.3775 match"]
    ),
    ("| Term | Value |\n|---|---|\n| 0.6 - 1 | ≈ -0.3 |\n", ["3 -0.3 slip"]),
    // Two relations are a chain of its own: whether it is -0.4 is not asked.
    ("| Term | Value |\n|---|---|\n| $0.6 - 1$ | $\\approx -0.41 \\approx 0$ |\n", ["3 0 match"]),
  ])
  func cellsMayBeginWithARelation(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  @Test(arguments: [
    // The second row is tanh(0.9) = 0.7163, not e^{-0.9}.
    """
    $$\\begin{aligned}
    a &= \\tanh(0.9): \\quad e^{0.9} \\approx 2.4596,\\; e^{-0.9} \\approx 0.4066 \\\\
    &= \\frac{2.4596 - 0.4066}{2.4596 + 0.4066} = \\frac{2.0530}{2.8662} \\approx 0.7163
    \\end{aligned}$$
    """,
    """
    $$\\begin{aligned}
    z &= 0.2 + 0.3, \\quad b = 0.1 \\\\
    &= 0.5 \\\\
    &= 0.50
    \\end{aligned}$$
    """,
    // The same where a part cannot be read, so that nothing is known.
    """
    $$\\begin{aligned}
    z &= 0.2 + 0.3 \\unknown, \\quad b = 0.1 + 0.1 = 0.2 \\\\
    &= 0.5
    \\end{aligned}$$
    """,
    // A line of words between two calculations, the first of which it does not go on with.
    "```\nΩ(w) = λ × Σwᵢ²\n     = 0.01 × (0.5² + 0.3²)\n     = 0.0034\n```\n\n"
      + "```\nΩ(w) = λ × Σ|wᵢ|\n     = 0.01 × (|0.5| + |-0.3|)\n     = 0.008\n```\n",
  ])
  func rowsGoOnWithTheirSubject(_ text: String) {
    let claims = ClaimTests.claims(text)
    #expect(!claims.isEmpty && claims.allSatisfy { !$0.hasSuffix("slip") }, "\(claims)")
  }

  @Test(arguments: [
    ("- $z = 0.5 \\cdot 0.2 + 0.3$\n  $= 0.1 + 0.3$\n  $= 0.5$\n", "3 0.5 slip"),
    ("$z = 0.5 \\cdot 0.2 + 0.3$<br>$= 0.5$\n", "1 0.5 slip"),
    (
      "$$\\begin{array}{lcl} z & = & 0.5 \\cdot 0.2 + 0.3 \\\\ & = & 0.5 \\end{array}$$",
      "1 0.5 slip"
    ),
    ("```{math}\n:label: sum\n\na = 0.5 + 0.25 = 0.9\n```\n", "4 0.9 slip"),
  ])
  func linesGoOnWithTheOneAbove(_ text: String, _ expected: String) {
    #expect(ClaimTests.claims(text).last == expected)
  }

  /// A relation in a sentence, powers of ten that say how large something is about, a function that is defined
  /// anew, a paragraph of words between two calculations.
  @Test(arguments: [
    "$$\\theta = 4.8 - 0.2 = 4.6$$\n\nSo the step was $\\approx 0.2$ and the loss is $< 5$.",
    "$$y = 0.2 + 0.3 = 0.5$$\n\nNear enough (the target is $= 0.7$).",
    "$0.3^{10} \\approx 10^{-6}$, $2^{-10} \\approx 10^{-3}$ and $2^{10} = 1024 \\approx 10^3$",
    "$f(x) = x^2 + 3x + 5$, $f(-2) = 3$.\n\nLet $f(x) = x^3$. Then $f(-1) = -1$ and $2 \\cdot 3 = 6$.",
    "= (0.2)(0.5) + (0.4)(0.3)\n= 0.10 + 0.12 = 0.22\n\n= (0.3)(0.5) + (0.1)(0.3)\n= 0.15 + 0.03 = 0.18\n",
    "1. Sum\n\n= (0.2)(0.5) + (0.4)(0.3)\n= 0.10 + 0.12 = 0.22\n\n2. Error\n\n= 0.5 × (0.3)² = 0.045\n",
  ])
  func whatStandsAloneIsNotHeldAgainstWhatStandsBefore(_ text: String) {
    let claims = ClaimTests.claims(text)
    #expect(!claims.isEmpty && claims.allSatisfy { !$0.hasSuffix("slip") }, "\(claims)")
  }

  @Test(arguments: [
    // A line goes on with the one above it, whatever stands before both.
    ("Words.\n\n```\ns = 0.5 * 0.2 + 0.3\n  = 0.1 + 0.3\n  = 0.5\n```\n", ["6 0.5 slip"]),
    // 4 · 5 = 20.
    (
      "$$s = 1 \\cdot 2 + 3 \\cdot (-1) + 4 \\cdot 5$$\n\n$$s = 2 - 3 + 16 = 15$$",
      ["3 16 slip", "3 15 carried"]
    ),
    // σ(0.42) = 0.603483, e^-0.42 = 0.657047: right as soon as the second number is.
    (
      "$$h = \\sigma(0.42) = 1 / (1 + e^{-0.42}) = 1 / (1 + 0.65717) = 0.60348$$",
      ["1 0.65717 slip", "1 0.60348 slip"]
    ),
  ])
  func whatGoesOnIsHeldAgainstWhatStandsBefore(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text).filter { !$0.hasSuffix("match") } == expected)
  }

  /// A calculation that another one has taken the place of has no result to come any more.
  @Test func resultsBelongToTheLastCalculation() {
    let text = """
      $a = 0.5 \\cdot (1 - 0.6^2)$

      $a \\approx 0.5 \\cdot 0.63 \\approx 0.315$

      $W[\\text{in}] += a \\approx 0.315$
      """
    #expect(ClaimTests.claims(text) == ["3 0.315 match", "5 0.315 match"])
  }

  /// Without columns, a row goes on with the formula in front of it; so does a display behind words.
  @Test(arguments: [
    "$$a = 0.3, \\quad b = 0.1 + 0.1 \\\\ = 0.2$$", "$$b = 0.1 + 0.1$$\nwhich is\n$$= 0.2$$",
  ])
  func relationsGoOnWithTheFormulaInFront(_ text: String) {
    #expect(ClaimTests.claims(text).last?.hasSuffix("0.2 match") ?? false)
  }

  /// Words in between are the subject of what follows.
  @Test func formulasBehindWordsStandAlone() {
    #expect(ClaimTests.claims("$a = 0.2 + 0.3$, and the sum $= 0.7$").isEmpty)
  }

  @Test(arguments: [
    // e^{0.226} and so on: 0.533 0.467 in the first row, 0.589 0.411 in the second.
    (
      "$$\\text{softmax}\\left(\\begin{bmatrix} 0.226 & 0.092 \\\\ 0.516 & 0.156 \\end{bmatrix}"
        + "\\right) = \\begin{bmatrix} 0.533 & 0.467 \\\\ 0.598 & 0.402 \\end{bmatrix}$$",
      ["1 0.533 match", "1 0.467 match", "1 0.598 slip", "1 0.402 slip"]
    ),
    ("$\\text{softmax}([1, 2]) = [0.269, 0.713]$", ["1 0.269 match", "1 0.713 slip"]),
    ("$\\text{ReLU}: \\; \\max(0, 2 - 5) = 0.1$", ["1 0.1 slip"]),
    ("softmax([1, 2]) = [0.269, 0.713]", ["1 0.269 match", "1 0.713 slip"]),
    // By columns: e^1 and e^2 are in one.
    (
      "$$\\text{softmax}\\begin{bmatrix} 1 & 0 \\\\ 2 & 0 \\end{bmatrix} = "
        + "\\begin{bmatrix} 0.269 & 0.5 \\\\ 0.731 & 0.5 \\end{bmatrix}$$",
      ["1 0.269 match", "1 0.5 match", "1 0.731 match", "1 0.5 match"]
    ),
    // e^{-0.37} = 0.6907, e^{-0.06} = 0.9418.
    (
      "$$\\begin{pmatrix} \\frac{1}{1 + e^{-0.37}} \\\\ \\frac{1}{1 + e^{-0.06}} \\end{pmatrix} = "
        + "\\begin{pmatrix} \\frac{1}{1 + 0.680} \\\\ \\frac{1}{1 + 0.942} \\end{pmatrix}$$",
      ["1 0.680 slip", "1 0.942 match"]
    ),
    (
      "$\\begin{bmatrix} 0.1, 0.2 \\end{bmatrix} \\cdot 2 = \\begin{bmatrix} 0.2 & 0.5 \\end{bmatrix}$",
      ["1 0.2 match", "1 0.5 slip"]
    ),
    // 0.027876 × 0.5 and so on: the vector's name is a gradient's.
    (
      "$W^{(2)} = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$, $d = [0.5, 0.25]^T$\n\n"
        + "$\\left(W^{(2)}\\right)^\\top d = \\begin{bmatrix} 1.25 \\\\ 2.1 \\end{bmatrix}$",
      ["3 1.25 match", "3 2.1 slip"]
    ),
    // 0.0900, 0.2447, 0.6652.
    (
      "$z = [1, 2, 3]$\n\n$p = \\operatorname{softmax}(z) = [0.0900, 0.2447, 0.6152]$",
      ["3 0.0900 match", "3 0.2447 match", "3 0.6152 slip"]
    ),
    // Of another example everything is different.
    (
      "$z = [1, 2, 3]$\n\n$p = \\operatorname{softmax}(z) = [0.2, 0.3, 0.5]$",
      ["3 0.2 unread", "3 0.3 unread", "3 0.5 unread"]
    ),
    ("$x = [3, 4]$, $\\|x\\| = 5$, $\\lVert x \\rVert_1 = 8$", ["1 5 match", "1 8 slip"]),
    ("$a = [1, 2]$, $b = [3, 4]$, $\\langle a, b \\rangle = 12$", ["1 12 slip"]),
    // tanh(1) = 0.762 where the sign stands for tanh, as it does three times.
    (
      "$\\sigma(0.5) = 0.462$, $\\sigma(0.2) = 0.197$, $\\sigma(0.7) = 0.604$, "
        + "$\\sigma([1, 2]) = [0.762, 0.946]$",
      [
        "1 0.462 match", "1 0.197 match", "1 0.604 match", "1 0.762 match", "1 0.946 slip",
      ]
    ),
    (
      "$dz_4 = p - y = [0.2743, -0.7584]$ and $dz_4 * 0.5 = [0.1371, -0.3892]$",
      ["1 0.1371 match", "1 -0.3892 slip"]
    ),
  ])
  func vectorsAreJudgedByEntries(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  /// A matrix of another example is none that was rounded.
  @Test func anotherMatrixOfTheNameIsGiven() {
    let text = """
      $f = \\begin{pmatrix} 0.1 + 0.48 \\\\ 0.515 \\end{pmatrix} = \\begin{pmatrix} 0.59 \\\\ 0.515 \\end{pmatrix}$

      $f = \\begin{pmatrix} 0.6 \\\\ 0.4 \\end{pmatrix}$
      """
    #expect(ClaimTests.claims(text).first == "1 0.59 slip")
    #expect(!ClaimTests.claims(text).contains { $0.hasPrefix("3") })
  }

  @Test(arguments: [
    "$a = 0.5 + 0.25 = 0.9 \\text{ V}$", "$a = 0.5 + 0.25 = \\bbox[red]{0.9}$",
    "$$a = 0.5 + 0.25 = \\colorbox{yellow}{$0.9$}$$", "*𝑎<sub>2,1</sub> = 0.5 + 0.25 = 0.9*",
    "P(D | +) = 0.5 + 0.25 = 0.9", "$H1_{input} = 0.5 + 0.25 = 0.9$",
    "$dL/dw = 0.5 + 0.25 = 0.9$",
  ])
  func numbersAreReadInSpiteOfTheirDress(_ text: String) {
    #expect(ClaimTests.claims(text) == ["1 0.9 slip"])
  }

  @Test(arguments: [
    "e<sup>-0.5</sup> = 0.6065", "$\\lfloor \\frac{7 - 2}{2} \\rfloor + 1 = 3$",
    "$\\lceil 2.1 \\rceil = 3$", "Output = (0.4 × 40 + 0.6 × 80) / (0.4 + 0.6) = **64%**",
    "Accuracy = 16/25 = 64%", "| Mean | Value |\n|---|---|\n| $(40 + 80) / 2$ | $60 \\%$ |\n",
    "$P(A|B) = 0.3 \\cdot 0.4 = 0.12$",
  ])
  func rightNumbersMatch(_ text: String) {
    let claims = ClaimTests.claims(text)
    #expect(claims.count == 1 && claims[0].hasSuffix("match"), "\(claims)")
  }

  /// Superscripts count layers where a 1 is one of them, as no exponent is.
  @Test(arguments: [
    (
      "$w^1_{11} = 0.4$, $x_1 = 0.5$, $b^1_1 = 0.1$, $z^1_1 = w^1_{11} x_1 + b^1_1 = 0.4$",
      ["1 0.4 slip"]
    ),
    (
      "$z^1 = 0.3$, $a^1 = 0.5$, $a^2 = 0.7$, $d = a^2 - a^1 = 0.3$, $s = (a^2)^2 = 0.49$",
      ["1 0.3 slip", "1 0.49 match"]
    ),
    ("$a_{1}^{1} = 0.2$, $z_{1}^{1} = 0.3$, $\\delta^2_1 = a_1^1 z_1^1 = 0.07$", ["1 0.07 slip"]),
    // Powers.
    ("$a = 0.5$, $b = 2$, $a^2 + b^2 = 4.5$", ["1 4.5 slip"]),
    ("$x = 2$, $w = 0.5$, $y = x^0 + x^1 + w x^2 = 6$", ["1 6 slip"]),
    ("$z^1 = 0.3$, $a^1 = 0.5$, $x_1 = 3$, $y = x_1^2 = 8$", ["1 8 slip"]),
  ])
  func superscriptsMayCountLayers(_ text: String, _ expected: [String]) {
    #expect(ClaimTests.claims(text) == expected)
  }

  /// A list of decimal fractions is no longer list.
  @Test func decimalCommasInAMatrixAreNotTwoEntries() {
    let report = ReportTests.report("$\\begin{bmatrix} 0,5 & 0,25 \\end{bmatrix}$")
    #expect(report.numerals.allSatisfy { $0.kind == .unread })
  }

  /// A vector that an input holds is no shape, and nothing has no rows.
  @Test(arguments: [
    ("$x = [1, 2]$", 0), ("$x = (1, 2)$", 0), ("The input x is (1, 0).", 0),
    ("$x$: $(2, 1)$", 1), ("$x = 1 \\times 2$", 1),
  ])
  func valuesAreNoShapes(_ text: String, _ expected: Int) throws {
    let notebook = SourceText(
      name: "net.md",
      text: """
        ```yaml network
        name: n
        input: {x: [1, 2]}
        layers:
          - o: {dense: 1, activation: sigmoid, weight: [[0.1, 0.2]], bias: [0.3]}
        target: {y: [1]}
        loss: squared-error
        optimizer: {sgd: {rate: 0.1}}
        notation: matrix
        ```
        """)
    let templates = TemplateStore.repository
    let runner = NotebookRunner(withoutErrors: notebook, templates: templates)
    let presets = templates.names(.notations).compactMap {
      try? templates.preset(NotationChoice(preset: $0))
    }
    let report = AuditReport(
      SourceText(name: "page.md", text: text), lexicon: ClaimTests.lexicon,
      networks: runner.networks.worksheets,
      presets: presets)
    #expect(report.findings.filter { $0.claim.role == .shape }.count == expected)
  }
}
