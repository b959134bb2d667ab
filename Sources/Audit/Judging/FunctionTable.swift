internal import Algebra

/// Functions that a document defines, such as `f(x) = \frac{1}{1 + e^{-x}}`, and the derivatives of
/// those and of the known ones, so that `f(7)` and `\sigma'(0.3)` have values.
struct FunctionTable {
  private struct Definition {
    let parameter: String
    let body: Expr<TeXLeaf>
  }

  private var definitions: [String: Definition] = [:]
  private static let depthLimit = 6

  /// Notes `f(x) = …` if its argument is a symbol and its value one of symbols.
  mutating func add(_ symbol: String, _ value: TeXValue) {
    guard let (head, argument) = Self.call(symbol), definitions[head] == nil,
      value.isSymbolic, let body = value.scalar,
      let inside = try? TeXReader.expression(argument), let parameter = inside.loneSymbol,
      value.symbols.contains(where: { $0 == parameter || $0.contains("(\(parameter))") })
    else { return }
    definitions[head] = Definition(parameter: parameter, body: body.unplaced)
  }

  /// An expression with the calls of known functions written out.
  ///
  /// - Parameter isNumeric: Whether calls with symbols in their arguments stay as they are.
  func expanded(_ value: TeXValue, isNumeric: Bool = false) -> TeXValue {
    guard value.hasCalls else { return value }
    return value.mapped { expression in
      expression.map { leaf in
        let written = expanded(.leaf(leaf), 0)
        return isNumeric && !written.leaves.isEmpty ? .leaf(leaf) : written
      }
    }
  }

  private func expanded(_ expression: Expr<TeXLeaf>, _ depth: Int) -> Expr<TeXLeaf> {
    guard depth < Self.depthLimit else { return expression }
    return expression.map { leaf in
      guard case .symbol(let name, _) = leaf, let (head, argument) = Self.call(name),
        case .scalar(let inside)? = try? TeXReader.expression(argument),
        let body = body(head, of: expanded(inside.unplaced, depth + 1), depth + 1)
      else { return .leaf(leaf) }
      return expanded(body, depth + 1)
    }
  }

  /// A function's value at an argument; `nil` if the function is not known.
  private func body(
    _ head: String, of argument: Expr<TeXLeaf>, _ depth: Int
  ) -> Expr<TeXLeaf>? {
    guard depth < Self.depthLimit else { return nil }
    if let definition = definitions[head] { return apply(definition, to: argument, depth) }
    guard head.hasSuffix("'") else { return nil }
    let base = String(head.dropLast())
    if let definition = definitions[base] {
      let leaf = TeXLeaf.symbol(definition.parameter, 0..<0)
      let slope = definition.body.unplaced.derivative(by: leaf)
      let derived = Definition(parameter: definition.parameter, body: slope)
      return apply(derived, to: argument, depth)
    }
    guard let function = Self.function(base) else { return nil }
    let slot = TeXLeaf.symbol("\u{4}", 0..<0)
    let slope = Expr<TeXLeaf>.call(function, [.leaf(slot)]).derivative(by: slot)
    return apply(Definition(parameter: "\u{4}", body: slope), to: argument, depth)
  }

  /// The body with its parameter replaced, in the arguments of other functions, too.
  private func apply(
    _ definition: Definition, to argument: Expr<TeXLeaf>, _ depth: Int
  ) -> Expr<TeXLeaf> {
    definition.body.map { leaf in
      guard case .symbol(let name, _) = leaf else { return .leaf(leaf) }
      if name == definition.parameter { return argument }
      guard let (head, inside) = Self.call(name), inside == definition.parameter else {
        return .leaf(leaf)
      }
      return body(head, of: argument, depth + 1) ?? .leaf(leaf)
    }
  }

  private static func function(_ name: String) -> Function? {
    [
      "\\sigma": .sigmoid, "\\tanh": .tanh, "\\text{ReLU}": .relu, "\\text{sigmoid}": .sigmoid,
      "\\text{relu}": .relu, "\\text{tanh}": .tanh,
    ][name]
  }

  /// `f` and `7` of `f(7)`.
  static func call(_ name: String) -> (head: String, argument: String)? {
    guard name.hasSuffix(")"), let open = name.firstIndex(of: "("), open != name.startIndex else {
      return nil
    }
    return (String(name[..<open]), String(name[name.index(after: open)...].dropLast()))
  }
}

extension TeXValue {
  /// Whether a symbol may be the value of a function that the document defines.
  var hasCalls: Bool { containsLeaf(where: \.isCall) }
}

extension TeXLeaf {
  fileprivate var isCall: Bool {
    if case .symbol(let name, _) = self { return name.hasSuffix(")") && name.contains("(") }
    return false
  }
}

extension Expr<TeXLeaf> {
  /// The same with the places forgotten, so that equal symbols are equal, and numerals plain
  /// numbers.
  fileprivate var unplaced: Expr {
    map { leaf in
      switch leaf {
      case .symbol(let name, _): .leaf(.symbol(name, 0..<0))
      case .numeral(let literal, _): .number(literal)
      }
    }
  }
}

extension TeXValue {
  /// The same with its scalar parts changed, and perhaps the functions of matrices.
  func mapped(
    renaming rename: (Function) -> Function = { $0 }, _ transform: (Expr<TeXLeaf>) -> Expr<TeXLeaf>
  ) -> TeXValue {
    func go(_ value: TeXValue) -> TeXValue {
      switch value {
      case .scalar(let expression): .scalar(transform(expression))
      case .matrix(let rows): .matrix(rows.map { $0.map(transform) })
      case .tuple(let items): .tuple(items.map(transform))
      case .sum(let terms): .sum(terms.map(go))
      case .negation(let operand): .negation(go(operand))
      case .product(let a, let b): .product(go(a), go(b))
      case .hadamard(let a, let b): .hadamard(go(a), go(b))
      case .quotient(let a, let b): .quotient(go(a), go(b))
      case .transposed(let operand): .transposed(go(operand))
      case .call(let function, let operand): .call(rename(function), go(operand))
      case .vector(let function, let operand): .vector(function, go(operand))
      }
    }
    return go(self)
  }

  /// The same with another function in one's place.
  func replacing(_ function: Function, with other: Function) -> TeXValue {
    mapped(renaming: { $0 == function ? other : $0 }) { $0.replacing(function, with: other) }
  }
}

extension Expr {
  /// The same with another function in one's place.
  func replacing(_ function: Function, with other: Function) -> Expr {
    switch self {
    case .number, .leaf: return self
    case .sum(let terms): return .sum(terms.map { $0.replacing(function, with: other) })
    case .product(let factors): return .product(factors.map { $0.replacing(function, with: other) })
    case .negation(let operand): return .negation(operand.replacing(function, with: other))
    case .quotient(let a, let b):
      return .quotient(a.replacing(function, with: other), b.replacing(function, with: other))
    case .power(let a, let b):
      return .power(a.replacing(function, with: other), b.replacing(function, with: other))
    case .call(let own, let arguments):
      return .call(
        own == function ? other : own, arguments.map { $0.replacing(function, with: other) })
    case .cases: return self
    }
  }
}
