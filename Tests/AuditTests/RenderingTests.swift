import Algebra
import Diagnostics
import Runner
import Testing

@testable import Audit

/// Pages held against what a notebook's run prints. Expected values are the network's, worked out by hand:
/// 0.5 · 1 − 0.2 · 2 + 0.3 = 0.4, 1 / (1 + e^{−0.4}) = 0.598688.
struct RenderingTests {
  private static let notebook = """
    ```yaml network
    input: {x: [1.0, 2.0]}
    layers:
      - y: {dense: 1, activation: sigmoid, weight: [[0.5, -0.2]], bias: [0.3]}
    target: {t: [1]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    digits: {default: 4}
    ```

    | what | number |
    |---|---|
    | fed | `= y.net.1` |
    | answered | `= y.out.1` |
    | wanted | `= t.1` |

    The first weight `= w_1` and the second `= w_2` are given, and `= y.out.1` is what comes out.
    """

  private static let page = """
    | what | number |
    |---|---|
    | fed | $0.4000$ |
    | answered | **0.5987** |
    | wanted | $1$ |

    The first weight $0.5$ and the second $-0.2$ are given, and $0.5987$ is what comes out.
    """

  private static func report(_ page: String, notebook: String = notebook) -> AuditReport {
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: notebook))
    return runner.report(on: page)
  }

  private static func slips(_ page: String) -> [String] {
    report(page).findings.filter { $0.verdict == .slip }
      .map { "\($0.claim.place.line): \($0.claim.published)" }
  }

  @Test func `A page of the run's numbers has no slip`() {
    #expect(Self.slips(Self.page) == [])
  }

  @Test(arguments: [
    ("**0.5987**", "**0.5978**", "4: 0.5978"), ("$0.4000$", "$0.4100$", "3: 0.4100"),
    ("$-0.2$", "$0.2$", "7: 0.2"), ("weight $0.5$", "weight $0.6$", "7: 0.6"),
    ("**0.5987**", "**0.4000**", "4: 0.4000"),
  ])
  func `A number that the run has otherwise is a slip`(old: String, new: String, slip: String) {
    #expect(Self.slips(Self.page.replacing(old, with: new)) == [slip])
  }

  @Test func `A number of one network may be none that a smaller one has`() {
    let notebook =
      Self.notebook + """

        ```yaml network
        name: small
        input: {u: [3]}
        layers:
          - v: {dense: 1, weight: [[0.7]]}
        ```
        """
    let page = """
      $y_1 = 0.5987$, $x_1 = 1.0$, $x_2 = 2.0$, $w_1 = 0.5$

      | Weight | Value | Gradient |
      |---|---|---|
      | $w_1$ | $0.5$ | $0.1234$ |
      | $w_2$ | $-0.2$ | $0.4321$ |
      """
    let findings = Self.report(page, notebook: notebook).findings
    #expect(findings.map { "\($0.claim.published) \($0.verdict)" } == ["0.5987 match"])
  }

  @Test(arguments: [
    ("$0.4000$", "$0.40$"), ("**0.5987**", "0.5986"), ("$0.4000$", "$\\boxed{0.4}$"),
  ])
  func `Other digits of the same number are none`(old: String, new: String) {
    #expect(Self.slips(Self.page.replacing(old, with: new)) == [])
  }

  @Test func `What the page has twice is its own number`() {
    #expect(Self.slips(Self.page.replacing("0.5987", with: "0.6123")) == [])
  }

  @Test func `A page of other lines is not held against the run`() {
    let text = "Fed with 0.7 it says 0.9.\n\n| what | how much |\n|---|---|\n| in | 0.41 |\n"
    #expect(Self.slips(text) == [])
  }

  @Test func `A mark that an author typed marks nothing`() {
    let typed = TeXMark.wrap("0.5", number: 900)
    let report = Self.report(Self.page, notebook: Self.notebook + "\n\nA mark: \(typed).\n")
    #expect(report.findings.allSatisfy { $0.verdict != .slip })
  }

  @Test func `The headline says what the run has`() {
    let page = Self.page.replacing("**0.5987**", with: "**0.5978**")
    let text = TextReport(Self.report(page)).text
    #expect(
      text.hasPrefix(
        """
        error[slip]: `0.5978` should be `0.5987`
         --> page.md:4:16
          |
        4 | | answered | **0.5978** |
          |                ^^^^^^ the network gives 0.5986877
          = help: two digits are swapped: 0.5987

        """), "\(text)")
  }
}

/// Lines without their numbers.
struct SkeletonLineTests {
  private static func line(_ text: String) -> SkeletonLine {
    let bytes = Array(text.utf8)
    return SkeletonLine(bytes, bytes.indices)
  }

  @Test(arguments: [
    ("$w_5 = 0.40$", "w_5 = **0.4**"), (#"$0.1 \times 0.2$"#, #"0.1 \cdot 0.2"#),
    (#"$\boxed{0.5}$"#, "0.7"), ("a = 1 - 0.5", "a = 1 + (-0.5)"), (#"x \approx 0.5"#, "x = 0.6"),
  ])
  func `Lines that say the same of other numbers are the same`(a: String, b: String) {
    #expect(Self.line(a).key == Self.line(b).key)
  }

  @Test(arguments: [
    ("w_5 = 0.4", "w_6 = 0.4"), ("x^2 = 0.4", "x^3 = 0.4"), ("h1 = 0.4", "h2 = 0.4"),
  ])
  func `Numbers in names belong to the line`(a: String, b: String) {
    #expect(Self.line(a).key != Self.line(b).key)
  }

  @Test func `Signs belong to numbers`() {
    let slots = Self.line("a = 0.10 - 0.5 + (-0.3) − 2").slots
    #expect(slots.map(\.literal.text) == ["0.10", "-0.5", "-0.3", "-2"])
  }

  @Test func `A number behind a backslash hides none of the others`() {
    #expect(Self.line(#"\12 = 0.5 and 0.6"#).slots.map(\.literal.text).suffix(2) == ["0.5", "0.6"])
  }
}
