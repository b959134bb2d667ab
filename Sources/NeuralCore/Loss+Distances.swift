import Algebra

/// Losses of how far outputs are from their targets, beside the squared ones. All are averaged over
/// the n outputs, as PyTorch does by default.
extension Loss {
  /// E = 1/n Σ |t − o|, with slope ±1, and 0 where both are equal.
  /// - Source: PyTorch's `L1Loss`.
  package static let meanAbsoluteError = Loss(
    name: "mean-absolute-error",
    summary: "mean over the outputs of |t - o|",
    steps: [difference[0]],
    result: .call(.abs, [step("error")]),
    slope: .cases([
      .init(1, if: .init(output, .greater, target)), .init(-1, if: .init(output, .less, target)),
      .init(0),
    ]),
    reduction: .mean,
    value: { abs($1 - $0) },
    derivative: { signum($0 - $1) })

  /// E = 1/n Σ of ½ (t − o)² up to a distance of 1, |t − o| − ½ beyond.
  /// - Source: Huber 1964, δ = 1; PyTorch's `HuberLoss`.
  package static let huber = Loss(
    name: "huber",
    summary: "mean over the outputs of 1/2 (t - o)^2 if |t - o| <= 1, else |t - o| - 1/2",
    steps: [difference[0], NamedStep("size", .call(.abs, [step("error")]))],
    result: .cases([
      .init(
        .product([.quotient(1, 2), .power(step("error"), 2)]),
        if: .init(step("size"), .lessOrEqual, 1)),
      .init(.sum([step("size"), .negation(.quotient(1, 2))])),
    ]),
    slope: .cases([
      .init(.sum([output, .negation(target)]), if: .init(step("size"), .lessOrEqual, 1)),
      .init(1, if: .init(output, .greater, target)), .init(-1),
    ]),
    reduction: .mean,
    value: {
      let size = abs($1 - $0)
      return size <= 1 ? size * size / 2 : size - 0.5
    },
    derivative: { abs($0 - $1) <= 1 ? $0 - $1 : signum($0 - $1) })

  /// E = 1/n Σ max(0, 1 − t o) for targets −1 and 1, with slope −t where t o < 1 and 0 elsewhere.
  /// - Source: Rosasco et al. 2004; averaged as Keras's `Hinge`.
  package static let hinge = Loss(
    name: "hinge",
    summary: "mean over the outputs of max(0, 1 - t o), targets -1 and 1",
    steps: [NamedStep("margin", .product([target, output]))],
    result: .call(.max, [0, .sum([1, .negation(step("margin"))])]),
    slope: .cases([.init(.negation(target), if: .init(step("margin"), .less, 1)), .init(0)]),
    reduction: .mean,
    value: { $0 * $1 >= 1 ? 0 : 1 - $0 * $1 },
    derivative: { $0 * $1 >= 1 ? 0 : ($0 * $1).isNaN ? .nan : -$1 },
    accepts: [.real],
    targets: .signs)
}
