import Diagnostics
import Notation
import Runner
import Testing

@testable import Audit

/// What a page's symbols stand for in a network, as its formulas and tables say. By hand (Python):
/// z = (0.5 · 0.6 + 0.1 · 0.2, 0.1 · 0.6 + 0.4 · 0.2) = (0.32, 0.14), a = σ(z) = (0.579324, 0.534943),
/// y = 0.3 · 0.579324 + 0.7 · 0.534943 = 0.548257, E = (0.9 − y)² = 0.123723.
struct SymbolBindingTests {
  private static let network = """
    ```yaml network
    input: {x: [0.6, 0.2]}
    layers:
      - a: {dense: 2, activation: sigmoid, weight: [[0.5, 0.1], [0.1, 0.4]]}
      - y: {dense: 1, weight: [[0.3, 0.7]]}
    target: {t: [0.9]}
    loss: squared-error
    optimizer: {sgd: {rate: 0.1}}
    ```
    """

  static func claims(_ page: String, _ network: String = network) throws -> [String] {
    let templates = TemplateStore.repository
    let runner = NotebookRunner(withoutErrors: SourceText(name: "notebook.md", text: network))
    let report = AuditReport(
      SourceText(name: "page.md", text: page), lexicon: try Lexicon.installed(templates),
      networks: runner.networks.worksheets,
      presets: try templates.names(.notations).map {
        try templates.preset(NotationChoice(preset: $0))
      }, rendering: Rendering(runner))
    return report.findings.map { "\($0.claim.published) \($0.verdict.rawValue)" }
  }

  /// −2 (0.9 − y) · 0.3 · a_1 (1 − a_1) · 0.6 = −0.030860, …: the weights from x_1 are w_1 and w_2.
  @Test func `Formulas tell how weights are numbered`() throws {
    let page = #"""
      $$z_1 = w_1 x_1 + w_3 x_2, \quad z_2 = w_2 x_1 + w_4 x_2$$

      $$\frac{\partial L}{\partial w_1} = -0.0309, \quad \frac{\partial L}{\partial w_2} = -0.0735,
      \quad \frac{\partial L}{\partial w_3} = -0.0103, \quad \frac{\partial L}{\partial w_4} = -0.0245$$

      $$w_1' = 0.5031, \quad w_2' = 0.1074, \quad w_3' = 0.1010, \quad w_4' = 0.4025$$
      """#
    #expect(
      try Self.claims(page) == [
        "-0.0309 match", "-0.0735 match", "-0.0103 match", "-0.0245 match", "0.5031 match",
        "0.1074 match", "0.1010 match", "0.4025 match",
      ])
    #expect(
      try Self.claims(page.replacing("0.1074", with: "0.1047")).filter { !$0.hasSuffix("match") }
        == ["0.1047 slip"])
  }

  /// The same numbers with nothing that says which weight is which: w_2 and w_3 are both 0.1.
  @Test func `Where nothing decides, nothing is a slip`() throws {
    let page = #"""
      $w_1 = 0.5$, $w_2 = 0.1$, $w_3 = 0.1$, $w_4 = 0.4$

      $w_1' = 0.5031$, $w_4' = 0.4025$

      | weight | gradient |
      |---|---|
      | $w_2$ | -0.0735 |
      """#
    #expect(
      try Self.claims(page).filter { !$0.hasSuffix("match") }.isEmpty)
  }

  @Test func `The sign of an output is no target's`() throws {
    let page = #"The target is $y_1 = 0.9$, and $\hat{y}_1 = 0.5483$ so far: $L = 0.1237$."#
    #expect(try Self.claims(page) == ["0.5483 match", "0.1237 match"])
    #expect(
      try Self.claims(page.replacing("0.5483", with: "0.5843")) == ["0.5843 slip", "0.1237 match"])
  }

  /// With w_{12} from x_1 to h_2; b_2 is h_2's. σ'(0.5) = 0.235004, σ'(−0.1) = 0.249376,
  /// y = σ(0.5 · 0.622459 − 0.6 · 0.475021 + 0.3) = 0.580839, δ = −2 (1 − y) y (1 − y) = −0.204102.
  private static let crossed = """
    ```yaml network
    input: {x: [1, 0]}
    layers:
      - h: {dense: 2, activation: sigmoid, weight: [[0.4, -0.3], [0.2, 0.7]], bias: [0.1, -0.3]}
      - o: {dense: 1, activation: sigmoid, weight: [[0.5, -0.6]], bias: [0.3]}
    target: {y: [1]}
    loss: squared-error
    optimizer: {sgd: {rate: 0.5}}
    ```
    """

  @Test func `Columns of initial values tell which index comes first`() throws {
    let page = """
      | weight | before | gradient | after |
      |---|---|---|---|
      | $w_{11}$ | 0.4 | -0.0240 | 0.4120 |
      | $w_{21}$ | -0.3 | 0 | -0.3 |
      | $b_1$ | 0.1 | -0.0240 | 0.1120 |
      | $w_{12}$ | 0.2 | +0.0305 | 0.1847 |
      | $b_2$ | -0.3 | +0.0305 | -0.3153 |
      | $v_1$ | 0.5 | -0.1270 | 0.5635 |
      | $c$ | 0.3 | -0.2041 | 0.4021 |
      """
    let claims = try Self.claims(page, Self.crossed)
    #expect(claims.allSatisfy { $0.hasSuffix("match") }, "\(claims)")
    #expect(
      try Self.claims(page.replacing("0.1847", with: "0.1874"), Self.crossed)
        .filter { !$0.hasSuffix("match") } == ["0.1874 slip"])
    #expect(
      try Self.claims(page.replacing("-0.2041", with: "-0.2014"), Self.crossed)
        .filter { $0.hasSuffix("slip") } == ["-0.2014 slip"])
  }

  @Test func `Rows are named by symbols with their values, too`() throws {
    let page = """
      | Parameter | Gradient |
      |---|---|
      | $w_{11} = 0.4$ | $-0.0240$ |
      | $w_{12} = 0.2$ | $0.0350$ |
      """
    #expect(try Self.claims(page, Self.crossed) == ["-0.0240 match", "0.0350 slip"])
  }

  /// ∂L/∂w_{31} = −0.204102 · 0.622459 = −0.127045, ∂L/∂w_{32} = −0.096953; z_3 = 0.326217.
  @Test(arguments: [
    (#"z_3 = 0.3262, \quad \hat y = 0.5808"#, ""),
    (#"z_3 = 0.3226, \quad \hat y = 0.5808"#, "0.3226 slip"),
    (#"z_3 = 0.3262, \quad \hat y = 0.5088"#, "0.5088 slip"),
    (#"a_3 = 0.5808, \quad \frac{\partial L}{\partial w_{32}} = -0.09695"#, ""),
    (#"a_3 = 0.5808, \quad \frac{\partial L}{\partial w_{32}} = -0.09965"#, "-0.09965 slip"),
    (#"a_3 = 0.5808, \quad \frac{\partial L}{\partial z_3} = -0.2041"#, ""),
    (#"a_3 = 0.5808, \quad \frac{\partial L}{\partial b_3} = -0.2014"#, "-0.2014 slip"),
    (#"a_3 = 0.5808, \quad dw_{32} = -0.0970, \quad db_3 = -0.2014"#, "-0.2014 slip"),
    (#"a_3 = 0.5808, \quad \nabla w_{31} = -0.1270, \nabla b_3 = -0.2014"#, "-0.2014 slip"),
  ])
  func `Units may be numbered through the layers`(stated: String, slip: String) throws {
    let page = #"""
      Weights $w_{11} = 0.4$, $w_{12} = -0.3$, $w_{21} = 0.2$, $w_{22} = 0.7$, $w_{31} = 0.5$,
      $w_{32} = -0.6$ and biases $b_1 = 0.1$, $b_2 = -0.3$, $b_3 = 0.3$.

      $$z_1 = 0.5, \quad z_2 = -0.1, \quad h_1 = 0.6225, \quad h_2 = 0.4750, \quad
      \#(stated)$$
      """#
    let claims = try Self.claims(page, Self.crossed)
    #expect(
      claims.filter { !$0.hasSuffix("match") } == (slip.isEmpty ? [] : [slip]), "\(claims)")
    #expect(claims.count == stated.split(separator: "=").count - 1 + 4, "\(claims)")
  }

  @Test func `What follows from other givens is out of the network's reach`() throws {
    let network = """
      ```yaml network
      input: {x: [2]}
      layers:
        - h: {dense: 1, activation: relu, weight: [[0.7]], bias: [0]}
        - y: {dense: 1, weight: [[1.5]], bias: [0]}
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.1}}
      ```
      """
    let page = #"""
      $z_1 = w_1 x + b_1 = 0.7 \cdot 2 + 0 = 1.4$, $h = 1.4$, $\hat{y} = w_2 h = 1.5 \cdot 1.4 = 2.1$.

      What if $w_1 = -0.7$? Then $z_1 = -1.4$, $h = 0$ and $\hat{y} = 0$.
      """#
    let claims = try Self.claims(page, network)
    #expect(claims.allSatisfy { $0.hasSuffix("match") }, "\(claims)")
  }

  /// σ(0.5 · 0 + …): x = (0, 1) gives z = (−0.2, 0.4) and h = (0.4502, 0.5987).
  @Test func `Another example is out of the network's reach`() throws {
    let page = #"""
      First $x = (1, 0)$: $z_1 = 0.5$, $h_1 = 0.6225$, $h_2 = 0.4750$.

      Then $x = (0, 1)$: $z_1 = -0.2$, $h_1 = 0.4502$, $z_2 = 0.4$, $h_2 = 0.5987$.

      Again $x = (1, 0)$: $h_1 = 0.6252$.
      """#
    #expect(
      try Self.claims(page, Self.crossed) == [
        "0.5 match", "0.6225 match", "0.4750 match", "0.6252 unread",
      ])
  }

  /// The notebook has 0.54 for the page's 0.45.
  @Test func `What differs is said of another network`() throws {
    let page = #"""
      $w_1 = 0.5$, $w_2 = 0.1$, $w_3 = 0.1$, $w_4 = 0.4$, $w_5 = 0.8$, $w_6 = 0.7$, $\eta = 0.3$

      $y_1 = 0.8379$, $E_{total} = 0.0039$, $\frac{\partial E}{\partial w_5} = -0.0719$,
      $\frac{\partial E}{\partial w_6} = -0.0664$
      """#
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: Self.network))
    let report = AuditReport(
      SourceText(name: "page.md", text: page),
      lexicon: try Lexicon.installed(TemplateStore.repository),
      networks: runner.networks.worksheets)
    #expect(report.isOtherNetwork)
    #expect(
      TextReport.otherNetwork(report).notes == [
        "`w_5` is 0.8 on the page and 0.3 in the notebook",
        "`\\eta` is 0.3 on the page and 0.1 in the notebook",
      ])
  }

  /// With [[0.5, 0.2], [0.1, 0.4]] in the notebook where the page has [[0.5, 0.1], [0.2, 0.4]]:
  /// z = (0.32, 0.2), a = (0.579324, 0.549834), y = 0.558681, E = 0.116499.
  @Test func `Matrices of weights may be transposed`() throws {
    let network = Self.network.replacing("[0.5, 0.1], [0.1, 0.4]", with: "[0.5, 0.2], [0.1, 0.4]")
    let page = #"""
      $\text{net}_{a1} = 0.5 \cdot 0.6 + 0.1 \cdot 0.2 = 0.32$, $a_1 = 0.5793$, $a_2 = 0.5498$,
      $\text{net}_{a2} = 0.2$, $y_1 = 0.5587$, $E_{total} = 0.1165$
      """#
    let claims = try Self.claims(page, network)
    #expect(claims.allSatisfy { $0.hasSuffix("match") }, "\(claims)")
    #expect(
      try Self.claims(page.replacing("0.5587", with: "0.5578"), network)
        .filter { !$0.hasSuffix("match") } == ["0.5578 slip"])
  }
}
