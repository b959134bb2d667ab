import Algebra
import Diagnostics
import NeuralCore
import Notation
import Notebook

/// Puts the numbers of `given:` and `--set` into a graph.
struct PinResolver {
  let reader: ReferenceReader

  /// - Returns: What is wrong with the pin; nothing is pinned then.
  func apply(_ pin: NetworkCell.Pin, to graph: inout Graph) -> [Diagnostic] {
    let path = pin.reference.split(separator: ".", omittingEmptySubsequences: false).map(
      String.init)
    switch reader.resolve(path) {
    case .failure(let unknown):
      return [
        Diagnostic(
          id: "unknown-reference", "`\(pin.reference)` is not a quantity of `\(graph.name)`",
          at: pin.place,
          help: Suggestion.nearest(to: path[unknown.position], among: unknown.candidates).map {
            var meant = path
            meant[unknown.position] = $0
            return "did you mean `\(meant.joined(separator: "."))`?"
          })
      ]
    case .success(.layer):
      return [
        Diagnostic(
          id: "unknown-reference", "`\(pin.reference)` is a layer, not a quantity", at: pin.place,
          help: "name one of its quantities, such as `\(pin.reference).out`")
      ]
    case .success(.element(let element)):
      return fix([element], shape: [], pin, in: &graph)
    case .success(.quantity(let id, let index, let step)):
      let quantity = graph[id]
      let rest = Array(quantity.shape.dropFirst(index.count))
      let count = rest.reduce(1, *)
      let start = (quantity.offset(of: index + rest.map { _ in 1 }) ?? 0)
      let elements = (0..<count).map { Element(id, start + $0, step: step) }
      return fix(elements, shape: rest, pin, in: &graph)
    }
  }

  private func fix(
    _ elements: [Element], shape: [Int], _ pin: NetworkCell.Pin, in graph: inout Graph
  ) -> [Diagnostic] {
    if elements.contains(where: { $0.step > 0 }) {
      return [
        Diagnostic(
          id: "pin-step",
          "`\(pin.reference)` is of a later pass, but only the first one can be pinned",
          at: pin.place)
      ]
    }
    let isUnknown = pin.tensor.shape.isEmpty && pin.tensor.values == [nil]
    guard isUnknown || pin.tensor.shape == shape else {
      return [
        Diagnostic(
          id: "pin-shape",
          "`\(pin.reference)` \(Self.describe(shape)), but the given value \(Self.describe(pin.tensor.shape))",
          at: pin.place)
      ]
    }
    for (offset, element) in elements.enumerated() {
      graph.fix(element, to: isUnknown ? nil : pin.tensor.values[offset])
    }
    return []
  }

  private static func describe(_ shape: [Int]) -> String {
    shape.isEmpty
      ? "is a single number" : "has shape (\(shape.map(String.init).joined(separator: ", ")))"
  }
}
