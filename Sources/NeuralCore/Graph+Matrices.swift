import Algebra

/// Gradients and changes over whole tensors.
extension Graph {
  func matrixGradient(of quantity: QuantityID) -> TensorExpr? {
    if let fused, fused.net == quantity, deltas[quantity] == nil, !fused.isLog, fused.divisor == 1 {
      return .difference(.quantity(fused.output), .quantity(fused.target))
    }
    for (index, layer) in layers.enumerated() {
      if layer.weight == quantity || layer.bias == quantity {
        return parameterGradient(quantity, of: layer, index)
      }
      if layer.net == quantity {
        if let delta = deltas[quantity] { return .scaled(-1, .quantity(delta)) }
        guard let slope = layer.slope, let gradient = gradients[layer.output] else { return nil }
        return .hadamard([.quantity(gradient), .quantity(slope)])
      }
      if layer.output == quantity, index + 1 < layers.count {
        return outputGradient(below: layers[index + 1])
      }
    }
    guard let losses, quantity == layers.last?.output else { return nil }
    let slope = producers[losses.slope].flatMap {
      operations[$0].matrixDefinition(of: losses.slope)
    }
    guard let share = definition(of: Element(gradients[losses.outputLoss] ?? losses.slope)),
      share != 1
    else { return slope }
    return slope.map { .scaled(share, $0) }
  }

  /// The gradient of what a layer reads.
  private func outputGradient(below layer: Layer) -> TensorExpr? {
    guard let net = layer.net else {
      guard let slope = layer.slope, let gradient = gradients[layer.output] else { return nil }
      return .hadamard([.quantity(gradient), .quantity(slope)])
    }
    guard let weight = layer.weight, let delta = delta(of: net) else { return nil }
    return signed(.product([.transpose(weight), .quantity(delta)]))
  }

  private func parameterGradient(
    _ parameter: QuantityID, of layer: Layer, _ index: Int
  ) -> TensorExpr? {
    outer(parameter, of: layer, index).map(signed)
  }

  /// δ aᵀ of a weight, δ of a bias.
  private func outer(_ parameter: QuantityID, of layer: Layer, _ index: Int) -> TensorExpr? {
    guard let delta = layer.net.flatMap(delta) else { return nil }
    guard parameter == layer.weight else { return .quantity(delta) }
    return .product([.quantity(delta), .transpose(layers[index - 1].output)])
  }

  /// A formula in δ as one of gradients.
  private func signed(_ tensor: TensorExpr) -> TensorExpr {
    deltaConvention == .error ? .scaled(-1, tensor) : tensor
  }

  /// ΔX = η δ aᵀ.
  func matrixErrorChange(of parameter: QuantityID) -> TensorExpr? {
    guard let rate, let index = self[parameter].layer else { return nil }
    return outer(parameter, of: layers[index], index).map { .scaled(.leaf(Element(rate)), $0) }
  }
}
