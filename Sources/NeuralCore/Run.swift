import Algebra

/// The computed values of a network in floating point, pass by pass.
///
/// Unknown entries and what depends on them are not-a-number inside and `nil` outside.
package final class Run {
  package let graph: Graph
  private let trainer: Trainer
  private let evaluator: Evaluator
  private var passes: [Int: Tape] = [:]
  private var kept: [Int] = []
  private var measures: [Element: Double] = [:]
  /// So many passes besides the first are kept.
  private static let keptLimit = 32

  package init(_ graph: Graph) {
    self.graph = graph
    trainer = Trainer(graph)
    evaluator = Evaluator(graph: graph)
  }

  /// The last pass that can be had.
  package var stepLimit: Int { trainer.stepLimit }

  /// The value of an element, `nil` if it depends on an unknown one.
  ///
  /// - Throws: `NumericFault` if a number of this pass or one before it is out of range,
  ///   `TooManyUpdates`, `TrainingInterrupted`.
  package func value(_ element: Element) throws -> Double? {
    let value = try number(element)
    return value.isNaN ? nil : value
  }

  /// All values of a quantity in row-major order.
  package func values(_ quantity: QuantityID, step: Int = 0) throws -> [Double?] {
    try (0..<graph[quantity].count).map { try value(Element(quantity, $0, step: step)) }
  }

  private func number(_ element: Element) throws -> Double {
    if case .measured(let measure) = graph[element.quantity].role {
      return try value(of: measure, element)
    }
    let tape = try pass(Int(element.step))
    // The last pass of an epoch can have fewer examples than the others.
    if let example = graph.example(of: element), example >= tape.examples { return .nan }
    if tape.holds(element.quantity) { return tape[element] }
    return try evaluator.value(element, on: tape)
  }

  private func value(of measure: Measure, _ element: Element) throws -> Double {
    if let known = measures[element] { return known }
    let tape = try pass(Int(element.step))
    let value = try Measuring(graph: graph).value(of: measure, on: tape)
    measures[element] = value
    return value
  }

  private func pass(_ step: Int) throws -> Tape {
    if let tape = passes[step] { return tape }
    let tape = try trainer.pass(step, from: passes)
    passes[step] = tape
    if step == 0 { return tape }
    kept.append(step)
    if kept.count > Self.keptLimit { passes[kept.removeFirst()] = nil }
    return tape
  }
}
