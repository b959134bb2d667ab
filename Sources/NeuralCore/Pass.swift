import Algebra

/// Computes one pass: forward, gradients, updates, in an order that the graph fixes.
struct Pass {
  private let graph: Graph
  private let pinnedOperations: Set<Int>
  private let pinsGradients: Bool
  private let pinsUpdates: Bool
  /// The operation whose gradient is computed together with the loss's.
  private let fusedOperation: Int?
  /// Gradients that hops add to, and error signals with the gradients they are the opposite of.
  private let sums: [(id: QuantityID, count: Int)]
  private let opposites: [(gradient: QuantityID, signal: QuantityID, count: Int)]
  private let updates: [any UpdateOperation]
  /// What a pass takes over from the one before.
  private let carried: [(to: QuantityID, from: QuantityID, count: Int)]

  init(_ graph: Graph) {
    self.graph = graph
    var operations: Set<Int> = []
    var (gradients, updates) = (false, false)
    for element in graph.pins.keys {
      switch graph[element.quantity].role {
      case .state, .updateStep, .change, .updated, .rate: updates = true
      case .gradient, .delta: gradients = true
      case .step(_, let owner):
        if case .gradient = graph[owner].role { gradients = true }
      default: break
      }
      if let producer = graph.producers[element.quantity] { operations.insert(producer) }
    }
    (pinnedOperations, pinsGradients, pinsUpdates) = (operations, gradients, updates)
    fusedOperation = graph.fused.flatMap { graph.producers[$0.output] }
    sums = graph.gradients.values.sorted().map { ($0, graph[$0].count) }
    opposites = graph.deltas.compactMap { net, signal in
      graph.gradients[net].map { ($0, signal, graph[signal].count) }
    }
    self.updates = graph.parameters.compactMap { graph.updates[$0] }
    carried = graph.carried.sorted { $0.key < $1.key }.map { ($0, $1, graph[$0].count) }
  }

  /// Takes over what the pass before left: parameters and states.
  func carry(on tape: inout Tape) {
    tape.withView { view in
      for (to, from, count) in carried { view.copy(count, from: from, to: to) }
    }
  }

  /// - Parameter step: 0 of the first pass, in which pins hold.
  /// - Throws: what evaluating definitions of pinned quantities throws.
  func compute(_ tape: inout Tape, step: Int, _ evaluator: Evaluator) throws {
    try forward(&tape, step: step, evaluator)
    try backward(&tape, step: step, evaluator)
    try update(&tape, step: step, evaluator)
  }

  func forward(_ tape: inout Tape, step: Int, _ evaluator: Evaluator) throws {
    for (index, operation) in graph.operations.enumerated() {
      if step == 0, pinnedOperations.contains(index) {
        for id in operation.outputs { try evaluator.define(id, on: &tape) }
      } else {
        tape.withView { operation.compute(on: $0) }
      }
    }
  }

  private func backward(_ tape: inout Tape, step: Int, _ evaluator: Evaluator) throws {
    guard graph.losses != nil else { return }
    if step == 0, pinsGradients {
      for quantity in graph.quantities {
        switch quantity.role {
        case .gradient, .delta: try evaluator.define(quantity.id, on: &tape)
        case .state, .updateStep, .change, .updated:
          if graph.updatesDuringBackward { try evaluator.define(quantity.id, on: &tape) }
        default: break
        }
      }
      return
    }
    for (id, count) in sums { tape.fill(id, count: count, with: 0) }
    for index in stride(from: graph.operations.count - 1, through: 0, by: -1) {
      if let fused = graph.fused, index == fusedOperation {
        tape.withView { fused.pullBack(on: $0) }
      } else {
        tape.withView { graph.operations[index].pullBack(on: $0) }
        if graph.updatesDuringBackward { updateEarly(index, on: &tape, step: step) }
      }
    }
    for (gradient, signal, count) in opposites {
      let (from, to) = (tape.offset(gradient), tape.offset(signal))
      tape.withBuffer { buffer in
        for index in 0..<count { buffer[to + index] = -buffer[from + index] }
      }
    }
  }

  /// Updates a layer's weights and sends its gradient back through them.
  private func updateEarly(_ index: Int, on tape: inout Tape, step: Int) {
    guard let dense = graph.operations[index] as? DenseOperation, dense.transfer != nil else {
      return
    }
    tape.withView { view in
      graph.scheduledRate?.compute(on: view, step: step)
      graph.updates[dense.weight]?.compute(on: view, step: step)
      dense.pullBackThroughTransfer(on: view)
    }
  }

  func update(_ tape: inout Tape, step: Int, _ evaluator: Evaluator) throws {
    if let rate = graph.scheduledRate {
      if step == 0, pinsUpdates {
        try evaluator.define(rate.rate, on: &tape)
      } else {
        tape.withView { rate.compute(on: $0, step: step) }
      }
    }
    for update in updates {
      if step == 0, pinsUpdates {
        for id in update.outputs { try evaluator.define(id, on: &tape) }
      } else {
        tape.withView { update.compute(on: $0, step: step) }
      }
    }
  }

  /// - Throws: `NumericFault` for the first number in computing order that is out of range.
  func check(_ tape: Tape, step: Int) throws {
    let allowsUnknown = graph.hasUnknowns
    if tape.buffer.allSatisfy({ $0.isFinite || ($0.isNaN && allowsUnknown) }) { return }
    for quantity in graph.quantities where tape.holds(quantity.id) {
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position, step: step)
        let value = tape[element]
        if !value.isFinite, !(value.isNaN && allowsUnknown) {
          throw NumericFault(element: element, value: value)
        }
      }
    }
  }
}
