package import Algebra

/// Losses of probabilities, with natural logarithms.
extension Loss {
  /// E = −1/n Σ (t ln o + (1 − t) ln(1 − o)), with slope (o − t) / (o (1 − o)).
  ///
  /// PyTorch's `BCELoss`, except that it takes logarithms for −100 at least: here the loss of a certain
  /// and wrong prediction is infinite, which is reported.
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
    derivative: { ($0 - $1) / ($0 * (1 - $0)) })

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
    derivative: { logistic($0) - $1 })

  /// −t ln o; without a logarithm where t is 0.
  static func information(_ target: Double, _ output: Double) -> Double {
    target == 0 ? output * 0 : -target * naturalLogarithm(output)
  }
}
