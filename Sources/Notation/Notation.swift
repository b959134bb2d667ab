import Algebra
package import NeuralCore

/// The symbols of a network: how elements and whole tensors are written in TeX.
///
/// Patterns come from a preset of `templates/notations/`, overridden in a network cell.
package struct Notation: Sendable {
  let graph: Graph
  private let patterns: NotationPreset
  /// How many weights, and how many units, the layers below each layer have.
  private let weightsBelow: [Int]
  private let unitsBelow: [Int]

  package init(graph: Graph, preset: NotationPreset) {
    self.graph = graph
    patterns = preset
    var (weights, units) = (0, 0)
    var (weightsBelow, unitsBelow) = ([Int](), [Int]())
    for layer in graph.layers {
      weightsBelow.append(weights)
      unitsBelow.append(units)
      weights += layer.weight.map { graph[$0].count } ?? 0
      units += layer.units
    }
    (self.weightsBelow, self.unitsBelow) = (weightsBelow, unitsBelow)
  }

  /// Running number of a weight over the whole network, from 1.
  package func number(ofWeight element: Element) -> Int {
    weightsBelow[graph[element.quantity].layer ?? 0] + element.position + 1
  }

  /// The symbol of one element, `nil` for what has no symbol of its own but its formula, as most steps.
  package func symbol(_ element: Element) -> String? {
    let quantity = graph[element.quantity]
    switch quantity.role {
    case .step(let name, _): return fill("step-\(name)", .element, quantity, element)
    case .hyperparameter(let name): return fill(name, .element, quantity, element)
    case .state(let name, let of):
      return derived(name, .element, of: symbol(Element(of, element.position)))
    case .previous(let of):
      return derived("old", .element, of: symbol(Element(of, element.position)))
    case .updateStep: return fill("step", .element, quantity, element)
    case .slope:
      guard let layer = quantity.layer, let net = graph.layers[layer].argument else { return nil }
      return partial(
        of: Element(graph.layers[layer].output, element.position),
        by: Element(net, element.position))
    case .lossSlope:
      guard let losses = graph.losses, let output = graph.layers.last?.output else { return nil }
      return partial(
        of: Element(losses.outputLoss, element.position), by: Element(output, element.position))
    case .gradient(let of):
      if isDelta(of) { return fill("delta", .element, quantity, element) }
      return derived("gradient", .element, of: symbol(Element(of, element.position)))
    case .change(let of):
      return derived("change", .element, of: symbol(Element(of, element.position)))
    case .updated(let of):
      return derived("new", .element, of: symbol(Element(of, element.position)))
    default: return fill(role(of: quantity), .element, quantity, element)
    }
  }

  /// The symbol of the whole tensor, `nil` if it has none.
  package func symbol(_ id: QuantityID) -> String? {
    let quantity = graph[id]
    switch quantity.role {
    case .step, .updateStep, .lossSlope: return nil
    case .loss, .rate, .hyperparameter: return symbol(Element(id))
    case .state(let name, let of): return derived(name, .matrix, of: symbol(of))
    case .previous(let of): return derived("old", .matrix, of: symbol(of))
    case .gradient(let of):
      if isDelta(of) { return fill("delta", .matrix, quantity, Element(id)) }
      return derived("gradient", .matrix, of: symbol(of))
    case .change(let of): return derived("change", .matrix, of: symbol(of))
    case .updated(let of): return derived("new", .matrix, of: symbol(of))
    default: return fill(role(of: quantity), .matrix, quantity, Element(id))
    }
  }

  /// The symbol of a unit, as in `H_1`.
  package func unitSymbol(layer: Int, unit: Int) -> String {
    let element = Element(graph.layers[layer].output, unit)
    let role = graph.layers[layer].isInput ? "input" : "unit"
    return fill(role, .element, graph[element.quantity], element) ?? ""
  }

  /// A parameter before its update, `w_5^{old}`.
  package func oldSymbol(_ element: Element) -> String? {
    guard graph.updated(of: element.quantity) != nil else { return nil }
    return derived("old", .element, of: symbol(element))
  }

  /// `∂of/∂by`; the total loss has a symbol of its own there.
  package func partial(of: Element, by: Element) -> String? {
    let upper = of.quantity == graph.losses?.total ? lossInDerivatives : symbol(of)
    guard let upper, let lower = symbol(by) else { return nil }
    return patterns.pattern("partial", .element)?.fill { $0 == "of" ? upper : lower }
  }

  /// The transposed tensor.
  package func transposed(_ symbol: String) -> String {
    symbol.hasSuffix("}") && symbol.contains("^{")
      ? String(symbol.dropLast()) + "T}" : symbol + "^T"
  }

  /// Whether the gradient of a quantity is what the notation calls δ.
  private func isDelta(_ quantity: QuantityID) -> Bool {
    graph[quantity].role == .net && graph.deltaConvention == .gradient
  }

  // MARK: Filling

  private var lossInDerivatives: String {
    patterns.pattern("loss", .derivative)?.fill { _ in "" } ?? "E"
  }

  private func role(of quantity: Quantity) -> String {
    switch quantity.role {
    case .input: "input"
    case .target: "target"
    case .weight: "weight"
    case .bias: "bias"
    case .rate: "rate"
    case .net: "net"
    case .output: "activation"
    case .outputLoss: "loss"
    case .loss: "total"
    case .slope: "slope"
    case .delta: "delta"
    case .hyperparameter(let name): name
    case .lossSlope, .step, .gradient, .state, .previous, .updateStep, .change, .updated: ""
    }
  }

  private func derived(_ role: String, _ form: NotationPreset.Form, of symbol: String?) -> String? {
    guard let symbol else { return nil }
    return patterns.pattern(role, form)?.fill { $0 == "of" ? symbol : lossInDerivatives }
  }

  private func fill(
    _ role: String, _ form: NotationPreset.Form, _ quantity: Quantity, _ element: Element
  ) -> String? {
    patterns.pattern(role, form)?.fill { value($0, quantity, element) }
  }

  private func value(_ name: String, _ quantity: Quantity, _ element: Element) -> String {
    let layer = quantity.layer ?? graph.layers.count - 1
    let sources = max(1, quantity.axes.dropFirst().first?.count ?? 1)
    let (i, j) = (element.position / sources, element.position % sources)
    switch name {
    case "Layer": return graph.layers[layer].name
    case "layer": return graph.layers[layer].name.lowercased()
    case "below": return graph.layers[max(0, layer - 1)].name.lowercased()
    case "depth": return String(layer)
    case "index": return String(i + 1)
    case "column": return String(j + 1)
    case "number": return String(number(ofWeight: element))
    case "unit": return String(unitsBelow[layer] + i + 1)
    case "source": return String(unitsBelow[max(0, layer - 1)] + j + 1)
    case "name": return quantity.name
    case "function": return graph.layers[layer].activation?.function?.tex ?? "f"
    case "argument": return graph.layers[layer].argument.flatMap { symbol($0) } ?? ""
    case "loss": return lossInDerivatives
    default: return ""
    }
  }
}
