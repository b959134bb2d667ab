import Algebra

/// Losses of probabilities, with natural logarithms unless they say another base.
extension Loss {
  /// E = −1/n Σ (t ln o + (1 − t) ln(1 − o)), with slope (o − t) / (o (1 − o)).
  ///
  /// PyTorch's `BCELoss`, except that it takes logarithms for −100 at least: here the loss of a
  /// certain and wrong prediction is infinite, which is reported.
  package static let binaryCrossEntropy = Loss(
    name: "binary-cross-entropy",
    summary: "mean over the outputs of -(t ln o + (1 - t) ln(1 - o))",
    steps: [
      NamedStep("log", .call(.log, [output])),
      NamedStep("complement", .sum([1, .negation(output)])),
      NamedStep("log_complement", .call(.log, [step("complement")])),
    ],
    result: .negation(
      .sum([
        .product([target, step("log")]),
        .product([.sum([1, .negation(target)]), step("log_complement")]),
      ])),
    slope: .quotient(
      .sum([output, .negation(target)]), .product([output, step("complement")])),
    reduction: .mean,
    value: { output, target in
      information(target, output) + information(1 - target, 1 - output)
    },
    derivative: {
      $1 == 1 ? -1 / $0 : $1 == 0 ? 1 / (1 - $0) : ($0 - $1) / ($0 * (1 - $0))
    },
    accepts: [.unitInterval, .distribution],
    targets: .unitInterval,
    canonicalActivation: "sigmoid")

  /// E = 1/n Σ (ln(1 + e^o) − t o) of logits o, the loss above for σ(o), with slope σ(o) − t.
  /// - Source: PyTorch's `BCEWithLogitsLoss`.
  package static let binaryCrossEntropyLogits = Loss(
    name: "binary-cross-entropy-logits",
    summary:
      "mean over the outputs of ln(1 + e^o) - t o, which is binary-cross-entropy of sigmoid(o)",
    steps: [
      NamedStep("softplus", .call(.softplus, [output])),
      NamedStep("product", .product([target, output])),
    ],
    result: .sum([step("softplus"), .negation(step("product"))]),
    slope: .sum([.call(.sigmoid, [output]), .negation(target)]),
    reduction: .mean,
    value: { softPlus($0) - $1 * $0 },
    derivative: { logistic($0) - $1 },
    accepts: [.real],
    targets: .unitInterval)

  /// E = −Σ t ln o over the outputs, with slope −t / o.
  ///
  /// Of probabilities; PyTorch's `CrossEntropyLoss` takes logits and softmax in one.
  /// - Source: Bridle 1990.
  package static let crossEntropy = crossEntropy(
    "cross-entropy", "minus the sum over the outputs of t ln o", .log)

  /// E = −Σ t log₂ o, the loss above in bits, with slope −t / (o ln 2).
  package static let crossEntropyBase2 = crossEntropy(
    "cross-entropy-base-2", "minus the sum over the outputs of t log2 o, in bits", .log2)

  /// E = −Σ t log₁₀ o, with slope −t / (o ln 10).
  package static let crossEntropyBase10 = crossEntropy(
    "cross-entropy-base-10", "minus the sum over the outputs of t log10 o", .log10)

  private static func crossEntropy(
    _ name: String, _ summary: String, _ logarithm: Function
  ) -> Loss {
    // 1 / (o ln b): for natural logarithms 1 / o.
    let unit = logarithm.base
    let divisor =
      unit.map { Expr<LossSlot>.product([output, .call(.log, [.number($0)])]) } ?? output
    let scale = unit.map { naturalLogarithm($0.double) } ?? 1
    return Loss(
      name: name,
      summary: summary,
      steps: [NamedStep("log", .call(logarithm, [output]))],
      result: .negation(.product([target, step("log")])),
      slope: .negation(.quotient(target, divisor)),
      reduction: .sum,
      value: { information($1, $0) / scale },
      derivative: { $1 == 0 ? $0 * 0 : -$1 / ($0 * scale) },
      accepts: [.unitInterval, .distribution],
      targets: .distribution,
      canonicalActivation: "softmax",
      logarithmBase: unit)
  }

  /// E = −Σ t (z − ln Σ e^z) of logits z, the cross-entropy of their softmax p, with slope p − t.
  /// - Source: PyTorch's `CrossEntropyLoss` with probabilities for targets.
  package static let crossEntropyLogits = crossEntropyLogits(
    "cross-entropy-logits", "cross-entropy of the softmax of the outputs", base: nil)

  package static let crossEntropyLogitsBase2 = crossEntropyLogits(
    "cross-entropy-logits-base-2", "cross-entropy-base-2 of the softmax of the outputs",
    base: Literal(2))

  package static let crossEntropyLogitsBase10 = crossEntropyLogits(
    "cross-entropy-logits-base-10", "cross-entropy-base-10 of the softmax of the outputs",
    base: Literal(10))

  private static func crossEntropyLogits(
    _ name: String, _ summary: String, base: Literal?
  ) -> Loss {
    let scale = base.map { naturalLogarithm($0.double) } ?? 1
    func scaled(_ expression: Expr<LossSlot>) -> Expr<LossSlot> {
      base.map { .quotient(expression, .call(.log, [.number($0)])) } ?? expression
    }
    return Loss(
      name: name,
      summary: summary,
      steps: [
        NamedStep("exp", .call(.exp, [output])),
        NamedStep("log_probability", .sum([output, .negation(.leaf(.logarithm))])),
        NamedStep("probability", .quotient(step("exp"), .leaf(.denominator))),
      ],
      result: .negation(scaled(.product([target, step("log_probability")]))),
      slope: scaled(.sum([step("probability"), .negation(target)])),
      reduction: .sum,
      value: { -$1 * $0 / scale },
      derivative: { ($0 - $1) / scale },
      accepts: [.real],
      targets: .distribution,
      logarithmBase: base,
      isOfLogits: true)
  }

  /// E = Σ t ln(t / o) over the outputs, 0 where t is, with slope −t / o.
  ///
  /// Of probabilities; PyTorch's `KLDivLoss` takes their logarithms and by default divides by the number
  /// of outputs, which is not the divergence.
  /// - Source: Kullback & Leibler 1951.
  package static let klDivergence = Loss(
    name: "kl-divergence",
    summary: "sum over the outputs of t ln(t / o)",
    steps: [NamedStep("ratio", .quotient(target, output))],
    result: .cases([
      .init(
        .product([target, .call(.log, [step("ratio")])]), if: .init(target, .greater, 0)),
      .init(0),
    ]),
    slope: .negation(.quotient(target, output)),
    reduction: .sum,
    value: { $1 == 0 ? $0 * 0 : $1 * naturalLogarithm($1 / $0) },
    derivative: { $1 == 0 ? $0 * 0 : -$1 / $0 },
    accepts: [.unitInterval, .distribution],
    targets: .distribution,
    canonicalActivation: "softmax")

  /// E = −Σ t o of logarithms o of probabilities, with slope −t.
  /// - Source: PyTorch's `NLLLoss`.
  package static let negativeLogLikelihood = Loss(
    name: "negative-log-likelihood",
    summary: "minus the sum over the outputs of t o, for outputs that are logarithms",
    steps: [],
    result: .negation(.product([target, output])),
    slope: .negation(target),
    reduction: .sum,
    value: { -$1 * $0 },
    derivative: { -$1 },
    accepts: [.logDistribution],
    targets: .distribution,
    canonicalActivation: "log-softmax")

  /// −t ln o; without a logarithm where t is 0.
  static func information(_ target: Double, _ output: Double) -> Double {
    target == 0 ? output * 0 : -target * naturalLogarithm(output)
  }
}

extension Function {
  /// The base of a logarithm that is not the natural one.
  fileprivate var base: Literal? {
    switch self {
    case .log2: Literal(2)
    case .log10: Literal(10)
    default: nil
    }
  }
}
