import Algebra

/// A number went out of range during a pass.
package struct NumericFault: Error, Hashable, Sendable {
  package let element: Element
  package let value: Double
}

/// A pass lies further on than anybody would wait for.
package struct TooManyUpdates: Error, Hashable, Sendable {
  package let step: Int
  /// The last pass of this network that can be had.
  package let limit: Int
}

/// The computed values of a network in floating point, pass by pass.
///
/// Unknown entries and what depends on them are not-a-number inside and `nil` outside.
package final class Run {
  package let graph: Graph
  private var passes: [Int: Tape] = [:]
  private var kept: [Int] = []
  /// So many numbers are computed at most to get to a pass.
  package static let workLimit = 2_000_000_000
  /// So many passes besides the first are kept.
  private static let keptLimit = 32
  private let pinnedOperations: Set<Int>
  private let pinsGradients: Bool
  private let pinsUpdates: Bool

  package init(_ graph: Graph) {
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
  }

  /// The value of an element, `nil` if it depends on an unknown one.
  ///
  /// - Throws: `NumericFault` if a number of this pass or one before it is out of range.
  package func value(_ element: Element) throws -> Double? {
    let value = try number(element)
    return value.isNaN ? nil : value
  }

  /// All values of a quantity in row-major order.
  package func values(_ quantity: QuantityID, step: Int = 0) throws -> [Double?] {
    try (0..<graph[quantity].count).map { try value(Element(quantity, $0, step: step)) }
  }

  private func number(_ element: Element) throws -> Double {
    let tape = try pass(Int(element.step))
    if tape.holds(element.quantity) { return tape[element] }
    return try evaluate(element, on: tape)
  }

  /// The value of an element by its definition, from what is on the tape.
  private func evaluate(_ element: Element, on tape: Tape) throws -> Double {
    if let given = graph.given(element) { return given?.double ?? .nan }
    guard let definition = graph.definition(of: element) else { return .nan }
    do {
      return try definition.evaluate(in: NaNPropagating()) { leaf in
        tape.holds(leaf.quantity) ? tape[leaf] : try evaluate(leaf, on: tape)
      }
    } catch DomainError.undecided {
      return .nan
    } catch DomainError.overflow {
      throw NumericFault(element: element, value: .infinity)
    } catch is DomainError {
      throw NumericFault(element: element, value: .nan)
    }
  }

  // MARK: Passes

  private func pass(_ step: Int) throws -> Tape {
    if let tape = passes[step] { return tape }
    let work = graph.quantities.reduce(0) { $0 + $1.count }
    guard step <= Self.workLimit / max(1, work) else {
      throw TooManyUpdates(step: step, limit: Self.workLimit / max(1, work))
    }
    var current = passes.keys.filter { $0 < step }.max() ?? 0
    var tape = try passes[current] ?? firstPass()
    while current < step {
      tape = try nextPass(after: tape, step: current + 1)
      current += 1
    }
    keep(tape, of: step)
    return tape
  }

  /// Keeps a pass that was asked for; of many, the latest ones and the first.
  private func keep(_ tape: Tape, of step: Int) {
    kept.append(step)
    passes[step] = tape
    if kept.count > Self.keptLimit { passes[kept.removeFirst()] = nil }
  }

  private func firstPass() throws -> Tape {
    var tape = Tape(graph)
    for (id, values) in graph.givens {
      for (position, literal) in values.enumerated() {
        tape[Element(id, position)] = literal?.double ?? .nan
      }
    }
    try compute(&tape, step: 0)
    passes[0] = tape
    return tape
  }

  private func nextPass(after tape: Tape, step: Int) throws -> Tape {
    var next = tape
    for (to, from) in graph.carried {
      let (from, to, count) = (next.offset(from), next.offset(to), graph[to].count)
      next.withBuffer { buffer in
        for index in 0..<count { buffer[to + index] = buffer[from + index] }
      }
    }
    try compute(&next, step: step)
    return next
  }

  private func compute(_ tape: inout Tape, step: Int) throws {
    for (index, operation) in graph.operations.enumerated() {
      if step == 0, pinnedOperations.contains(index) {
        for id in operation.outputs { try define(id, on: &tape) }
      } else {
        operation.compute(on: &tape)
      }
    }
    try computeGradients(&tape, step: step)
    try computeUpdates(&tape, step: step)
    try check(tape, step: step)
  }

  private func computeGradients(_ tape: inout Tape, step: Int) throws {
    guard graph.losses != nil else { return }
    if step == 0, pinsGradients {
      for quantity in graph.quantities {
        switch quantity.role {
        case .gradient, .delta: try define(quantity.id, on: &tape)
        default: break
        }
      }
      return
    }
    for (id, gradient) in graph.gradients {
      tape.fill(gradient, count: graph[id].count, with: 0)
    }
    let fusedOperation = graph.fused.flatMap { graph.producers[$0.output] }
    for (index, operation) in graph.operations.enumerated().reversed() {
      if let fused = graph.fused, index == fusedOperation {
        fused.pullBack(on: &tape, units: graph[fused.net].count)
      } else {
        operation.pullBack(on: &tape)
      }
    }
    for (net, delta) in graph.deltas { negate(graph.gradients[net], into: delta, on: &tape) }
  }

  private func negate(_ source: QuantityID?, into target: QuantityID, on tape: inout Tape) {
    guard let source else { return }
    let (from, to, count) = (tape.offset(source), tape.offset(target), graph[target].count)
    tape.withBuffer { buffer in
      for index in 0..<count { buffer[to + index] = -buffer[from + index] }
    }
  }

  private func computeUpdates(_ tape: inout Tape, step: Int) throws {
    if let rate = graph.scheduledRate {
      if step == 0, pinsUpdates {
        try define(rate.rate, on: &tape)
      } else {
        rate.compute(on: &tape, step: step)
      }
    }
    for parameter in graph.parameters {
      guard let update = graph.updates[parameter] else { continue }
      if step == 0, pinsUpdates {
        for id in update.outputs { try define(id, on: &tape) }
      } else {
        update.compute(on: &tape, step: step)
      }
    }
  }

  /// Computes a quantity of the first pass element by element from definitions and pins.
  private func define(_ id: QuantityID, on tape: inout Tape) throws {
    guard tape.holds(id) else { return }
    for position in 0..<graph[id].count {
      let element = Element(id, position)
      tape[element] = try evaluate(element, on: tape)
    }
  }

  /// - Throws: `NumericFault` for the first number in computing order that is out of range.
  private func check(_ tape: Tape, step: Int) throws {
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
