extension EnclosureDomain {
  package func quotient(_ numerator: Enclosure, _ denominator: Enclosure) throws -> Enclosure {
    if denominator.isZero { throw DomainError.divisionByZero }
    if denominator.containsZero { throw DomainError.undecided }
    let exponent = numerator.exponent - denominator.exponent
    // The denominator is made positive, then the quotient grows with the numerator and falls or
    // rises with the denominator by the numerator's sign.
    let flipped = denominator.high < 0
    let low = flipped ? -numerator.high : numerator.low
    let high = flipped ? -numerator.low : numerator.high
    let smallest = flipped ? -denominator.high : denominator.low
    let largest = flipped ? -denominator.low : denominator.high
    if low == high && smallest == largest {
      return try quotient(low, smallest, exponent: exponent)
    }
    let below = low >= 0 ? largest : smallest
    let above = high >= 0 ? smallest : largest
    // Enough digits for the end nearer to zero, so that neither loses any.
    var nearest = low.digitEstimate
    if low.isZero || (!high.isZero && high.digitEstimate < nearest) {
      nearest = high.digitEstimate
    }
    let shift = max(0, precision + 2 + largest.digitEstimate - nearest)
    return try settled(
      low.scaled(by: shift).dividedDown(by: below),
      high.scaled(by: shift).dividedUp(by: above),
      exponent: exponent - shift)
  }

  /// The quotient of two exact numbers, the second of them positive.
  private func quotient(
    _ numerator: Integer, _ denominator: Integer, exponent: Int
  ) throws -> Enclosure {
    if let exact = terminating(numerator, denominator, exponent: exponent) {
      return try settled(exact.low, exact.high, exponent: exact.exponent)
    }
    let shift = max(0, precision + 2 + denominator.digitEstimate - numerator.digitEstimate)
    let (quotient, remainder) = numerator.scaled(by: shift)
      .quotientAndRemainder(dividingBy: denominator)
    if remainder.isZero {
      let (value, zeros) = quotient.strippingZeros()
      return try settled(value, value, exponent: exponent - shift + zeros)
    }
    return try settled(
      remainder.isNegative ? quotient - 1 : quotient,
      remainder.isNegative ? quotient : quotient + 1,
      exponent: exponent - shift)
  }

  /// The quotient where the denominator, once reduced, has no prime factors but 2 and 5 and few of
  /// them; machine words only, since most denominators in documents are short.
  private func terminating(
    _ numerator: Integer, _ denominator: Integer, exponent: Int
  ) -> Enclosure? {
    guard case .word(let divisor) = denominator,
      case .word(let rest) = numerator.quotientAndRemainder(dividingBy: denominator).1
    else { return nil }
    var (a, b) = (divisor, abs(rest))
    while b != 0 { (a, b) = (b, a % b) }
    var reduced = divisor / a
    let twos = reduced.trailingZeroBitCount
    reduced >>= twos
    var fives = 0
    while reduced % 5 == 0 {
      reduced /= 5
      fives += 1
    }
    let decimals = max(twos, fives)
    guard reduced == 1, decimals <= precision else { return nil }
    let (value, _) = numerator.scaled(by: decimals).quotientAndRemainder(dividingBy: denominator)
    return Enclosure(low: value, high: value, exponent: exponent - decimals)
  }
}
