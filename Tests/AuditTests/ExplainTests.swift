import Diagnostics
import Foundation
import NeuralCore
import Runner
import Testing
import Walkthrough

@testable import Audit

/// Formulas for terminals, and lines taken apart.
struct ExplainTests {
  @Test(arguments: [
    ("\\frac{\\partial E}{\\partial w_5}", "∂E/∂w_5"),
    ("\\frac{a + b}{2}", "(a + b)/2"),
    ("\\text{net}_{o1} = w_5 \\cdot o_{h1}", "net_o1 = w_5 · o_h1"),
    ("\\sigma(\\text{net}_{h1})", "σ(net_h1)"),
    ("e^{-0.43253}", "e^(-0.43253)"),
    ("w_{1,11}^{\\text{new}}", "w_1,11^new"),
    ("\\lvert x \\rvert^2", "|x |^2"),
    ("W^{\\top}", "Wᵀ"),
    ("\\boxed{0.5}", "0.5"),
    ("x'", "x'"),
  ])
  func `TeX is shown in the characters of a terminal`(_ tex: String, _ text: String) {
    #expect(TerminalMath.text(tex) == text)
  }

  @Test func `The claims of a line are shown with how they were judged`() {
    let text = LineExplanation(
      ReportTests.report("$h = 0.513 \\cdot 0.333 = 0.1709$\n\n$h \\cdot 0.5 = 0.0855$ and 4\n"),
      line: 3
    ).text
    #expect(
      text == """
        note[match]: the result `0.0855`
         --> page.md:3:16
          |
        3 | $h \\cdot 0.5 = 0.0855$ and 4
          |                ^^^^^^
          = note: prints the numbers 0.08545 to 0.08555
          = note: the printed numbers give 0.08545
          = note: numbers that print like them give 0.085425 to 0.085475

        given: 0.5
        in names and formulas: 4

        """)
  }

  @Test func `A carried number names its root, a slip what follows`() {
    let report = ReportTests.report("$h = 0.2 \\cdot 0.3 = 0.07$\n\n$2h = 0.14$\n")
    #expect(
      LineExplanation(report, line: 3).text.contains(
        "  = note: comes from the slip `0.07` on line 1\n"))
    #expect(
      LineExplanation(report, line: 1).text.contains(
        "  = note: 1 number carried on from it, on line 3\n"))
    #expect(
      LineExplanation(report, line: 2).text
        == "no number on line 2 is claimed to follow from others\n")
  }

  /// 0.5 · 1 = 0.5, a gradient of (0.5 − 1) · 1 = −0.5 and half of it taken away: 0.75.
  @Test func `A weight of a later pass comes from its update`() throws {
    let cell = """
      ```yaml network
      input: {x: [1]}
      layers:
        - y: {dense: 1, activation: identity, weight: [[0.5]]}
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.5}}
      ```
      """
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: cell))
    let sheet = try #require(runner.networks.worksheets.first)
    let weight = try #require(sheet.graph.quantities.first { $0.role == .weight })
    let text = try ElementTree.text(Element(weight.id, 0, step: 1), of: sheet)
    let lines = text.split(separator: "\n")
    #expect(lines.first?.contains("0.75") ?? false, "\(text)")
    #expect(lines.first?.contains("given") == false, "\(text)")
    #expect(text.contains("0.5 - 0.5"), "\(text)")
  }
}
