import Algebra
import Mustache
import NeuralCore
import Notation

/// Finds what a name means for a context: its subject's own names first, then what the indices fixed
/// around it make of unqualified names, then references from the network's root.
struct NameResolver {
  let context: ViewContext

  private var scope: Scope { context.scope }
  private var worksheet: Worksheet { context.view.worksheet }
  private var graph: Graph { worksheet.graph }
  private var reader: ReferenceReader { worksheet.reader }

  func resolve(_ name: String) -> Any? {
    ofSubject(name) ?? ofScope(name) ?? ofLayerByReference(name)
      ?? reader.root(name, pass: scope.step).map { self.context(for: $0) }
      ?? (Measure(rawValue: name) == nil ? nil : Absent())
  }

  /// Names of a layer's quantities in full, as in `H.net@2`.
  private func ofLayerByReference(_ name: String) -> Any? {
    guard case .layer(let layer) = context.subject else { return nil }
    return reader.follow(.layer(layer, step: scope.step), name).map { self.context(for: $0) }
  }

  /// Names that could follow, for suggestions.
  var names: [String] {
    let own: [String]
    switch context.subject {
    case .element(let element):
      own = reader.names(after: .element(element)) + ListMaker.elementLists
    case .quantity(let id, let index):
      own = reader.names(after: .quantity(id, index: index, step: scope.step))
    case .local: own = ["of", "by"]
    case .path: own = ["factors", "output"]
    case .scope, .example, .pass, .layer, .unit, .line: own = []
    }
    return own + Self.scopeNames + reader.rootNames
  }

  private static let scopeNames = [
    "layers", "units", "examples", "steps", "epoch", "weights", "biases", "parameters", "outgoing",
    "below", "above", "input",
    "output", "layer", "net", "out", "slope", "delta", "weight", "bias", "target", "loss", "rate",
    "from", "to", "term", "backterm", "contribution", "transfer", "part", "unit",
  ]

  /// The attribute without which a name of a scope means nothing.
  func missingAttribute(for name: String) -> String? {
    switch context.subject {
    case .quantity(let id, _) where !graph[id].axes.isEmpty:
      return ListMaker.elementLists.contains(name) ? "unit" : nil
    case .scope, .example, .pass, .layer, .unit: break
    case .quantity, .element, .local, .path, .line: return nil
    }
    switch name {
    case "from", "to", "term", "backterm", "contribution", "transfer", "grad", "step", "change",
      "new",
      "old":
      return scope.weight == nil ? "weight" : nil
    case "unit", "outgoing": return scope.unit == nil ? "unit" : nil
    case "net", "out", "slope", "delta", "weight", "bias", "below", "above", "layer":
      return scope.layer == nil ? "layer" : nil
    default: return nil
    }
  }

  /// Whether a name has another meaning for each example of a batch, and none is fixed.
  ///
  /// A whole tensor needs none: in a layer, `net` is that of the whole batch.
  func lacksExample(for name: String) -> Bool {
    guard graph.batch.size != nil, scope.example == nil else { return false }
    switch context.subject {
    case .element, .quantity:
      // An element's own names and facets come first.
      if ofSubject(name) != nil { return false }
    case .local, .path, .line: return false
    case .scope, .example, .pass, .layer, .unit: break
    }
    switch name {
    case "net", "out", "slope", "delta": return scope.unit != nil
    case "loss": return scope.unit != nil && scope.layer == graph.layers.count - 1
    case "target": return scope.unit != nil && graph.target != nil
    case "term", "contribution", "transfer", "backterm", "part": return scope.weight != nil
    default: return false
    }
  }

  // MARK: Subjects

  private func ofSubject(_ name: String) -> Any? {
    switch context.subject {
    case .element(let element):
      if let list = ListMaker(context: context).list(name, of: element) { return list }
      if let flag = flag(name, element) { return flag }
      if scope.weight == nil, name == "from" || name == "to" { return Absent() }
      return reader.follow(.element(element), name).map { self.context(for: $0) }
        ?? (StepNames.possible(for: graph[element.quantity].role).contains(name) ? Absent() : nil)
    case .quantity(let id, let index):
      return reader.follow(.quantity(id, index: index, step: scope.step), name)
        .map { self.context(for: $0) }
    case .local(let derivative):
      switch name {
      case "of": return element(derivative.of)
      case "by": return element(derivative.by)
      default: return nil
      }
    case .path(let path, _):
      switch name {
      case "factors":
        return ListMaker.numbered(path.factors.map { context.at(.local($0)) })
      case "output": return outputUnit(of: path)
      default: return nil
      }
    case .scope, .example, .pass, .layer, .unit, .line: return nil
    }
  }

  private func flag(_ name: String, _ element: Element) -> Any? {
    switch name {
    case "elementary": Derivation(worksheet: worksheet).isElementary(element)
    case "pinned": graph.isPinned(element)
    case "unknown": (try? worksheet.ledger.shown(element)) == .unknown
    case "negative": isNegative(element)
    default: nil
    }
  }

  private func isNegative(_ element: Element) -> Bool {
    if case .literal(let literal)? = try? worksheet.ledger.shown(element) {
      literal.isNegative
    } else {
      false
    }
  }

  private func outputUnit(of path: ChainRulePath) -> Any? {
    guard let factor = path.factors.first(where: { graph[$0.of.quantity].role == .outputLoss })
    else {
      return Absent()
    }
    let position = factor.by.position
    return unit(
      graph.layers.count - 1, graph[factor.by.quantity].coordinate(.unit, of: position) ?? 0)
  }

  // MARK: Scope

  private func ofScope(_ name: String) -> Any? {
    if let list = ListMaker(context: context).list(name) { return list }
    switch name {
    case "layer": return scope.layer.map(layer)
    case "epoch":
      return graph.batch.plan.map {
        Word(text: String(scope.step / $0.passesPerEpoch), view: context.view)
      }
    case "input": return inputName
    case "output": return layer(graph.layers.count - 1)
    case "below": return scope.layer.map { $0 > 0 ? layer($0 - 1) : Absent() as Any }
    case "above":
      return scope.layer.map { $0 + 1 < graph.layers.count ? layer($0 + 1) : Absent() as Any }
    case "from", "to", "term", "backterm", "contribution", "transfer":
      return scope.weight.map { ofWeight($0, name) }
    case "part": return scope.parameter.map { part(of: $0) }
    case "unit":
      return scope.layer.flatMap { layer in scope.unit.map { unit(layer, $0) } }
    case "loss": return loss
    case "rate": return graph.rate.map { element(Element($0, step: scope.step)) }
    case "target": return graph.target.map { indexed($0, isOutput: true) }
    case "grad", "step", "change", "new":
      return ofParameter(name) ?? notUpdated(name)
    default: return ofLayer(name) ?? ofParameter(name) ?? notUpdated(name)
    }
  }

  /// What is derived from the weight or bias that is fixed.
  private func ofParameter(_ name: String) -> Any? {
    scope.parameter.flatMap { reader.follow(.element($0), name) }.map { self.context(for: $0) }
  }

  /// What only the updates of other parameters have, or those by another optimizer.
  private func notUpdated(_ name: String) -> Any? {
    guard graph.losses != nil, graph.rate != nil, scope.parameter != nil,
      Self.updateNames.contains(name) || Optimizer.stateNames.contains(name)
    else { return nil }
    return Absent()
  }

  private static let updateNames: Set = ["step", "change", "new"]

  /// The input layer; in a layer or unit, as a section, whether it is that layer.
  private var inputName: Any {
    switch context.subject {
    case .layer(0), .unit(0, _): context
    case .layer, .unit: Elsewhere(context: layer(0))
    case .scope, .example, .pass, .quantity, .element, .local, .path, .line: layer(0)
    }
  }

  private func ofWeight(_ weight: Element, _ name: String) -> Any {
    let quantity = graph[weight.quantity]
    let layer = quantity.layer ?? 0
    let row = quantity.coordinate(.unit, of: weight.position) ?? 0
    let column = quantity.coordinate(.source, of: weight.position) ?? 0
    let example = scope.example ?? 0
    let (units, sources) = (quantity.count(along: .unit), quantity.count(along: .source))
    let below = Element(
      graph.layers[layer - 1].output, example * sources + column, step: scope.step)
    let net = graph.layers[layer].net.map {
      Element($0, example * units + row, step: scope.step)
    }
    switch name {
    case "from": return unit(layer - 1, column)
    case "to": return unit(layer, row)
    case "contribution":
      return local(of: net, by: weight, .leaf(below))
    case "transfer":
      return local(of: net, by: below, .leaf(weight))
    case "backterm":
      guard let gradient = graph.gradient(of: below.quantity) else { return Absent() }
      let back = graph.terms(of: gradient).map {
        Element($0, below.position * units + row, step: scope.step)
      }
      return context.at(.element(back ?? Element(gradient, below.position, step: scope.step)))
    default:
      guard let terms = graph.layers[layer].terms else { return Absent() }
      let position = (example * units + row) * sources + column
      return context.at(.element(Element(terms, position, step: scope.step)))
    }
  }

  /// What the fixed example adds to a parameter's gradient; without a batch that is all of it.
  private func part(of parameter: Element) -> Any {
    guard let gradient = graph.gradient(of: parameter.quantity) else { return Absent() }
    guard let example = scope.example, let terms = graph.terms(of: gradient) else {
      return context.at(.element(Element(gradient, parameter.position, step: scope.step)))
    }
    let position = parameter.position * (graph[terms].axes.last?.count ?? 1) + example
    return context.at(.element(Element(terms, position, step: scope.step)))
  }

  private func local(of net: Element?, by element: Element, _ derivative: Expr<Element>) -> Any {
    guard let net else { return Absent() }
    return context.at(.local(LocalDerivative(of: net, by: element, derivative: derivative)))
  }

  private var loss: Any? {
    guard let losses = graph.losses else { return nil }
    guard let unit = scope.unit else {
      guard let each = losses.exampleLoss, let example = scope.example else {
        return element(Element(losses.total, step: scope.step))
      }
      return context.at(.element(Element(each, example, step: scope.step)))
    }
    guard scope.layer == graph.layers.count - 1 else { return Absent() }
    return context.at(.element(entry(of: losses.outputLoss, unit)))
  }

  private func ofLayer(_ name: String) -> Any? {
    guard let index = scope.layer else { return nil }
    let layer = graph.layers[index]
    let id: QuantityID?
    switch name {
    case "out": id = layer.output
    case "net": id = layer.net
    case "slope": id = layer.slope
    case "delta": id = layer.net.flatMap(graph.delta)
    case "bias": id = layer.bias
    case "weight":
      if let weight = scope.weight { return element(weight) }
      id = layer.weight
    default: return nil
    }
    if name == "delta", graph.losses == nil { return nil }
    guard let id else { return Absent() }
    return indexed(id, isOutput: false)
  }

  /// A quantity with the unit that is fixed; the target has one a unit of the output layer.
  private func indexed(_ id: QuantityID, isOutput: Bool) -> Any {
    let quantity = graph[id]
    let isVector = quantity.axes.allSatisfy { $0.role == .example || $0.role == .unit }
    guard let unit = scope.unit, isVector else {
      let index = quantity.isBatched ? scope.example.map { [$0 + 1] } : nil
      return context.at(.quantity(id, index: index ?? []))
    }
    if isOutput, scope.layer != graph.layers.count - 1 { return Absent() }
    return context.at(.element(entry(of: id, unit)))
  }

  /// A unit's entry of a vector, of the fixed example in a batch.
  private func entry(of id: QuantityID, _ unit: Int) -> Element {
    let quantity = graph[id]
    let example = quantity.isBatched ? scope.example ?? 0 : 0
    return Element(id, example * quantity.count(along: .unit) + unit, step: scope.step)
  }

  // MARK: Contexts

  func context(for referent: Referent) -> ViewContext {
    switch referent {
    case .layer(let index, let step):
      var context = layer(index)
      context.scope.step = step
      return context
    case .quantity(let id, let index, let step):
      var context = context.at(.quantity(id, index: index))
      context.scope.step = step
      return context
    case .element(let element): return self.element(element)
    }
  }

  /// An element in the scope of its own layer, unit or weight.
  func element(_ element: Element) -> ViewContext {
    let quantity = graph[element.quantity]
    var scope = scope
    func enterUnit() {
      if let example = graph.example(of: element) { scope.example = example }
      guard let layer = quantity.layer,
        quantity.axes.allSatisfy({ $0.role == .example || $0.role == .unit }),
        let unit = quantity.coordinate(.unit, of: element.position)
      else { return }
      scope = scope.entering(layer: layer, unit: unit)
    }
    switch quantity.role {
    case .weight: scope = scope.entering(weight: element, in: graph)
    case .bias: scope = scope.entering(bias: element, in: graph)
    case .gradient(let of), .updateStep(let of), .change(let of), .updated(let of),
      .state(_, let of):
      // In what is derived from a parameter, its names go on meaning what they mean for it.
      let owner = Element(of, element.position, step: Int(element.step))
      switch graph[of].role {
      case .weight: scope = scope.entering(weight: owner, in: graph)
      case .bias: scope = scope.entering(bias: owner, in: graph)
      default: enterUnit()
      }
    default: enterUnit()
    }
    scope.step = Int(element.step)
    return ViewContext(context.view, .element(element), scope)
  }

  func example(_ example: Int) -> ViewContext {
    var scope = scope
    scope.example = example
    return ViewContext(context.view, .example(example), scope)
  }

  func pass(_ step: Int) -> ViewContext {
    var scope = scope
    scope.step = step
    return ViewContext(context.view, .pass(step), scope)
  }

  func layer(_ index: Int) -> ViewContext {
    ViewContext(context.view, .layer(index), scope.entering(layer: index))
  }

  func unit(_ layer: Int, _ unit: Int) -> ViewContext {
    ViewContext(
      context.view, .unit(layer: layer, unit: unit), scope.entering(layer: layer, unit: unit))
  }
}
