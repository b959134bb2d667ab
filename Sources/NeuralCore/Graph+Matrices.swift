import Algebra

/// Gradients and changes over whole tensors, put together from the operations' pull-backs.
extension Graph {
  func matrixGradient(of quantity: QuantityID) -> TensorExpr? {
    if let delta = deltas[quantity] { return .scaled(-1, .quantity(delta)) }
    if let fused, fused.net == quantity { return fused.matrixDefinition(isError: false) }
    guard let upper = consumers[quantity]?.first.flatMap({ self.upper(of: operations[$0]) }) else {
      return nil
    }
    switch upper {
    case .gradient(let id): return matrixPullBack(to: quantity, from: .quantity(id))
    case .errorSignal(let id):
      return matrixPullBack(to: quantity, from: .quantity(id)).map { .scaled(-1, $0) }
    }
  }

  private enum Upper {
    case gradient(QuantityID)
    case errorSignal(QuantityID)
  }

  /// The gradient of what an operation makes, or the error signal that stands for it.
  private func upper(of operation: any GraphOperation) -> Upper? {
    for output in operation.outputs.reversed() {
      if let delta = deltas[output] { return .errorSignal(delta) }
      if let gradient = gradients[output] { return .gradient(gradient) }
    }
    return nil
  }

  /// The gradient of a quantity from that of what it goes into, `nil` where it goes into several
  /// operations.
  func matrixPullBack(to quantity: QuantityID, from upper: TensorExpr) -> TensorExpr? {
    guard let readers = consumers[quantity], readers.count == 1 else { return nil }
    return operations[readers[0]].matrixPullBack(to: quantity, from: upper)
  }

  /// ΔX = η δ aᵀ.
  func matrixErrorChange(of parameter: QuantityID) -> TensorExpr? {
    guard let rate, let index = self[parameter].layer,
      let delta = layers[index].net.flatMap({ deltas[$0] })
    else { return nil }
    return matrixPullBack(to: parameter, from: .quantity(delta))
      .map { .scaled(.leaf(Element(rate)), $0) }
  }
}
