internal import Algebra

extension Auditor {
  /// The factor of the chain's formula that a calculation leaves out, and that a number follows with:
  /// `w - \eta g = 0.4 - 0.3 = 0.37` is right by the formula where η is 0.1.
  func factorLeftOut(
    of value: TeXValue, for number: Literal
  ) -> (symbol: String, number: Literal)? {
    guard let formula = trail.formula, let calculation = value.scalar, !value.hasSymbols else {
      return nil
    }
    let (symbolic, printed) = (Self.terms(formula), Self.terms(calculation))
    guard symbolic.count == printed.count else { return nil }
    let digits = Enclosure.printing(number)
    for (index, term) in symbolic.enumerated() {
      for case .leaf(.symbol(let name, let range)) in Self.factors(term) {
        guard Self.factors(term).count > 1, let factor = onlyNumber(of: name),
          !printed[index].leaves.contains(where: { Self.isNumeral($0, factor) })
        else { continue }
        var terms = printed
        terms[index] = .product([terms[index], .leaf(.numeral(factor, range))])
        if case .scalar(let completed)? = evaluate(.scalar(.sum(terms))),
          digits.intersects(completed.printed)
        {
          return (name, factor)
        }
      }
    }
    return nil
  }

  /// The number that a symbol has wherever it has one, if it makes a difference as a factor.
  private func onlyNumber(of symbol: String) -> Literal? {
    guard let first = allValues[symbol]?.first ?? self.number(symbol)?.literal,
      allValues[symbol, default: []].allSatisfy({ $0.equals(first) }), !first.equals(Literal(1))
    else { return nil }
    return first
  }

  private static func isNumeral(_ leaf: TeXLeaf, _ number: Literal) -> Bool {
    if case .numeral(let literal, _) = leaf { literal.equals(number) } else { false }
  }

  private static func terms(_ expression: Expr<TeXLeaf>) -> [Expr<TeXLeaf>] {
    if case .sum(let terms) = expression { terms } else { [expression] }
  }

  private static func factors(_ term: Expr<TeXLeaf>) -> [Expr<TeXLeaf>] {
    switch term {
    case .product(let factors): factors.flatMap(Self.factors)
    case .negation(let operand): factors(operand)
    default: [term]
    }
  }
}
