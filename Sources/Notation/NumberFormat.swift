import Algebra

/// A number before it is rounded for display: an exact decimal, or an expression to be enclosed as
/// tightly as rounding needs.
struct Unrounded {
  private enum Source {
    case literal(Literal)
    case expression(Expr<Int>, [Enclosure])
  }

  private let source: Source

  init(_ literal: Literal) { source = .literal(literal) }

  /// A floating-point number stands for its shortest decimal, which is what somebody would copy.
  init(_ value: Double) {
    source = .literal(value == 0 ? Literal(0) : Literal(value.description) ?? Literal(0))
  }

  init<Leaf>(_ expression: Expr<Leaf>, _ value: (Leaf) throws -> Enclosure) rethrows {
    var operands: [Enclosure] = []
    let slots: Expr<Int> = try expression.map { leaf in
      operands.append(try value(leaf))
      return .leaf(operands.count - 1)
    }
    source = .expression(slots, operands)
  }

  func rounded(decimals: Int, _ rounding: Rounding) throws -> Literal {
    switch source {
    case .literal(let literal): literal.rounded(decimals: decimals, rounding)
    case .expression(let expression, let operands):
      try expression.rounded(decimals: decimals, rounding) { operands[$0] }
    }
  }

  func rounded(significant: Int, _ rounding: Rounding) throws -> Literal {
    switch source {
    case .literal(let literal):
      Enclosure(literal).rounded(significant: significant, rounding) ?? literal
    case .expression(let expression, let operands):
      try expression.rounded(significant: significant, rounding) { operands[$0] }
    }
  }

  /// Whether the number is exactly zero.
  func isZero() throws -> Bool {
    switch source {
    case .literal(let literal): return literal.isZero
    case .expression(let expression, let operands):
      let value = try expression.evaluate(in: EnclosureDomain()) { operands[$0] }
      return value.isExact && value.lower.isZero
    }
  }
}

extension Digits {
  /// A number with these digits; `extra` decimals are added where the quantity needed more.
  func apply(_ number: Unrounded, extra: Int = 0, _ rounding: Rounding) throws -> Literal {
    switch self {
    case .decimals(let count): try number.rounded(decimals: count + extra, rounding)
    case .significant(let count): try number.rounded(significant: count, rounding)
    case .trimmed(let count): try number.rounded(decimals: count + extra, rounding).trimmed
    case .exactly(let count): try number.rounded(decimals: count, rounding)
    case .given: try number.rounded(decimals: DigitTable.standardDecimals + extra, rounding)
    }
  }

  /// Whether more decimals may be added so that a number does not vanish.
  var canBeRaised: Bool {
    switch self {
    case .decimals, .trimmed, .given: true
    case .significant, .exactly: false
    }
  }
}

extension DigitTable {
  /// Decimals of `given` where there is no author's literal.
  static let standardDecimals = 4
}
