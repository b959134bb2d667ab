import Algebra
import NeuralCore
import Testing

extension Loss: CustomTestStringConvertible {
  public var testDescription: String { name }
}

/// Losses of one output against an oracle in mpmath (`Tests/Fixtures/elementwise.json`), whose slopes
/// are numerical derivatives.
@Suite struct LossTests {
  private struct Point {
    let output: Literal
    let target: Literal
    let row: ElementwiseFixture.LossRow
  }

  private static func points(_ loss: Loss) throws -> [Point] {
    let rows = try #require(ElementwiseFixture.read().losses[loss.name])
    return try rows.map { row in
      Point(
        output: try #require(Literal(row.output)), target: try #require(Literal(row.target)),
        row: row)
    }
  }

  private static func expanded(_ expression: Expr<LossSlot>, of loss: Loss) -> Expr<LossSlot> {
    expression.map { slot in
      guard case .step(let name) = slot, let step = loss.steps.first(where: { $0.name == name })
      else { return .leaf(slot) }
      return expanded(step.definition, of: loss)
    }
  }

  private static func value(
    _ expression: Expr<LossSlot>, of loss: Loss, at point: Point
  ) throws -> Enclosure {
    try expanded(expression, of: loss).evaluate(in: manyDigits) { slot in
      Enclosure(slot == .target ? point.target : point.output)
    }
  }

  @Test(arguments: Loss.all.filter { !$0.isOfLogits }) func formulaAndSlopeHaveTheOraclesValues(
    _ loss: Loss
  ) throws {
    for point in try Self.points(loss) {
      let value = try Self.value(loss.result, of: loss, at: point)
      #expect(value.prints(as: point.row.value), "\(point): \(value.double)")
      let slope = try Self.value(loss.slope, of: loss, at: point)
      #expect(slope.prints(as: point.row.slope), "\(point): \(slope.double)")
    }
  }

  @Test(arguments: Loss.all.filter { !$0.isOfLogits })
  func slopeIsTheDerivativeOfTheExpandedFormula(_ loss: Loss) throws {
    let derivative = Self.expanded(loss.result, of: loss).derivative(by: .output)
    for point in try Self.points(loss) {
      let value = try Self.value(derivative, of: loss, at: point)
      #expect(value.prints(as: point.row.slope), "\(point): \(value.double)")
    }
  }

  /// Differences of output and target cost digits relative to these, which are below 10.
  @Test(arguments: Loss.all.filter { !$0.isOfLogits }) func floatingPointAgrees(_ loss: Loss) throws
  {
    for point in try Self.points(loss) {
      let (output, target) = (point.output.double, point.target.double)
      let value = try #require(Double(point.row.value))
      let slope = try #require(Double(point.row.slope))
      #expect(abs(loss.value(output, target) - value) <= 4e-15 * max(1, abs(value)), "\(point)")
      #expect(
        abs(loss.derivative(output, target) - slope) <= 4e-15 * max(1, abs(slope)), "\(point)")
    }
  }

  /// The slope of an unknown output or target is unknown, also where it is constant beside a kink.
  @Test(arguments: Loss.all.filter { !$0.isOfLogits }) func unknownsStayUnknown(_ loss: Loss) {
    for (output, target) in [(Double.nan, 0.5), (0.5, .nan), (.nan, 1), (.nan, 0)] {
      #expect(loss.value(output, target).isNaN)
      #expect(loss.derivative(output, target).isNaN || loss.name == "negative-log-likelihood")
    }
  }

  @Test(arguments: [
    ("mean-absolute-error", "0.5", "0.5", 0.0, 0.0), ("huber", "1.5", "0.5", 0.5, 1),
    ("huber", "-0.5", "0.5", 0.5, -1), ("hinge", "1", "1", 0, 0), ("hinge", "-1", "-1", 0, 0),
  ]) func kinks(
    _ name: String, _ output: String, _ target: String, _ value: Double, _ slope: Double
  ) throws {
    let loss = try #require(Loss.named(name))
    let point = Point(
      output: try #require(Literal(output)), target: try #require(Literal(target)),
      row: .init(output: output, target: target, value: "", slope: ""))
    #expect(try Self.value(loss.result, of: loss, at: point).double == value)
    #expect(try Self.value(loss.slope, of: loss, at: point).double == slope)
    #expect(loss.value(point.output.double, point.target.double) == value)
    #expect(loss.derivative(point.output.double, point.target.double) == slope)
  }

  /// A certain and right prediction costs nothing, though the logarithm of 0 stands in the formula.
  @Test func certaintyCostsNothing() {
    #expect(Loss.binaryCrossEntropy.value(1, 1) == 0)
    #expect(Loss.binaryCrossEntropy.value(0, 0) == 0)
    #expect(Loss.binaryCrossEntropy.value(0, 1) == .infinity)
  }
}
