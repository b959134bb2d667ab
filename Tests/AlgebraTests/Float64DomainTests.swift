import Foundation
import Testing

@testable import Algebra

@Suite struct Float64DomainTests {
  private let domain = Float64Domain()

  private func evaluate(_ expression: Expr<Int>) throws -> Double {
    try expression.evaluate(in: domain) { Double($0) }
  }

  @Test func evaluatesEveryKindOfNode() throws {
    #expect(try evaluate(.sum([1, .leaf(2), .negation(4)])) == -1)
    #expect(try evaluate(.product([2, 3, .leaf(4)])) == 24)
    #expect(try evaluate(.quotient(1, 4)) == 0.25)
    #expect(try evaluate(.power(2, -3)) == 0.125)
    #expect(try evaluate(.call(.max, [1, 5, 3])) == 5)
    #expect(try evaluate(.call(.relu, [-5])) == 0)
    let step = Expr<Int>.cases([.init(1, if: .init(.leaf(3), .greater, 0)), .init(0)])
    #expect(try evaluate(step) == 1)
  }

  @Test func sigmoidNeitherOverflowsNorLosesSmallValues() {
    #expect(Float64Domain.sigmoid(-800) == 0)
    #expect(Float64Domain.sigmoid(800) == 1)
    // mpmath: 1/(1+e^30) = 9.35762296883929895383956265328498e-14; within two units in the last
    // place.
    let expected = 9.35762296883929895e-14
    #expect(abs(Float64Domain.sigmoid(-30) - expected) <= 2 * expected.ulp)
  }

  @Test(arguments: [
    (Expr<Int>.quotient(1, 0), DomainError.divisionByZero),
    (.power(0, -1), .divisionByZero),
    (.power(-2, .quotient(1, 2)), .outsideDomain(.log)),
    (.call(.exp, [1000]), .overflow),
    (.call(.log, [0]), .outsideDomain(.log)),
    (.call(.sqrt, [-1]), .outsideDomain(.sqrt)),
    (.call(.max, []), .wrongArgumentCount(.max)),
    (.call(.exp, [1, 2]), .wrongArgumentCount(.exp)),
    (.cases([.init(1, if: .init(0, .greater, 0))]), .noBranch),
  ])
  func failsInsteadOfReturningInfinity(_ expression: Expr<Int>, _ error: DomainError) {
    #expect(throws: error) { try evaluate(expression) }
  }

  @Test(arguments: zip(Relation.allCases, [true, true, false, false, false, true]))
  func comparesOneWithTwo(_ relation: Relation, _ expected: Bool) throws {
    #expect(try domain.holds(1, relation, 2) == expected)
  }
}
