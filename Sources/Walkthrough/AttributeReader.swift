import Diagnostics
import NeuralCore
import Notation

/// Enters the scope that a view's attributes name: `layer=H`, `unit=H_1`, `weight=w_6`, `bias=b_1`, `step=1`,
/// `example=2`.
struct AttributeReader {
  let root: ViewContext
  let request: ViewRequest

  static let keys = ["layer", "unit", "weight", "bias", "example", "step", "network"]

  private var graph: Graph { root.view.worksheet.graph }

  /// - Throws: `DiagnosticError` with every attribute that means nothing.
  func enter() throws -> ViewContext {
    var (context, problems) = (root, [Diagnostic]())
    let order = ["step", "example", "layer", "unit", "weight", "bias"]
    let known = request.attributes.sorted {
      (order.firstIndex(of: $0.key) ?? 9) < (order.firstIndex(of: $1.key) ?? 9)
    }
    for attribute in known
    where attribute.key != "network" && !PictureOptions.keys.contains(attribute.key) {
      do {
        context = try enter(attribute, from: context)
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw DiagnosticError(problems) }
    return context
  }

  private func enter(
    _ attribute: ViewRequest.Attribute, from context: ViewContext
  ) throws(DiagnosticError) -> ViewContext {
    switch attribute.key {
    case "step":
      guard let step = Int(attribute.value), (0...Element.stepLimit).contains(step) else {
        throw fault(
          "bad-attribute", "`step` takes a whole number of updates, not `\(attribute.value)`",
          attribute)
      }
      var context = context
      context.scope.step = step
      return context
    case "example": return try example(attribute, from: context)
    case "layer": return try layer(attribute, from: context)
    case "unit": return try unit(attribute, from: context)
    case "weight", "bias": return try parameter(attribute, from: context)
    default:
      throw fault(
        "unknown-attribute", "a view has no attribute `\(attribute.key)`", attribute,
        help: Suggestion.help(for: attribute.key, among: Self.keys + PictureOptions.keys))
    }
  }

  private func example(
    _ attribute: ViewRequest.Attribute, from context: ViewContext
  ) throws(DiagnosticError) -> ViewContext {
    guard let size = graph.batch.size else {
      throw fault(
        "no-batch", "`\(graph.name)` has one example, not a batch of them", attribute,
        help: "leave out `example=`")
    }
    guard let number = Int(attribute.value), (1...size).contains(number) else {
      throw fault(
        "unknown-example",
        "`\(graph.name)` has the examples 1 to \(size), and none `\(attribute.value)`", attribute)
    }
    var context = context
    context.scope.example = number - 1
    return context
  }

  private func layer(
    _ attribute: ViewRequest.Attribute, from context: ViewContext
  ) throws(DiagnosticError) -> ViewContext {
    guard let index = graph.layers.firstIndex(where: { $0.name == attribute.value }) else {
      throw fault(
        "unknown-layer", "`\(graph.name)` has no layer `\(attribute.value)`", attribute,
        help: Suggestion.help(for: attribute.value, among: graph.layers.map(\.name)))
    }
    return NameResolver(context: context).layer(index)
  }

  /// A number within `layer=`, or a unit's or its activation's symbol.
  private func unit(
    _ attribute: ViewRequest.Attribute, from context: ViewContext
  ) throws(DiagnosticError) -> ViewContext {
    let resolver = NameResolver(context: context)
    if let layer = context.scope.layer, let number = Int(attribute.value),
      (1...graph.layers[layer].units).contains(number)
    {
      return resolver.unit(layer, number - 1)
    }
    if let (layer, unit) = root.view.worksheet.units[SymbolIndex.plain(attribute.value)] {
      return resolver.unit(layer, unit)
    }
    if case .element(let element)? = resolved(attribute.value),
      let layer = graph[element.quantity].layer,
      graph[element.quantity].axes.allSatisfy({ $0.role == .example || $0.role == .unit }),
      let unit = graph[element.quantity].coordinate(.unit, of: element.position)
    {
      return resolver.unit(layer, unit)
    }
    throw fault("unknown-unit", "`\(graph.name)` has no unit `\(attribute.value)`", attribute)
  }

  private func parameter(
    _ attribute: ViewRequest.Attribute, from context: ViewContext
  ) throws(DiagnosticError) -> ViewContext {
    let role: Role = attribute.key == "weight" ? .weight : .bias
    if case .element(let element)? = resolved(attribute.value), graph[element.quantity].role == role
    {
      let step = element.step == 0 ? context.scope.step : Int(element.step)
      return NameResolver(context: context)
        .element(Element(element.quantity, element.position, step: step))
    }
    throw fault(
      "unknown-\(attribute.key)", "`\(graph.name)` has no \(attribute.key) `\(attribute.value)`",
      attribute,
      help: Suggestion.help(for: attribute.value, among: symbols(of: role)))
  }

  /// The plain symbols of all weights or biases.
  private func symbols(of role: Role) -> [String] {
    graph.quantities.filter { $0.role == role }.flatMap { quantity in
      (0..<quantity.count).compactMap {
        root.view.worksheet.notation.symbol(Element(quantity.id, $0))
      }
    }.map(SymbolIndex.plain)
  }

  private func resolved(_ text: String) -> Referent? {
    let path = text.split(separator: ".").map(String.init)
    return try? root.view.worksheet.reader.resolve(path).get()
  }

  private func fault(
    _ id: String, _ message: String, _ attribute: ViewRequest.Attribute, help: String? = nil
  ) -> DiagnosticError {
    DiagnosticError(Diagnostic(id: id, message, at: attribute.place ?? request.place, help: help))
  }
}
