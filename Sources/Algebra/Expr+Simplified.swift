extension Expr {
  /// The same value written shorter: zeros and ones that do nothing are dropped, nested sums and
  /// products flattened, signs collected in front of products and double negations cancelled.
  ///
  /// Numbers are not put together and nothing is expanded: what remains keeps its form.
  package func simplified() -> Expr {
    switch self {
    case .number, .leaf: self
    case .sum(let terms): Expr.simplifiedSum(terms.map { $0.simplified() })
    case .product(let factors): Expr.simplifiedProduct(factors.map { $0.simplified() })
    case .negation(let operand): operand.simplified().negated
    case .quotient(let a, let b): Expr.simplifiedQuotient(a.simplified(), b.simplified())
    case .power(let base, let exponent):
      Expr.simplifiedPower(base.simplified(), exponent.simplified())
    case .call(let function, let arguments): .call(function, arguments.map { $0.simplified() })
    case .cases(let branches): Expr.simplifiedCases(branches)
    }
  }

  private static func simplifiedSum(_ terms: [Expr]) -> Expr {
    let flat = terms.flatMap { term -> [Expr] in
      switch term {
      case .sum(let inner): inner
      case .negation(.sum(let inner)): inner.map(\.negated)
      default: term.isZero ? [] : [term]
      }
    }
    return flat.isEmpty ? 0 : flat.count == 1 ? flat[0] : .sum(flat)
  }

  private static func simplifiedProduct(_ factors: [Expr]) -> Expr {
    var isNegative = false
    var flat: [Expr] = []
    for var factor in factors {
      if factor.isZero { return 0 }
      if case .negation(let operand) = factor {
        isNegative.toggle()
        factor = operand
      }
      if case .product(let inner) = factor {
        flat += inner
      } else if !factor.isOne {
        flat.append(factor)
      }
    }
    let product: Expr = flat.isEmpty ? 1 : flat.count == 1 ? flat[0] : .product(flat)
    return isNegative ? product.negated : product
  }

  private static func simplifiedQuotient(_ numerator: Expr, _ denominator: Expr) -> Expr {
    // Zero over zero stays, so that its error does.
    if numerator.isZero && !denominator.isZero { return 0 }
    if denominator.isOne { return numerator }
    switch (numerator, denominator) {
    case (.negation(let a), .negation(let b)): return .quotient(a, b)
    case (.negation(let a), let b), (let a, .negation(let b)): return .negation(.quotient(a, b))
    default: return .quotient(numerator, denominator)
    }
  }

  private static func simplifiedPower(_ base: Expr, _ exponent: Expr) -> Expr {
    if exponent.isZero { return 1 }
    return exponent.isOne || base.isOne ? base : .power(base, exponent)
  }

  private static func simplifiedCases(_ branches: [Branch]) -> Expr {
    let simple = branches.map { branch in
      Branch(
        branch.value.simplified(),
        if: branch.condition.map {
          Condition($0.left.simplified(), $0.relation, $0.right.simplified())
        })
    }
    guard let last = simple.last, last.condition == nil,
      simple.allSatisfy({ $0.value == last.value })
    else { return .cases(simple) }
    return last.value
  }

  /// Minus this, without a double negation or a negative zero.
  private var negated: Expr {
    if case .negation(let operand) = self { return operand }
    return isZero ? self : .negation(self)
  }

  /// Whether this is the number zero, however it is written.
  package var isZero: Bool {
    if case .number(let literal) = self { return literal.isZero }
    return false
  }

  /// Whether this is the number one, however it is written.
  package var isOne: Bool {
    if case .number(let literal) = self { return literal.equals(Literal(1)) }
    return false
  }
}
