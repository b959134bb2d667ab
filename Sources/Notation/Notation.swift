import Algebra
package import NeuralCore

/// The symbols of a network: how elements and whole tensors are written in TeX.
///
/// Patterns come from a preset of `templates/notations/`, overridden in a network cell. A class, because it is
/// handed around for every symbol and never changes.
package final class Notation: Sendable {
  package let graph: Graph
  /// The patterns that symbols are made of.
  package let patterns: NotationPreset
  /// The patterns of layers whose symbols are made by others.
  package let layerPatterns: [Int: NotationPreset]
  /// How many weights, and how many units, the layers below each layer have.
  private let weightsBelow: [Int]
  private let unitsBelow: [Int]

  /// - Parameter layers: Patterns of single layers, where they are not the preset's.
  package init(graph: Graph, preset: NotationPreset, layers: [Int: NotationPreset] = [:]) {
    self.graph = graph
    (patterns, layerPatterns) = (preset, layers)
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
    let quantity = graph[element.quantity]
    let unit = quantity.coordinate(.unit, of: element.position) ?? 0
    let source = quantity.coordinate(.source, of: element.position) ?? 0
    return weightsBelow[quantity.layer ?? 0] + unit * quantity.count(along: .source) + source + 1
  }

  /// The same where the weights from one unit are numbered one after the other, and not those to one.
  private func numberFromSource(ofWeight element: Element) -> Int {
    let quantity = graph[element.quantity]
    let unit = quantity.coordinate(.unit, of: element.position) ?? 0
    let source = quantity.coordinate(.source, of: element.position) ?? 0
    return weightsBelow[quantity.layer ?? 0] + source * quantity.count(along: .unit) + unit + 1
  }

  /// The symbol of one element, `nil` for what has no symbol of its own but its formula, as most steps.
  package func symbol(_ element: Element) -> String? {
    let quantity = graph[element.quantity]
    switch quantity.role {
    case .step(let name, _): return fillEntry("step-\(name)", quantity, element)
    case .hyperparameter(let name): return fill(name, .element, quantity, element)
    case .state(let name, let of):
      return derived(name, .element, of: symbol(Element(of, element.position)))
    case .previous(let of):
      return derived("old", .element, of: symbol(Element(of, element.position)))
    case .updateStep: return fill("step", .element, quantity, element)
    case .measured(let measure):
      return "\\text{\(measure.rawValue.replacing("_", with: " "))}"
    case .exampleLoss:
      return superscripted(lossInDerivatives, quantity.coordinate(.example, of: element.position))
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
      if isDelta(of) { return fillEntry(Self.deltaRole, quantity, element) }
      return derived(Self.gradientRole, .element, of: symbol(Element(of, element.position)))
    case .change(let of):
      return derived("change", .element, of: symbol(Element(of, element.position)))
    case .updated(let of):
      return derived("new", .element, of: symbol(Element(of, element.position)))
    default: return role(of: quantity).flatMap { fillEntry($0, quantity, element) }
    }
  }

  /// The symbol of the whole tensor, `nil` if it has none.
  ///
  /// - Parameter example: The only example of a batch that is meant, from 0.
  package func symbol(_ id: QuantityID, example: Int? = nil) -> String? {
    let quantity = graph[id]
    let example = quantity.isBatched ? example : nil
    func filled(_ role: String) -> String? {
      superscripted(fill(role, .matrix, quantity, Element(id)), example)
    }
    switch quantity.role {
    case .step, .updateStep, .lossSlope, .exampleLoss: return nil
    case .loss, .rate, .hyperparameter, .measured: return symbol(Element(id))
    case .state(let name, let of): return derived(name, .matrix, of: symbol(of))
    case .previous(let of): return derived("old", .matrix, of: symbol(of))
    case .slope:
      let argument = quantity.layer.flatMap { graph.layers[$0].argument }
      let inner = argument.flatMap { symbol($0, example: example) } ?? ""
      return patterns.pattern("slope", .matrix)?.fill {
        $0 == "argument" ? inner : value($0, quantity, Element(id))
      }
    case .gradient(let of):
      if isDelta(of) { return filled(Self.deltaRole) }
      return derived(Self.gradientRole, .matrix, of: symbol(of, example: example))
    case .change(let of): return derived("change", .matrix, of: symbol(of))
    case .updated(let of): return derived("new", .matrix, of: symbol(of))
    default: return role(of: quantity).flatMap(filled)
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

  /// The derivative of the loss by an element, also where the notation calls it δ.
  package func lossDerivative(by element: Element) -> String? {
    derived(Self.gradientRole, .element, of: symbol(element))
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

  private static let deltaRole = "delta"
  private static let gradientRole = "gradient"

  /// The role of the patterns that a quantity's symbols are made by, from those of something else as it may be;
  /// `nil` if they are made by none.
  package func role(of quantity: Quantity) -> String? {
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
    case .delta: Self.deltaRole
    case .gradient(let of): isDelta(of) ? Self.deltaRole : Self.gradientRole
    case .hyperparameter(let name), .state(let name, _): name
    case .step(let name, _): "step-\(name)"
    case .previous: "old"
    case .updateStep: "step"
    case .change: "change"
    case .updated: "new"
    case .exampleLoss, .measured, .lossSlope: nil
    }
  }

  private func derived(_ role: String, _ form: NotationPreset.Form, of symbol: String?) -> String? {
    guard let symbol else { return nil }
    return patterns.pattern(role, form)?.fill { $0 == "of" ? symbol : lossInDerivatives }
  }

  /// The symbol of one entry, with its example in a batch.
  private func fillEntry(_ role: String, _ quantity: Quantity, _ element: Element) -> String? {
    guard let example = quantity.coordinate(.example, of: element.position) else {
      return fill(role, .element, quantity, element)
    }
    return fill(role, .batch, quantity, element)
      ?? superscripted(fill(role, .element, quantity, element), example)
  }

  /// A symbol with an example in its superscript, after what stands there already.
  private func superscripted(_ symbol: String?, _ example: Int?) -> String? {
    guard let symbol, let example else { return symbol }
    let mark = exampleSymbol(example)
    guard let caret = symbol.lastIndex(of: "^"), !symbol.hasSuffix("^") else {
      return "\(symbol)^{\(mark)}"
    }
    let script = symbol[symbol.index(after: caret)...]
    if script.count == 1 { return "\(symbol[..<caret])^{\(script),\(mark)}" }
    guard script.first == "{", script.last == "}", Self.isOneGroup(script) else {
      return "\(symbol)^{\(mark)}"
    }
    return "\(symbol.dropLast()),\(mark)}"
  }

  /// Whether the brace that a text begins with is closed by its last character.
  private static func isOneGroup(_ text: Substring) -> Bool {
    var depth = 0
    for (index, character) in zip(text.indices, text) {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { return text.index(after: index) == text.endIndex }
    }
    return false
  }

  /// How an example is named, from 0.
  package func exampleSymbol(_ example: Int) -> String {
    patterns.pattern("example", .element)?.fill { _ in String(example + 1) } ?? "(\(example + 1))"
  }

  private func fill(
    _ role: String, _ form: NotationPreset.Form, _ quantity: Quantity, _ element: Element
  ) -> String? {
    let patterns = quantity.layer.flatMap { layerPatterns[$0] } ?? patterns
    return patterns.pattern(role, form)?.fill { value($0, quantity, element) }
  }

  private func value(_ name: String, _ quantity: Quantity, _ element: Element) -> String {
    let layer = quantity.layer ?? graph.layers.count - 1
    let unit = quantity.coordinate(.unit, of: element.position) ?? 0
    let source = quantity.coordinate(.source, of: element.position) ?? 0
    let example = quantity.coordinate(.example, of: element.position)
    let other = example ?? source
    // Row and column in the matrix as it is printed; a bias or another vector has one index.
    let isMatrix = example != nil || quantity.axes.contains { $0.role == .source }
    let (row, column) = isMatrix && graph.vectors == .rows ? (other, unit) : (unit, other)
    switch name {
    case "Layer": return graph.layers[layer].name
    case "layer": return graph.layers[layer].name.lowercased()
    case "below": return graph.layers[max(0, layer - 1)].name.lowercased()
    case "depth": return String(layer)
    case "level": return String(layer + 1)
    case "letter":
      let isOutput = layer == graph.layers.count - 1
      return isOutput ? "o" : graph.layers[layer].isInput ? "i" : "h"
    case "index": return String((example == nil ? row : unit) + 1)
    case "row": return String(row + 1)
    case "column": return String(column + 1)
    case "to": return String(unit + 1)
    case "from": return String(source + 1)
    case "example": return example.map { String($0 + 1) } ?? ""
    case "number": return String(number(ofWeight: element))
    case "across": return String(numberFromSource(ofWeight: element))
    case "unit": return String(unitsBelow[layer] + unit + 1)
    case "neuron": return String(unitsBelow[layer] - unitsBelow[min(1, layer)] + unit + 1)
    case "source": return String(unitsBelow[max(0, layer - 1)] + source + 1)
    case "name": return quantity.name
    case "function": return graph.layers[layer].activation?.function?.tex ?? "f"
    case "argument": return graph.layers[layer].argument.flatMap { symbol($0) } ?? ""
    case "loss": return lossInDerivatives
    default: return ""
    }
  }
}
