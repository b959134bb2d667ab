internal import Algebra
internal import NeuralCore

extension NetworkModel {
  /// The expressions that documents give for an element: its definition, and the same with
  /// gradients, slopes and changes taken apart.
  func forms(of element: Element) -> [Expr<Element>] {
    known.forms(of: element) { derivedForms(of: element) }
  }

  private func derivedForms(of element: Element) -> [Expr<Element>] {
    var found = [graph.definition(of: element), graph.namedDefinition(of: element)]
      .compactMap { $0 }
    var index = 0
    while index < found.count, found.count < Self.formLimit {
      let form = found[index]
      index += 1
      let roles = Set(form.leaves.compactMap { expandable($0) })
      for role in roles.sorted() {
        let expanded = form.map { leaf -> Expr<Element> in
          guard expandable(leaf) == role, let definition = graph.definition(of: leaf) else {
            return .leaf(leaf)
          }
          return definition
        }
        if !found.contains(expanded) { found.append(expanded) }
      }
    }
    return found
  }

  private static var formLimit: Int { 24 }

  /// The quantity of a leaf that formulas put another expression in the place of.
  private func expandable(_ leaf: Element) -> QuantityID? {
    switch graph[leaf.quantity].role {
    case .slope, .lossSlope, .gradient, .delta, .updateStep, .change, .step: leaf.quantity
    case .input, .target, .weight, .bias, .rate, .hyperparameter, .net, .output, .outputLoss,
      .exampleLoss, .loss, .measured, .state, .previous, .updated:
      nil
    }
  }

  /// Whether a number is what an element has in one of the first passes, whatever its sign, cut off
  /// or rounded, roundings added up.
  func prints(_ literal: Literal, _ element: Element) -> Bool {
    (0...Self.passes).contains { step in
      guard
        let value = value(of: Element(element.quantity, element.position, step: step))
      else { return step == 0 }
      guard value.isNear(literal) else { return false }
      return [value.exact, value.displayed].compactMap { $0 }.contains { exact in
        [literal, -literal].contains { number in
          Enclosure.printing(number).intersects(exact)
            || exact.isCut(to: number)
            || exact.rounded(decimals: number.decimals, .halfUp).map {
              Publications.nearlyAgree($0, number)
            } ?? false
        }
      }
    }
  }

  /// Another element of the same quantity whose value a number is.
  func neighbour(of element: Element, printing literal: Literal) -> Element? {
    guard literal.significantDigits >= 3 else { return nil }
    return (0..<min(graph[element.quantity].count, 64)).lazy
      .map { Element(element.quantity, $0, step: Int(element.step)) }
      .first { other in
        other != element && (value(of: other)?.prints(literal) ?? false)
      }
  }
}
