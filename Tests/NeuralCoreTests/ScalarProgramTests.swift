import Algebra
import Foundation
import TestSupport
import Testing

@testable import NeuralCore

/// Formulas as instructions against the same formulas evaluated as trees, and against numbers by hand.
@Suite struct ScalarProgramTests {
  private enum Slot: Hashable, Sendable { case x, y }

  private typealias Formula = Expr<Slot>
  private static let x = Formula.leaf(.x)
  private static let y = Formula.leaf(.y)

  private static func run(_ formula: Formula, _ a: Double, _ b: Double = 0) -> Double {
    ScalarProgram(formula, slots: [.x, .y]).run(a, b)
  }

  /// Expected values by hand or from Python's `math`.
  @Test func everyInstruction() throws {
    let (x, y) = (Self.x, Self.y)
    #expect(Self.run(.sum([x, y, 3]), 1, 2) == 6)
    #expect(Self.run(.product([x, y, 3]), -1, 2) == -6)
    #expect(Self.run(.negation(x), 2) == -2)
    #expect(Self.run(.quotient(x, y), 1, 8) == 0.125)
    #expect(Self.run(.power(x, y), 2, 10) == 1024)
    #expect(Self.run(.call(.max, [x, y, 1]), 0, 5) == 5)
    #expect(Self.run(.call(.min, [x, y, 1]), 0, -5) == -5)
    #expect(Self.run(.call(.pi, []), 0) == Double.pi)
    #expect(Self.run(.call(.exp, [x]), 1) == 2.718281828459045)
    #expect(Self.run(.call(.tanh, [x]), 0.5) == 0.46211715726000973)
    #expect(Self.run(.quotient(x, .sum([1, .call(.abs, [x])])), -3) == -0.75)
  }

  @Test(arguments: [(-2.0, -1.0), (0, 0), (0.5, 0.25), (3, 9)])
  func casesTakeTheFirstConditionThatHolds(_ value: Double, _ expected: Double) throws {
    let quarter = try #require(Literal("0.5"))
    let formula = Formula.cases([
      .init(-1, if: .init(Self.x, .less, 0)),
      .init(.product([.number(quarter), Self.x]), if: .init(Self.x, .lessOrEqual, 1)),
      .init(.power(Self.x, 2)),
    ])
    #expect(Self.run(formula, value) == expected)
  }

  @Test func everyRelation() {
    let relations: [(Relation, [Double])] = [
      (.less, [1, 0, 0]), (.lessOrEqual, [1, 1, 0]), (.greater, [0, 0, 1]),
      (.greaterOrEqual, [0, 1, 1]), (.equal, [0, 1, 0]), (.notEqual, [1, 0, 1]),
    ]
    for (relation, expected) in relations {
      let formula = Formula.cases([.init(1, if: .init(Self.x, relation, 2)), .init(0)])
      #expect([1, 2, 3].map { Self.run(formula, $0) } == expected, "\(relation)")
    }
  }

  /// A condition nobody has written for leaves nothing to be had.
  @Test func casesWithoutAnAnswerHaveNone() {
    let formula = Formula.cases([.init(1, if: .init(Self.x, .greater, 0))])
    #expect(Self.run(formula, 1) == 1)
    #expect(Self.run(formula, -1).isNaN)
  }

  @Test func whatHasNoValueIsNotANumber() {
    #expect(Self.run(.call(.log, [Self.x]), -1).isNaN)
    #expect(Self.run(.call(.sqrt, [Self.x]), -1).isNaN)
    #expect(Self.run(.power(Self.x, .quotient(1, 2)), -1).isNaN)
    #expect(!Self.run(.quotient(1, Self.x), 0).isFinite)
  }

  /// Also where a number would come out whatever the unknown one is.
  @Test func unknownsStayUnknown() {
    let formulas: [Formula] = [
      .sum([Self.x, 1]), .product([Self.x, 0]), .call(.max, [0, Self.x]), .call(.min, [Self.x, 0]),
      .call(.exp, [Self.x]), .cases([.init(1, if: .init(Self.x, .greater, 0)), .init(1)]),
    ]
    for formula in formulas { #expect(Self.run(formula, .nan).isNaN, "\(formula)") }
  }

  /// Formulas of random shape, at random places, as the tree has them.
  @Test(arguments: 1...200) func aTreeAndItsProgramAgree(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    func formula(_ depth: Int) -> Formula {
      if depth == 0 {
        return [Self.x, Self.y, 2, -3, .quotient(1, 4)].randomElement(using: &random) ?? 1
      }
      func part() -> Formula { formula(depth - 1) }
      switch Int.random(in: 0..<9, using: &random) {
      case 0: return .sum([part(), part(), part()])
      case 1: return .product([part(), part()])
      case 2: return .negation(part())
      case 3: return .quotient(part(), .sum([2, .power(part(), 2)]))
      case 4: return .power(part(), 3)
      case 5: return .call(.tanh, [part()])
      case 6: return .call(.max, [part(), part()])
      case 7: return .call(.sigmoid, [part()])
      default:
        return .cases([.init(part(), if: .init(part(), .greater, part())), .init(part())])
      }
    }
    let tree = formula(4)
    let program = ScalarProgram(tree, slots: [.x, .y])
    for _ in 0..<5 {
      let place = [Slot.x: Double.random(in: -2...2, using: &random), .y: 0.3]
      let value = program.run(place[.x] ?? 0, place[.y] ?? 0)
      let wanted = (try? tree.evaluate(in: Float64Domain()) { place[$0] ?? 0 }) ?? .nan
      #expect(agree(value, wanted, within: 1e-12) || (!value.isFinite && !wanted.isFinite))
    }
  }
}
