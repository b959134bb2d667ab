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
