import Algebra
import NeuralCore
import Notation

/// Writes a context's subject in its form and style.
struct FormWriter {
  let context: ViewContext
  private let worksheet: Worksheet
  private let writer: TeXWriter
  private let derivation: Derivation

  init(context: ViewContext) {
    self.context = context
    worksheet = context.view.worksheet
    writer = TeXWriter(worksheet: worksheet, marks: context.view.marks)
    derivation = Derivation(worksheet: worksheet)
  }

  private var style: FormStyle { context.style }
  private var graph: Graph { worksheet.graph }

  func text() throws -> String {
    switch context.subject {
    case .element(let element): try boxing(write(element))
    case .quantity(let id, let index):
      if index.isEmpty {
        try write(id)
      } else if index.count == 1, graph[id].isBatched, graph[id].axes.count > 1 {
        try write(id, example: index[0] - 1)
      } else {
        throw unprintable(graph[id].name)
      }
    case .local(let derivative): try boxing(write(derivative))
    case .path(let path, let element): try boxing(write(path, of: element))
    case .line(let expression, let element): try writer.numbers(expression, style, of: element)
    case .unit(let layer, let unit): worksheet.notation.unitSymbol(layer: layer, unit: unit)
    case .layer(let layer): graph.layers[layer].name
    case .pass(let step): String(step)
    case .example(let example): worksheet.notation.exampleSymbol(example)
    case .scope: throw unprintable(".")
    }
  }

  private func unprintable(_ name: String) -> ViewFault { .unknownName(name, candidates: []) }

  /// Values box themselves, inside of which only the number stands; everything else is boxed whole.
  private func boxing(_ text: String) -> String {
    style.isBoxed && !text.contains("\\boxed{") ? "\\boxed{\(text)}" : text
  }

  // MARK: Elements

  private func write(_ element: Element) throws -> String {
    switch context.form {
    case .value: return try writer.value(element, style)
    case .symbol, .symbols: return writer.symbol(element)
    case .old: return worksheet.notation.oldSymbol(element) ?? writer.symbol(element)
    case .dimensions: throw unprintable("dimensions")
    case .equation: return "\(writer.symbol(element)) = \(try writer.value(element, style))"
    case .formula, .formulas:
      guard let formula = formula(of: element) else { return writer.symbol(element) }
      return try writer.symbols(formula, style, of: element)
    case .calculation, .calculations:
      guard let formula = context.isStep ? lastStep(of: element) : formula(of: element) else {
        return try writer.value(element, style)
      }
      return try writer.numbers(formula, style, of: element)
    case .lastStep:
      guard let step = lastStep(of: element) else { return try writer.value(element, style) }
      return try writer.numbers(step, style, of: element)
    }
  }

  private func formula(of element: Element) -> Expr<Element>? {
    let formula = derivation.formula(element, expanded: style.isExpanded)
    guard style.isInlined else { return formula }
    if case .delta = graph[element.quantity].role { return formula.map(derivation.inlinedSlopes) }
    return formula.map { derivation.inlined($0, of: element) }
  }

  private func lastStep(of element: Element) -> Expr<Element>? {
    let step = derivation.lastStep(element)
    return style.isInlined ? step.map(derivation.inlinedSteps) : step
  }

  // MARK: Tensors

  private func write(_ id: QuantityID, example: Int? = nil) throws -> String {
    let matrix = MatrixWriter(writer: writer, step: context.scope.step, example: example)
    switch context.form {
    case .value: return try matrix.values(id, style)
    case .symbol: return try matrix.symbol(id, transposed: style.isTransposed)
    case .equation:
      return
        "\(try matrix.symbol(id, transposed: style.isTransposed)) = \(try matrix.values(id, style))"
    case .dimensions: return matrix.dimensions(id)
    case .symbols, .old: return try matrix.symbols(id, style)
    case .formulas: return try matrix.formulas(id, style)
    case .calculations: return try matrix.calculations(id, style)
    case .formula: return try matrix.formula(id, style) ?? matrix.formulas(id, style)
    case .calculation, .lastStep:
      return try matrix.calculation(id, style) ?? matrix.calculations(id, style)
    }
  }

  // MARK: Chain rule

  private func write(_ local: LocalDerivative) throws -> String {
    let symbol = worksheet.notation.partial(of: local.of, by: local.by) ?? ""
    switch context.form {
    case .symbol, .symbols, .old, .dimensions: return symbol
    case .formula, .formulas:
      if case .leaf(let leaf) = local.derivative, graph[leaf.quantity].isSlope {
        return try writer.symbols(derivation.formula(leaf) ?? local.derivative, style)
      }
      return try writer.symbols(local.derivative, style)
    case .value, .calculation, .calculations, .lastStep: return try value(local)
    case .equation: return "\(symbol) = \(try value(local))"
    }
  }

  private func value(_ local: LocalDerivative) throws -> String {
    if case .leaf(let leaf) = local.derivative { return try writer.value(leaf, style) }
    return try writer.numbers(local.derivative, style)
  }

  private func write(_ path: ChainRulePath, of element: Element) throws -> String {
    let gradient = graph.gradient(of: element.quantity)
      .map { Element($0, element.position, step: Int(element.step)) }
    switch context.form {
    case .symbol, .symbols, .old, .formula, .formulas, .dimensions:
      if !style.isInlined {
        return path.factors.compactMap { worksheet.notation.partial(of: $0.of, by: $0.by) }
          .joined(separator: style.multiplication == .times ? " \\times " : " \\cdot ")
      }
      return try writer.symbols(
        derivation.inlined(.product(path.factors.map(\.derivative)), of: gradient ?? element), style
      )
    case .value, .calculation, .calculations, .lastStep, .equation:
      let isOnly = graph.contributionCount(element) == 1
      return try writer.numbers(
        .product(path.factors.map(\.derivative)), style, of: isOnly ? gradient : nil)
    }
  }
}

extension Quantity {
  var isSlope: Bool { role == .slope || role == .lossSlope }
}

extension Graph {
  /// Number of ways from an element to the loss.
  func contributionCount(_ element: Element) -> Int {
    paths(to: element, limit: 0) { _ in 1 }.count
  }
}
