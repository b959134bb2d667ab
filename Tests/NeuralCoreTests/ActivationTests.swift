import Algebra
import Foundation
import NeuralCore
import Testing

extension Activation: CustomTestStringConvertible {
  public var testDescription: String { name }
}

/// Elementwise activations against an oracle in mpmath (`Tests/Fixtures/elementwise.json`), whose
/// slopes are numerical derivatives.
@Suite struct ActivationTests {
  private static let all = Activation.all.filter(\.isElementwise)

  /// The formula with its steps put in, in terms of the net input alone.
  private static func expanded(
    _ expression: Expr<ActivationSlot>, of activation: Activation
  ) -> Expr<ActivationSlot> {
    expression.map { slot in
      switch slot {
      case .net: return .leaf(.net)
      case .output: return expanded(activation.result, of: activation)
      case .step(let name):
        let step = (activation.slopeSteps + activation.steps).first { $0.name == name }
        return step.map { expanded($0.definition, of: activation) } ?? .leaf(slot)
      }
    }
  }

  private static func value(
    _ expression: Expr<ActivationSlot>, of activation: Activation, at net: Literal
  ) throws -> Enclosure {
    try expanded(expression, of: activation).evaluate(in: manyDigits) { _ in Enclosure(net) }
  }

  private static func rows(
    _ activation: Activation
  ) throws -> [(net: Literal, row: ElementwiseFixture.ActivationRow)] {
    let rows = try #require(ElementwiseFixture.read().activations[activation.name])
    return try rows.map { (try #require(Literal($0.net)), $0) }
  }

  @Test(arguments: all) func formulaAndSlopeHaveTheOraclesValues(_ activation: Activation) throws {
    for (net, row) in try Self.rows(activation) {
      let value = try Self.value(activation.result, of: activation, at: net)
      #expect(value.prints(as: row.value), "f(\(net)) is \(row.value), not \(value.double)")
      let slope = try Self.value(activation.slope, of: activation, at: net)
      #expect(slope.prints(as: row.slope), "f'(\(net)) is \(row.slope), not \(slope.double)")
    }
  }

  /// The step's slope is a convention.
  @Test(arguments: all.filter { $0.name != "step" }) func slopeIsTheDerivativeOfTheExpandedFormula(
    _ activation: Activation
  ) throws {
    let derivative = Self.expanded(activation.result, of: activation).derivative(by: .net)
    for (net, row) in try Self.rows(activation) {
      let value = try derivative.evaluate(in: manyDigits) { _ in Enclosure(net) }
      #expect(value.prints(as: row.slope), "f'(\(net)) is \(row.slope), not \(value.double)")
    }
  }

  @Test(arguments: all) func theFunctionsSymbolStandsForTheFormula(_ activation: Activation) throws
  {
    guard let function = activation.function else { return }
    for (net, row) in try Self.rows(activation) {
      let value = try manyDigits.apply(function, [Enclosure(net)])
      #expect(value.prints(as: row.value), "f(\(net)) is \(row.value), not \(value.double)")
    }
  }

  /// A few operations on numbers no larger than the result: 16 units in the last place are more than
  /// enough; the tail of the normal distribution magnifies the rounding of z by z². A slope is taken
  /// through the output where that is how it is written, and loses what `1 - o` loses: relative to 1,
  /// or to the slope if it is larger.
  @Test(arguments: all) func floatingPointAgrees(_ activation: Activation) throws {
    for (net, row) in try Self.rows(activation) {
      let graph = Graph(
        network(input: net.text, [dense("H", 1, of: 1, activation, weight: "1")]))
      let run = Run(graph)
      let out = try #require(try run.value(Element(graph.layers[1].output)))
      let quantity = try #require(graph.layers[1].slope)
      let slope = try #require(try run.value(Element(quantity)))
      let value = try #require(Double(row.value))
      let rise = try #require(Double(row.slope))
      let tail = activation.name == "gelu" ? max(1, net.double * net.double) : 1
      #expect(abs(out - value) <= 4e-15 * tail * abs(value), "f(\(net)) is \(value), not \(out)")
      #expect(abs(slope - rise) <= 4e-15 * max(1, abs(rise)), "f'(\(net)) is \(rise), not \(slope)")
    }
  }

  /// Kinks have the slope from below, and the hard sigmoid has none at its corners, as in PyTorch.
  @Test(arguments: [
    ("leaky-relu", "0", 0.01), ("elu", "0", 1), ("selu", "0", 1.7580993408473766),
    ("softsign", "0", 1),
    ("hard-sigmoid", "-3", 0), ("hard-sigmoid", "3", 0), ("gelu", "0", 0.5), ("silu", "0", 0.5),
    ("softplus", "0", 0.5), ("step", "0", 1),
  ]) func slopeAtZeroAndCorners(_ name: String, _ net: String, _ expected: Double) throws {
    let activation = try #require(Activation.named(name))
    let graph = Graph(network(input: net, [dense("H", 1, of: 1, activation, weight: "1")]))
    let slope = try #require(graph.layers[1].slope)
    let value = try #require(try Run(graph).value(Element(slope)))
    #expect(abs(value - expected) <= 1e-15 * expected)
    let literal = try #require(Literal(net))
    let exact = try Self.value(activation.slope, of: activation, at: literal)
    #expect(abs(exact.double - expected) <= 1e-15 * expected)
  }

  /// Numbers that overflow or vanish in a step do not spoil the activation.
  @Test(arguments: all) func floatingPointStaysFinite(_ activation: Activation) throws {
    for net in [-1e4, -800, 800, 1e4] {
      let value = activation.value(net)
      #expect(value.isFinite && activation.derivative(net, value).isFinite, "f(\(net))")
    }
  }
}
