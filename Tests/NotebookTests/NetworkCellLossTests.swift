import Algebra
import Diagnostics
import NeuralCore
import Notebook
import Testing

/// Losses that cannot follow an activation, targets a loss is not defined for, and layers with only
/// an activation.
@Suite struct NetworkCellLossTests {
  @Test(arguments: cases) func drawsWhatDoesNotFit(_ example: NetworkCellErrorTests.Case) {
    let (cell, found) = NetworkCellReader.read(
      Excerpt(SourceText(name: "n.md", text: example.cell)))
    #expect(cell == nil)
    #expect(DiagnosticRenderer().render(found) == example.expected)
  }

  @Test(arguments: [
    "[1, 0, 0]", "[0.2, 0.5, 0.3]", "[0.33, 0.33, 0.33]", "[0.667, 0.167, 0.167]", "[1, _, 0]", "3",
  ]) func acceptsDistributions(_ target: String) {
    let cell = """
      input: {I: [1, 2]}
      layers: [O: {dense: 3, activation: softmax}]
      target: {t: \(target)}
      loss: cross-entropy
      """
    let (read, found) = NetworkCellReader.read(Excerpt(SourceText(name: "n.md", text: cell)))
    #expect(found == [])
    #expect(read?.definition.loss?.name == "cross-entropy")
  }

  @Test func readsALayerWithOnlyAnActivation() throws {
    let cell = """
      input: {I: [1, 2]}
      layers: [O: {dense: 3}, p: {activation: softmax, title: Probabilities}]
      target: {t: [0, 0, 1]}
      loss: cross-entropy
      """
    let (read, found) = NetworkCellReader.read(Excerpt(SourceText(name: "n.md", text: cell)))
    #expect(found == [])
    let layer = try #require(read?.definition.layers.last)
    #expect(layer.name == "p" && layer.title == "Probabilities")
    #expect(layer.units == 3 && !layer.isDense && layer.bias == nil)
    #expect(layer.activation.name == "softmax")
  }

  static let cases = [
    NetworkCellErrorTests.Case(
      "a loss that cannot follow a rectifier",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2, activation: relu}]
      target: {t: [1, 0]}
      loss: cross-entropy
      """,
      """
      error[loss-outputs]: `cross-entropy` needs probabilities, but `O` gives any numbers
       --> n.md:4:7
        |
      4 | loss: cross-entropy
        |       ^^^^^^^^^^^^^
        = help: end with `activation: softmax`


      """),
    NetworkCellErrorTests.Case(
      "softmax where the loss cannot follow it",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2}, p: {activation: softmax}]
      target: {t: [1, 0]}
      loss: binary-cross-entropy-logits
      """,
      """
      error[loss-outputs]: `binary-cross-entropy-logits` needs logits, but `p` gives probabilities
       --> n.md:4:7
        |
      4 | loss: binary-cross-entropy-logits
        |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = help: leave out `activation: softmax`


      """),
    NetworkCellErrorTests.Case(
      "hinge after softmax",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2, activation: softmax}]
      target: {t: [1, -1]}
      loss: hinge
      """,
      """
      error[loss-outputs]: `hinge` needs scores of either sign, but `O` gives probabilities
       --> n.md:4:7
        |
      4 | loss: hinge
        |       ^^^^^
        = help: leave out `activation: softmax`


      """),
    NetworkCellErrorTests.Case(
      "cross-entropy of logarithms",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2, activation: log-softmax}]
      target: {t: [1, 0]}
      loss: cross-entropy
      """,
      """
      error[loss-outputs]: `cross-entropy` needs probabilities, but `O` gives logarithms of probabilities
       --> n.md:4:7
        |
      4 | loss: cross-entropy
        |       ^^^^^^^^^^^^^
        = help: use `negative-log-likelihood`


      """),
    NetworkCellErrorTests.Case(
      "logits of a sigmoid",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2, activation: sigmoid}]
      target: {t: [1, 0]}
      loss: negative-log-likelihood
      """,
      """
      error[loss-outputs]: `negative-log-likelihood` needs logarithms of probabilities, but `O` gives numbers between 0 and 1
       --> n.md:4:7
        |
      4 | loss: negative-log-likelihood
        |       ^^^^^^^^^^^^^^^^^^^^^^^
        = help: end with `activation: log-softmax`


      """),
    NetworkCellErrorTests.Case(
      "targets that are no distribution",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2, activation: softmax}]
      target: {t: [0.7, 0.4]}
      loss: cross-entropy
      """,
      """
      error[target-distribution]: `cross-entropy` needs targets that add up to 1, but those of `t` add up to `1.1`
       --> n.md:3:13
        |
      3 | target: {t: [0.7, 0.4]}
        |             ^^^^^^^^^^


      """),
    NetworkCellErrorTests.Case(
      "targets out of range",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2, activation: softmax}]
      target: {t: [1.5, -0.5]}
      loss: cross-entropy
      """,
      """
      error[target-range]: `cross-entropy` needs targets between 0 and 1, but `t` has `1.5`
       --> n.md:3:14
        |
      3 | target: {t: [1.5, -0.5]}
        |              ^^^


      """),
    NetworkCellErrorTests.Case(
      "targets of a hinge",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 2}]
      target: {t: [1, 0]}
      loss: hinge
      """,
      """
      error[target-range]: `hinge` needs targets of -1 or 1, but `t` has `0`
       --> n.md:3:17
        |
      3 | target: {t: [1, 0]}
        |                 ^


      """),
    NetworkCellErrorTests.Case(
      "softmax over one unit",
      """
      input: {I: [1, 2]}
      layers: [O: {dense: 1}, p: {activation: softmax}]
      target: {t: [1]}
      loss: cross-entropy
      """,
      """
      error[softmax-units]: `softmax` over 1 unit is always 1
       --> n.md:2:41
        |
      2 | layers: [O: {dense: 1}, p: {activation: softmax}]
        |                                         ^^^^^^^
        = help: give the layer a unit for each class, or use `sigmoid`


      """),
  ]
}
