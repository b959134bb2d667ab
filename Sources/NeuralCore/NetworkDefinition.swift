package import Algebra

/// A network as its author defines it: validated, but not computed.
package struct NetworkDefinition: Sendable {
  package var name: String
  /// Shape `[entries]`, or `[examples, entries]` of a batch.
  package var input: NamedTensor
  /// From the first layer after the input to the output layer; never empty.
  package var layers: [LayerDefinition]
  /// One entry an output unit, in a batch one row an example; `nil` where the notebook needs no loss.
  package var target: NamedTensor?
  package var loss: Loss?
  /// How the losses of a batch's examples become the total.
  package var reduction = Loss.Reduction.mean
  /// Which way vectors lie, and with it the shape of weights.
  package var vectors = VectorConvention.columns
  package var optimizer: OptimizerDefinition?
  /// How the network is trained; `nil`: every pass has all examples, and there is no end.
  package var training: TrainingDefinition?

  package init(
    name: String, input: NamedTensor, layers: [LayerDefinition], target: NamedTensor? = nil,
    loss: Loss? = nil, optimizer: OptimizerDefinition? = nil
  ) {
    self.name = name
    self.input = input
    self.layers = layers
    self.target = target
    self.loss = loss
    self.optimizer = optimizer
  }
}

/// Which way vectors lie in matrix formulas.
package enum VectorConvention: String, Sendable, CaseIterable {
  /// z = W a + b; weights have one row a unit, and a batch has its examples side by side.
  case columns
  /// z = a W + b; weights have one column a unit, and a batch has its examples below each other.
  case rows
}

/// Literals in row-major order; `nil` is an unknown entry.
package struct GivenTensor: Sendable, Hashable {
  package var shape: [Int]
  package var values: [Literal?]
  /// Whether an initializer drew the values, so that they have no digits of an author's.
  package var isDrawn = false

  package init(shape: [Int], values: [Literal?]) {
    self.shape = shape
    self.values = values
  }

  /// A tensor of unknown entries.
  package init(unknown shape: [Int]) {
    self.init(shape: shape, values: Array(repeating: nil, count: shape.reduce(1, *)))
  }
}

/// A tensor under the author's own name, such as the input `I`.
package struct NamedTensor: Sendable, Hashable {
  package var name: String
  package var tensor: GivenTensor

  package init(name: String, tensor: GivenTensor) {
    self.name = name
    self.tensor = tensor
  }
}

/// A dense layer, z = W a + b and f(z), or a layer that is nothing but an activation.
package struct LayerDefinition: Sendable {
  package var name: String
  /// What headings call the layer, such as "Hidden".
  package var title: String?
  package var units: Int
  package var activation: Activation
  /// Whether it has weights; otherwise its activation is applied to what the layer below passes on.
  package var isDense: Bool
  /// Shape `[units, inputs]`, one row a unit, or `[inputs, units]` of row vectors; empty in a layer
  /// without weights.
  package var weight: GivenTensor
  /// Shape `[units]`; `nil`: the layer has no bias.
  package var bias: GivenTensor?
  /// Whether updates leave the weights, and the biases, as they are.
  package var isWeightFrozen = false
  package var isBiasFrozen = false

  package init(
    name: String, title: String? = nil, units: Int, activation: Activation, weight: GivenTensor,
    bias: GivenTensor? = nil
  ) {
    self.name = name
    self.title = title
    self.units = units
    self.activation = activation
    isDense = true
    self.weight = weight
    self.bias = bias
  }

  /// A layer with only an activation.
  ///
  /// - Parameter units: As many as the layer below has.
  package init(name: String, title: String? = nil, units: Int, only activation: Activation) {
    self.init(
      name: name, title: title, units: units, activation: activation,
      weight: GivenTensor(shape: [units, 0], values: []))
    isDense = false
  }
}
