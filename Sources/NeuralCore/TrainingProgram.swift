import CMatrix

/// The way from one pass's parameters to the next's and nothing besides: what training repeats.
///
/// Layers one after the other, each with its places in a tape's buffer resolved; no slopes, losses or
/// changes are written. Networks it does not know are trained by `Pass`, which computes all there is.
final class TrainingProgram {
  private let layers: UnsafeMutableBufferPointer<TrainingLayer>
  private let activations: [Activation]
  private let loss: Loss
  private let divisor: LossOperation
  private let target: Int
  private let isFused: Bool
  /// Where the learning rate is; `nil`: the updates are not plain gradient descent.
  private let rate: Int?
  private let workspace: UnsafeMutablePointer<Double>
  /// Products of fewer numbers than this are computed by plain loops.
  private static let blockLimit = 2_048

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

  // MARK: Backward

  /// ∂loss/∂z of the last layer.
  private func differentiate(_ base: UnsafeMutablePointer<Double>, _ examples: Int) {
    let layer = layers[layers.count - 1]
    let (o, t, dz) = (base + layer.output, base + target, base + layer.netGradient)
    let (count, share) = (examples * layer.units, 1 / Double(divisor.divisor(examples: examples)))
    if isFused {
      for index in 0..<count { dz[index] = share * (o[index] - t[index]) }
      return
    }
    let da = base + layer.outputGradient
    if layer.isHalfSquared {
      for index in 0..<count { da[index] = share * (o[index] - t[index]) }
    } else {
      for index in 0..<count { da[index] = share * loss.derivative(o[index], t[index]) }
    }
    slopes(layer, activations[layers.count - 1], base, examples)
  }

  /// ∂loss/∂z of a layer from ∂loss/∂a.
  private func slopes(
    _ layer: TrainingLayer, _ activation: Activation, _ base: UnsafeMutablePointer<Double>,
    _ examples: Int
  ) {
    let (z, a) = (base + layer.net, base + layer.output)
    let (da, dz) = (base + layer.outputGradient, base + layer.netGradient)
    let count = examples * layer.units
    switch layer.function {
    case .sigmoid: for index in 0..<count { dz[index] = da[index] * a[index] * (1 - a[index]) }
    case .tanh: for index in 0..<count { dz[index] = da[index] * (1 - a[index] * a[index]) }
    case .relu:
      for index in 0..<count { dz[index] = z[index] > 0 ? da[index] : z[index] * 0 }
    case .identity: for index in 0..<count { dz[index] = da[index] }
    case .softmax, .other:
      for index in 0..<count { dz[index] = da[index] * activation.derivative(z[index], a[index]) }
    }
  }

  /// The gradients of a layer's parameters, and of what it reads unless that is the input.
  private func backward(
    _ layer: TrainingLayer, _ base: UnsafeMutablePointer<Double>, _ examples: Int
  ) {
    let (n, m) = (layer.sources, layer.units)
    let (a, w, dz) = (base + layer.source, base + layer.weight, base + layer.netGradient)
    let dw = base + layer.weightGradient
    if layer.bias >= 0 {
      let db = base + layer.biasGradient
      for unit in 0..<m { db[unit] = 0 }
      for example in 0..<examples { for unit in 0..<m { db[unit] += dz[example * m + unit] } }
    }
    if examples * n * m >= Self.blockLimit {
      if layer.toUnit == 1 {
        matrix_product(n, m, examples, a, 1, n, dz, m, 1, dw, m, workspace)
      } else {
        matrix_product(m, n, examples, dz, 1, m, a, n, 1, dw, n, workspace)
      }
      guard layer.sourceGradient >= 0 else { return }
      matrix_product(
        examples, n, m, dz, m, 1, w, layer.toUnit, layer.fromBelow, base + layer.sourceGradient, n,
        workspace)
      return
    }
    backwardByLoops(layer, a, w, dz, dw, base, examples)
  }

  @inline(__always)
  private func backwardByLoops(
    _ layer: TrainingLayer, _ a: UnsafeMutablePointer<Double>, _ w: UnsafeMutablePointer<Double>,
    _ dz: UnsafeMutablePointer<Double>, _ dw: UnsafeMutablePointer<Double>,
    _ base: UnsafeMutablePointer<Double>, _ examples: Int
  ) {
    let (n, m) = (layer.sources, layer.units)
    for index in 0..<layer.weights { dw[index] = 0 }
    for example in 0..<examples {
      let (below, delta) = (a + example * n, dz + example * m)
      for unit in 0..<m {
        var place = unit * layer.toUnit
        for j in 0..<n {
          dw[place] += delta[unit] * below[j]
          place += layer.fromBelow
        }
      }
      guard layer.sourceGradient >= 0 else { continue }
      let da = base + layer.sourceGradient + example * n
      for j in 0..<n {
        var (sum, place) = (0.0, j * layer.fromBelow)
        for unit in 0..<m {
          sum += delta[unit] * w[place]
          place += layer.toUnit
        }
        da[j] = sum
      }
    }
  }
}

/// A dense layer's places in a tape's buffer; −1 for what it does not have.
struct TrainingLayer {
  /// Functions with loops of their own.
  enum Function { case sigmoid, tanh, relu, identity, softmax, other }

  let sources: Int
  let units: Int
  let weights: Int
  let source: Int
  let weight: Int
  let bias: Int
  let net: Int
  let output: Int
  let sourceGradient: Int
  let weightGradient: Int
  let biasGradient: Int
  let netGradient: Int
  let outputGradient: Int
  /// How far apart the weights of neighbouring units, and from neighbouring units below, stand.
  let toUnit: Int
  let fromBelow: Int
  let function: Function
  let isHalfSquared: Bool

  init?(_ layer: Graph.Layer, _ graph: Graph, _ tape: Tape) {
    guard let activation = layer.activation, let weight = layer.weight, let net = layer.net,
      let dense = graph.producers[net].flatMap({ graph.operations[$0] as? DenseOperation }),
      let weightGradient = graph.gradients[weight], let netGradient = graph.gradients[net],
      let outputGradient = graph.gradients[layer.output],
      let sourceGradient = graph.gradients[dense.source]
    else { return nil }
    let places = { (id: QuantityID?) in id.map { tape.offset($0) } ?? -1 }
    (sources, units, weights) = (dense.sources, dense.units, dense.sources * dense.units)
    (source, self.weight, bias) = (places(dense.source), places(weight), places(layer.bias))
    (self.net, output) = (places(net), places(layer.output))
    self.weightGradient = places(weightGradient)
    biasGradient = places(layer.bias.flatMap { graph.gradients[$0] })
    (self.netGradient, self.outputGradient) = (places(netGradient), places(outputGradient))
    // What the input's gradient would be, training does not need.
    self.sourceGradient = graph[dense.source].role == .input ? -1 : places(sourceGradient)
    (toUnit, fromBelow) = graph.vectors == .columns ? (sources, 1) : (1, units)
    switch activation.name {
    case "sigmoid": function = .sigmoid
    case "tanh": function = .tanh
    case "relu": function = .relu
    case "identity": function = .identity
    case "softmax": function = .softmax
    default: function = .other
    }
    isHalfSquared = graph.lossOperation?.loss.name == Loss.halfSquaredError.name
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
