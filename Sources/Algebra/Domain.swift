/// Numbers an expression can be evaluated in.
package protocol Domain {
  associatedtype Value

  func number(_ literal: Literal) throws -> Value
  func sum(_ terms: [Value]) throws -> Value
  func product(_ factors: [Value]) throws -> Value
  func negation(_ operand: Value) throws -> Value
  func quotient(_ numerator: Value, _ denominator: Value) throws -> Value
  func power(_ base: Value, _ exponent: Value) throws -> Value
  func apply(_ function: Function, _ arguments: [Value]) throws -> Value
  /// Whether `left relation right` holds; throws `DomainError.undecided` where it cannot be told.
  func holds(_ left: Value, _ relation: Relation, _ right: Value) throws -> Bool
}

/// Why an expression has no value.
package enum DomainError: Error, Hashable, Sendable {
  case divisionByZero
  /// The function is not defined there, such as the logarithm of a negative number.
  case outsideDomain(Function)
  case wrongArgumentCount(Function)
  /// The result is too large for the number type, or not a number.
  case overflow
  /// An enclosure is too wide to compare.
  case undecided
  /// No branch of a piecewise definition applies.
  case noBranch
}

extension Expr {
  /// The value of the expression, given the values of its leaves.
  @inlinable
  package func evaluate<D: Domain>(
    in domain: D, _ value: (Leaf) throws -> D.Value
  ) throws -> D.Value {
    // A method that calls itself, and no function inside: the compiler makes one of its own for a domain.
    switch self {
    case .number(let literal): return try domain.number(literal)
    case .leaf(let leaf): return try value(leaf)
    case .sum(let terms): return try domain.sum(terms.map { try $0.evaluate(in: domain, value) })
    case .product(let factors):
      return try domain.product(factors.map { try $0.evaluate(in: domain, value) })
    case .negation(let operand):
      return try domain.negation(operand.evaluate(in: domain, value))
    case .quotient(let a, let b):
      return try domain.quotient(a.evaluate(in: domain, value), b.evaluate(in: domain, value))
    case .power(let a, let b):
      return try domain.power(a.evaluate(in: domain, value), b.evaluate(in: domain, value))
    case .call(let function, let arguments):
      if let arity = function.arity, arity != arguments.count {
        throw DomainError.wrongArgumentCount(function)
      }
      return try domain.apply(function, arguments.map { try $0.evaluate(in: domain, value) })
    case .cases(let branches):
      for branch in branches {
        guard let condition = branch.condition else {
          return try branch.value.evaluate(in: domain, value)
        }
        let left = try condition.left.evaluate(in: domain, value)
        let right = try condition.right.evaluate(in: domain, value)
        if try domain.holds(left, condition.relation, right) {
          return try branch.value.evaluate(in: domain, value)
        }
      }
      throw DomainError.noBranch
    }
  }
}

/// What happens to a digit that is dropped.
package enum Rounding: String, Sendable, CaseIterable {
  /// Half goes away from zero, as by hand.
  case halfUp = "half-up"
  /// Half goes to the even neighbour.
  case halfEven = "half-even"
}
