import Algebra
import Diagnostics
import NeuralCore
import Notation
import Notebook
import Testing

@Suite struct NetworkCellTests {
  /// The example of the documentation.
  static let walkthrough = """
    name: ffnn
    input:  {I: [0.05, 0.10]}
    layers:
      - H: {dense: 2, activation: sigmoid, weight: [[0.15, 0.20], [0.25, 0.30]], title: Hidden}
      - O:
          dense: 2
          activation: sigmoid
          weight: [[0.40, 0.45], [0.50, 0.55]]
          bias: [0.60, 0.60]
    target: {t: [0.01, 0.99]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    notation: {walkthrough: {bias: 'b_{unit}'}}
    precision: as-displayed
    rounding: half-even
    digits: {default: 5, H.net: 3s, O.out.exp: 3!, H.weight.*: 6t, t: given}
    given: {O.out: [0.6, _], H.out.1: 0.30}
    """

  @Test func readsEveryKey() throws {
    let cell = try read(Self.walkthrough)
    let definition = cell.definition
    #expect(definition.name == "ffnn")
    #expect(definition.input.name == "I")
    #expect(texts(definition.input.tensor) == ["0.05", "0.10"])
    #expect(definition.layers.map(\.name) == ["H", "O"])
    #expect(definition.layers.map(\.title) == ["Hidden", nil])
    #expect(definition.layers.map(\.activation.name) == ["sigmoid", "sigmoid"])
    #expect(definition.layers[1].weight.shape == [2, 2])
    #expect(texts(definition.layers[1].weight) == ["0.40", "0.45", "0.50", "0.55"])
    #expect(definition.layers[0].bias == nil)
    #expect(definition.layers[1].bias.map(texts) == ["0.60", "0.60"])
    #expect(definition.target?.name == "t")
    #expect(definition.loss?.name == "half-squared-error")
    #expect(definition.optimizer == Literal("0.5").map { .gradientDescent(rate: $0) })
    #expect(cell.presentation.notation.preset == "walkthrough")
    #expect(cell.presentation.notation.overrides.map(\.role) == ["bias"])
    #expect(cell.presentation.notation.overrides.map(\.pattern) == ["b_{unit}"])
    #expect(cell.presentation.precision == .asDisplayed)
    #expect(cell.presentation.rounding == .halfEven)
    #expect(
      cell.presentation.digits.map(\.selector)
        == ["default", "H.net", "O.out.exp", "H.weight.*", "t"])
    #expect(
      cell.presentation.digits.map(\.digits)
        == [.decimals(5), .significant(3), .exactly(3), .trimmed(6), .given])
    #expect(cell.pins.map(\.reference) == ["O.out", "H.out.1"])
    #expect(cell.pins.map(\.tensor.shape) == [[2], []])
    #expect(cell.pins.map { texts($0.tensor) } == [["0.6", "_"], ["0.30"]])
  }
}

/// Reads a cell that must be without problems.
func read(
  _ text: String, defaults: YAMLNode? = nil, earlier: [NetworkCell] = [],
  _ location: Testing.SourceLocation = #_sourceLocation
) throws -> NetworkCell {
  let (cell, found) = NetworkCellReader.read(
    Excerpt(SourceText(name: "cell.md", text: text)), defaults: defaults,
    earlier: { name in earlier.last { $0.definition.name == name } },
    earlierNames: earlier.map(\.definition.name))
  #expect(DiagnosticRenderer().render(found) == "", sourceLocation: location)
  return try #require(cell, sourceLocation: location)
}

/// A tensor's literals as they print, `_` for unknown ones.
func texts(_ tensor: GivenTensor) -> [String] { tensor.values.map { $0?.text ?? "_" } }
