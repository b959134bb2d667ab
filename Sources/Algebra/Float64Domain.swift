import Foundation

/// Evaluates expressions in hardware floating point, rounding each step to the nearest `Double`.
///
/// Results that are infinite or not a number are errors, never values.
package struct Float64Domain: Domain {
  package init() {}

  package func number(_ literal: Literal) throws -> Double { try finite(literal.double) }

  package func sum(_ terms: [Double]) throws -> Double { try finite(terms.reduce(0, +)) }

  package func product(_ factors: [Double]) throws -> Double { try finite(factors.reduce(1, *)) }

  package func negation(_ operand: Double) throws -> Double { -operand }

  package func quotient(_ numerator: Double, _ denominator: Double) throws -> Double {
    guard denominator != 0 else { throw DomainError.divisionByZero }
    return try finite(numerator / denominator)
  }

  package func power(_ base: Double, _ exponent: Double) throws -> Double {
    if base == 0, exponent < 0 { throw DomainError.divisionByZero }
    if base < 0, exponent != exponent.rounded() { throw DomainError.outsideDomain(.log) }
    return try finite(pow(base, exponent))
  }

  package func apply(_ function: Function, _ arguments: [Double]) throws -> Double {
    switch function {
    case .max:
      guard let result = arguments.max() else { throw DomainError.wrongArgumentCount(function) }
      return result
    case .min:
      guard let result = arguments.min() else { throw DomainError.wrongArgumentCount(function) }
      return result
    case .pi: return .pi
    case .exp, .log, .log2, .log10, .sqrt, .abs, .sign, .floor, .ceiling, .sin, .cos, .erf,
      .sigmoid, .tanh, .relu, .leakyRelu, .elu, .selu, .gelu, .silu, .softplus, .softsign,
      .hardSigmoid:
      guard arguments.count == 1 else { throw DomainError.wrongArgumentCount(function) }
      return try finite(value(of: function, at: arguments[0]))
    }
  }

  package func holds(_ left: Double, _ relation: Relation, _ right: Double) throws -> Bool {
    switch relation {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }

  /// A function of one argument, without checking that its value is finite.
  ///
  /// - Throws: `DomainError` where it has none.
  package func value(of function: Function, at x: Double) throws -> Double {
    switch function {
    case .exp: return exp(x)
    case .log:
      guard x > 0 else { throw DomainError.outsideDomain(.log) }
      return log(x)
    case .log2, .log10:
      guard x > 0 else { throw DomainError.outsideDomain(.log) }
      return function == .log2 ? log2(x) : log10(x)
    case .sqrt:
      guard x >= 0 else { throw DomainError.outsideDomain(.sqrt) }
      return x.squareRoot()
    case .abs: return Swift.abs(x)
    case .sign: return x > 0 ? 1 : x < 0 ? -1 : 0
    case .floor: return x.rounded(.down)
    case .ceiling: return x.rounded(.up)
    case .sin: return sin(x)
    case .cos: return cos(x)
    case .sigmoid: return Float64Domain.sigmoid(x)
    case .tanh: return tanh(x)
    case .relu: return Swift.max(0, x)
    case .erf: return erf(x)
    case .leakyRelu: return x > 0 ? x : Function.leak.double * x
    case .elu: return x > 0 ? x : expm1(x)
    case .selu:
      return Function.seluScale.double * (x > 0 ? x : Function.seluAlpha.double * expm1(x))
    case .gelu: return Float64Domain.gelu(x)
    case .silu: return x * Float64Domain.sigmoid(x)
    case .softplus: return Float64Domain.softplus(x)
    case .softsign: return x / (1 + Swift.abs(x))
    case .hardSigmoid: return Swift.max(0, Swift.min(1, x / 6 + 0.5))
    case .max, .min, .pi: return x
    }
  }

  /// `x Φ(x)`; the complement of the error function keeps its digits for negative x.
  package static func gelu(_ x: Double) -> Double { x * erfc(-x / 2.0.squareRoot()) / 2 }

  /// `ln(1 + e^x)`; the exponential's argument is never positive, so it cannot overflow.
  package static func softplus(_ x: Double) -> Double {
    Swift.max(0, x) + log1p(exp(-Swift.abs(x)))
  }

  /// Logistic function; the exponential's argument is never positive, so it cannot overflow.
  package static func sigmoid(_ x: Double) -> Double {
    let e = exp(-Swift.abs(x))
    return x >= 0 ? 1 / (1 + e) : e / (1 + e)
  }

  private func finite(_ value: Double) throws -> Double {
    guard value.isFinite else { throw DomainError.overflow }
    return value
  }
}
