internal import Algebra
internal import NeuralCore

extension NetworkModel {
  /// The element that a column of a row is about: the row names a unit or a parameter, the heading
  /// a quantity.
  ///
  /// - Parameter quantity: A canonical name of the lexicon, such as `gradient`.
  func facet(_ quantity: String, of symbol: String) -> Element? {
    switch self[symbol] {
    case .unit(let layer, let unit)?: return graph.unitFacet(quantity, layer, unit)
    case .element(let element)?: return graph.facet(quantity, of: element)
    case .quantity, .derivative, nil: return nil
    }
  }

  /// Whether a symbol stands for a unit, or for what it puts out.
  func isUnit(_ symbol: String) -> Bool {
    switch self[symbol] {
    case .unit?: true
    case .element(let element)?: graph[element.quantity].role == .output
    case .quantity, .derivative, nil: false
    }
  }

  /// Whether a heading asks for another quantity of a unit or parameter than its symbol stands for.
  func isAboutUnit(_ quantity: String, _ symbol: String) -> Bool {
    guard let facet = facet(quantity, of: symbol) else { return false }
    guard case .element(let element)? = self[symbol] else { return true }
    return facet != element
      && [.output, .weight, .bias].contains(graph[element.quantity].role)
  }

  /// A name for an element that no document uses. The notebook's other networks may have an element of
  /// the same name, but need not.
  func name(_ element: Element) -> String {
    "\u{3}\(graph[element.quantity].name):\(element.position)"
  }

  /// The element behind such a name or a symbol.
  func element(_ name: String) -> Element? {
    if name.utf8.first == 3 {
      if let known = named[name] { return known }
      let parts = name.dropFirst().split(separator: ":")
      guard parts.count == 2, let quantity = graph.quantity(named: String(parts[0])),
        let position = Int(parts[1]), position < quantity.count
      else { return nil }
      let element = Element(quantity.id, position)
      named[name] = element
      return element
    }
    if case .element(let element)? = self[name] { return element }
    return nil
  }

  /// Whether a number is what the network has for a symbol, whatever sign a change is given.
  ///
  /// - Returns: `nil` if the network has nothing for it.
  func judge(_ literal: Literal, as name: String) -> (fits: Bool, truncated: Bool, value: Value)? {
    let alternatives = alternatives(for: name)
    if !alternatives.isEmpty { return judge(literal, as: alternatives) }
    let element = element(name)
    guard let value = element.flatMap({ self.value(of: $0) }) ?? value(of: name) else {
      return nil
    }
    if value.prints(literal) { return (true, false, value) }
    if let element, printsLater(literal, element) || isStep(element) && value.prints(-literal) {
      return (true, false, value)
    }
    let isCut = value.isCut(to: literal)
    return (isCut, isCut, value)
  }

  /// The same for a symbol that may stand for several elements: that a number is none of theirs says nothing,
  /// unless it is one of them mistyped and no other.
  private func judge(
    _ literal: Literal, as elements: Set<Element>
  ) -> (fits: Bool, truncated: Bool, value: Value)? {
    let judged = elements.sorted {
      ($0.quantity.index, $0.position) < ($1.quantity.index, $1.position)
    }
    .compactMap { judge(literal, as: name($0)) }
    if let fitting = judged.first(where: \.fits) { return fitting }
    let mistyped = judged.filter { $0.value.isMistyped(as: literal) }
    return mistyped.count == 1 ? mistyped[0] : nil
  }

  /// Whether a number is what one of the next passes has.
  private func printsLater(_ literal: Literal, _ element: Element) -> Bool {
    (1...Self.passes).contains { step in
      let later = Element(element.quantity, element.position, step: step)
      return value(of: later)?.prints(literal) ?? false
    }
  }

  /// How many passes after the first one a document may go through without saying so.
  static var passes: Int { 3 }

  private func isStep(_ element: Element) -> Bool {
    switch graph[element.quantity].role {
    case .updateStep, .change: true
    case .input, .target, .weight, .bias, .rate, .hyperparameter, .net, .output, .slope,
      .outputLoss, .exampleLoss, .loss, .measured, .lossSlope, .step, .gradient, .delta, .state,
      .previous, .updated:
      false
    }
  }
}

extension Graph {
  /// What a heading asks for beside an element.
  ///
  /// - Parameter quantity: A canonical name of the lexicon, such as `gradient`.
  func facet(_ quantity: String, of element: Element) -> Element? {
    let position = element.position
    func at(_ id: QuantityID?) -> Element? { id.map { Element($0, position) } }
    switch self[element.quantity].role {
    case .weight, .bias:
      switch quantity {
      case "weight": return element
      case "gradient": return at(gradient(of: element.quantity))
      case "step": return at(updateStep(of: element.quantity))
      case "change": return at(change(of: element.quantity))
      case "new": return at(updated(of: element.quantity))
      default: return nil
      }
    case .input, .net, .output, .slope:
      return self[element.quantity].layer.flatMap { unitFacet(quantity, $0, position) }
    case .target, .rate, .hyperparameter, .outputLoss, .exampleLoss, .loss, .measured, .lossSlope,
      .step, .gradient, .delta,
      .state, .previous, .updateStep, .change, .updated:
      return nil
    }
  }

  fileprivate func unitFacet(_ quantity: String, _ layer: Int, _ unit: Int) -> Element? {
    let quantities = layers[layer]
    func at(_ id: QuantityID?) -> Element? { id.map { Element($0, unit) } }
    let isLast = layer == layers.count - 1
    switch quantity {
    case "input": return quantities.isInput ? at(quantities.output) : nil
    case "net": return at(quantities.net)
    case "out": return at(quantities.output)
    case "slope": return at(quantities.slope)
    case "delta": return at(quantities.net.flatMap { gradient(of: $0) })
    case "target": return isLast ? at(losses?.target) : nil
    case "loss": return isLast ? at(losses?.outputLoss) : nil
    default: return nil
    }
  }
}
