import Algebra

extension Loss {
  /// Minus the slope, written without a minus sign in front where that is possible: `t − o`, by the
  /// name of that step if the loss has it.
  var descent: Expr<LossSlot> { opposite(slope) }

  private func opposite(_ expression: Expr<LossSlot>) -> Expr<LossSlot> {
    switch expression {
    case .sum([.leaf(.output), .negation(.leaf(.target))])
    where steps.contains { $0.name == "error" }:
      return .leaf(.step("error"))
    case .sum(let terms):
      let opposites = terms.map(opposite)
      return .sum(opposites.filter { !$0.isNegation } + opposites.filter(\.isNegation))
    case .product(let factors):
      guard let last = factors.last else { return .negation(expression) }
      return .product(factors.dropLast() + [opposite(last)])
    case .quotient(let a, let b): return .quotient(opposite(a), b)
    case .negation(let operand): return operand
    case .cases(let branches):
      return .cases(branches.map { .init(opposite($0.value), if: $0.condition) })
    case .number(let literal):
      return .number(Literal(-literal.coefficient, exponent: literal.exponent))
    case .leaf, .power, .call: return .negation(expression)
    }
  }
}

extension Expr {
  fileprivate var isNegation: Bool { if case .negation = self { true } else { false } }
}
