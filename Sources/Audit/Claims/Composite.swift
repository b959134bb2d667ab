internal import Algebra

/// A product or quotient of symbols, such as `QK^T`, that the document has a matrix for.
struct Composite: Hashable {
  /// What publications know it by; no symbol is called so.
  let name: String
  let symbols: Set<String>

  /// `nil` for any other expression.
  init?(_ expression: Expr<TeXLeaf>) {
    switch expression {
    case .product, .quotient: break
    case .number, .leaf, .sum, .negation, .power, .call, .cases: return nil
    }
    let symbols = expression.leaves.compactMap { leaf in
      if case .symbol(let name, _) = leaf { name } else { nil }
    }
    guard !symbols.isEmpty, let name = Self.name(of: expression) else { return nil }
    self.name = "\u{2}" + name
    self.symbols = Set(symbols)
  }

  /// How an expression is composed, wherever it stands.
  private static func name(of expression: Expr<TeXLeaf>) -> String? {
    switch expression {
    case .number(let literal), .leaf(.numeral(let literal, _)): literal.text
    case .leaf(.symbol(let name, _)): name
    case .sum(let members): name("+", members)
    case .product(let members): name("*", members)
    case .negation(let operand): name("-", [operand])
    case .quotient(let a, let b): name("/", [a, b])
    case .power(let a, let b): name("^", [a, b])
    case .call(let function, let arguments): name(function.rawValue, arguments)
    case .cases: nil
    }
  }

  private static func name(_ sign: String, _ members: [Expr<TeXLeaf>]) -> String? {
    if members.count == 1, sign == "+" || sign == "*" { return name(of: members[0]) }
    let names = members.compactMap { name(of: $0) }
    return names.count == members.count ? "\(sign)(\(names.joined(separator: " ")))" : nil
  }
}
