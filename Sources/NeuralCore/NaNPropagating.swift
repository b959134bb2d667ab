import Algebra

/// Floating point in which an unknown operand makes the result unknown.
struct NaNPropagating: Domain {
  func number(_ literal: Literal) -> Double { literal.double }
  func sum(_ terms: [Double]) -> Double { terms.reduce(0, +) }
  func product(_ factors: [Double]) -> Double { factors.reduce(1, *) }
  func negation(_ operand: Double) -> Double { -operand }
  func quotient(_ a: Double, _ b: Double) -> Double { a / b }
  func power(_ base: Double, _ exponent: Double) -> Double { raise(base, exponent) }

  func apply(_ function: Function, _ arguments: [Double]) throws -> Double {
    if arguments.contains(where: \.isNaN) { return .nan }
    return try Float64Domain().apply(function, arguments)
  }

  func holds(_ left: Double, _ relation: Relation, _ right: Double) throws -> Bool {
    if left.isNaN || right.isNaN { throw DomainError.undecided }
    return try Float64Domain().holds(left, relation, right)
  }
}
