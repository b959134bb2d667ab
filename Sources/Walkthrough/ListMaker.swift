import Algebra
import NeuralCore
import Notation

/// Makes the lists of templates; entering an item fixes its index.
struct ListMaker {
  let context: ViewContext

  private var scope: Scope { context.scope }
  private var worksheet: Worksheet { context.view.worksheet }
  private var graph: Graph { worksheet.graph }
  private var resolver: NameResolver { NameResolver(context: context) }

  static let elementLists = ["steps", "terms", "factors", "paths", "chain", "more", "stages"]

  static func numbered(_ contexts: [ViewContext], separator: String? = nil) -> ViewList {
    let items = contexts.enumerated().map { index, context in
      var context = context
      context.item = .init(
        number: index + 1, isFirst: index == 0, isLast: index == contexts.count - 1)
      return context
    }
    return ViewList(items: items, separator: separator)
  }

  // MARK: Lists of a scope

  func list(_ name: String) -> ViewList? {
    switch name {
    case "examples":
      return graph.batch.size.map { size in
        Self.numbered((scope.example.map { $0..<$0 + 1 } ?? 0..<size).map(resolver.example))
      }
    case "steps":
      return graph.batch.plan.map { Self.numbered($0.recorded.map(resolver.pass)) }
    case "layers": return Self.numbered(layers.map { resolver.layer($0) })
    case "units": return Self.numbered(layers.flatMap { units($0) })
    case "weights": return Self.numbered(parameters { $0.weight })
    case "biases": return Self.numbered(parameters { $0.bias })
    case "parameters":
      return Self.numbered(
        layers.flatMap { index in
          [graph.layers[index].weight, graph.layers[index].bias].compactMap { $0 }
            .flatMap { entries(of: $0) }
        })
    case "outgoing": return outgoing
    case "stages": return scope.parameter.flatMap { stages(of: $0) }
    default: return nil
    }
  }

  private var layers: [Int] { scope.layer.map { [$0] } ?? Array(graph.layers.indices) }

  private func units(_ layer: Int) -> [ViewContext] {
    (scope.unit.map { $0..<$0 + 1 } ?? 0..<graph.layers[layer].units).map {
      resolver.unit(layer, $0)
    }
  }

  private func parameters(_ quantity: (Graph.Layer) -> QuantityID?) -> [ViewContext] {
    layers.compactMap { quantity(graph.layers[$0]) }.flatMap { entries(of: $0) }
  }

  /// The entries of a parameter; within a unit, those that lead to it.
  private func entries(of id: QuantityID) -> [ViewContext] {
    let quantity = graph[id]
    let sources = quantity.count(along: .source)
    let units = scope.unit.map { $0..<$0 + 1 } ?? 0..<quantity.count(along: .unit)
    return units.flatMap { unit in
      (0..<sources).map { source in
        resolver.element(
          Element(id, graph.position(in: id, to: unit, from: source), step: scope.step))
      }
    }
  }

  /// The weights that lead out of a unit.
  private var outgoing: ViewList? {
    guard let layer = scope.layer, let unit = scope.unit else { return nil }
    guard layer + 1 < graph.layers.count, let weight = graph.layers[layer + 1].weight else {
      return ViewList(items: [])
    }
    return Self.numbered(
      (0..<graph.layers[layer + 1].units).map { row in
        resolver.element(
          Element(weight, graph.position(in: weight, to: row, from: unit), step: scope.step))
      })
  }

  // MARK: Lists of an element

  func list(_ name: String, of element: Element) -> Any? {
    switch name {
    case "steps": steps(element)
    case "chain":
      Self.numbered(
        Derivation(worksheet: worksheet).chain(element).map { context.at(.line($0, of: element)) },
        separator: " = ")
    case "terms": terms(element)
    case "factors": factors(element)
    case "paths":
      Self.numbered(
        paths(element).largest.map { context.at(.path($0, of: source(of: element))) },
        separator: " + ")
    case "more": omitted(element)
    case "stages": stages(of: element)
    default: nil
    }
  }

  private func steps(_ element: Element) -> ViewList {
    Self.numbered(
      Derivation(worksheet: worksheet).steps(element).map { step in
        var item = context.at(.element(step))
        item.isStep = true
        return item
      }, separator: ", ")
  }

  /// What the update of a parameter goes through, its new value last.
  private func stages(of parameter: Element) -> ViewList? {
    let stages = graph.updateStages(of: parameter.quantity)
    guard !stages.isEmpty else { return nil }
    let items = stages.map {
      resolver.element(Element($0, parameter.position, step: Int(parameter.step)))
    }
    return Self.numbered(items)
  }

  private func terms(_ element: Element) -> ViewList {
    guard let definition = graph.definition(of: element) else { return ViewList(items: []) }
    guard case .sum(let summands) = definition else {
      let only = definition.leaves.count == 1 ? definition.leaves[0] : element
      return Self.numbered([term(only)], separator: ", ")
    }
    return Self.numbered(summands.flatMap(\.leaves).map(term), separator: ", ")
  }

  /// A summand, with the weight that it goes through fixed.
  private func term(_ element: Element) -> ViewContext {
    let quantity = graph[element.quantity]
    if quantity.role == .bias { return resolver.element(element) }
    var item = context.at(.element(element))
    let leaves = graph.definition(of: element)?.leaves ?? []
    // A summand of a sum over the examples belongs to one of them.
    let examples = Set(leaves.compactMap { graph.example(of: $0) })
    if item.scope.example == nil, examples.count == 1 { item.scope.example = examples.first }
    if let weight = leaves.last(where: { graph[$0.quantity].role == .weight }) {
      item.scope = item.scope.entering(weight: weight, in: graph)
    }
    return item
  }

  private func factors(_ element: Element) -> ViewList {
    guard case .product(let factors)? = graph.definition(of: element) else {
      return ViewList(items: [])
    }
    return Self.numbered(
      factors.map { factor in
        if case .leaf(let leaf) = factor { return resolver.element(leaf) }
        return context.at(.line(factor, of: element))
      }, separator: ", ")
  }

  // MARK: Paths

  /// What the gradient is taken by: the element itself unless it is a gradient.
  private func source(of element: Element) -> Element {
    guard case .gradient(let of) = graph[element.quantity].role else { return element }
    return Element(of, element.position, step: Int(element.step))
  }

  private func paths(_ element: Element) -> ChainRulePaths {
    graph.paths(to: source(of: element)) { local in
      let value = try? local.derivative.evaluate(in: Float64Domain()) { leaf in
        guard let value = try worksheet.run.value(leaf) else { throw DomainError.undecided }
        return value
      }
      return abs(value ?? 1)
    }
  }

  /// How many ways are not written out; absent where all are.
  private func omitted(_ element: Element) -> Any {
    let paths = paths(element)
    let rest = paths.count - paths.largest.count
    return rest > 0 ? rest : Absent() as Any
  }
}
