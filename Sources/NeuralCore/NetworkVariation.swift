/// A convention by which two accounts of the same network may differ.
package enum NetworkVariation: String, Sendable, CaseIterable {
  /// E = Σ ½ (t − o)², Σ (t − o)² or 1/n Σ (t − o)².
  case halvedErrors, plainErrors, averagedErrors
  /// Whether a batch's loss is the sum or the mean of its examples'.
  case summedExamples, averagedExamples
  /// Whether updates leave biases as they are.
  case frozenBiases, updatedBiases
  /// Whether the error goes back through weights that have been updated already.
  case updatedWeights, formerWeights
  /// Whether δ is −∂E/∂z or ∂E/∂z.
  case errorSignals, gradientSignals
  /// Whether square matrices of weights are written the other way round.
  case transposedWeights
}

extension Graph {
  /// The same network with another convention.
  ///
  /// - Returns: `nil` if it has that convention already, or nothing that it is about, or if some of its
  ///   computed numbers are pinned.
  package func varied(by variation: NetworkVariation) -> Graph? {
    guard pins.isEmpty, var varied = rebuilt(by: variation) else { return nil }
    for fix in fixes {
      // Quantities may have other places than they had.
      guard let id = varied.quantity(named: self[fix.element.quantity].name)?.id else { return nil }
      varied.fix(Element(id, fix.element.position), to: fix.literal)
    }
    return varied
  }

  private func rebuilt(by variation: NetworkVariation) -> Graph? {
    switch variation {
    case .errorSignals:
      return deltaConvention == .error ? nil : Graph(definition, delta: .error)
    case .gradientSignals:
      return deltaConvention == .gradient ? nil : Graph(definition, delta: .gradient)
    case .halvedErrors, .plainErrors, .averagedErrors, .summedExamples, .averagedExamples,
      .frozenBiases, .updatedBiases, .updatedWeights, .formerWeights, .transposedWeights:
      return definition.varied(by: variation).map { Graph($0, delta: deltaConvention) }
    }
  }
}

extension NetworkDefinition {
  fileprivate func varied(by variation: NetworkVariation) -> NetworkDefinition? {
    switch variation {
    case .halvedErrors: squared(.halfSquaredError)
    case .plainErrors: squared(.squaredError)
    case .averagedErrors: layers.last?.units == 1 ? nil : squared(.meanSquaredError)
    case .summedExamples: reduced(.sum)
    case .averagedExamples: reduced(.mean)
    case .frozenBiases: withBiases(frozen: true)
    case .updatedBiases: withBiases(frozen: false)
    case .updatedWeights: ordered(.layerByLayer)
    case .formerWeights: ordered(.together)
    case .transposedWeights: transposed
    case .errorSignals, .gradientSignals: nil
    }
  }

  /// With the weights from a layer's first input in the place of those to its first unit, and so on.
  private var transposed: NetworkDefinition? {
    var varied = self
    for index in layers.indices {
      let weight = layers[index].weight
      guard weight.shape.count == 2, weight.shape[0] == weight.shape[1] else { continue }
      let size = weight.shape[0]
      let values = (0..<size * size).map { weight.values[$0 % size * size + $0 / size] }
      varied.layers[index].weight = GivenTensor(shape: weight.shape, values: values)
    }
    return varied.layers.map(\.weight.values) == layers.map(\.weight.values) ? nil : varied
  }

  /// With another loss of squared errors, if that is what it has.
  private func squared(_ other: Loss) -> NetworkDefinition? {
    let losses = [Loss.halfSquaredError, .squaredError, .meanSquaredError].map(\.name)
    guard let loss, losses.contains(loss.name), loss.name != other.name else { return nil }
    var varied = self
    varied.loss = other
    return varied
  }

  private func reduced(_ other: Loss.Reduction) -> NetworkDefinition? {
    guard input.tensor.shape.count > 1, reduction != other else { return nil }
    var varied = self
    varied.reduction = other
    return varied
  }

  private func withBiases(frozen: Bool) -> NetworkDefinition? {
    guard optimizer != nil, layers.contains(where: { $0.bias != nil && $0.isBiasFrozen != frozen })
    else { return nil }
    var varied = self
    for index in layers.indices where layers[index].bias != nil {
      varied.layers[index].isBiasFrozen = frozen
    }
    return varied
  }

  private func ordered(_ order: UpdateOrder) -> NetworkDefinition? {
    guard let optimizer, optimizer.order != order, layers.count(where: \.isDense) > 1 else {
      return nil
    }
    var varied = self
    varied.optimizer?.order = order
    return varied
  }
}
