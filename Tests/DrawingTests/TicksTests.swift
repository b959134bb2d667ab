import TestSupport
import Testing

@testable import Drawing

/// Ticks against what somebody with a ruler would mark.
struct TicksTests {
  private static func ticks(_ low: Double, _ high: Double, whole: Bool = false, _ limit: Int)
    -> [Double]
  {
    Ticks(low, high, isWhole: whole, limit: limit).values
  }

  @Test func `Ticks are round and cover the numbers`() {
    #expect(Self.ticks(0, 1, 6) == [0, 0.2, 0.4, 0.6, 0.8, 1])
    #expect(Self.ticks(0.013, 0.348, 8) == [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
    #expect(Self.ticks(-6, 6, 7) == [-6, -4, -2, 0, 2, 4, 6])
    #expect(Self.ticks(0, 100, whole: true, 6) == [0, 20, 40, 60, 80, 100])
    #expect(Self.ticks(1.5e-7, 4.5e-7, 5) == [1e-7, 2e-7, 3e-7, 4e-7, 5e-7])
    #expect(Self.ticks(2e12, 9.5e12, 5) == [2e12, 4e12, 6e12, 8e12, 1e13])
  }

  @Test func `One number alone has ticks around it`() {
    #expect(Self.ticks(0, 0, 5) == [-1, -0.5, 0, 0.5, 1])
    #expect(Self.ticks(4, 4, 5) == [2, 3, 4, 5, 6])
    #expect(Self.ticks(-4, -4, 5) == [-6, -5, -4, -3, -2])
    #expect(Self.ticks(7, 7, whole: true, 5) == [7, 8])
  }

  @Test func `Whole ticks have no fractions`() {
    #expect(Self.ticks(0, 2, whole: true, 9) == [0, 1, 2])
  }

  @Test func `What is not finite does not hang`() {
    #expect(Self.ticks(.nan, 3, 6) == [0, 0.2, 0.4, 0.6, 0.8, 1])
    #expect(Self.ticks(-.infinity, .infinity, 3) == [0, 0.5, 1])
  }

  /// The rule restated by search: of all steps 1, 2, 5 × 10^k, the smallest with few enough ticks.
  @Test func `The step is the smallest round one with few enough ticks`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let low = random.number(-1000...1000) * random.power()
      let high = low + (0.01 + random.number(0...1)) * abs(low == 0 ? 1 : low)
      let limit = 3 + Int(random.number(0...8))
      let ticks = Ticks(low, high, limit: limit)
      let values = ticks.values
      let step = ticks.coefficients[1] - ticks.coefficients[0]
      let slack = (values[1] - values[0]) * 1e-6
      #expect(values[0] <= low + slack && values[values.count - 1] >= high - slack)
      #expect(values.count <= limit)
      #expect([1, 2, 5].contains(step))
      #expect(
        zip(ticks.coefficients, ticks.coefficients.dropFirst()).allSatisfy { $1 - $0 == step })
      #expect(ticks.coefficients.allSatisfy { $0 % step == 0 })
      // No tick but the first lies at or below the least number, none but the last above the greatest.
      #expect(values[1] > low - slack && values[values.count - 2] < high + slack)
      let smaller: [Int: (Int, Int)] = [1: (5, -1), 2: (1, 0), 5: (2, 0)]
      let (coefficient, shift) = smaller[step] ?? (1, 0)
      let unit = (Double("\(coefficient)e\(ticks.exponent + shift)") ?? 0)
      let needed = (high / unit).rounded(.up) - (low / unit).rounded(.down) + 1
      #expect(needed > Double(limit), "\(low) to \(high), \(limit): \(unit) would do")
    }
  }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  /// From 10^-6 to 10^6.
  mutating func power() -> Double {
    [1e-6, 1e-3, 0.1, 1, 10, 1e3, 1e6][Int.random(in: 0..<7, using: &self)]
  }
}
