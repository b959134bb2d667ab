import Algebra

/// Relatives of the rectifier. Where PyTorch has parameters, these are its defaults; at 0, where
/// some have a kink, the slope is the one from below, as in PyTorch.
extension Activation {
  private static let leak = Expr<ActivationSlot>.number(Function.leak)
  private static let scale = Expr<ActivationSlot>.number(Function.seluScale)
  private static let alpha = Expr<ActivationSlot>.number(Function.seluAlpha)
  private static let seluFloor = Function.seluScale.double * Function.seluAlpha.double

  /// z above 0, 0.01 z elsewhere, with slope 1 or 0.01.
  /// - Source: Maas, Hannun & Ng 2013; PyTorch's `LeakyReLU`.
  package static let leakyRelu = Activation(
    name: "leaky-relu",
    summary: "z if z > 0, else 0.01 z",
    function: .leakyRelu,
    steps: [],
    result: .aboveZero(net, net, else: .product([leak, net])),
    slopeSteps: [],
    slope: .aboveZero(net, 1, else: leak),
    value: { $0 > 0 || $0.isNaN ? $0 : Function.leak.double * $0 },
    derivative: { net, _ in net.isNaN ? net : net > 0 ? 1 : Function.leak.double })

  /// z above 0, e^z − 1 elsewhere, with slope 1 or o + 1.
  /// - Source: Clevert, Unterthiner & Hochreiter 2016, α = 1; PyTorch's `ELU`.
  package static let elu = Activation(
    name: "elu",
    summary: "z if z > 0, else e^z - 1",
    function: .elu,
    steps: [NamedStep("exp", .call(.exp, [net]))],
    result: .aboveZero(net, net, else: .sum([step("exp"), -1])),
    slopeSteps: [],
    slope: .aboveZero(net, 1, else: .sum([output, 1])),
    value: { $0 > 0 || $0.isNaN ? $0 : exponentialLessOne($0) },
    derivative: { net, output in net > 0 ? 1 : output + 1 })

  /// λ z above 0, λα (e^z − 1) elsewhere, with slope λ or o + λα.
  /// - Source: Klambauer et al. 2017; PyTorch's `SELU`, constants to 32 digits.
  package static let selu = Activation(
    name: "selu",
    summary: "1.0507 z if z > 0, else 1.7581 (e^z - 1)",
    function: .selu,
    steps: [NamedStep("exp", .call(.exp, [net]))],
    result: .aboveZero(
      net, .product([scale, net]), else: .product([scale, alpha, .sum([step("exp"), -1])])),
    slopeSteps: [],
    slope: .aboveZero(net, scale, else: .sum([output, .product([scale, alpha])])),
    value: { $0 > 0 ? Function.seluScale.double * $0 : seluFloor * exponentialLessOne($0) },
    derivative: { net, output in net > 0 ? Function.seluScale.double : output + seluFloor })

  /// z Φ(z) with the normal distribution function Φ, and slope Φ(z) + z φ(z) with its density φ.
  ///
  /// The exact form with the error function, PyTorch's default, not the approximation by tanh.
  /// - Source: Hendrycks & Gimpel 2016.
  package static let gelu = Activation(
    name: "gelu",
    summary: "z times the normal distribution function, z/2 (1 + erf(z / sqrt 2))",
    function: .gelu,
    steps: [
      NamedStep("erf", .call(.erf, [.quotient(net, .call(.sqrt, [2]))])),
      NamedStep("probability", .quotient(.sum([1, step("erf")]), 2)),
    ],
    result: .product([net, step("probability")]),
    slopeSteps: [
      NamedStep(
        "density",
        .quotient(
          .call(.exp, [.negation(.quotient(.power(net, 2), 2))]),
          .call(.sqrt, [.product([2, .call(.pi, [])])])))
    ],
    slope: .sum([step("probability"), .product([net, step("density")])]),
    value: { $0 * normalDistribution($0) },
    derivative: { net, _ in normalDistribution(net) + net * normalDensity(net) })

  /// z σ(z), also called swish, with slope o + g (1 − o) for the gate g = σ(z).
  /// - Source: Elfwing, Uchibe & Doya 2018; PyTorch's `SiLU`.
  package static let silu = Activation(
    name: "silu",
    summary: "z times the logistic function, z / (1 + e^-z)",
    function: .silu,
    steps: [
      NamedStep("exp", .call(.exp, [.negation(net)])),
      NamedStep("denominator", .sum([1, step("exp")])),
      NamedStep("gate", .quotient(1, step("denominator"))),
    ],
    result: .product([net, step("gate")]),
    slopeSteps: [NamedStep("complement", .sum([1, .negation(output)]))],
    slope: .sum([output, .product([step("gate"), step("complement")])]),
    value: { $0 * logistic($0) },
    derivative: { net, output in output + logistic(net) * (1 - output) })

  /// ln(1 + e^z), with slope σ(z).
  ///
  /// PyTorch's `Softplus` replaces the function by z above 20, where both agree to 2e-9.
  /// - Source: Dugas et al. 2001.
  package static let softplus = Activation(
    name: "softplus",
    summary: "ln(1 + e^z)",
    function: .softplus,
    steps: [
      NamedStep("exp", .call(.exp, [net])),
      NamedStep("sum", .sum([1, step("exp")])),
    ],
    result: .call(.log, [step("sum")]),
    slopeSteps: [],
    slope: .call(.sigmoid, [net]),
    value: { softPlus($0) },
    derivative: { net, _ in logistic(net) })
}

/// Relatives of the logistic function that need no exponential.
extension Activation {
  /// z / (1 + |z|), with slope (1 − |o|)².
  /// - Source: Bergstra et al. 2009; PyTorch's `Softsign`.
  package static let softsign = Activation(
    name: "softsign",
    summary: "z / (1 + |z|)",
    function: .softsign,
    steps: [NamedStep("denominator", .sum([1, .call(.abs, [net])]))],
    result: .quotient(net, step("denominator")),
    slopeSteps: [NamedStep("complement", .sum([1, .negation(.call(.abs, [output]))]))],
    slope: .power(step("complement"), 2),
    value: { $0 / (1 + abs($0)) },
    derivative: { net, _ in 1 / ((1 + abs(net)) * (1 + abs(net))) })

  /// z/6 + 1/2 between 0 and 1, with slope 1/6 for z between −3 and 3 and 0 elsewhere.
  /// - Source: PyTorch's `Hardsigmoid` (Keras up to version 2 has 0.2 z + 0.5 instead).
  package static let hardSigmoid = Activation(
    name: "hard-sigmoid",
    summary: "z/6 + 1/2, not below 0 and not above 1",
    function: .hardSigmoid,
    steps: [NamedStep("line", .sum([.quotient(net, 6), .quotient(1, 2)]))],
    result: .call(.max, [0, .call(.min, [1, step("line")])]),
    slopeSteps: [],
    slope: .cases([
      .init(0, if: .init(net, .lessOrEqual, -3)), .init(.quotient(1, 6), if: .init(net, .less, 3)),
      .init(0),
    ]),
    value: { $0.isNaN ? $0 : max(0, min(1, $0 / 6 + 0.5)) },
    derivative: { net, _ in net.isNaN ? net : net > -3 && net < 3 ? 1.0 / 6 : 0 },
    range: .unitInterval)
}
