import Algebra
import CMatrix

/// Softmax over a layer's units or its logarithm, `o_i = e^(z_i) / Σ e^(z_k)`.
///
/// Shapes: `net`, `exp` and `output` `[units]`; `denominator` and its logarithm `[]`, one a layer. In
/// a batch all have the axis of examples before that.
struct SoftmaxOperation: GraphOperation {
  let normalization: Normalization
  let net: QuantityID
  let exp: QuantityID
  let denominator: QuantityID
  /// ln of the denominator; only the log-softmax has it.
  let log: QuantityID?
  let output: QuantityID
  let units: Int

  var inputs: [QuantityID] { [net] }
  var outputs: [QuantityID] { [exp, denominator] + (log.map { [$0] } ?? []) + [output] }

  func definition(of element: Element) -> Expr<Element> {
    let isShared = element.quantity == denominator || element.quantity == log
    let example = isShared ? element.position : element.position / units
    let whole = Expr.leaf(element.sibling(denominator, example))
    switch element.quantity {
    case exp: return .call(.exp, [.leaf(element.sibling(net, element.position))])
    case denominator:
      let summands = (0..<units).map { Expr.leaf(element.sibling(exp, example * units + $0)) }
      return summands.count == 1 ? summands[0] : .sum(summands)
    case log: return .call(.log, [whole])
    default:
      guard let log else { return .quotient(.leaf(element.sibling(exp, element.position)), whole) }
      return .sum([
        .leaf(element.sibling(net, element.position)),
        .negation(.leaf(element.sibling(log, example))),
      ])
    }
  }

  /// A net input goes into every output: ∂o_i/∂z_j = o_i (δ_ij − o_j), and δ_ij − e^(o_j) of the
  /// logarithms.
  func contributions(of element: Element) -> [LocalDerivative] {
    let own = element.sibling(output, element.position)
    let first = element.position / units * units
    return (first..<first + units).map { position in
      let other = element.sibling(output, position)
      return LocalDerivative(
        of: other, by: element,
        derivative: derivative(.leaf(other), by: .leaf(own), isOwn: other == own))
    }
  }

  private func derivative(
    _ output: Expr<Element>, by own: Expr<Element>, isOwn: Bool
  ) -> Expr<Element> {
    switch normalization {
    case .softmax:
      return isOwn
        ? .product([own, .sum([1, .negation(own)])]) : .negation(.product([output, own]))
    case .logSoftmax:
      let probability = Expr.negation(.call(.exp, [own]))
      return isOwn ? .sum([1, probability]) : probability
    }
  }

  func matrixDefinition(of quantity: QuantityID) -> TensorExpr? { nil }

  func matrixPullBack(to input: QuantityID, from upper: TensorExpr) -> TensorExpr? { nil }

  /// The largest net input is subtracted from all, so that no exponential overflows.
  func compute(on tape: TapeView) {
    let (z, o, examples) = (tape.offset(net), tape.offset(output), tape.examples)
    let buffer = tape.buffer
    for example in 0..<examples { compute(buffer, z + example * units, o + example * units) }
  }

  private func compute(_ buffer: UnsafeMutableBufferPointer<Double>, _ z: Int, _ o: Int) {
    let isLog = normalization == .logSoftmax
    var largest = -Double.infinity
    for unit in 0..<units where buffer[z + unit] > largest { largest = buffer[z + unit] }
    var total = 0.0
    for unit in 0..<units { total += exponential(buffer[z + unit] - largest) }
    let logarithm = naturalLogarithm(total)
    for unit in 0..<units {
      let shifted = buffer[z + unit] - largest
      buffer[o + unit] = isLog ? shifted - logarithm : exponential(shifted) / total
    }
  }

  func pullBack(on tape: TapeView) {
    guard let dz = tape.gradientOffset(net), let d = tape.gradientOffset(output) else { return }
    let (o, examples) = (tape.offset(output), tape.examples)
    let isLog = normalization == .logSoftmax
    let buffer = tape.buffer
    for first in stride(from: 0, to: examples * units, by: units) {
      var total = 0.0
      for unit in first..<first + units {
        total += buffer[d + unit] * (isLog ? 1 : buffer[o + unit])
      }
      for unit in first..<first + units {
        let (out, upper) = (buffer[o + unit], buffer[d + unit])
        buffer[dz + unit] += isLog ? upper - exponential(out) * total : out * (upper - total)
      }
    }
  }
}

extension SoftmaxOperation {
  /// The logarithms have no loop of their own.
  func forwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    guard normalization == .softmax else {
      return [layout.call { tape, _ in compute(on: tape) }]
    }
    return [layout.activation(training_softmax, from: net, to: output, units: units)]
  }

  func backwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    guard normalization == .softmax else {
      return [layout.call(zeroing: layout.gradients(of: inputs)) { tape, _ in pullBack(on: tape) }]
    }
    return [layout.slope(training_softmax_slope, from: net, to: output, units: units)]
  }
}
