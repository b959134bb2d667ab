import CMatrix

/// The way from one pass's parameters to the next's and nothing besides: what training repeats.
///
/// Layers one after the other, each with its places in a tape's buffer resolved; no slopes, losses or
/// changes are written. Networks it does not know are trained by `Pass`, which computes all there is.
final class TrainingProgram {
  let layers: UnsafeMutableBufferPointer<TrainingLayer>
  let activations: [Activation]
  let loss: Loss
  let divisor: LossOperation
  let target: Int
  let isFused: Bool
  /// Where the learning rate is; `nil`: the updates are not plain gradient descent.
  private let rate: Int?
  let workspace: UnsafeMutablePointer<Double>
  /// Products of fewer numbers than this are computed by plain loops.
  static let blockLimit = 2_048

  /// `nil` where a network has something in it that is not known here.
  init?(_ graph: Graph, _ tape: Tape) {
    guard let operation = graph.lossOperation, graph.target != nil, graph.pins.isEmpty,
      !graph.updatesDuringBackward, !operation.loss.isOfLogits,
      operation.loss.logarithmBase == nil,
      graph.operations.allSatisfy({
        $0 is DenseOperation || $0 is ActivationOperation || $0 is SoftmaxOperation
          || $0 is LossOperation
      })
    else { return nil }
    var (places, activations) = ([TrainingLayer](), [Activation]())
    for layer in graph.layers.dropFirst() {
      guard let place = TrainingLayer(layer, graph, tape), let activation = layer.activation else {
        return nil
      }
      places.append(place)
      activations.append(activation)
    }
    // A softmax that the loss does not belong to, or below other layers, mixes gradients.
    let isFused = graph.fused != nil
    for (index, activation) in activations.enumerated() where activation.normalization != nil {
      guard isFused, index == activations.count - 1, activation.normalization == .softmax else {
        return nil
      }
    }
    layers = .allocate(capacity: places.count)
    _ = layers.initialize(from: places)
    (self.activations, loss, divisor) = (activations, operation.loss, operation)
    target = tape.offset(operation.target)
    self.isFused = isFused
    rate = graph.plainRate.map { tape.offset($0) }
    workspace = .allocate(capacity: matrix_workspace())
  }

  deinit {
    layers.deallocate()
    workspace.deallocate()
  }

  /// Whether updates are done here, in place.
  var updates: Bool { rate != nil }

  /// Gradients of all parameters, and the update if it is a plain one.
  func step(_ base: UnsafeMutablePointer<Double>, examples: Int) {
    for index in 0..<layers.count { forward(layers[index], activations[index], base, examples) }
    differentiate(base, examples)
    for index in stride(from: layers.count - 1, through: 0, by: -1) {
      let layer = layers[index]
      backward(layer, base, examples)
      if index > 0 { slopes(layers[index - 1], activations[index - 1], base, examples) }
    }
    guard let rate else { return }
    let eta = base[rate]
    for layer in layers {
      Self.descend(base + layer.weight, base + layer.weightGradient, layer.weights, eta)
      if layer.bias >= 0 {
        Self.descend(base + layer.bias, base + layer.biasGradient, layer.units, eta)
      }
    }
  }

  @inline(__always)
  private static func descend(
    _ x: UnsafeMutablePointer<Double>, _ gradient: UnsafeMutablePointer<Double>, _ count: Int,
    _ rate: Double
  ) {
    for index in 0..<count { x[index] -= rate * gradient[index] }
  }

  // MARK: Forward

  private func forward(
    _ layer: TrainingLayer, _ activation: Activation, _ base: UnsafeMutablePointer<Double>,
    _ examples: Int
  ) {
    product(layer, base, examples)
    let (z, a, count) = (base + layer.net, base + layer.output, examples * layer.units)
    switch layer.function {
    case .sigmoid: for index in 0..<count { a[index] = logistic(z[index]) }
    case .tanh: for index in 0..<count { a[index] = hyperbolicTangent(z[index]) }
    case .relu:
      for index in 0..<count { a[index] = z[index] > 0 || z[index].isNaN ? z[index] : 0 }
    case .identity: for index in 0..<count { a[index] = z[index] }
    case .softmax:
      for example in 0..<examples {
        Self.softmax(z + example * layer.units, a + example * layer.units, layer.units)
      }
    case .other: for index in 0..<count { a[index] = activation.value(z[index]) }
    }
  }

  /// Z = A Wᵀ + b.
  private func product(
    _ layer: TrainingLayer, _ base: UnsafeMutablePointer<Double>, _ examples: Int
  ) {
    let (n, m) = (layer.sources, layer.units)
    let (a, w, z) = (base + layer.source, base + layer.weight, base + layer.net)
    if examples * n * m >= Self.blockLimit {
      matrix_product(
        examples, m, n, a, n, 1, w, layer.fromBelow, layer.toUnit, z, m, workspace)
      guard layer.bias >= 0 else { return }
      let b = base + layer.bias
      for example in 0..<examples { for unit in 0..<m { z[example * m + unit] += b[unit] } }
      return
    }
    for example in 0..<examples {
      let below = a + example * n
      for unit in 0..<m {
        var sum = layer.bias >= 0 ? base[layer.bias + unit] : 0
        var place = unit * layer.toUnit
        for j in 0..<n {
          sum += below[j] * w[place]
          place += layer.fromBelow
        }
        z[example * m + unit] = sum
      }
    }
  }

  private static func softmax(
    _ z: UnsafeMutablePointer<Double>, _ a: UnsafeMutablePointer<Double>, _ units: Int
  ) {
    var largest = -Double.infinity
    for unit in 0..<units where z[unit] > largest { largest = z[unit] }
    var total = 0.0
    for unit in 0..<units {
      a[unit] = exponential(z[unit] - largest)
      total += a[unit]
    }
    for unit in 0..<units { a[unit] /= total }
  }
}

extension Graph {
  /// The learning rate, if every parameter's update is `x − η g` and nothing else.
  var plainRate: QuantityID? {
    guard let rate, scheduledRate == nil, !parameters.isEmpty,
      parameters.allSatisfy({ updates[$0]?.isPlainDescent ?? false })
    else { return nil }
    return rate
  }
}
