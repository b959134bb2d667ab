import Diagnostics
import Testing

@testable import Algebra
@testable import Audit

/// Layouts in which documents hold their numbers: what is in them is read, or said to be unread.
struct LayoutTests {
  private func slips(_ text: String) -> [String] {
    ReportTests.report(text).findings.filter { $0.verdict == .slip }
      .map { "\($0.claim.place.location) \($0.claim.published)" }
  }

  @Test func `Cells of an HTML table are judged as those of a pipe table`() {
    let text = """
      <table>
      <tr><th>Step</th><th>Calculation</th><th>Result</th></tr>
      <tr><td>1</td><td>0.25 × 0.05 + 0.30 × 0.10 + 0.35</td><td>0.3925</td></tr>
      <tr><td>2</td>
          <td>0.2 × 0.3</td><td>0.07</td></tr>
      </table>
      """
    #expect(slips(text) == ["5:28 0.07"])
    #expect(ReportTests.report(text).count(Verdict.match) == 1)
  }

  @Test(arguments: [
    "```{dropdown} Solution\n:open:\n\n$a = 0.5 + 0.25 = 0.9$\n```",
    "```{math}\n:label: sum\n\na = 0.5 + 0.25 = 0.9\n```",
    "````{admonition} Result\n| Step | Calculation | Result |\n|---|---|---|\n| 1 | $0.5 + 0.25$ | $0.9$ |\n````",
    "$a = 0.5 + 0.25 \\doteq 0.9$",
    "$v = 3 \\begin{bmatrix} 0.25, 0.2 \\end{bmatrix} = \\begin{bmatrix} 0.9, 0.6 \\end{bmatrix}$",
    "$\\delta{_2} = 0.5 + 0.25 = 0.9$", "${\\delta}_2 = 0.5 + 0.25 = 0.9$",
  ])
  func `A slip is found wherever it stands, and nothing is unread`(_ text: String) {
    let report = ReportTests.report(text)
    #expect(report.findings.filter { $0.verdict == .slip }.map(\.claim.published) == ["0.9"])
    #expect(report.unread.isEmpty)
    #expect(report.count(Numeral.Class.unread) == 0)
  }

  @Test func `Code stays code`() {
    let report = ReportTests.report("```{code-cell} python\na = 0.5 + 0.25 = 0.9\n```")
    #expect(report.findings.isEmpty)
  }

  @Test(arguments: [
    ("\\delta{_2}", "\\delta_2"), ("{\\delta}_2", "\\delta_2"), ("{x}_{12}", "x_{12}"),
    ("W{^{new}}", "W^{new}"), ("\\hat{y}_1", "\\hat{y}_1"),
  ])
  func `Needless braces do not change a symbol`(_ written: String, _ name: String) throws {
    #expect(try TeXReader.symbol(written) == TeXReader.symbol(name))
  }
}
