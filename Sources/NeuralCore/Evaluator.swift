import Algebra

/// Values of elements by their definitions, from what is on a tape.
struct Evaluator {
  let graph: Graph

  func value(_ element: Element, on tape: Tape) throws -> Double {
    if let given = graph.given(element) { return given?.double ?? .nan }
    guard let definition = graph.definition(of: element) else { return .nan }
    do {
      return try definition.evaluate(in: NaNPropagating()) { leaf in
        tape.holds(leaf.quantity) ? tape[leaf] : try value(leaf, on: tape)
      }
    } catch DomainError.undecided {
      return .nan
    } catch DomainError.overflow {
      throw NumericFault(element: element, value: .infinity)
    } catch is DomainError {
      throw NumericFault(element: element, value: .nan)
    }
  }

  /// Computes a quantity of the first pass element by element from definitions and pins.
  func define(_ id: QuantityID, on tape: inout Tape) throws {
    guard tape.holds(id) else { return }
    for position in 0..<graph[id].count {
      let element = Element(id, position)
      tape[element] = try value(element, on: tape)
    }
  }
}
