import Algebra

/// Softmax over a layer's units or its logarithm, `o_i = e^(z_i) / Σ e^(z_k)`.
///
/// Shapes: `net`, `exp` and `output` `[units]`; `denominator` and its logarithm `[]`, one a layer.
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
    let whole = Expr.leaf(element.sibling(denominator, 0))
    switch element.quantity {
    case exp: return .call(.exp, [.leaf(element.sibling(net, element.position))])
    case denominator:
      let summands = (0..<units).map { Expr.leaf(element.sibling(exp, $0)) }
      return summands.count == 1 ? summands[0] : .sum(summands)
    case log: return .call(.log, [whole])
    default:
      guard let log else { return .quotient(.leaf(element.sibling(exp, element.position)), whole) }
      return .sum([
        .leaf(element.sibling(net, element.position)), .negation(.leaf(element.sibling(log, 0))),
      ])
    }
  }

  /// A net input goes into every output: ∂o_i/∂z_j = o_i (δ_ij − o_j), and δ_ij − e^(o_j) of the
  /// logarithms.
  func contributions(of element: Element) -> [LocalDerivative] {
    let j = element.position
    let own = Expr.leaf(element.sibling(output, j))
    return (0..<units).map { i in
      let other = element.sibling(output, i)
      return LocalDerivative(
        of: other, by: element, derivative: derivative(.leaf(other), by: own, isOwn: i == j))
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

  /// The largest net input is subtracted from all, so that no exponential overflows.
  func compute(on tape: inout Tape) {
    let (z, o) = (tape.offset(net), tape.offset(output))
    let isLog = normalization == .logSoftmax
    tape.withBuffer { buffer in
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
  }

  func pullBack(on tape: inout Tape) {
    guard let dz = tape.gradientOffset(net), let d = tape.gradientOffset(output) else { return }
    let o = tape.offset(output)
    let isLog = normalization == .logSoftmax
    tape.withBuffer { buffer in
      var total = 0.0
      for unit in 0..<units { total += buffer[d + unit] * (isLog ? 1 : buffer[o + unit]) }
      for unit in 0..<units {
        let (out, upper) = (buffer[o + unit], buffer[d + unit])
        buffer[dz + unit] += isLog ? upper - exponential(out) * total : out * (upper - total)
      }
    }
  }
}
