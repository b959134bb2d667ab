extension EnclosureDomain {
  package func power(_ base: Enclosure, _ exponent: Enclosure) throws -> Enclosure {
    if let whole = exponent.wholeNumber { return try power(base, whole) }
    if exponent.isExact, let double = try sum([exponent, exponent]).wholeNumber {
      return try power(apply(.sqrt, [base]), double)
    }
    if base.isZero {
      if exponent.isPositive { return Enclosure(0) }
      if exponent.isNegative { throw DomainError.divisionByZero }
      throw DomainError.undecided
    }
    if base.low.isZero, exponent.isPositive {
      // From zero upwards the power grows.
      return Enclosure(0).hull(try power(base.highEnd, exponent))
    }
    return try apply(.exp, [product(exponent, apply(.log, [base]))])
  }

  /// An integer power, exact for exact bases while it has a reasonable number of digits.
  private func power(_ base: Enclosure, _ exponent: Integer) throws -> Enclosure {
    if exponent.isZero { return Enclosure(1) }
    if exponent < 0 {
      if base.isZero { throw DomainError.divisionByZero }
      return try quotient(Enclosure(1), power(base, -exponent))
    }
    if base.isZero || exponent == 1 { return base }
    if !exponent.isOdd {
      // An even power only sees the magnitude.
      return try positivePower(base.magnitude, exponent)
    }
    if base.low >= 0 { return try positivePower(base, exponent) }
    let low = try signedPower(base.lowEnd, exponent)
    return base.isExact ? low : low.hull(try signedPower(base.highEnd, exponent))
  }

  private func signedPower(_ base: Enclosure, _ exponent: Integer) throws -> Enclosure {
    let power = try positivePower(base.magnitude, exponent)
    return base.isNegative ? try negation(power) : power
  }

  private func positivePower(_ base: Enclosure, _ exponent: Integer) throws -> Enclosure {
    if base.low == base.high, let whole = base.wholeNumber, whole == 1 { return base }
    guard case .word(let count) = exponent else {
      let exponent = Enclosure(low: exponent, high: exponent, exponent: 0)
      return try apply(.exp, [product(exponent, apply(.log, [base]))])
    }
    // Exact digits grow with the exponent; beyond some hundreds squares are rounded outward.
    let isExact = base.isExact && base.low.digitEstimate <= Self.exactPowerDigits / count
    let rounding = EnclosureDomain(precision: precision + 2 * String(count).count)
    func multiplied(_ a: Enclosure, _ b: Enclosure) throws -> Enclosure {
      let product = try rounding.product(a, b)
      return isExact ? product : try rounding.inexact(product)
    }
    var result: Enclosure?
    var square = base
    var rest = count
    while true {
      if rest & 1 == 1 { result = try result.map { try multiplied($0, square) } ?? square }
      rest >>= 1
      if rest == 0 { break }
      square = try multiplied(square, square)
    }
    guard let result else { return Enclosure(1) }
    return try settled(result.low, result.high, exponent: result.exponent)
  }

  private static var exactPowerDigits: Int { 1200 }

  /// Rounded outward to the precision even if it is exact.
  private func inexact(_ value: Enclosure) throws -> Enclosure {
    let excess = value.low.digitEstimate - precision - 1
    guard value.isExact, excess > 0 else { return value }
    let divisor = Integer.powerOfTen(excess)
    return Enclosure(
      low: value.low.dividedDown(by: divisor), high: value.low.dividedUp(by: divisor),
      exponent: value.exponent + excess)
  }
}

extension Enclosure {
  /// The value if it is exact and an integer of reasonable size.
  var wholeNumber: Integer? {
    guard isExact else { return nil }
    if exponent >= 0 {
      return exponent <= EnclosureDomain.sizeLimit ? low.scaled(by: exponent) : nil
    }
    if low.isZero { return 0 }
    guard low.digitEstimate + exponent > 0 else { return nil }
    let (quotient, remainder) = low.quotientAndRemainder(dividingBy: .powerOfTen(-exponent))
    return remainder.isZero ? quotient : nil
  }
}
