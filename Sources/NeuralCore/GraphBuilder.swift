import Algebra

extension Graph {
  /// The graph of a validated definition: the forward pass, the loss, the gradients, the updates.
  ///
  /// - Parameter delta: What the δ of a unit is; with `error` it is a quantity of its own.
  package init(_ definition: NetworkDefinition, delta: DeltaConvention = .gradient) {
    self.init(definition)
    deltaConvention = delta
    vectors = definition.vectors
    let shape = definition.input.tensor.shape
    batch = Batch(size: shape.count > 1 ? shape[0] : nil)
    var definition = definition
    if let training = definition.training, shape.count > 1, let target = definition.target {
      let plan = TrainingPlan(training, examples: shape[0])
      batch = Batch(size: plan.batch, plan: plan)
      data = DataSet(inputs: definition.input.tensor, targets: target.tensor, plan: plan)
      definition.input.tensor = plan.firstPass(of: definition.input.tensor)
      definition.target?.tensor = plan.firstPass(of: target.tensor)
    }
    addLayers(definition)
    addLoss(definition)
    addGradients(definition)
    fused = fusedGradient()
    addUpdates(definition)
    for quantity in quantities { names[quantity.name] = quantity.id }
    for (name, id) in deltaNames { names[name] = id }
  }

  private init(_ definition: NetworkDefinition) {
    self.definition = definition
    name = definition.name
  }

  private var deltaNames: [(String, QuantityID)] {
    deltaConvention == .error
      ? []
      : layers.compactMap { layer in
        layer.net.flatMap { gradients[$0] }.map { ("\(layer.name).delta", $0) }
      }
  }

  mutating func add(
    _ name: String, _ role: Role, layer: Int? = nil, _ axes: [Axis] = []
  ) -> QuantityID {
    let id = QuantityID(quantities.count)
    quantities.append(Quantity(id: id, name: name, role: role, layer: layer, axes: axes))
    return id
  }

  mutating func addGiven(
    _ name: String, _ role: Role, layer: Int? = nil, _ axes: [Axis], _ values: [Literal?]
  ) -> QuantityID {
    let id = add(name, role, layer: layer, axes)
    givens[id] = values
    return id
  }

  private mutating func add(_ operation: some GraphOperation) {
    let index = operations.count
    operations.append(operation)
    for output in operation.outputs { producers[output] = index }
    for input in operation.inputs { consumers[input, default: []].append(index) }
  }

  // MARK: Forward

  private mutating func addLayers(_ definition: NetworkDefinition) {
    let input = definition.input
    let units = input.tensor.shape.last ?? 1
    let source = addGiven(
      input.name, .input, layer: 0, batch.axes + [Axis(.unit, units)], input.tensor.values)
    layers.append(
      Layer(
        name: input.name, title: nil, units: units, output: source, activation: nil, weight: nil,
        bias: nil, net: nil, terms: nil, slope: nil, argument: nil))
    for layer in definition.layers {
      if layer.isDense { addDense(layer) } else { addActivationLayer(layer) }
    }
  }

  private mutating func addActivationLayer(_ definition: LayerDefinition) {
    let (index, below) = (layers.count, layers[layers.count - 1])
    let (output, slope) = addActivation(
      definition, net: below.output, layer: index, batch.axes + [Axis(.unit, below.units)])
    layers.append(
      Layer(
        name: definition.name, title: definition.title, units: below.units, output: output,
        activation: definition.activation, weight: nil, bias: nil, net: nil, terms: nil,
        slope: slope, argument: below.output))
  }

  private mutating func addDense(_ definition: LayerDefinition) {
    let (name, index, units) = (definition.name, layers.count, definition.units)
    let below = layers[index - 1]
    let (unit, source) = (Axis(.unit, units), Axis(.source, below.units))
    let weight = addGiven(
      "\(name).weight", .weight, layer: index,
      vectors == .columns ? [unit, source] : [source, unit], definition.weight.values)
    let bias = definition.bias.map {
      addGiven("\(name).bias", .bias, layer: index, [unit], $0.values)
    }
    let row = batch.axes + [unit]
    let net = QuantityID(quantities.count + 1)
    let terms = add(
      "\(name).net.terms", .step(name: "terms", owner: net), layer: index,
      row + [Axis(.term, below.units)])
    _ = add("\(name).net", .net, layer: index, row)
    add(
      DenseOperation(
        source: below.output, weight: weight, bias: bias, terms: terms, net: net,
        sources: below.units, units: units, batch: batch, vectors: vectors))
    let (output, slope) = addActivation(definition, net: net, layer: index, row)
    layers.append(
      Layer(
        name: name, title: definition.title, units: units, output: output,
        activation: definition.activation, weight: weight, bias: bias, net: net, terms: terms,
        slope: slope, argument: net))
    if definition.weight.isDrawn { drawn.insert(weight) }
    if let bias, definition.bias?.isDrawn == true { drawn.insert(bias) }
    if definition.isWeightFrozen { frozen.insert(weight) }
    if let bias, definition.isBiasFrozen { frozen.insert(bias) }
  }

  private mutating func addActivation(
    _ definition: LayerDefinition, net: QuantityID, layer: Int, _ axes: [Axis]
  ) -> (output: QuantityID, slope: QuantityID?) {
    let activation = definition.activation
    if let normalization = activation.normalization {
      return (addSoftmax(normalization, definition.name, net: net, layer: layer, axes), nil)
    }
    let (output, steps) = addStepped(
      "\(definition.name).out", .output, steps: activation.steps.map(\.name), layer: layer, axes)
    let (slope, slopeSteps) = addStepped(
      "\(definition.name).slope", .slope, steps: activation.slopeSteps.map(\.name), layer: layer,
      axes)
    add(
      ActivationOperation(
        activation: activation, net: net, output: output, slope: slope, steps: steps,
        slopeSteps: slopeSteps, units: definition.units))
    return (output, slope)
  }

  /// A softmax with its steps; the denominator is one number for the layer.
  private mutating func addSoftmax(
    _ normalization: Normalization, _ name: String, net: QuantityID, layer: Int, _ axes: [Axis]
  ) -> QuantityID {
    let isLog = normalization == .logSoftmax
    let output = QuantityID(quantities.count + (isLog ? 3 : 2))
    func addStep(_ step: String, _ axes: [Axis], to graph: inout Graph) -> QuantityID {
      graph.add("\(name).out.\(step)", .step(name: step, owner: output), layer: layer, axes)
    }
    let exp = addStep("exp", axes, to: &self)
    let denominator = addStep("denominator", batch.axes, to: &self)
    let log = isLog ? addStep("log", batch.axes, to: &self) : nil
    _ = add("\(name).out", .output, layer: layer, axes)
    add(
      SoftmaxOperation(
        normalization: normalization, net: net, exp: exp, denominator: denominator, log: log,
        output: output, units: axes.last?.count ?? 1))
    return output
  }

  /// A quantity with its named steps, which stand before it.
  private mutating func addStepped(
    _ name: String, _ role: Role, steps: [String], layer: Int?, _ axes: [Axis]
  ) -> (QuantityID, [String: QuantityID]) {
    let owner = QuantityID(quantities.count + steps.count)
    var ids: [String: QuantityID] = [:]
    for step in steps {
      ids[step] = add("\(name).\(step)", .step(name: step, owner: owner), layer: layer, axes)
    }
    return (add(name, role, layer: layer, axes), ids)
  }

  // MARK: Loss

  private mutating func addLoss(_ definition: NetworkDefinition) {
    guard let last = layers.last, let given = definition.target else { return }
    let axes = batch.axes + [Axis(.unit, last.units)]
    let target = addGiven(given.name, .target, axes, given.tensor.values)
    self.target = target
    guard let loss = definition.loss else { return }
    let owner = QuantityID(quantities.count + loss.steps.count + (loss.isOfLogits ? 2 : 0))
    var steps: [String: QuantityID] = [:]
    func addStep(_ name: String, _ axes: [Axis], to graph: inout Graph) -> QuantityID {
      graph.add("loss.\(name)", .step(name: name, owner: owner), axes)
    }
    var (denominator, logarithm): (QuantityID?, QuantityID?)
    for step in loss.steps {
      steps[step.name] = addStep(step.name, axes, to: &self)
      if loss.isOfLogits, step.name == "exp" {
        denominator = addStep("denominator", batch.axes, to: &self)
        logarithm = addStep("log", batch.axes, to: &self)
      }
    }
    let outputLoss = add("loss.i", .outputLoss, axes)
    let each = batch.size.map { _ in add("loss.example", .exampleLoss, batch.axes) }
    let total = add("loss", .loss)
    let slope = add("loss.slope", .lossSlope, axes)
    add(
      LossOperation(
        loss: loss, output: last.output, target: target, steps: steps,
        denominator: denominator, logarithm: logarithm, outputLoss: outputLoss, slope: slope,
        exampleLoss: each, total: total, units: last.units, batch: batch,
        reduction: definition.reduction))
    losses = LossQuantities(
      target: target, outputLoss: outputLoss, exampleLoss: each, slope: slope, total: total)
    addMeasures(given.tensor, loss)
  }

  // MARK: Gradients

  private mutating func addGradients(_ definition: NetworkDefinition) {
    guard let losses else { return }
    let early = definition.optimizer.flatMap { $0.order == .layerByLayer ? $0 : nil }
    let numbers = early.map { addNumbers(of: $0) } ?? [:]
    if let each = losses.exampleLoss { addGradient(each) }
    addGradient(losses.outputLoss)
    for index in layers.indices.reversed() {
      let layer = layers[index]
      addGradient(layer.output)
      if let net = layer.net {
        if deltaConvention == .error {
          deltas[net] = add("\(layer.name).delta", .delta(of: net), layer: index, self[net].axes)
        }
        addGradient(net)
      }
      if let weight = layer.weight { addGradient(weight) }
      if let bias = layer.bias { addGradient(bias) }
      if let early { addUpdates(ofLayer: index, by: early, numbers) }
    }
  }

  private mutating func addGradient(_ id: QuantityID) {
    let quantity = self[id]
    let isFused = fusedGradient()?.net == id
    let hops = quantity.count > 0 && !isFused ? contributions(to: Element(id)).count : 0
    let gradient = QuantityID(quantities.count + (hops > 1 ? 1 : 0))
    if hops > 1 {
      gradientTerms[gradient] = add(
        "\(quantity.name).grad.terms", .step(name: "terms", owner: gradient), layer: quantity.layer,
        quantity.axes + [Axis(.term, hops)])
    }
    gradients[id] = add(
      "\(quantity.name).grad", .gradient(of: id), layer: quantity.layer, quantity.axes)
  }
}
