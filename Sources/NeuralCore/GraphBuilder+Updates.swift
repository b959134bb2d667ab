import Algebra

/// The learning rate, the optimizer's numbers, and the update of every parameter.
extension Graph {
  /// Updates after all gradients.
  mutating func addUpdates(_ definition: NetworkDefinition) {
    guard let optimizer = definition.optimizer, optimizer.order == .together else { return }
    let numbers = addNumbers(of: optimizer)
    guard losses != nil else { return }
    for parameter in parameters { addUpdate(of: parameter, by: optimizer, numbers) }
  }

  /// The learning rate, and the optimizer's numbers by their names.
  mutating func addNumbers(of optimizer: OptimizerDefinition) -> [String: QuantityID] {
    rate = addRate(optimizer.rate)
    var numbers: [String: QuantityID] = [:]
    for (name, literal) in optimizer.allNumbers {
      numbers[name] = addGiven(name, .hyperparameter(name: name), [], [literal])
    }
    return numbers
  }

  /// Updates a layer as soon as its gradients are there, and sends what goes on below through its new
  /// weights.
  mutating func addUpdates(
    ofLayer index: Int, by optimizer: OptimizerDefinition, _ numbers: [String: QuantityID]
  ) {
    let layer = layers[index]
    for parameter in [layer.weight, layer.bias].compactMap({ $0 }) {
      addUpdate(of: parameter, by: optimizer, numbers)
    }
    guard let weight = layer.weight, let updated = updates[weight]?.updated,
      let producer = layer.net.flatMap({ producers[$0] }),
      var dense = operations[producer] as? DenseOperation
    else { return }
    dense.transfer = updated
    operations[producer] = dense
    updatesDuringBackward = true
  }

  private mutating func addRate(_ schedule: LearningRate) -> QuantityID {
    if schedule.isConstant { return addGiven("rate", .rate, [], [schedule.initial]) }
    let initial = addGiven(
      "rate.initial", .hyperparameter(name: "initial-rate"), [], [schedule.initial])
    let number = schedule.number.map {
      addGiven("rate.\($0.name)", .hyperparameter(name: "\($0.name)-rate"), [], [$0.literal])
    }
    let rate = add("rate", .rate)
    scheduledRate = ScheduledRate(
      schedule: schedule, rate: rate, initial: initial, number: number ?? initial)
    return rate
  }

  private mutating func addUpdate(
    of parameter: QuantityID, by definition: OptimizerDefinition, _ numbers: [String: QuantityID]
  ) {
    guard let gradient = gradients[parameter], let rate, !frozen.contains(parameter) else { return }
    let quantity = self[parameter]
    func added(_ suffix: String, _ role: Role, to graph: inout Graph) -> QuantityID {
      graph.add("\(quantity.name).\(suffix)", role, layer: quantity.layer, quantity.axes)
    }
    let optimizer = definition.optimizer
    let penalties = definition.orderedPenalties
    let regularized =
      penalties.isEmpty
      ? nil : added("regularized", .state(name: "regularized", of: parameter), to: &self)
    var (states, previous) = ([QuantityID](), [QuantityID?]())
    for state in optimizer.states {
      let before = state.isCarried ? addPrevious(state.name, of: quantity) : nil
      states.append(added(state.name, .state(name: state.name, of: parameter), to: &self))
      previous.append(before)
      if let before { carried[before] = states.last }
    }
    // Quantities stand in the order of computing, which the convention turns round.
    let isError = deltaConvention == .error
    let early = isError ? added("change", .change(of: parameter), to: &self) : nil
    let step = added("step", .updateStep(of: parameter), to: &self)
    let change = early ?? added("change", .change(of: parameter), to: &self)
    let updated = added("new", .updated(of: parameter), to: &self)
    carried[parameter] = updated
    let update = OptimizerUpdate(
      optimizer: optimizer, penalties: penalties, parameter: parameter, gradient: gradient,
      rate: rate, numbers: numbers,
      ownNumbers: optimizer.numbers.map { numbers[$0.name] ?? rate }, regularized: regularized,
      states: states, previous: previous, step: step, change: change, updated: updated,
      convention: deltaConvention, count: quantity.count)
    updates[parameter] = update
    for output in update.outputs { updateProducers[output] = parameter }
  }

  /// What the pass before left of a state that is about to be added: 0 in the first pass.
  private mutating func addPrevious(_ state: String, of parameter: Quantity) -> QuantityID {
    addGiven(
      "\(parameter.name).\(state).previous", .previous(of: QuantityID(quantities.count + 1)),
      layer: parameter.layer, parameter.axes,
      Array(repeating: Literal(0), count: parameter.count))
  }
}

extension OptimizerDefinition {
  /// The names of the quantities that are the optimizer's numbers.
  package var numberNames: [String] { allNumbers.map(\.name) }

  /// The optimizer's numbers and the penalties', with the names of their quantities.
  var allNumbers: [(name: String, literal: Literal)] {
    optimizer.numbers.compactMap { number in
      (numbers[number.name] ?? number.standard).map { (number.name, $0) }
    }
      + orderedPenalties.compactMap { penalty in
        penalties[penalty].map { (penalty.rawValue, $0) }
      }
  }
}
