import Algebra
import Mustache
import NeuralCore
import Notation

/// What a template's names mean at one place: a subject, the indices fixed around it, and a form.
///
/// `child(named:)` never fails silently: an unknown name is recorded as an error, a name that is known
/// but has nothing here is `Absent`, so Mustache never climbs to a name of an outer list by accident.
struct ViewContext: MustacheParent, MustacheCustomRenderable {
  enum Subject {
    case scope
    /// An example of a batch, from 0.
    case example(Int)
    /// The pass of a training after so many updates.
    case pass(Int)
    case layer(Int)
    case unit(layer: Int, unit: Int)
    case quantity(QuantityID, index: [Int])
    case element(Element)
    case local(LocalDerivative)
    case path(ChainRulePath, of: Element)
    case line(Expr<Element>, of: Element)
  }

  /// Position in a list.
  struct Item {
    var number: Int
    var isFirst: Bool
    var isLast: Bool
  }

  let view: ViewState
  var subject: Subject
  var scope: Scope
  var item: Item?
  var form: Form = .value
  var style = FormStyle()
  /// Whether a name is a reference first, as in inline values: `input.1` is the first entry of a
  /// quantity `input`, where a view would mean the input layer.
  var prefersReferences = false
  /// Whether calculations show the last step alone, as in lists of steps.
  var isStep = false

  init(_ view: ViewState, _ subject: Subject = .scope, _ scope: Scope) {
    self.view = view
    self.subject = subject
    self.scope = scope
  }

  /// The same place with another subject.
  func at(_ subject: Subject) -> ViewContext { ViewContext(view, subject, scope) }

  private var graph: Graph { view.worksheet.graph }

  // MARK: Mustache

  var isNull: Bool { false }

  var renderText: String {
    do {
      return try FormWriter(context: self).text()
    } catch {
      view.record(error)
      return ""
    }
  }

  func child(named name: String) -> Any? {
    guard view.mayLookUp() else { return Absent() }
    let name = TemplateText.decode(name)
    if NameResolver(context: self).lacksExample(for: name) {
      view.record(ViewFault.missingAttribute(name, attribute: "example"))
      return Absent()
    }
    if let known = resolve(name) {
      if known is Absent { return Absent(fault: absence(of: name), view: view) }
      return (known as? ViewList)?.named(name, in: view) ?? known
    }
    if let key = missingKey(for: name) {
      view.record(ViewFault.missing(name, key: key))
    } else if let attribute = NameResolver(context: self).missingAttribute(for: name) {
      view.record(ViewFault.missingAttribute(name, attribute: attribute))
    } else {
      view.record(ViewFault.unknownName(name, candidates: candidates))
    }
    return Absent()
  }

  private func resolve(_ name: String) -> Any? {
    if prefersReferences, let referent = view.worksheet.reader.root(name, pass: scope.step) {
      return NameResolver(context: self).context(for: referent)
    }
    if let item = itemProperty(name) { return item }
    if let styled = styled(name) { return styled }
    if name == "picture", view.worksheet.reader.root(name) == nil {
      return PictureMenu(context: self)
    }
    if let related = NameResolver(context: self).resolve(name) { return related }
    return nil
  }

  /// The key of the network cell without which a name means nothing.
  private func missingKey(for name: String) -> String? {
    switch name {
    case "steps", "epoch":
      if case .quantity = subject { return nil }
      return graph.batch.plan == nil ? "train" : nil
    case "target": return graph.target == nil ? "target" : nil
    case "loss", "grad", "delta":
      return graph.target == nil ? "target" : graph.losses == nil ? "loss" : nil
    case "rate", "step", "change", "new":
      return graph.rate == nil ? "optimizer" : missingKey(for: "grad")
    default: return nil
    }
  }

  private func itemProperty(_ name: String) -> Any? {
    switch name {
    case "number": return Word(text: String(item?.number ?? ownNumber), view: view)
    case "first": return item.map(\.isFirst)
    case "last": return item.map(\.isLast)
    case "kind": return Kind(name: kind, view: view)
    case "title": return Word(text: title, view: view)
    default: return nil
    }
  }

  private func styled(_ name: String) -> ViewContext? {
    guard let word = StyleWord(name), isPrintable else { return nil }
    var context = self
    word.apply(to: &context)
    return context
  }

  private var isPrintable: Bool {
    switch subject {
    case .scope, .layer: false
    case .example, .pass, .unit, .quantity, .element, .local, .path, .line: true
    }
  }

  // MARK: Properties

  /// Without a list: a unit's own number, a weight's running number.
  private var ownNumber: Int {
    switch subject {
    case .layer(let layer): return layer
    case .example(let example): return example + 1
    case .pass(let step): return step
    case .unit(_, let unit): return unit + 1
    case .element(let element):
      let quantity = graph[element.quantity]
      return quantity.role == .weight
        ? view.worksheet.notation.number(ofWeight: element) : element.position + 1
    case .scope:
      return scope.weight.map { view.worksheet.notation.number(ofWeight: $0) } ?? (scope.unit ?? 0)
        + 1
    case .quantity, .local, .path, .line: return 1
    }
  }

  private var kind: String {
    switch subject {
    case .scope: return "network"
    case .example: return "example"
    case .pass: return "pass"
    case .layer(let layer), .unit(let layer, _):
      return graph.layers[layer].isInput
        ? "input" : layer == graph.layers.count - 1 ? "output" : "hidden"
    case .quantity(let id, _): return graph[id].kind
    case .element(let element):
      return isStep && item?.isLast == true ? "result" : graph[element.quantity].kind
    case .local(let derivative): return graph.kind(of: derivative)
    case .path: return "path"
    case .line: return "line"
    }
  }

  private var title: String {
    switch subject {
    case .layer(let layer), .unit(let layer, _): return graph.title(ofLayer: layer)
    case .element(let element) where isStep:
      return item?.isLast == true
        ? "Result" : graph[element.quantity].kind.replacing("_", with: " ").capitalizedFirst
    case .pass(let step): return "After \(step) update\(step == 1 ? "" : "s")"
    case .example(let example): return "Example \(example + 1)"
    case .scope, .quantity, .element, .local, .path, .line:
      return scope.layer.map { graph.title(ofLayer: $0) } ?? graph.name
    }
  }

  /// Why something known cannot be printed here: the network lacks a key, or the layer has none.
  private func absence(of name: String) -> ViewFault {
    if let key = missingKey(for: name) { return .missing(name, key: key) }
    return .absent(name, owner: scope.layer.map { graph.layers[$0].name } ?? graph.name)
  }

  /// What could have been meant.
  private var candidates: [String] {
    ["number", "first", "last", "kind", "title", "picture"] + StyleWord.names
      + NameResolver(context: self).names
  }
}

/// Something a name stands for in general, but not here: false as a section, an error as text.
struct Absent: MustacheParent, MustacheCustomRenderable {
  /// What is wrong with printing it; `nil` where that has been said already.
  var fault: ViewFault?
  var view: ViewState?

  var isNull: Bool { true }
  var renderText: String {
    fault.map { view?.record($0) }
    return ""
  }
  func child(named name: String) -> Any? { self }
}

/// Something that is not the place where it is asked for: false as a section, and there to be followed.
struct Elsewhere: MustacheParent, MustacheCustomRenderable {
  let context: ViewContext
  var isNull: Bool { true }
  var renderText: String { context.renderText }
  func child(named name: String) -> Any? { context.child(named: name) }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Graph {
  func title(ofLayer layer: Int) -> String {
    let layer = layers[layer]
    return layer.title ?? (layer.isInput ? "Input" : layer.name)
  }

  func kind(of derivative: LocalDerivative) -> String {
    switch self[derivative.by.quantity].role {
    case .outputLoss: "loss"
    case .weight: "input"
    case .bias: "bias"
    case .net: "slope"
    case .output, .input: self[derivative.of.quantity].role == .outputLoss ? "error" : "weight"
    default: "factor"
    }
  }
}

extension Quantity {
  var kind: String {
    switch role {
    case .input: "input"
    case .target: "target"
    case .weight: "weight"
    case .bias: "bias"
    case .rate: "rate"
    case .hyperparameter(let name), .state(let name, _): name
    case .previous: "previous"
    case .net: "net"
    case .output: "out"
    case .slope, .lossSlope: "slope"
    case .outputLoss, .exampleLoss, .loss: "loss"
    case .measured(let measure): measure.rawValue
    case .step(let name, _): name
    case .gradient: "gradient"
    case .delta: "delta"
    case .updateStep: "step"
    case .change: "change"
    case .updated: "new"
    }
  }
}
