import Diagnostics
import Runner
import TestSupport
import Testing

@testable import Audit

/// Operands that are another symbol's number, and results that are the network's all the same. By hand:
/// net_{h2} = -0.3 · 0.5 + 0.1 · (-1.2) - 0.2 = -0.47, and with 0.4 in the place of 0.1 it is -0.83.
struct NeighbourTests {
  private static let notebook = """
    ```yaml network
    input: {x: [0.5, -1.2]}
    layers:
      - h: {dense: 2, activation: sigmoid, weight: [[0.2, 0.4], [-0.3, 0.1]], bias: [0.1, -0.2]}
      - y: {dense: 1, activation: sigmoid, weight: [[0.6, -0.5]], bias: [0.3]}
    target: {t: [1]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    ```
    """

  private static func slips(_ report: AuditReport) -> [String] {
    report.findings.filter { $0.verdict == .slip }.map {
      "\($0.claim.role.rawValue) \($0.claim.published): \($0.explanation ?? "")"
    }
  }

  private static func slips(withNetwork page: String) -> [String] {
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: notebook), templates: .repository)
    return slips(runner.report(on: page))
  }

  @Test func `A weight in the place of another is a slip, whatever follows from it`() {
    let page = #"""
      $$
      net_{h2} = w_3 x_1 + w_4 x_2 + b_{h2} = -0.3 \cdot 0.5 + 0.4 \cdot (-1.2) - 0.2 = -0.83
      $$
      """#
    #expect(Self.slips(withNetwork: page) == ["operand 0.4: it is the value of `w_2`"])
  }

  @Test(arguments: [
    // As it should be, and with the weights numbered the other way round.
    #"$net_{h2} = w_3 x_1 + w_4 x_2 + b_{h2} = -0.3 \cdot 0.5 + 0.1 \cdot (-1.2) - 0.2 = -0.47$"#,
    #"$net_{h2} = w_2 x_1 + w_4 x_2 + b_{h2} = -0.3 \cdot 0.5 + 0.1 \cdot (-1.2) - 0.2 = -0.47$"#,
  ])
  func `What gives the network's number has its operands in their places`(_ page: String) {
    #expect(Self.slips(withNetwork: page) == [])
  }

  @Test func `Two numbers of the page that change places are two slips`() {
    let page = #"""
      $h_1 = 0.2 + 0.2305 = 0.4305$, $h_2 = 0.2 + 0.1846 = 0.3846$, $v_1 = 0.6$, $v_2 = 0.5$

      $z = v_1 h_1 + v_2 h_2 = 0.6 \cdot 0.3846 + 0.5 \cdot 0.4305 = 0.4506$
      """#
    #expect(
      Self.slips(ReportTests.report(page)) == [
        "operand 0.3846: it is the value of `h_2`", "operand 0.4305: it is the value of `h_1`",
        "result 0.4506: it follows once that is put right",
      ])
  }

  @Test(arguments: [
    // Another example, whose inputs are exchanged; another unit, in the same words.
    #"""
    $x_1 = 0.05$, $x_2 = 0.10$, $w_1 = 0.15$, $w_2 = 0.20$

    Exchanged, $z = w_1 x_1 + w_2 x_2 = 0.15 \cdot 0.10 + 0.20 \cdot 0.05 = 0.025$.
    """#,
    #"""
    $x_1 = 0.05$, $x_2 = 0.10$, $w_1 = 0.15$, $w_2 = 0.20$, $w_3 = 0.25$, $w_4 = 0.30$

    Unit two: $z = w_1 x_1 + w_2 x_2 = 0.25 \cdot 0.05 + 0.30 \cdot 0.10 = 0.0425$.
    """#,
  ])
  func `Several numbers that go on to the result are another example's`(_ page: String) {
    #expect(Self.slips(ReportTests.report(page)) == [])
  }

  @Test func `Symbols with other numbers elsewhere are left alone`() {
    let page = #"""
      $x_1 = 0.5$, $x_2 = 0.7$, $w = 0.3$, so $y = w x_1 = 0.3 \cdot 0.5 = 0.15$.

      Now $x_1 = 0.7$, $x_2 = 0.5$: $y = w x_1 = 0.3 \cdot 0.7 = 0.21$.
      """#
    #expect(Self.slips(ReportTests.report(page)) == [])
  }

  @Test func `A result that is the network's is not what has to change`() throws {
    let page = #"""
      $net_{h2} = -0.3 \cdot 0.51 + 0.1 \cdot (-1.2) - 0.2 = -0.470$

      $2 \cdot net_{h2} = 2 \cdot (-0.470) = -0.940$
      """#
    #expect(
      Self.slips(withNetwork: page) == ["result -0.470: one of the numbers in front of it is wrong"]
    )
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: Self.notebook), templates: .repository)
    let report = runner.report(on: page)
    let slip = try #require(report.slips.first)
    #expect(SlipMessage(slip: slip).headline == "`-0.470` does not follow")
    guard case .failure(let why) = Correction.of(slip.finding) else {
      Issue.record("the number is corrected")
      return
    }
    #expect(why.reason == "the network has it, and one of the numbers in front of it is wrong")
  }
}
