import Algebra
import CMatrix

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
  let loss: LossOperation

  func definition(_ element: Element) -> Expr<Element> {
    shared(.sum([probability(element), .negation(target(element))]), at: element.step)
  }

  /// −∂E/∂z.
  func errorSignal(_ element: Element) -> Expr<Element> {
    shared(.sum([target(element), .negation(probability(element))]), at: element.step)
  }

  private func target(_ element: Element) -> Expr<Element> {
    .leaf(element.sibling(target, element.position))
  }

  private func probability(_ element: Element) -> Expr<Element> {
    let out = Expr.leaf(element.sibling(output, element.position))
    return isLog ? .call(.exp, [out]) : out
  }

  private func shared(_ difference: Expr<Element>, at step: Int32) -> Expr<Element> {
    let share = loss.share(at: step)
    let natural = logarithm.map { Expr<Element>.quotient(difference, $0) } ?? difference
    return share == 1 ? natural : .product([share, natural])
  }

  /// The natural logarithm of the base of the loss's logarithms, unless it is 1.
  private var logarithm: Expr<Element>? {
    loss.loss.logarithmBase.map { .call(.log, [.number($0)]) }
  }

  /// The gradient over whole tensors, `P − R`; with the other sign as error signal.
  func matrixDefinition(isError: Bool) -> TensorExpr? {
    guard !isLog else { return nil }
    let (o, t) = (TensorExpr.quantity(output), TensorExpr.quantity(target))
    var difference = isError ? TensorExpr.difference(t, o) : .difference(o, t)
    if let logarithm { difference = .quotient(difference, .scalar(logarithm)) }
    let share = loss.share(at: 0)
    return share == 1 ? difference : .scaled(share, difference)
  }

  /// What ∂E/∂z is divided by because of the base of the loss's logarithms.
  private var scale: Double {
    loss.loss.logarithmBase.map { naturalLogarithm($0.double) } ?? 1
  }

  /// The loop by which training computes it.
  func kernel(_ layout: TrainingLayout) -> TrainingKernel {
    guard !isLog else {
      return layout.call(zeroing: layout.gradients(of: [net])) { tape, _ in pullBack(on: tape) }
    }
    var kernel = loss.differenceKernel(training_net_difference, layout)
    kernel.raw.net_gradient = layout.gradient(net)
    kernel.raw.scale = scale
    return kernel
  }

  /// Adds to the net inputs' gradient.
  func pullBack(on tape: TapeView) {
    guard let dz = tape.gradientOffset(net) else { return }
    let (o, t) = (tape.offset(output), tape.offset(target))
    let share = 1 / (Double(loss.divisor(examples: tape.examples)) * scale)
    let count = loss.units * tape.examples
    let buffer = tape.buffer
    for entry in 0..<count {
      let probability = isLog ? exponential(buffer[o + entry]) : buffer[o + entry]
      buffer[dz + entry] += share * (probability - buffer[t + entry])
    }
  }
}

extension Graph {
  /// The fused gradient, if activation and loss belong together and nothing between them is pinned.
  func fusedGradient() -> FusedGradient? {
    guard let losses, let last = layers.last, let activation = last.activation,
      let net = last.argument, let operation = lossOperation,
      operation.loss.canonicalActivation == activation.name
    else { return nil }
    let between = [losses.outputLoss, last.output].compactMap { gradients[$0] } + [losses.slope]
    guard !pins.keys.contains(where: { between.contains($0.quantity) }) else { return nil }
    if activation.normalization != nil, !targetsAddUpToOne { return nil }
    return FusedGradient(
      net: net, output: last.output, target: losses.target,
      isLog: activation.normalization == .logSoftmax,
      loss: operation)
  }

  /// Whether the targets of each example do; unknown ones are taken for a distribution.
  private var targetsAddUpToOne: Bool {
    guard let target, let values = givens[target] else { return false }
    let units = self[target].count(along: .unit)
    return stride(from: 0, to: values.count, by: units).allSatisfy { start in
      let known = values[start..<start + units].compactMap { $0 }
      guard known.count == units else { return true }
      let sum = try? EnclosureDomain().sum(known.map { Enclosure($0) })
      return sum == Enclosure(1)
    }
  }

  var lossOperation: LossOperation? {
    losses.flatMap { producers[$0.total] }.flatMap { operations[$0] as? LossOperation }
  }
}
