import BigInt

extension BigInt {
  /// `10^power` for a power that is not negative.
  static func powerOfTen(_ power: Int) -> BigInt { Integer.powerOfTen(power).big }

  /// This number times a non-negative power of ten.
  func scaled(by power: Int) -> BigInt {
    power == 0 ? self : self * BigInt.powerOfTen(power)
  }

  /// Whether it is below zero; a comparison with 0 would make a number of it first.
  var isNegative: Bool { sign == .minus && !isZero }

  /// Number of decimal digits or one more: fast, for deciding about precision. 1 for zero.
  var digitEstimate: Int { magnitude.bitWidth * 30103 / 100_000 + 1 }

  /// The largest integer that is not above `self / divisor`, for a positive divisor.
  func dividedDown(by divisor: BigInt) -> BigInt {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder.isNegative ? quotient - 1 : quotient
  }

  /// The smallest integer that is not below `self / divisor`, for a positive divisor.
  func dividedUp(by divisor: BigInt) -> BigInt {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder.isZero || remainder.isNegative ? quotient : quotient + 1
  }

  /// This number without the zeros at its end, at most `limit` of them, and how many they were.
  func strippingZeros(limit: Int = .max) -> (BigInt, count: Int) {
    guard !isZero else { return (self, 0) }
    var rest = self
    var count = 0
    // 10^n divides only numbers with n trailing zero bits, which bounds and mostly ends the search.
    var step = 1
    while step * 2 <= Swift.min(limit, rest.trailingZeroBitCount) { step *= 2 }
    while step > 0 {
      if step <= limit - count, rest.trailingZeroBitCount >= step {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: .powerOfTen(step))
        if remainder.isZero {
          rest = quotient
          count += step
          continue
        }
      }
      step /= 2
    }
    return (rest, count)
  }

  /// The nearest `Double` of `self · 10^exponent`.
  func double(exponent: Int) -> Double {
    guard !isZero else { return 0 }
    let size = digitEstimate + exponent
    if size < -290 || size > 308 {
      // Near the ends of the range the conversion from text rounds once, as it should.
      return Double("\(self)e\(exponent)") ?? .nan
    }
    // Seventy bits or so of the quotient; the last bit remembers that something was dropped.
    var numerator = magnitude
    var denominator: BigUInt = 1
    if exponent >= 0 {
      numerator *= BigInt.powerOfTen(exponent).magnitude
    } else {
      denominator = BigInt.powerOfTen(-exponent).magnitude
    }
    let shift = 66 - (numerator.bitWidth - denominator.bitWidth)
    if shift >= 0 { numerator <<= shift } else { denominator <<= -shift }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let excess = quotient.bitWidth - 64
    let top = quotient >> excess
    let exact = remainder.isZero && (top << excess) == quotient
    let bits = UInt64(truncatingIfNeeded: top) | (exact ? 0 : 1)
    let result = Double(sign: .plus, exponent: excess - shift, significand: Double(bits))
    return self < 0 ? -result : result
  }
}

extension BigUInt {
  /// Whether the last bit is set.
  var isOdd: Bool { !isZero && trailingZeroBitCount == 0 }
}
