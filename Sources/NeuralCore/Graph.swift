package import Algebra

/// A network as a graph of named quantities: what there is, how each element is defined, and how it
/// contributes to the loss. It holds the givens, but no computed values; `Run` computes.
package struct Graph: Sendable {
  /// A layer's quantities. The input is layer 0 and has only an `output`.
  package struct Layer: Sendable {
    package let name: String
    package let title: String?
    package let units: Int
    /// What the layer passes on: the input itself, or the activation.
    package let output: QuantityID
    package let activation: Activation?
    package let weight: QuantityID?
    package let bias: QuantityID?
    package let net: QuantityID?
    package let terms: QuantityID?
    /// f′ of an elementwise activation.
    package let slope: QuantityID?
    /// What the activation is applied to: the net input, or in a layer without weights what the layer
    /// below passes on.
    package let argument: QuantityID?

    package var isInput: Bool { activation == nil }
  }

  /// The loss's quantities.
  package struct LossQuantities: Sendable {
    package let target: QuantityID
    package let outputLoss: QuantityID
    /// The loss of each example of a batch; `nil` without one.
    package let exampleLoss: QuantityID?
    package let slope: QuantityID
    package let total: QuantityID
  }

  /// What it was built from.
  let definition: NetworkDefinition
  package internal(set) var name: String
  package internal(set) var quantities: [Quantity] = []
  package internal(set) var layers: [Layer] = []
  package internal(set) var losses: LossQuantities?
  package internal(set) var target: QuantityID?
  package internal(set) var rate: QuantityID?
  /// Authors' numbers of inputs, parameters, targets and the learning rate; `nil` is unknown.
  package internal(set) var givens: [QuantityID: [Literal?]] = [:]
  /// Pinned elements of computed quantities in the first pass; a `nil` literal pins to unknown.
  package internal(set) var pins: [Element: Literal?] = [:]
  /// The numbers that were set since it was built.
  private(set) var fixes: [(element: Element, literal: Literal?)] = []

  var operations: [any GraphOperation] = []
  /// The operation that produces a quantity, its steps included.
  var producers: [QuantityID: Int] = [:]
  /// The operations that read a quantity.
  var consumers: [QuantityID: [Int]] = [:]
  var names: [String: QuantityID] = [:]
  var gradients: [QuantityID: QuantityID] = [:]
  /// Error signals of net inputs; empty where δ is the gradient.
  var deltas: [QuantityID: QuantityID] = [:]
  package internal(set) var deltaConvention = DeltaConvention.gradient
  package internal(set) var batch = Batch(size: nil)
  /// All examples of a network that is trained.
  package internal(set) var data: DataSet?
  package internal(set) var classification: Classification?
  package internal(set) var vectors = VectorConvention.columns
  /// How the last net input's gradient is computed if not by the chain rule.
  var fused: FusedGradient?
  var gradientTerms: [QuantityID: QuantityID] = [:]
  /// Whether layers are updated before the error goes on to those below them.
  var updatesDuringBackward = false
  /// Parameters whose values an initializer drew.
  package internal(set) var drawn: Set<QuantityID> = []
  /// Parameters that keep their values.
  var frozen: Set<QuantityID> = []
  /// The update of each parameter that has one.
  var updates: [QuantityID: any UpdateOperation] = [:]
  /// The parameter whose update produces a quantity.
  var updateProducers: [QuantityID: QuantityID] = [:]
  /// What a pass takes over from the one before, and from which of its quantities.
  package internal(set) var carried: [QuantityID: QuantityID] = [:]
  /// How the learning rate follows a schedule, if it does.
  var scheduledRate: ScheduledRate?

  package subscript(_ id: QuantityID) -> Quantity { quantities[id.index] }

  package func quantity(named name: String) -> Quantity? { names[name].map { self[$0] } }

  /// All canonical names.
  package var quantityNames: [String] { quantities.map(\.name) }

  /// Weights and biases in the order of the layers.
  package var parameters: [QuantityID] {
    layers.flatMap { [$0.weight, $0.bias].compactMap { $0 } }
  }

  /// Where the parameter of a unit, of a weight from a unit below, stands in its tensor.
  package func position(in id: QuantityID, to unit: Int, from source: Int = 0) -> Int {
    let axes = self[id].axes
    guard axes.count > 1 else { return unit }
    return axes[0].role == .unit ? unit * axes[1].count + source : source * axes[1].count + unit
  }

  /// The example of a batch that an element belongs to, from 0.
  package func example(of element: Element) -> Int? {
    self[element.quantity].coordinate(.example, of: element.position)
  }

  /// ∂loss/∂X of a quantity X.
  package func gradient(of quantity: QuantityID) -> QuantityID? { gradients[quantity] }

  /// The summands of a gradient that comes along several ways.
  package func terms(of quantity: QuantityID) -> QuantityID? {
    if let own = gradientTerms[quantity] { return own }
    return layers.first { $0.net == quantity }?.terms
  }

  /// What an update goes through, in the order of computing; its last one is the updated parameter.
  package func updateStages(of parameter: QuantityID) -> [QuantityID] {
    updates[parameter]?.outputs ?? []
  }

  package func updateStep(of parameter: QuantityID) -> QuantityID? { updates[parameter]?.step }
  package func change(of parameter: QuantityID) -> QuantityID? { updates[parameter]?.change }
  package func updated(of parameter: QuantityID) -> QuantityID? { updates[parameter]?.updated }

  /// Whether some given or pinned number is unknown.
  package var hasUnknowns: Bool {
    givens.values.contains { $0.contains { $0 == nil } } || pins.values.contains { $0 == nil }
  }

  /// Whether an element's value was fixed by the author although the network defines it.
  package func isPinned(_ element: Element) -> Bool { pins[element] != nil }

  /// The author's number for an element: a given parameter or input, or a pin. The outer `nil` means
  /// that the element is computed.
  package func given(_ element: Element) -> Literal?? {
    if let pin = pins[element] { return pin }
    guard let values = givens[element.quantity] else { return nil }
    if element.step > 0, let data {
      switch self[element.quantity].role {
      case .input:
        return data.literal(\.inputs, element.position, step: Int(element.step)) ?? .some(nil)
      case .target:
        return data.literal(\.targets, element.position, step: Int(element.step)) ?? .some(nil)
      default: break
      }
    }
    let isCarried = carried[element.quantity] != nil
    return element.step == 0 || !isCarried ? values[element.position] : nil
  }

  /// Sets an author's number: replaces a given one, or pins a computed one in the first pass.
  package mutating func fix(_ element: Element, to literal: Literal?) {
    fixes.append((element, literal))
    if givens[element.quantity] != nil {
      givens[element.quantity]?[element.position] = literal
      switch self[element.quantity].role {
      case .input: data?.fix(\.inputs, element.position, to: literal)
      case .target: data?.fix(\.targets, element.position, to: literal)
      default: break
      }
    } else {
      pins[Element(element.quantity, element.position)] = literal
    }
    fused = fusedGradient()
  }
}

extension Graph {
  /// The element in terms of the elements it is computed from: its canonical derivation.
  /// `nil` for givens, which are computed from nothing.
  package func definition(of element: Element) -> Expr<Element>? {
    let quantity = self[element.quantity]
    switch quantity.role {
    case .input, .target, .hyperparameter, .measured: return nil
    case .rate: return scheduledRate?.definition(of: element)
    case .weight, .bias, .previous:
      guard element.step > 0, let source = carried[element.quantity] else { return nil }
      return .leaf(Element(source, element.position, step: Int(element.step) - 1))
    case .net, .output, .slope, .outputLoss, .exampleLoss, .loss, .lossSlope:
      return producers[element.quantity].map { operations[$0].definition(of: element) }
    case .step(_, let owner):
      if case .gradient(let of) = self[owner].role { return gradientTerm(element, of: of) }
      return producers[element.quantity].map { operations[$0].definition(of: element) }
    case .gradient(let of):
      return gradientDefinition(element, of: of)
    case .delta(let of):
      return errorSignal(of: element.sibling(of, element.position))
    case .state, .updateStep, .change, .updated:
      return update(producing: element.quantity)?.definition(of: element, in: self)
    }
  }

  private func update(producing quantity: QuantityID) -> (any UpdateOperation)? {
    updateProducers[quantity].flatMap { updates[$0] }
  }

  /// The activation of an element of a layer's output written as a call, such as `σ(net)`.
  package func namedDefinition(of element: Element) -> Expr<Element>? {
    producers[element.quantity]
      .flatMap { operations[$0] as? ActivationOperation }?.namedDefinition(of: element)
  }

  /// The quantity in terms of whole tensors in the pass after `step` updates, where there is such a
  /// formula.
  package func matrixDefinition(of quantity: QuantityID, step: Int = 0) -> TensorExpr? {
    switch self[quantity].role {
    case .gradient(let of): matrixGradient(of: of)
    case .delta(let of):
      layers.firstIndex { $0.net == of }.flatMap { matrixDelta(layers[$0], $0) }
    case .state, .updateStep, .change, .updated:
      update(producing: quantity)?.matrixDefinition(of: quantity, step: step, in: self)
    default: producers[quantity].flatMap { operations[$0].matrixDefinition(of: quantity) }
    }
  }

  /// One hop of the chain rule: every element that uses this one, on the way to the loss.
  package func contributions(to element: Element) -> [LocalDerivative] {
    guard let operations = consumers[element.quantity] else { return [] }
    return operations.flatMap { self.operations[$0].contributions(of: element) }
      .filter { gradients[$0.of.quantity] != nil || $0.of.quantity == losses?.total }
  }

  // MARK: Gradients

  private func gradientDefinition(_ element: Element, of quantity: QuantityID) -> Expr<Element> {
    if let delta = deltas[quantity] {
      return .negation(.leaf(element.sibling(delta, element.position)))
    }
    if let fused, fused.net == quantity { return fused.definition(element) }
    let hops = contributions(to: element.sibling(quantity, element.position))
    guard hops.count > 1, let terms = gradientTerms[element.quantity] else {
      return hops.count > 1 ? .sum(hops.map(chained)) : hops.first.map(chained) ?? 0
    }
    let stride = self[terms].axes.last?.count ?? 1
    return .sum(
      (0..<hops.count).map { .leaf(element.sibling(terms, element.position * stride + $0)) })
  }

  private func gradientTerm(_ element: Element, of quantity: QuantityID) -> Expr<Element> {
    let count = self[element.quantity].axes.last?.count ?? 1
    let hops = contributions(to: element.sibling(quantity, element.position / count))
    let term = element.position % count
    return term < hops.count ? chained(hops[term]) : 0
  }

  /// The upper end's gradient times the local derivative; a derivative of exactly 1 is left out.
  private func chained(_ hop: LocalDerivative) -> Expr<Element> {
    if let delta = deltas[hop.of.quantity] {
      let signal = Expr.leaf(hop.of.sibling(delta, hop.of.position))
      return .negation(hop.derivative == 1 ? signal : .product([signal, hop.derivative]))
    }
    guard let upper = gradients[hop.of.quantity] else { return hop.derivative }
    let gradient = Expr.leaf(hop.of.sibling(upper, hop.of.position))
    return hop.derivative == 1 ? gradient : .product([gradient, hop.derivative])
  }
}
