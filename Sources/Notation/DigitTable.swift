package import Diagnostics
package import NeuralCore

/// The `digits:` of a network, matched to its quantities.
package struct DigitTable: Sendable {
  private let rules: [DigitRule]
  /// Digits of what no selector covers.
  let fallback: Digits

  /// Digits of quantities that no rule covers.
  package static let standard = Digits.decimals(4)

  package init(_ rules: [DigitRule]) {
    self.rules = rules.filter { $0.selector != "default" }
    fallback = rules.last { $0.selector == "default" }?.digits ?? Self.standard
  }

  /// Selectors that cover no quantity of the network.
  package func problems(in graph: Graph) -> [Diagnostic] {
    rules.compactMap { rule in
      if graph.quantities.contains(where: { Self.covers(rule.selector, $0, in: graph) }) {
        return nil
      }
      return Diagnostic(
        id: "unknown-quantity", "`\(rule.selector)` selects no quantity of `\(graph.name)`",
        at: rule.place, help: Suggestion.help(for: rule.selector, among: graph.quantityNames))
    }
  }

  /// The digits of a quantity: the longest selector that covers it wins, of equal ones the last.
  ///
  /// - Returns: `nil` for a given that no selector names: it keeps the author's literals.
  package func digits(of quantity: Quantity, in graph: Graph) -> Digits? {
    let best = rules.reversed().filter { Self.covers($0.selector, quantity, in: graph) }
      .max { Self.weight($0.selector) < Self.weight($1.selector) }
    if let best { return best.digits }
    return graph.isGiven(quantity) ? nil : fallback
  }

  /// `H.net` covers the quantity and its own steps, `H.weight.*` all that is derived from it.
  private static func covers(_ selector: String, _ quantity: Quantity, in graph: Graph) -> Bool {
    if matches(selector, quantity.name) { return true }
    if selector == "loss", quantity.role == .outputLoss || quantity.role == .exampleLoss {
      return true
    }
    if let delta = deltaName(quantity, in: graph), matches(selector, delta) { return true }
    if case .step(_, let owner) = quantity.role { return covers(selector, graph[owner], in: graph) }
    return false
  }

  /// `H.delta` of a net input's gradient, where δ is the gradient.
  private static func deltaName(_ quantity: Quantity, in graph: Graph) -> String? {
    guard case .gradient(let of) = quantity.role, graph[of].role == .net,
      graph.deltaConvention == .gradient
    else { return nil }
    return quantity.layer.map { "\(graph.layers[$0].name).delta" }
  }

  private static func matches(_ selector: String, _ name: String) -> Bool {
    let pattern = selector.split(separator: ".")
    let names = name.split(separator: ".")
    let open = pattern.count > 1 && pattern.last == "*"
    guard open ? names.count >= pattern.count : names.count == pattern.count else { return false }
    return zip(pattern, names).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// Longer selectors win; of equally long ones, the one with fewer wildcards.
  private static func weight(_ selector: String) -> Int {
    let parts = selector.split(separator: ".")
    return parts.count * 100 - parts.count { $0 == "*" }
  }
}

extension Graph {
  /// Whether a quantity is the author's: an input, a target, a parameter, the learning rate, a number of
  /// the optimizer's and what its states start from.
  package func isGiven(_ quantity: Quantity) -> Bool {
    switch quantity.role {
    case .input, .target, .hyperparameter, .previous: true
    case .weight, .bias: !drawn.contains(quantity.id)
    case .rate: givens[quantity.id] != nil
    case .net, .output, .slope, .outputLoss, .exampleLoss, .loss, .measured, .lossSlope, .step,
      .gradient, .delta, .state,
      .updateStep, .change, .updated:
      false
    }
  }
}
