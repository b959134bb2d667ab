package import Algebra

/// What a loss's expressions for one output are written in.
package enum LossSlot: Hashable, Sendable {
  case output
  case target
  case step(String)
  /// What the steps `exp` of all outputs add up to, and its natural logarithm: losses of logits.
  case denominator, logarithm
}

/// A loss that adds up, or averages, one term an output.
package struct Loss: Sendable {
  package enum Reduction: String, Sendable, CaseIterable { case sum, mean }

  /// What targets may be.
  package enum Targets: Sendable {
    case real
    /// Each between 0 and 1.
    case unitInterval
    /// Each between 0 and 1, adding up to 1.
    case distribution
    /// −1 or 1.
    case signs
  }

  /// The name in network cells.
  package let name: String
  package let summary: String
  /// Steps of one output's loss.
  package let steps: [NamedStep<LossSlot>]
  /// One output's loss in terms of the steps.
  package let result: Expr<LossSlot>
  /// Derivative of one output's loss by that output.
  package let slope: Expr<LossSlot>
  /// How the outputs' losses become the total.
  package let reduction: Reduction
  /// One output's loss in floating point.
  package let value: @Sendable (_ output: Double, _ target: Double) -> Double
  /// Its derivative by the output in floating point.
  package let derivative: @Sendable (_ output: Double, _ target: Double) -> Double
  /// The outputs it can follow.
  package var accepts = OutputRange.allCases
  /// The targets it is defined for.
  package var targets = Targets.real
  /// The activation after which ∂E/∂z is simply the difference of output and target.
  package var canonicalActivation: String?
  /// The base of the loss's logarithms, by whose natural logarithm that difference is divided; `nil`:
  /// they are natural.
  package var logarithmBase: Literal?
  /// Whether the outputs are logits that the loss makes probabilities of: then `value` takes the
  /// logarithm of a probability, and `derivative`, which is that of the total, a probability.
  package var isOfLogits = false
}

extension Loss {
  /// Every loss, in the order in which they are listed.
  package static let all: [Loss] = [
    halfSquaredError, squaredError, meanSquaredError, meanAbsoluteError, huber, binaryCrossEntropy,
    binaryCrossEntropyLogits, crossEntropy, crossEntropyBase2, crossEntropyBase10,
    crossEntropyLogits, crossEntropyLogitsBase2, crossEntropyLogitsBase10, negativeLogLikelihood,
    klDivergence, hinge,
  ]

  package static func named(_ name: String) -> Loss? { all.first { $0.name == name } }

  static let output = Expr<LossSlot>.leaf(.output)
  static let target = Expr<LossSlot>.leaf(.target)
  static func step(_ name: String) -> Expr<LossSlot> { .leaf(.step(name)) }
  /// o − t.
  static let slopeOfHalfSquare = Expr<LossSlot>.sum([output, .negation(target)])
  /// t − o, and its square.
  static let difference: [NamedStep<LossSlot>] = [
    NamedStep("error", .sum([target, .negation(output)])),
    NamedStep("square", .power(.leaf(.step("error")), 2)),
  ]

  /// E = Σ ½ (t − o)².
  package static let halfSquaredError = Loss(
    name: "half-squared-error",
    summary: "sum over the outputs of 1/2 (t - o)^2",
    steps: difference,
    result: .product([.quotient(1, 2), .leaf(.step("square"))]),
    slope: slopeOfHalfSquare,
    reduction: .sum,
    value: { 0.5 * ($1 - $0) * ($1 - $0) },
    derivative: { $0 - $1 })

  /// E = Σ (t − o)².
  package static let squaredError = Loss(
    name: "squared-error",
    summary: "sum over the outputs of (t - o)^2",
    steps: [difference[0]],
    result: .power(.leaf(.step("error")), 2),
    slope: .product([2, .sum([output, .negation(target)])]),
    reduction: .sum,
    value: { ($1 - $0) * ($1 - $0) },
    derivative: { 2 * ($0 - $1) })

  /// E = 1/n Σ (t − o)² over the n outputs.
  package static let meanSquaredError = Loss(
    name: "mean-squared-error",
    summary: "mean over the outputs of (t - o)^2",
    steps: [difference[0]],
    result: .power(.leaf(.step("error")), 2),
    slope: .product([2, .sum([output, .negation(target)])]),
    reduction: .mean,
    value: { ($1 - $0) * ($1 - $0) },
    derivative: { 2 * ($0 - $1) })
}
