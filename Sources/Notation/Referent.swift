package import NeuralCore

/// What a reference such as `H.net.1` or `w_5.new@100` stands for.
package enum Referent: Hashable, Sendable {
  case layer(Int, step: Int)
  /// A quantity, with the part of an index that has been named so far, counted from 1.
  case quantity(QuantityID, index: [Int], step: Int)
  case element(Element)
}

/// Follows references through a network, name by name. A class, because every name of a template asks it.
package final class ReferenceReader {
  package let graph: Graph
  package let symbols: SymbolIndex

  package init(graph: Graph, symbols: SymbolIndex) {
    self.graph = graph
    self.symbols = symbols
  }

  /// The referent of a whole path, such as `["O", "weight", "1", "2", "grad"]`.
  /// `nil` with the position of the first name that means nothing.
  package func resolve(_ path: [String]) -> Result<Referent, UnknownName> {
    guard let first = path.first, var referent = root(first) else {
      return .failure(UnknownName(position: 0, candidates: rootNames))
    }
    for (position, name) in path.enumerated().dropFirst() {
      guard let next = follow(referent, name) else {
        return .failure(UnknownName(position: position, candidates: names(after: referent)))
      }
      referent = next
    }
    return .success(referent)
  }

  package struct UnknownName: Error {
    package let position: Int
    package let candidates: [String]
  }

  /// The referent of a first name: canonical names first, then the notation's symbols.
  ///
  /// - Parameter pass: The pass that is meant where the name says none.
  package func root(_ name: String, pass: Int = 0) -> Referent? {
    guard let (name, given) = Self.splitStep(name) else { return nil }
    let step = given ?? pass
    if let layer = graph.layers.firstIndex(where: { $0.name == name && !$0.isInput }) {
      return .layer(layer, step: step)
    }
    if let quantity = graph.quantity(named: name) { return referent(quantity.id, [], step) }
    switch symbols[name] {
    case .element(let element)?:
      return .element(Element(element.quantity, element.position, step: step))
    case .quantity(let id)?: return referent(id, [], step)
    case nil: return nil
    }
  }

  /// The referent one name further on, `nil` if there is none of this name.
  package func follow(_ referent: Referent, _ text: String) -> Referent? {
    guard let (name, given) = Self.splitStep(text) else { return nil }
    switch referent {
    case .layer(let layer, let step):
      return graph.quantity(named: "\(graph.layers[layer].name).\(name)")
        .flatMap { self.referent($0.id, [], given ?? step) }
    case .quantity(let id, let index, let step):
      if let position = Int(name) { return self.referent(id, index + [position], given ?? step) }
      return facet(of: id, name).flatMap { self.referent($0, kept(index, of: $0), given ?? step) }
    case .element(let element):
      let step = given ?? Int(element.step)
      if let position = Int(name), let losses = graph.losses {
        return lossReferent(position, of: element, losses, step)
      }
      return facet(of: element.quantity, name)
        .flatMap {
          let index = graph[element.quantity].index(of: element.position)
          return self.referent($0, kept(index, of: $0), step)
        }
    }
  }

  /// `loss.1` is the first output's loss; in a batch it is the first example's, and `loss.1.2` that of
  /// its second output.
  private func lossReferent(
    _ position: Int, of element: Element, _ losses: Graph.LossQuantities, _ step: Int
  ) -> Referent? {
    switch element.quantity {
    case losses.total:
      return referent(losses.exampleLoss ?? losses.outputLoss, [position], step)
    case losses.exampleLoss:
      return referent(losses.outputLoss, [element.position + 1, position], step)
    default: return nil
    }
  }

  /// The facets and steps that can follow.
  package func names(after referent: Referent) -> [String] {
    let prefix: String
    switch referent {
    case .layer(let layer, _): prefix = graph.layers[layer].name
    case .quantity(let id, _, _): prefix = graph[id].name
    case .element(let element): prefix = graph[element.quantity].name
    }
    return graph.quantityNames.filter { $0.hasPrefix(prefix + ".") }
      .map { String($0.dropFirst(prefix.utf8.count + 1)) }.filter { !$0.contains(".") }
  }

  package var rootNames: [String] {
    let names = graph.layers.map(\.name) + graph.quantityNames.filter { !$0.contains(".") }
    return Set(names).sorted() + symbols.names
  }

  /// A step that a whole layer shares has no index of units: `H.out.2.denominator` is
  /// `H.out.denominator`.
  private func kept(_ index: [Int], of facet: QuantityID) -> [Int] {
    graph[facet].isStep ? Array(index.prefix(graph[facet].axes.count)) : index
  }

  private func facet(of id: QuantityID, _ name: String) -> QuantityID? {
    if let own = graph.quantity(named: "\(graph[id].name).\(name)") { return own.id }
    guard id == graph.losses?.outputLoss else { return nil }
    return graph.quantity(named: "loss.\(name)")?.id
  }

  /// An index that is complete makes an element.
  private func referent(_ id: QuantityID, _ index: [Int], _ step: Int) -> Referent? {
    let quantity = graph[id]
    if let offset = quantity.offset(of: index) { return .element(Element(id, offset, step: step)) }
    guard index.count < quantity.axes.count,
      zip(index, quantity.shape).allSatisfy({ (1...max(1, $1)).contains($0) })
    else { return nil }
    return .quantity(id, index: index, step: step)
  }

  /// `w_5@100` is `w_5` in the pass after 100 updates.
  static func splitStep(_ text: String) -> (name: String, step: Int?)? {
    guard let at = text.lastIndex(of: "@") else { return (text, nil) }
    guard let step = Int(text[text.index(after: at)...]), (0...Element.stepLimit).contains(step)
    else {
      return nil
    }
    return (String(text[..<at]), step)
  }
}
