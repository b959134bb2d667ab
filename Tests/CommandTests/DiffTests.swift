import Foundation
import Testing

/// `diff` and `explain` as users run them.
@Suite struct DiffTests {
  private let folder: Folder
  private static let slip = "# A\n\n$a = 0.2 \\cdot 0.3 = 0.07$, $2a = 0.14$\n"

  init() throws {
    folder = try Folder()
    try folder.write(Self.slip, to: "slip.md")
    try folder.write("$0.2 \\cdot 0.3 = 0.06$\n", to: "fine.md")
    try folder.write("$0.1 \\unknowncommand{3} = 0.2$\n", to: "unread.md")
    try folder.write("$0.2 + 0.3 = 0.1 + 0.2 + 0.3$\n", to: "unfixable.md")
    try folder.write("<!-- deltabook: ignore -->\n$0.2 \\cdot 0.3 = 0.07$\n", to: "ignored.md")
    try folder.write(Samples.values, to: "values.md")
    let network = "input: {x: [1]}\nlayers:\n  - y: {dense: 2, weight: [[0.5]]}\n"
    try folder.write("```yaml network\n\(network)```\n", to: "wrong.md")
  }

  private func run(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    try Program.run(arguments, input: input, in: folder)
  }

  private static let statuses: [(arguments: String, status: Int32)] = [
    ("diff fine.md", 0), ("diff slip.md", 1), ("diff ignored.md", 0), ("diff unread.md", 0),
    ("diff --fail-on unread unread.md", 1), ("diff --fail-on unread fine.md", 0),
    ("diff missing.md", 2), ("diff wrong.md", 2), ("diff values.md fine.md", 0),
    ("diff values.md slip.md", 1), ("diff wrong.md fine.md", 2),
    ("diff", 64), ("diff --format xml fine.md", 64), ("diff --fix -", 64), ("diff - -", 64),
    ("diff --all --format json fine.md", 64), ("diff --fail-on nothing fine.md", 64),
    ("diff --fix fine.md", 0), ("diff --fix unfixable.md", 1), ("diff --format sarif slip.md", 1),
    ("diff --format github slip.md", 1), ("diff --format json fine.md", 0),
    ("explain slip.md 3", 0), ("explain slip.md 99", 2), ("explain slip.md w_1", 2),
    ("explain values.md nonsense", 2), ("explain missing.md 1", 2), ("explain slip.md", 64),
    ("explain slip.md 3 --depth -1", 64),
  ]

  @Test(arguments: statuses)
  func `The exit status tells slips, bad input and bad usage apart`(
    arguments: String, status: Int32
  ) throws {
    let outcome = try Program.run(
      arguments.split(separator: " ").map(String.init), in: folder)
    #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
  }

  @Test func `The document can come from standard input`() throws {
    let outcome = try run("diff", "-", input: Self.slip)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("--> <stdin>:3:22"))
  }

  @Test func `Fixing shows the change, writes it and leaves nothing to do`() throws {
    let outcome = try run("diff", "--fix", "slip.md")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == """
        --- slip.md
        +++ slip.md
        @@ -1,3 +1,3 @@
         # A
         
        -$a = 0.2 \\cdot 0.3 = 0.07$, $2a = 0.14$
        +$a = 0.2 \\cdot 0.3 = 0.06$, $2a = 0.12$
        slip.md: 2 numbers changed

        """)
    #expect(outcome.output.hasPrefix("slip.md: no slip\n"))
    #expect(try folder.read("slip.md") == "# A\n\n$a = 0.2 \\cdot 0.3 = 0.06$, $2a = 0.12$\n")
    let again = try run("diff", "--fix", "slip.md")
    #expect(again.errors == "slip.md: 0 numbers changed\n")
    #expect(try folder.names.filter { $0.contains("tmp") }.isEmpty)
  }

  @Test func `What cannot be fixed is said and the file stays`() throws {
    let before = try folder.read("unfixable.md")
    let outcome = try run("diff", "--fix", "unfixable.md")
    #expect(outcome.errors.hasPrefix("warning[not-corrected]: `0.1 + 0.2 + 0.3` is left as it is"))
    #expect(try folder.read("unfixable.md") == before)
  }

  @Test func `A view that cannot be shown is a warning beside another document`() throws {
    try folder.write(Samples.cell + "\n```show net-input\n```\n", to: "views.md")
    let outcome = try run("diff", "views.md", "slip.md")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        warning[missing-attribute]: the view is about a layer or unit, and none is named
          --> views.md:11:9
           |
        11 | ```show net-input
           |         ^^^^^^^^^
           = help: add `layer=…` or `unit=…`


        """)
    try folder.write(Samples.cell.replacing("dense: 1", with: "dense: x"), to: "broken.md")
    #expect(try run("diff", "broken.md", "slip.md").status == 2)
  }

  /// 0.5 - 0.1 × (0.5 - 1) = 0.55 after one update, 0.55 - 0.1 × (0.55 - 1) = 0.595 after two.
  @Test func `A weight after updates is explained by the last of them`() throws {
    let network = """
      input: {x: [1]}
      layers: [O: {dense: 1, activation: identity, weight: [[0.5]]}]
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.1}}
      """
    try folder.write("```yaml network\n\(network)\n```\n", to: "trained.md")
    let outcome = try run("explain", "trained.md", "O.weight.1.1@2", "--depth", "1")
    #expect(
      outcome.output.hasPrefix(
        """
        w_1 = 0.5950  O.weight.1.1@2
        │  = w_1^new
        └─ w_1^new = 0.5950  O.weight.new.1.1@1
           │  = w_1^old - η · ∂E/∂w_1
           │  = 0.5500 - 0.1 × (-0.4500)
           │  = 0.5950
        """), "\(outcome.output)")
  }

  @Test func `A reference is explained down to what the notebook gives`() throws {
    let notebook = """
      ```yaml network
      input: {x: [1.0, 2.0]}
      layers:
        - y: {dense: 1, activation: sigmoid, weight: [[0.5, -0.2]], bias: [0.3]}
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.5}}
      ```

      """
    try folder.write(notebook, to: "neuron.md")
    #expect(
      try run("explain", "neuron.md", "y.out.1").output == """
        y_1 = 0.5987  y.out.1
        │  = σ(net_y1)
        │  = σ(0.4000)
        │  = 0.5987
        └─ net_y1 = 0.4000  y.net.1
           │  = x_1 · w_1 + x_2 · w_2 + b_y1
           │  = (1.0 × 0.5) + (2.0 × (-0.2)) + 0.3
           │  = 0.4000
           ├─ x_1 = 1.0  x.1, given
           ├─ w_1 = 0.5  y.weight.1.1, given
           ├─ x_2 = 2.0  x.2, given
           ├─ w_2 = -0.2  y.weight.1.2, given
           └─ b_y1 = 0.3  y.bias.1, given

        """)
    #expect(
      try run("explain", "neuron.md", "w_1.new", "--depth", "1").output == """
        w_1^new = 0.5482  y.weight.new.1.1
        │  = w_1^old - η · ∂E/∂w_1
        │  = 0.5 - 0.5 × (-0.0964)
        │  = 0.5482
        ├─ w_1 = 0.5  y.weight.1.1, given
        ├─ η = 0.5  rate, given
        └─ ∂E/∂w_1 = -0.0964  y.weight.grad.1.1
           │  = δ_y1 · x_1
           │  = -0.0964 × 1.0
           │  = -0.0964
           └─ …

        … stands where more than 1 levels, 12 operands of one formula or 300 numbers would be shown; \
        `--depth` sets the levels

        """)
    #expect(
      try run("explain", "neuron.md", "y.slopee.1").errors == """
        error[unknown-name]: `slopee` is not known in `network`
         = help: did you mean `slope`?


        """)
  }

  @Test func `What regenerating a region would change is told before it is overwritten`() throws {
    let notebook = """
      <!-- network
      input: {x: [1.0, 2.0]}
      layers:
        - y: {dense: 1, activation: sigmoid, weight: [[0.5, -0.2]], bias: [0.3]}
      target: {t: [1]}
      loss: half-squared-error
      -->

      <!-- show activations layer=y -->

      The answer is <!--= y.out.1 -->$0.42$<!--/=-->.

      """
    try folder.write(notebook, to: "page.md")
    #expect(try run("run", "--in-place", "page.md").status == 0)
    #expect(try run("diff", "page.md").status == 0)
    let text = try folder.read("page.md")
    try folder.write(text.replacing("0.5987", with: "0.5897"), to: "page.md")
    let outcome = try run("diff", "page.md")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("warning[stale-region]: `run --in-place` would change "))
    #expect(outcome.output.contains("`0.5897` becomes `0.5987`\n"))
    let json = try run("diff", "--format", "json", "page.md").output
    #expect(
      json.contains(
        """
        {"line":15,"region":"y.out.1","cells":[{"line":15,"old":"0.5897","new":"0.5987",\
        "same_number":false}]}
        """))
    try folder.write(text.replacing("0.5987", with: "0.599"), to: "page.md")
    let shorter = try run("diff", "page.md")
    #expect(shorter.status == 0)
    #expect(shorter.output.contains("`0.599` becomes `0.5987`, the same number with other digits"))
  }
}
