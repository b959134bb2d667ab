extension TeXValue {
  /// A sum that stays a scalar expression while its terms are.
  static func adding(_ terms: [TeXValue]) -> TeXValue {
    if terms.count == 1 { return terms[0] }
    let scalars = terms.compactMap(\.scalar)
    return scalars.count == terms.count ? .scalar(.sum(scalars)) : .sum(terms)
  }

  static func negating(_ operand: TeXValue) -> TeXValue {
    if case .scalar(let expression) = operand { return .scalar(.negation(expression)) }
    return .negation(operand)
  }

  /// A product from left to right, with neighbouring scalars in one expression.
  static func multiplying(_ factors: [TeXValue]) -> TeXValue {
    if factors.count == 1 { return factors[0] }
    var merged: [TeXValue] = []
    var scalars: [Expr<TeXLeaf>] = []
    func flush() {
      guard let first = scalars.first else { return }
      merged.append(.scalar(scalars.count == 1 ? first : .product(scalars)))
      scalars = []
    }
    for factor in factors {
      if case .scalar(let expression) = factor {
        scalars.append(expression)
      } else {
        flush()
        merged.append(factor)
      }
    }
    flush()
    // Balanced, so that a long product is not a deep one; matrix products are associative.
    func tree(_ part: ArraySlice<TeXValue>) -> TeXValue {
      if part.count == 1 { return part[part.startIndex] }
      let middle = part.startIndex + (part.count + 1) / 2
      return .product(tree(part[..<middle]), tree(part[middle...]))
    }
    return tree(merged[...])
  }

  static func dividing(_ numerator: TeXValue, _ denominator: TeXValue) -> TeXValue {
    if case .scalar(let a) = numerator, case .scalar(let b) = denominator {
      return .scalar(.quotient(a, b))
    }
    return .quotient(numerator, denominator)
  }

  static func calling(_ function: Function, _ argument: TeXValue) -> TeXValue {
    if case .scalar(let expression) = argument { return .scalar(.call(function, [expression])) }
    return .call(function, argument)
  }
}
