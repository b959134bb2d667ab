internal import Algebra

extension Auditor {
  /// An expression with σ and a `\log` without a base as the functions that the document means by
  /// them.
  func meant(_ value: TeXValue, _ range: Range<Int>, in formula: Formula) -> TeXValue {
    var value = value
    if reading.activation != .sigmoid {
      value = value.replacing(.sigmoid, with: reading.activation)
    }
    if reading.logarithm != .log, !isNatural(range, in: formula) {
      value = value.replacing(.log, with: reading.logarithm)
    }
    return value
  }

  /// Counts for which functions a calculation gives what is printed.
  mutating func countFunctions(
    _ basis: Trail.Basis, _ literal: Literal, in formula: Formula
  ) {
    guard let expression = basis.link.scalar, !basis.link.value.hasSymbols else { return }
    let formula = basis.formula ?? formula
    let place = formula.span(basis.link.range)
    if case .call(.sigmoid, let arguments) = expression, arguments.count == 1 {
      functionVotes.addActivation(
        fitting: Set([.sigmoid, .relu, .tanh].filter { prints(.call($0, arguments), literal) }),
        at: place)
    }
    guard expression.calls(.log), !isNatural(basis.link.range, in: formula) else { return }
    functionVotes.addLogarithm(
      fitting: Set(
        [.log, .log10, .log2].filter {
          prints(expression.replacing(.log, with: $0), literal)
        }), at: place)
  }

  private func prints(_ expression: Expr<TeXLeaf>, _ literal: Literal) -> Bool {
    guard case .scalar(let number)? = evaluate(.scalar(expression)) else { return false }
    return Enclosure.printing(literal).intersects(number.printed)
  }

  /// Whether a logarithm is called the natural one where it stands.
  private func isNatural(_ range: Range<Int>, in formula: Formula) -> Bool {
    formula.text(raw: range).contains("ln")
  }
}

extension Expr {
  /// Whether a function is called anywhere in it.
  fileprivate func calls(_ function: Function) -> Bool {
    switch self {
    case .number, .leaf, .cases: false
    case .sum(let members), .product(let members): members.contains { $0.calls(function) }
    case .negation(let operand): operand.calls(function)
    case .quotient(let a, let b), .power(let a, let b): a.calls(function) || b.calls(function)
    case .call(let own, let arguments):
      own == function || arguments.contains { $0.calls(function) }
    }
  }
}
