import Foundation
import TestSupport
import Testing

@testable import Algebra

private let x = Expr<Int>.leaf(0)
private let y = Expr<Int>.leaf(1)

/// A random smooth expression in leaves 0 and 1, defined wherever both are positive.
private func randomExpression(depth: Int, _ generator: inout SeededGenerator) -> Expr<Int> {
  func part() -> Expr<Int> { randomExpression(depth: depth - 1, &generator) }
  guard depth > 0 else {
    return [x, y, 1, 2, .negation(x)][Int.random(in: 0..<5, using: &generator)]
  }
  switch Int.random(in: 0..<10, using: &generator) {
  case 0: return .sum([part(), part(), part()])
  case 1: return .product([part(), part(), part()])
  case 2: return .negation(part())
  case 3: return .quotient(part(), .sum([2, .power(part(), 2)]))
  case 4: return .power(part(), 3)
  case 5: return .call(.sigmoid, [part()])
  case 6: return .call(.tanh, [part()])
  case 7: return .call(.exp, [.negation(.power(part(), 2))])
  case 8: return .call(.log, [.sum([1, .power(part(), 2)])])
  default: return .call(.sqrt, [.sum([1, .power(part(), 2)])])
  }
}

@Suite struct DerivativeTests {
  private static func value(_ expression: Expr<Int>, _ a: Double, _ b: Double) throws -> Double {
    try expression.evaluate(in: Float64Domain()) { $0 == 0 ? a : b }
  }

  /// Central differences of step h are wrong by about h² f‴/6 and ε f/h: with h = 1e-5, some 1e-10
  /// of the function's third derivative and 1e-11 of its size. Expressions whose derivatives are
  /// huge at the point are skipped, for which neither bound means anything.
  @Test(arguments: 0..<300)
  func agreesWithFiniteDifferences(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let f = randomExpression(depth: 4, &generator)
    let (a, b, h) = (0.7, 0.4, 1e-5)
    let slope = try Self.value(f.derivative(by: 0), a, b)
    let difference = try (Self.value(f, a + h, b) - Self.value(f, a - h, b)) / (2 * h)
    guard try abs(Self.value(f, a, b)) < 1e3, abs(slope) < 1e3 else { return }
    #expect(abs(slope - difference) <= 1e-5 * max(1, abs(slope)), "\(f)")
  }

  @Test(arguments: 0..<300)
  func simplifyingKeepsTheValueAndIsDoneAtOnce(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) &+ 1000)
    let f = randomExpression(depth: 4, &generator)
    let simple = f.simplified()
    #expect(simple.simplified() == simple)
    let (before, after) = try (Self.value(f, 0.7, 0.4), Self.value(simple, 0.7, 0.4))
    // Flattening sums changes the order of additions, so the last bits may differ.
    #expect(abs(before - after) <= 1e-12 * max(1, abs(before)))
  }

  @Test(
    arguments: [
      (x, 1),
      (y, 0),
      (.sum([.product([3, x]), y]), 3),
      (.product([x, y]), y),
      (.power(x, 2), .product([2, x])),
      (.power(x, 3), .product([3, .power(x, 2)])),
      (.quotient(1, x), .negation(.quotient(1, .power(x, 2)))),
      (.quotient(x, y), .quotient(1, y)),
      (.call(.exp, [.negation(x)]), .negation(.call(.exp, [.negation(x)]))),
      (.call(.log, [x]), .quotient(1, x)),
      (.call(.sqrt, [x]), .quotient(1, .product([2, .call(.sqrt, [x])]))),
      (
        .call(.sigmoid, [x]),
        .product([.call(.sigmoid, [x]), .sum([1, .negation(.call(.sigmoid, [x]))])])
      ),
      (.call(.tanh, [x]), .sum([1, .negation(.power(.call(.tanh, [x]), 2))])),
      (.call(.relu, [x]), .cases([.init(1, if: .init(x, .greater, 0)), .init(0)])),
      (.call(.max, [0, x]), .cases([.init(0, if: .init(0, .greaterOrEqual, x)), .init(1)])),
      (.power(y, x), .product([.power(y, x), .call(.log, [y])])),
      (
        // The squared error of a textbook: d/do ½(t − o)² = −½·2(t − o).
        .product([.quotient(1, 2), .power(.sum([y, .negation(x)]), 2)]),
        .negation(.product([.quotient(1, 2), 2, .sum([y, .negation(x)])]))
      ),
    ] as [(Expr<Int>, Expr<Int>)])
  func knowsTheDerivativesOfATextbook(_ function: Expr<Int>, _ slope: Expr<Int>) {
    #expect(function.derivative(by: 0) == slope)
  }

  @Test(
    arguments: [
      (.sum([0, x, .number(Literal(0))]), x),
      (.sum([x, .sum([y, .sum([x, 0])])]), .sum([x, y, x])),
      (.product([1, x, .product([y, 1])]), .product([x, y])),
      (.product([x, 0, y]), 0),
      (.product([.negation(x), .negation(y)]), .product([x, y])),
      (.product([.negation(x), y]), .negation(.product([x, y]))),
      (.negation(.negation(x)), x),
      (.negation(0), 0),
      (.quotient(x, 1), x),
      (.quotient(0, x), 0),
      (.quotient(0, 0), .quotient(0, 0)),
      (.quotient(.negation(x), .negation(y)), .quotient(x, y)),
      (.power(x, 1), x),
      (.power(x, 0), 1),
      (.sum([]), 0),
      (.product([]), 1),
      (.sum([x, .negation(.sum([y, .negation(x)]))]), .sum([x, .negation(y), x])),
      (.cases([.init(.sum([x, 0]), if: .init(x, .less, 0)), .init(x)]), x),
    ] as [(Expr<Int>, Expr<Int>)])
  func simplifies(_ expression: Expr<Int>, _ expected: Expr<Int>) {
    #expect(expression.simplified() == expected)
  }
}
