import Diagnostics
import Foundation
import Runner
import Testing

@testable import Audit

/// Operands held against a network. By hand: z = 0.5 · 1 − 0.2 · 3 + 0.3 = 0.2, y = σ(0.2) = 0.549834,
/// δ = (0 − y) y (1 − y) = −0.136093, Δω = 0.5 · δ · x = −0.068047 and −0.204140, ω + Δω = 0.431953.
struct NetworkOperandTests {
  private static let notebook = #"""
    ```yaml network
    input: {x: [1, 3]}
    layers:
      - y: {dense: 1, activation: sigmoid, weight: [[0.5, -0.2]], bias: [0.3]}
    target: {t: [0]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    notation: textbook
    digits: {default: 4}
    ```

    ```markdown show
    <<#weights>>
    $$
    <<change.symbol>> = <<change.calculation>> = <<change>>
    $$

    <</weights>>
    ```
    """#

  private static func claims(_ page: String) -> [String] {
    let runner = NotebookRunner(
      withoutErrors: SourceText(name: "notebook.md", text: notebook))
    return runner.report(on: page).findings.map { finding in
      let words =
        [finding.claim.role.rawValue, finding.claim.published, finding.verdict.rawValue]
        + [finding.explanation].compactMap { $0 }
      return words.joined(separator: " ")
    }
  }

  /// The page says 0.068 of the change, and so does the network.
  @Test func `An operand that neither page nor network has is a slip`() {
    let page = #"""
      $\Delta \omega_{13} = -0.0680$

      $\omega_{13}^{\text{new}} = 0.5 - 0.0537 = 0.4463$
      """#
    #expect(
      Self.claims(page) == [
        "restated -0.0680 match", "operand 0.0537 slip the document has -0.0680 for it",
        "result 0.4463 carried",
      ])
  }

  @Test func `An operand of something that no network has is held against those of its kind`() {
    #expect(
      Self.claims(#"$\Delta \omega_{14} = 0.5 \times (-0.1861) \times 3 = -0.27915$"#) == [
        "operand 0.1861 slip one digit differs: 0.1361", "result -0.27915 carried",
      ])
  }

  @Test(arguments: [
    // Nothing like it is known.
    #"$\Delta \omega_{14} = 0.5 \times (-0.4321) \times 3 = -0.64815$"#,
    // Either change of the network.
    #"$\Delta \omega_{14} = 0.5 \times (-0.1361) \times 3 = -0.20415$"#,
    #"$\Delta \omega_{14} = 0.5 \times (-0.1361) \times 1 = -0.06805$"#,
    // Other kinds of symbols.
    #"$\Delta u_{14} = 0.5 \times (-0.1861) \times 3 = -0.27915$"#,
  ])
  func `What may be meant of a symbol that no network has is left alone`(_ page: String) {
    #expect(Self.claims(page).allSatisfy { $0.hasSuffix("match") }, "\(Self.claims(page))")
  }

  /// The run prints 0.5 × (−0.1361) × 1 = −0.068: what follows from the wrong sign is wrong, too.
  @Test func `A lost sign is carried on`() {
    let page = #"""
      $$
      \Delta \omega_{13} = 0.5 \times 0.1361 \times 1 = 0.0680
      $$

      $$
      \Delta \omega_{23} = 0.5 \times (-0.1361) \times 3 = -0.2041
      $$
      """#
    #expect(
      Self.claims(page) == [
        "operand 0.1361 slip the sign is wrong: -0.1361", "result 0.0680 carried",
        "result -0.2041 match",
      ])
  }

  /// ω_{13} and its change are mistyped: that is no other network.
  @Test func `Mistyped numbers do not make another network`() {
    let page = #"""
      $\omega_{13}^{\text{new}} = 0.431593$, $\omega_{23}^{\text{new}} = -0.404140$,
      $\Delta \omega_{13} = -0.068947$, $\delta_3 = -0.136093$
      """#
    #expect(
      Self.claims(page) == [
        "restated 0.431593 slip two digits are swapped: 0.431953", "restated -0.404140 match",
        "restated -0.068947 slip one digit differs: -0.068047", "restated -0.136093 match",
      ])
  }

  /// 0.5 · 0.1631 = 0.08155, and 0.5 · 0.1361 = 0.06805.
  @Test func `A result that needs another operand than is printed does not follow`() {
    let page = #"$\Delta \omega_{13} = 0.5 \times (-0.1631) \times 1 = -0.0680$"#
    #expect(
      Self.claims(page) == [
        "operand 0.1631 slip two digits are swapped: 0.1361",
        "result -0.0680 slip it follows once that is put right",
      ])
  }
}
