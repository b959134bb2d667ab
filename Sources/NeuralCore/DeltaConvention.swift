import Algebra

/// What a notation's δ of a unit is. Published documents use both.
package enum DeltaConvention: String, Sendable, CaseIterable {
  /// δ = ∂E/∂z; updates subtract.
  case gradient
  /// δ = −∂E/∂z, the error signal; updates add.
  case error
}

/// Error signals δ = −∂E/∂z as quantities of their own, and what is written through them.
extension Graph {
  /// δ of a layer's net input by the graph's convention: ∂E/∂z itself, or the error signal.
  package func delta(of net: QuantityID) -> QuantityID? { deltas[net] ?? gradients[net] }

  /// −∂E/∂x, written through the δ of what x goes into.
  func errorSignal(of element: Element) -> Expr<Element> {
    if let fused, fused.net == element.quantity { return fused.errorSignal(element) }
    let signals = contributions(to: element).map(errorSignal)
    return signals.count == 1 ? signals[0] : signals.isEmpty ? 0 : .sum(signals)
  }

  private func errorSignal(through hop: LocalDerivative) -> Expr<Element> {
    if let delta = deltas[hop.of.quantity] {
      return multiplied(.leaf(hop.of.sibling(delta, hop.of.position)), hop.derivative)
    }
    if hop.of.quantity == losses?.total { return .negation(hop.derivative) }
    if hop.of.quantity == losses?.outputLoss, let loss = lossOperation {
      return multiplied(loss.share(at: hop.by.step), loss.errorSignal(at: hop.by))
    }
    return multiplied(errorSignal(of: hop.of), hop.derivative)
  }

  /// A product whose factors of 1 are left out.
  private func multiplied(_ a: Expr<Element>, _ b: Expr<Element>) -> Expr<Element> {
    if a == 1 { return b }
    if b == 1 { return a }
    if case .product(let factors) = a { return .product(factors + [b]) }
    return .product([a, b])
  }

  /// ΔX = η · (−∂E/∂X), as a product with δ.
  func errorChange(of parameter: Element) -> Expr<Element>? {
    guard let rate else { return nil }
    let eta = Expr.leaf(Element(rate, step: Int(parameter.step)))
    let signal = errorSignal(of: parameter)
    guard case .product(let factors) = signal else { return .product([eta, signal]) }
    return .product([eta] + factors)
  }

  // MARK: Tensors

  /// −∂E/∂a of a layer's output over whole tensors.
  func matrixErrorSignal(ofOutput index: Int) -> TensorExpr? {
    guard index + 1 < layers.count else { return matrixLossDescent }
    guard let delta = layers[index + 1].net.flatMap({ deltas[$0] }) else { return nil }
    return matrixPullBack(to: layers[index].output, from: .quantity(delta))
  }

  private var matrixLossDescent: TensorExpr? {
    guard let losses, let loss = lossOperation else { return nil }
    let descent: TensorExpr
    switch loss.matrixDefinition(of: losses.slope) {
    case .difference(let output, let target): descent = .difference(target, output)
    case .scaled(let factor, .difference(let output, let target)):
      descent = .scaled(factor, .difference(target, output))
    default: return nil
    }
    let share = loss.share(at: 0)
    return share == 1 ? descent : .scaled(share, descent)
  }

  /// δ of a layer over whole tensors.
  func matrixDelta(_ layer: Layer, _ index: Int) -> TensorExpr? {
    if let fused, fused.net == layer.net { return fused.matrixDefinition(isError: true) }
    guard let slope = layer.slope else { return nil }
    return matrixErrorSignal(ofOutput: index).map { .hadamard([$0, .quantity(slope)]) }
  }
}
