import BigInt
import Testing

@testable import Algebra

/// Numbers around the ends of a machine word, held against numbers of any length.
struct IntegerTests {
  /// Ends of words, of halves of words, and powers of ten, each with its neighbours and both signs.
  private static let numbers: [BigInt] = {
    let middles: [BigInt] =
      [0, 10, BigInt(Int.max), BigInt(1) << 31, BigInt(1) << 32, BigInt(1) << 62, BigInt(1) << 64]
      + [17, 18, 19, 25].map { BigInt(10).power($0) }
    return middles.flatMap { middle in
      (-2...2).flatMap { [middle + BigInt($0), -middle + BigInt($0)] }
    }
  }()

  @Test func hasOneFormForEachNumber() {
    for number in Self.numbers {
      let isWord = number >= BigInt(Int.min) && number <= BigInt(Int.max)
      if case .word(let word) = Integer(number) {
        #expect(isWord && BigInt(word) == number)
      } else {
        #expect(!isWord)
      }
      #expect(Integer(number).big == number)
    }
  }

  @Test func computesAsNumbersOfAnyLength() {
    for a in Self.numbers {
      let short = Integer(a)
      #expect(-short == Integer(-a))
      #expect(short.isNegative == (a < 0) && short.isZero == (a == 0))
      #expect(short.isOdd == (a % 2 != 0))
      for b in Self.numbers {
        let other = Integer(b)
        #expect(short + other == Integer(a + b), "\(a) + \(b)")
        #expect(short - other == Integer(a - b), "\(a) - \(b)")
        #expect(short * other == Integer(a * b), "\(a) · \(b)")
        #expect((short < other) == (a < b) && (short == other) == (a == b), "\(a), \(b)")
      }
    }
  }

  @Test func dividesAsNumbersOfAnyLength() {
    for a in Self.numbers {
      for b in Self.numbers where b != 0 {
        let (quotient, remainder) = Integer(a).quotientAndRemainder(dividingBy: Integer(b))
        #expect(quotient == Integer(a / b) && remainder == Integer(a % b), "\(a) / \(b)")
        guard b > 0 else { continue }
        let floor = a % b < 0 ? a / b - 1 : a / b
        #expect(Integer(a).dividedDown(by: Integer(b)) == Integer(floor), "⌊\(a) / \(b)⌋")
        #expect(-Integer(-a).dividedUp(by: Integer(b)) == Integer(floor), "⌈\(-a) / \(b)⌉")
      }
    }
  }

  @Test func countsDigits() {
    for number in Self.numbers {
      let integer = Integer(number)
      #expect(integer.digitCount == String(number.magnitude).count)
      #expect([0, 1].contains(integer.digitEstimate - integer.digitCount))
      let zeros = number == 0 ? 0 : String(number).reversed().prefix { $0 == "0" }.count
      let (rest, count) = integer.strippingZeros()
      #expect(count == zeros && rest.scaled(by: count) == integer, "\(number)")
    }
  }

  /// `Double`'s own conversion from text is right to the last bit.
  @Test func convertsToTheNearestDouble() {
    for number in Self.numbers {
      for exponent in [-30, -19, -18, -7, -1, 0, 1, 7, 18, 19, 30] {
        #expect(
          Integer(number).double(exponent: exponent) == Double("\(number)e\(exponent)"),
          "\(number)e\(exponent)")
      }
    }
  }
}
