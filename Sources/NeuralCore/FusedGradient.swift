import Algebra

/// ∂E/∂z of an activation and the loss that belongs to it, in one: `p − r` instead of a chain
/// through the outputs that would divide by them.
///
/// It holds for the softmax and the cross-entropy if the targets add up to 1, for their logarithmic
/// forms, and for the sigmoid and the binary cross-entropy.
/// - Source: Bridle 1990; Bishop 2006, section 5.2.
struct FusedGradient: Sendable {
  /// What the activation is applied to, and what it gives.
  let net: QuantityID
  let output: QuantityID
  let target: QuantityID
  /// Whether the outputs are logarithms.
  let isLog: Bool
  /// The loss is divided by this number.
  let divisor: Int

  func definition(_ element: Element) -> Expr<Element> {
    shared(.sum([probability(element), .negation(target(element))]))
  }

  /// −∂E/∂z.
  func errorSignal(_ element: Element) -> Expr<Element> {
    shared(.sum([target(element), .negation(probability(element))]))
  }

  private func target(_ element: Element) -> Expr<Element> {
    .leaf(element.sibling(target, element.position))
  }

  private func probability(_ element: Element) -> Expr<Element> {
    let out = Expr.leaf(element.sibling(output, element.position))
    return isLog ? .call(.exp, [out]) : out
  }

  private func shared(_ difference: Expr<Element>) -> Expr<Element> {
    divisor == 1 ? difference : .product([.quotient(1, .number(Literal(divisor))), difference])
  }

  /// Adds to the net inputs' gradient.
  func pullBack(on tape: inout Tape, units: Int) {
    guard let dz = tape.gradientOffset(net) else { return }
    let (o, t) = (tape.offset(output), tape.offset(target))
    let share = 1 / Double(divisor)
    tape.withBuffer { buffer in
      for unit in 0..<units {
        let probability = isLog ? exponential(buffer[o + unit]) : buffer[o + unit]
        buffer[dz + unit] += share * (probability - buffer[t + unit])
      }
    }
  }
}

extension Graph {
  /// The fused gradient, if activation and loss belong together and nothing between them is pinned.
  func fusedGradient() -> FusedGradient? {
    guard let losses, let last = layers.last, let activation = last.activation,
      let net = last.argument, let loss = lossOperation?.loss,
      loss.canonicalActivation == activation.name
    else { return nil }
    let between = [losses.outputLoss, last.output].compactMap { gradients[$0] } + [losses.slope]
    guard !pins.keys.contains(where: { between.contains($0.quantity) }) else { return nil }
    if activation.normalization != nil, !targetsAddUpToOne { return nil }
    return FusedGradient(
      net: net, output: last.output, target: losses.target,
      isLog: activation.normalization == .logSoftmax,
      divisor: loss.reduction == .mean ? last.units : 1)
  }

  /// Unknown targets are taken for a distribution.
  private var targetsAddUpToOne: Bool {
    guard let target, let values = givens[target] else { return false }
    let known = values.compactMap { $0 }
    guard known.count == values.count else { return true }
    let sum = try? EnclosureDomain().sum(known.map { Enclosure($0) })
    return sum == Enclosure(1)
  }

  var lossOperation: LossOperation? {
    losses.flatMap { producers[$0.total] }.flatMap { operations[$0] as? LossOperation }
  }
}
