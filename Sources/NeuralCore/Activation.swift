package import Algebra
import CMatrix

/// What an activation's expressions are written in.
package enum ActivationSlot: Hashable, Sendable {
  /// The net input z.
  case net
  /// The activation f(z) itself: slopes use it where they can.
  case output
  /// A named step of the same formula.
  case step(String)
}

/// A named intermediate result of a formula, such as the exponential inside the sigmoid.
package struct NamedStep<Slot: Hashable & Sendable>: Sendable {
  package let name: String
  package let definition: Expr<Slot>

  package init(_ name: String, _ definition: Expr<Slot>) {
    self.name = name
    self.definition = definition
  }
}

/// An elementwise activation function f: how it computes, what its derivative is, and the steps in
/// which a textbook works both out.
package struct Activation: Sendable {
  /// The name in network cells.
  package let name: String
  package let summary: String
  /// The function's own symbol in formulas; `nil` where the formula is written out, as for the identity.
  package let function: Function?
  /// Steps of the value, each in terms of `net` and the steps before it.
  package let steps: [NamedStep<ActivationSlot>]
  /// The value in terms of `net` and the steps.
  package let result: Expr<ActivationSlot>
  /// Steps of the derivative, in terms of `net`, `output` and the steps before them.
  package let slopeSteps: [NamedStep<ActivationSlot>]
  /// f′(z), through the output where possible.
  package let slope: Expr<ActivationSlot>
  /// f(z) in floating point.
  package let value: @Sendable (_ net: Double) -> Double
  /// f′(z) in floating point, given z and f(z).
  package let derivative: @Sendable (_ net: Double, _ output: Double) -> Double
  /// What the outputs can be.
  package var range = OutputRange.real
  /// How the outputs of a layer depend on each other; `nil` where they do not.
  package var normalization: Normalization?
  /// Loops over whole layers for training; without them it calls `value` and `derivative` entry by entry.
  var loops: ActivationLoops?
}

/// An activation and its pull-back as loops over the outputs of a layer.
struct ActivationLoops: Sendable {
  let value: TrainingFunction
  let slope: TrainingFunction
}

/// What the outputs of a layer can be, for losses that cannot follow just anything.
package enum OutputRange: Sendable, CaseIterable {
  case real
  /// Each between 0 and 1.
  case unitInterval
  /// Probabilities that add up to 1, and their logarithms.
  case distribution, logDistribution
}

/// An activation over all units of a layer.
package enum Normalization: Sendable {
  case softmax, logSoftmax
}

extension Activation {
  /// Every activation, in the order in which they are listed.
  package static let all: [Activation] = [
    sigmoid, tanh, relu, leakyRelu, elu, selu, gelu, silu, softplus, softsign, hardSigmoid, softmax,
    logSoftmax, step, identity,
  ]

  /// Whether each output depends on its own net input alone.
  package var isElementwise: Bool { normalization == nil }

  package static func named(_ name: String) -> Activation? { all.first { $0.name == name } }

  static let net = Expr<ActivationSlot>.leaf(.net)
  static let output = Expr<ActivationSlot>.leaf(.output)
  static func step(_ name: String) -> Expr<ActivationSlot> { .leaf(.step(name)) }

  /// σ(z) = 1 / (1 + e^-z), with slope o (1 − o).
  package static let sigmoid = Activation(
    name: "sigmoid",
    summary: "logistic function, 1 / (1 + e^-z)",
    function: .sigmoid,
    steps: [
      NamedStep("exp", .call(.exp, [.negation(net)])),
      NamedStep("denominator", .sum([1, step("exp")])),
    ],
    result: .quotient(1, step("denominator")),
    slopeSteps: [NamedStep("complement", .sum([1, .negation(output)]))],
    slope: .product([output, step("complement")]),
    value: { logistic($0) },
    derivative: { $1 * (1 - $1) },
    range: .unitInterval,
    loops: ActivationLoops(value: training_sigmoid, slope: training_sigmoid_slope))

  /// Hyperbolic tangent, with slope 1 − o².
  package static let tanh = Activation(
    name: "tanh",
    summary: "hyperbolic tangent, (e^z - e^-z) / (e^z + e^-z)",
    function: .tanh,
    steps: [
      NamedStep("exp", .call(.exp, [net])),
      NamedStep("inverse", .call(.exp, [.negation(net)])),
      NamedStep("numerator", .sum([step("exp"), .negation(step("inverse"))])),
      NamedStep("denominator", .sum([step("exp"), step("inverse")])),
    ],
    result: .quotient(step("numerator"), step("denominator")),
    slopeSteps: [NamedStep("square", .power(output, 2))],
    slope: .sum([1, .negation(step("square"))]),
    value: { hyperbolicTangent($0) },
    derivative: { 1 - $1 * $1 },
    loops: ActivationLoops(value: training_tanh, slope: training_tanh_slope))

  /// max(0, z), with slope 1 where z > 0 and 0 elsewhere, also at 0.
  package static let relu = Activation(
    name: "relu",
    summary: "rectified linear unit, max(0, z)",
    function: .relu,
    steps: [],
    result: .call(.max, [0, net]),
    slopeSteps: [],
    slope: .cases([.init(1, if: .init(net, .greater, 0)), .init(0)]),
    value: { $0 > 0 || $0.isNaN ? $0 : 0 },
    derivative: { net, _ in net.isNaN ? net : net > 0 ? 1 : 0 },
    loops: ActivationLoops(value: training_relu, slope: training_relu_slope))

  /// 1 where z > 0 and 0 elsewhere, also at 0, with slope 1 everywhere.
  ///
  /// The derivative is 0 wherever there is one and would teach nothing. With 1 in its place gradient
  /// descent on half the squared error is the perceptron's rule, w + η (t − o) a. PyTorch's `heaviside`
  /// has no gradient, and 1/2 or another number at 0.
  /// - Source: Rosenblatt 1958; the slope as in Bengio, Léonard & Courville 2013, "straight-through".
  package static let step = Activation(
    name: "step",
    summary: "1 if z > 0, else 0; the slope is taken for 1, as the perceptron's rule does",
    function: nil,
    steps: [],
    result: .cases([.init(1, if: .init(net, .greater, 0)), .init(0)]),
    slopeSteps: [],
    slope: 1,
    value: { $0 > 0 ? 1 : $0.isNaN ? $0 : 0 },
    derivative: { net, _ in net.isNaN ? net : 1 },
    range: .unitInterval)

  /// f(z) = z.
  package static let identity = Activation(
    name: "identity",
    summary: "z itself",
    function: nil,
    steps: [],
    result: net,
    slopeSteps: [],
    slope: 1,
    value: { $0 },
    derivative: { _, _ in 1 },
    loops: ActivationLoops(value: training_identity, slope: training_identity_slope))
}
