internal import Algebra
internal import NeuralCore

extension Auditor {
  /// What the other numbers of a row give for one without a calculation, if the row shows all that
  /// its definition takes, and the number is neither the network's nor a result from elsewhere.
  func rowValue(of subjects: [String], _ literal: Literal) -> Traced? {
    if known(literal, subjects)?.fits ?? false { return nil }
    // Its own derivation elsewhere may be another one, with other roundings.
    if copied(literal)?.roots.isEmpty ?? false { return nil }
    for subject in subjects {
      if var value = definedByRow(subject) ?? computedFromRow(subject) {
        value.isSymbolic = false
        return value
      }
    }
    return nil
  }

  /// By the document's own definition of the symbol.
  private func definedByRow(_ subject: String) -> Traced? {
    // What stands side by side in a sentence may be another example's.
    guard row.isInTable, let definition = definitions[subject],
      definition.symbols.isSubset(of: row.symbols),
      case .scalar(let value)? = evaluate(definition)
    else { return nil }
    return value
  }

  /// By the network's.
  private func computedFromRow(_ subject: String) -> Traced? {
    guard let model, let element = model.element(subject),
      let definition = rowDefinition(element, model.graph)
    else { return nil }
    let shown = definition.leaves.filter { row.elements[$0] != nil }
    guard !shown.isEmpty else { return nil }
    return try? definition.evaluate(in: TracedDomain()) { leaf in
      if let number = row.elements[leaf] { return number }
      guard case .some(.some(let given)) = model.graph.given(leaf) else {
        throw DomainError.undecided
      }
      return Traced(exactly: given)
    }
  }

  /// An activation from its net input, and an update with what it subtracts taken apart.
  private func rowDefinition(_ element: Element, _ graph: Graph) -> Expr<Element>? {
    switch graph[element.quantity].role {
    case .output: return graph.namedDefinition(of: element)
    case .updateStep, .change, .updated:
      return graph.definition(of: element)?.map { leaf in
        let isStep = if case .updateStep = graph[leaf.quantity].role { true } else { false }
        guard row.elements[leaf] == nil, isStep, let definition = graph.definition(of: leaf) else {
          return .leaf(leaf)
        }
        return definition
      }
    case .input, .target, .weight, .bias, .rate, .hyperparameter, .net, .slope, .outputLoss,
      .exampleLoss, .loss, .measured,
      .lossSlope, .step, .gradient, .delta, .state, .previous:
      return nil
    }
  }
}
