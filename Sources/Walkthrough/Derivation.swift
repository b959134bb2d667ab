import Algebra
import NeuralCore
import Notation

/// The expressions behind the forms of an element: how far its derivation is spelt out.
struct Derivation {
  let worksheet: Worksheet

  private var graph: Graph { worksheet.graph }

  /// The formula as it is written with symbols: steps without a symbol are spelt out, a function with
  /// a name is called by it unless `expanded`.
  func formula(_ element: Element, expanded: Bool = false) -> Expr<Element>? {
    if !expanded, let named = graph.namedDefinition(of: element) { return named }
    return graph.definition(of: element).map { withoutUnits(spelledOut($0)) }
  }

  /// The last step of the derivation alone, in terms of named steps: `p1 + p2`, `o × (1 - o)`.
  func lastStep(_ element: Element) -> Expr<Element>? { graph.definition(of: element) }

  /// Every operand replaced by its own formula; in a gradient only what the chain rule multiplies, not
  /// the activations of the forward pass.
  func inlined(_ expression: Expr<Element>, of subject: Element) -> Expr<Element> {
    let isGradient = if case .gradient = graph[subject.quantity].role { true } else { false }
    return withoutUnits(
      expression.map { leaf in
        isGradient && !isDerivative(leaf) ? .leaf(leaf) : formula(leaf) ?? .leaf(leaf)
      })
  }

  private func isDerivative(_ element: Element) -> Bool {
    switch graph[element.quantity].role {
    case .gradient, .delta, .slope, .lossSlope, .step: true
    case .input, .target, .weight, .bias, .rate, .hyperparameter, .net, .output, .outputLoss,
      .exampleLoss, .loss, .measured,
      .state, .previous, .updateStep, .change, .updated:
      false
    }
  }

  /// Slopes alone replaced by their formulas: an error signal is written with the other units' signals.
  func inlinedSlopes(_ expression: Expr<Element>) -> Expr<Element> {
    withoutUnits(
      expression.map { graph[$0.quantity].isSlope ? formula($0) ?? .leaf($0) : .leaf($0) })
  }

  /// Every step replaced by its own last step.
  func inlinedSteps(_ expression: Expr<Element>) -> Expr<Element> {
    expression.map { leaf in
      graph[leaf.quantity].isStep ? graph.definition(of: leaf) ?? .leaf(leaf) : .leaf(leaf)
    }
  }

  /// The derivation with one reduction a line, from the fully spelt-out expression to the last step.
  ///
  /// What is spelt out: steps of the element's own formula; of a gradient, the gradients it is a
  /// product with, as long as the line stays one product.
  func chain(_ element: Element) -> [Expr<Element>] {
    guard var line = graph.definition(of: element) else { return [] }
    var lines = [flattened(line)]
    while let (leaf, definition) = reducible(line, of: element) {
      line = line.map { $0 == leaf ? definition : .leaf($0) }
      lines.append(flattened(line))
    }
    return lines.reversed()
  }

  /// Named steps of an element in the order of computing, the element itself last.
  func steps(_ element: Element) -> [Element] {
    var found: Set<Element> = []
    func collect(_ expression: Expr<Element>) {
      expression.forEachLeaf { leaf in
        guard graph[leaf.quantity].isStep, found.insert(leaf).inserted else { return }
        if let definition = graph.definition(of: leaf) { collect(definition) }
      }
    }
    if let definition = graph.definition(of: element) { collect(definition) }
    return found.sorted { ($0.quantity, $0.offset) < ($1.quantity, $1.offset) } + [element]
  }

  /// Whether no other step goes into this one.
  func isElementary(_ element: Element) -> Bool {
    graph.definition(of: element)?.leaves.allSatisfy { !graph[$0.quantity].isStep } ?? true
  }

  // MARK: Spelling out

  /// Replaces steps without a symbol of their own, and the loss's own slope, by what they are.
  private func spelledOut(_ expression: Expr<Element>) -> Expr<Element> {
    expression.map { leaf in
      guard isSpelledOut(leaf), let definition = graph.definition(of: leaf) else {
        return .leaf(leaf)
      }
      return spelledOut(definition)
    }
  }

  private func isSpelledOut(_ element: Element) -> Bool {
    switch graph[element.quantity].role {
    case .step, .updateStep: worksheet.notation.symbol(element) == nil
    case .lossSlope: true
    case .gradient: graph.definition(of: element)?.leaves.isEmpty ?? false
    case .input, .target, .weight, .bias, .rate, .hyperparameter, .net, .output, .slope,
      .outputLoss, .exampleLoss, .loss, .measured, .delta, .state, .previous, .change, .updated:
      false
    }
  }

  /// Factors of exactly 1 add nothing to a formula.
  private func withoutUnits(_ expression: Expr<Element>) -> Expr<Element> {
    switch expression {
    case .product(let factors):
      let kept = factors.map(withoutUnits).filter { $0 != 1 }
      return kept.count == 1 ? kept[0] : kept.isEmpty ? 1 : .product(kept)
    case .sum(let terms): return .sum(terms.map(withoutUnits))
    case .negation(let operand): return .negation(withoutUnits(operand))
    case .number, .leaf, .quotient, .power, .call, .cases: return expression
    }
  }

  private func reducible(
    _ line: Expr<Element>, of element: Element
  ) -> (Element, Expr<Element>)? {
    let isGradient = if case .gradient = graph[element.quantity].role { true } else { false }
    var best: (Element, Expr<Element>)?
    line.forEachLeaf { leaf in
      guard let definition = graph.definition(of: leaf), !definition.leaves.isEmpty else { return }
      switch graph[leaf.quantity].role {
      case .step where !isGradient: break
      case .gradient where isGradient:
        guard case .product = definition else { return }
      default: return
      }
      if best.map({ $0.0.quantity < leaf.quantity }) ?? true { best = (leaf, definition) }
    }
    return best
  }

  private func flattened(_ expression: Expr<Element>) -> Expr<Element> {
    guard case .product(let factors) = expression else { return expression }
    return .product(
      factors.flatMap { factor -> [Expr<Element>] in
        if case .product(let inner) = flattened(factor) { inner } else { [factor] }
      })
  }
}
