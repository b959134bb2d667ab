import Algebra
import NeuralCore
import Notation

/// Writes whole tensors: their symbols, their entries, and formulas over them.
struct MatrixWriter {
  let writer: TeXWriter
  let step: Int
  /// The only example of a batch that is written, from 0.
  var example: Int?

  private var worksheet: Worksheet { writer.worksheet }
  private var graph: Graph { worksheet.graph }
  private var derivation: Derivation { Derivation(worksheet: worksheet) }

  /// The tensor's symbol; without one, the matrix of its entries' symbols.
  func symbol(_ id: QuantityID, transposed: Bool = false) throws -> String {
    guard let symbol = worksheet.notation.symbol(id, example: example) else {
      return try entries(id, transposed: transposed) { writer.symbol($0) }
    }
    return transposed ? worksheet.notation.transposed(symbol) : symbol
  }

  /// The displayed values; a scalar without brackets.
  func values(_ id: QuantityID, _ style: FormStyle = FormStyle()) throws -> String {
    let text = try entries(id, transposed: style.isTransposed) { element in
      var style = style
      style.isBoxed = false
      return try writer.value(element, style)
    }
    let rows = matrixRows(id, transposed: style.isTransposed).map { $0.map { Expr.leaf($0) } }
    let marked = writer.marks.wrap(text, .matrix(rows, of: id, isValue: true))
    return style.isBoxed ? "\\boxed{\(marked)}" : marked
  }

  func symbols(_ id: QuantityID, _ style: FormStyle) throws -> String {
    try entries(id, transposed: style.isTransposed) { writer.symbol($0) }
  }

  /// The entries' formulas.
  func formulas(_ id: QuantityID, _ style: FormStyle) throws -> String {
    try entries(id, transposed: style.isTransposed) { element in
      try writer.symbols(formula(element, style), style, of: element)
    }
  }

  /// The entries' calculations.
  func calculations(_ id: QuantityID, _ style: FormStyle) throws -> String {
    let text = try entries(id, transposed: style.isTransposed) { element in
      try writer.numbers(formula(element, style), style, of: element)
    }
    let rows = try matrixRows(id, transposed: style.isTransposed).map { row in
      try row.map { try formula($0, style) }
    }
    return writer.marks.wrap(text, .matrix(rows, of: id, isValue: false))
  }

  /// The formula over whole tensors.
  func formula(_ id: QuantityID, _ style: FormStyle) throws -> String? {
    guard var expression = graph.matrixDefinition(of: id, step: step) else { return nil }
    if style.isInlined || style.isRecursive { expression = inlined(expression, style) }
    return try text(expression, numeric: false)
  }

  /// The same with the matrices of displayed values put in.
  func calculation(_ id: QuantityID, _ style: FormStyle) throws -> String? {
    guard let expression = graph.matrixDefinition(of: id, step: step) else { return nil }
    let text = try text(
      style.isInlined || style.isRecursive ? inlined(expression, style) : expression, numeric: true)
    let rows = try matrixRows(id, transposed: false).map { try $0.map { try formula($0, style) } }
    return writer.marks.wrap(text, .matrixCalculation(rows, of: id))
  }

  private func formula(_ element: Element, _ style: FormStyle) throws -> Expr<Element> {
    derivation.formula(element, expanded: style.isExpanded) ?? .leaf(element)
  }

  /// Rows and columns of the tensor as it is written.
  func dimensions(_ id: QuantityID) -> String {
    let rows = matrixRows(id, transposed: false)
    return "(\(rows.count), \(rows.first?.count ?? 0))"
  }

  // MARK: Brackets

  private func entries(
    _ id: QuantityID, transposed: Bool, _ entry: (Element) throws -> String
  ) throws -> String {
    let rows = try matrixRows(id, transposed: transposed).map { try $0.map(entry) }
    if graph[id].axes.isEmpty { return rows[0][0] }
    let body = rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")
    return "\\begin{bmatrix} \(body) \\end{bmatrix}"
  }

  private func matrixRows(_ id: QuantityID, transposed: Bool) -> [[Element]] {
    let rows = MatrixLayout(graph: graph).rows(of: id, example: example, step: step)
    guard transposed, let width = rows.first?.count else { return rows }
    return (0..<width).map { column in rows.map { $0[column] } }
  }

  // MARK: Formulas

  private func inlined(_ expression: TensorExpr, _ style: FormStyle) -> TensorExpr {
    func inlined(_ part: TensorExpr) -> TensorExpr { self.inlined(part, style) }
    return switch expression {
    case .quantity(let id):
      graph.isGiven(graph[id]) || style.isRecursive && graph[id].isSlope
        ? expression : graph.matrixDefinition(of: id, step: step) ?? expression
    case .hadamard(let factors): .hadamard(factors.map { inlined($0) })
    case .sum(let terms): .sum(terms.map { inlined($0) })
    case .difference(let a, let b): .difference(inlined(a), inlined(b))
    case .quotient(let a, let b): .quotient(inlined(a), inlined(b))
    case .product(let factors): .product(factors.map { inlined($0) })
    case .scaled(let scalar, let tensor): .scaled(scalar, inlined(tensor))
    case .transpose, .apply, .scalar, .ones, .transposedOnes: expression
    }
  }

  private func text(_ expression: TensorExpr, numeric: Bool) throws -> String {
    func factor(_ part: TensorExpr) throws -> String {
      let text = try text(part, numeric: numeric)
      switch part {
      case .sum, .difference: return "(\(text))"
      case .hadamard, .scaled, .product:
        if case .hadamard = expression, case .product = part { return "(\(text))" }
        if case .product = expression { return "(\(text))" }
        return text
      case .quantity, .transpose, .apply, .scalar, .quotient, .ones, .transposedOnes: return text
      }
    }
    switch expression {
    case .quantity(let id): return numeric ? try values(id) : try symbol(id)
    case .transpose(let id):
      var style = FormStyle()
      style.isTransposed = true
      return numeric ? try values(id, style) : try symbol(id, transposed: true)
    case .product(let factors): return try factors.map(factor).joined(separator: " ")
    case .hadamard(let factors): return try factors.map(factor).joined(separator: " \\odot ")
    case .sum(let terms):
      return try terms.map { try text($0, numeric: numeric) }.joined(separator: " + ")
    case .difference(let a, let b): return "\(try text(a, numeric: numeric)) - \(try factor(b))"
    case .scaled(let scalar, let tensor):
      let scale = try scaleText(scalar, numeric: numeric)
      if scalar == -1 { return "-\(try factor(tensor))" }
      if case .scaled = tensor {
        return "\(scale) \(numeric ? "\\times" : "\\cdot") \(try text(tensor, numeric: numeric))"
      }
      return "\(scale) \(try factor(tensor))"
    case .apply(let function, let argument):
      return apply(function, to: try text(argument, numeric: numeric), numeric: numeric)
    case .quotient(let a, let b):
      return "\\frac{\(try text(a, numeric: numeric))}{\(try text(b, numeric: numeric))}"
    case .scalar(let scalar): return try text(scalar, numeric: numeric)
    case .ones(let count): return ones(count, separator: " \\\\ ", numeric: numeric)
    case .transposedOnes(let count):
      return ones(count, separator: " & ", numeric: numeric) + (numeric ? "" : "^T")
    }
  }

  /// A scalar as a factor: a sum gets brackets.
  private func scaleText(_ scalar: Expr<Element>, numeric: Bool) throws -> String {
    let text = try text(scalar, numeric: numeric)
    if case .sum = scalar { return "(\(text))" }
    return text
  }

  /// A scalar of this pass.
  private func text(_ scalar: Expr<Element>, numeric: Bool) throws -> String {
    let scalar = scalar.map { .leaf(Element($0.quantity, $0.position, step: step)) }
    return numeric
      ? try writer.numbers(scalar, FormStyle()) : try writer.symbols(scalar, FormStyle())
  }

  private func apply(_ function: Function, to argument: String, numeric: Bool) -> String {
    if function == .sqrt { return "\\sqrt{\(argument)}" }
    if function == .abs { return "\\left\\lvert \(argument) \\right\\rvert" }
    let (open, close) = numeric ? ("\\left(", "\\right)") : ("(", ")")
    return "\(function.tex)\(open)\(argument)\(close)"
  }

  /// A vector of ones, which adds up examples.
  private func ones(_ count: Int, separator: String, numeric: Bool) -> String {
    guard numeric else { return "\\mathbf{1}" }
    let entries = Array(repeating: "1", count: count).joined(separator: separator)
    return "\\begin{bmatrix} \(entries) \\end{bmatrix}"
  }
}
