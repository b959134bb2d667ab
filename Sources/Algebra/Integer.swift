package import BigInt

/// A whole number of any size.
///
/// Nearly all numbers of documents fit into a machine word: those take no memory of their own and next to no
/// time.
package enum Integer: Hashable, Sendable {
  /// Whatever fits, so that equal numbers have the same form.
  case word(Int)
  indirect case long(BigInt)

  package init(_ value: BigInt) {
    // The smallest word of all has a magnitude of one bit more.
    if value.magnitude.bitWidth < Int.bitWidth || value == Self.smallestWord {
      self = .word(Int(truncatingIfNeeded: value))
    } else {
      self = .long(value)
    }
  }

  package init(_ value: Int) { self = .word(value) }

  private static let smallestWord = BigInt(Int.min)

  /// The same for arithmetic of any length.
  package var big: BigInt {
    switch self {
    case .word(let word): BigInt(word)
    case .long(let value): value
    }
  }

  var isZero: Bool { self == .word(0) }

  var isNegative: Bool {
    switch self {
    case .word(let word): word < 0
    case .long(let value): value.isNegative
    }
  }

  var isOdd: Bool {
    switch self {
    case .word(let word): word & 1 == 1
    case .long(let value): value.magnitude.isOdd
    }
  }

  var magnitude: Integer { isNegative ? -self : self }
}

extension Integer: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self = .word(value) }
}

extension Integer: Comparable {
  package static func < (left: Integer, right: Integer) -> Bool {
    if case (.word(let a), .word(let b)) = (left, right) { return a < b }
    return left.big < right.big
  }
}

extension Integer {
  package static func + (left: Integer, right: Integer) -> Integer {
    combined(left, right, { $0.addingReportingOverflow($1) }, +)
  }

  package static func - (left: Integer, right: Integer) -> Integer {
    combined(left, right, { $0.subtractingReportingOverflow($1) }, -)
  }

  package static func * (left: Integer, right: Integer) -> Integer {
    combined(left, right, { $0.multipliedReportingOverflow(by: $1) }, *)
  }

  package static prefix func - (operand: Integer) -> Integer { 0 - operand }

  /// The result in words, or in numbers of any length where it does not fit.
  @inline(__always)
  private static func combined(
    _ left: Integer, _ right: Integer, _ short: (Int, Int) -> (partialValue: Int, overflow: Bool),
    _ long: (BigInt, BigInt) -> BigInt
  ) -> Integer {
    if case (.word(let a), .word(let b)) = (left, right) {
      let (result, overflow) = short(a, b)
      if !overflow { return .word(result) }
    }
    return Integer(long(left.big, right.big))
  }

  /// The quotient, rounded towards zero, and the rest, which has the sign of this number.
  func quotientAndRemainder(dividingBy divisor: Integer) -> (Integer, Integer) {
    // A word divided by -1 may be none.
    if case (.word(let a), .word(let b)) = (self, divisor), b > 0 {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return (.word(quotient), .word(remainder))
    }
    let (quotient, remainder) = big.quotientAndRemainder(dividingBy: divisor.big)
    return (Integer(quotient), Integer(remainder))
  }

  /// The largest integer that is not above `self / divisor`, for a positive divisor.
  func dividedDown(by divisor: Integer) -> Integer {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder.isNegative ? quotient - 1 : quotient
  }

  /// The smallest integer that is not below `self / divisor`, for a positive divisor.
  func dividedUp(by divisor: Integer) -> Integer {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder.isZero || remainder.isNegative ? quotient : quotient + 1
  }
}
