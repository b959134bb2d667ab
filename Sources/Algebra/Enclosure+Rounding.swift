extension Enclosure {
  /// The number with exactly so many decimals; `nil` if the two ends round differently.
  ///
  /// There is no negative zero: `-0.0001` with two decimals is `0.00`.
  package func rounded(decimals: Int, _ rounding: Rounding) -> Literal? {
    let first = low.dividedByPowerOfTen(-decimals - exponent, rounding)
    guard isExact || first == high.dividedByPowerOfTen(-decimals - exponent, rounding) else {
      return nil
    }
    return Literal(first, exponent: -decimals)
  }

  /// The number with so many significant digits, at least one; `nil` if the two ends round
  /// differently. Zero is `0.00` with three.
  package func rounded(significant: Int, _ rounding: Rounding) -> Literal? {
    let first = low.rounded(exponent: exponent, significant: significant, rounding)
    if !isExact {
      let second = high.rounded(exponent: exponent, significant: significant, rounding)
      guard first == second else { return nil }
    }
    return Literal(first.coefficient, exponent: first.exponent)
  }
}

extension Enclosure {
  /// What the next whole numbers below all numbers in it lie in.
  var floor: Enclosure {
    Enclosure(
      low: low.wholePart(exponent: exponent), high: high.wholePart(exponent: exponent), exponent: 0)
  }
}

extension Integer {
  /// The next whole number below `self · 10^exponent`.
  fileprivate func wholePart(exponent: Int) -> Integer {
    guard exponent < 0 else { return scaled(by: exponent) }
    return dividedDown(by: .powerOfTen(-exponent))
  }
}

extension Literal {
  /// This number with exactly so many decimals.
  package func rounded(decimals: Int, _ rounding: Rounding) -> Literal {
    let rounded = coefficient.dividedByPowerOfTen(-decimals - exponent, rounding)
    return Literal(rounded, exponent: -decimals)
  }

  /// This number with so many significant digits, at least one.
  package func rounded(significant: Int, _ rounding: Rounding) -> Literal {
    let rounded = coefficient.rounded(exponent: exponent, significant: significant, rounding)
    return Literal(rounded.coefficient, exponent: rounded.exponent)
  }

  /// This number without the zeros at its end: `0.500` is `0.5`, `2.00` is `2`, `200` stays.
  package var trimmed: Literal {
    guard exponent < 0 else { return self }
    if coefficient.isZero { return Literal(0) }
    let (rest, count) = coefficient.strippingZeros(limit: -exponent)
    return count == 0 ? self : Literal(rest, exponent: exponent + count)
  }
}

/// A number as `coefficient · 10^exponent`, before it gets a text.
private struct Rounded: Equatable {
  var coefficient: Integer
  var exponent: Int
}

extension Integer {
  fileprivate func rounded(
    exponent: Int, significant: Int, _ rounding: Rounding
  ) -> Rounded {
    let significant = Swift.max(1, significant)
    if isZero { return Rounded(coefficient: 0, exponent: 1 - significant) }
    let dropped = digitCount - significant
    let rounded = dividedByPowerOfTen(dropped, rounding)
    // 9.996 with three digits is 10.0: one digit too many, and it is a zero.
    if dropped > 0, rounded.magnitude == .powerOfTen(significant) {
      return Rounded(coefficient: .powerOfTen(significant - 1), exponent: exponent + dropped + 1)
        .signed(like: self)
    }
    return Rounded(coefficient: rounded, exponent: exponent + dropped)
  }
}

extension Rounded {
  fileprivate func signed(like number: Integer) -> Rounded {
    number.isNegative ? Rounded(coefficient: -coefficient, exponent: exponent) : self
  }
}
