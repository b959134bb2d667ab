import BigInt

/// Powers of ten that are asked for often: made once, read everywhere.
private let powersOfTen: [Integer] = {
  var powers: [Integer] = [1]
  for _ in 1...768 { powers.append(powers[powers.count - 1] * 10) }
  return powers
}()

extension Integer {
  /// `10^power` for a power that is not negative.
  static func powerOfTen(_ power: Int) -> Integer {
    power < powersOfTen.count ? powersOfTen[power] : Integer(BigInt(10).power(power))
  }

  /// This number times a non-negative power of ten.
  func scaled(by power: Int) -> Integer { power == 0 ? self : self * .powerOfTen(power) }

  /// Number of decimal digits or one more: fast, for deciding about precision. 1 for zero.
  var digitEstimate: Int {
    switch self {
    case .word(let word):
      (Int.bitWidth - word.magnitude.leadingZeroBitCount) * 30103 / 100_000 + 1
    case .long(let value): value.digitEstimate
    }
  }

  /// Number of decimal digits; 1 for zero.
  package var digitCount: Int {
    let estimate = digitEstimate
    guard estimate > 1 else { return 1 }
    return magnitude < .powerOfTen(estimate - 1) ? estimate - 1 : estimate
  }

  /// `self / 10^power` rounded to an integer; a negative power multiplies.
  func dividedByPowerOfTen(_ power: Int, _ rounding: Rounding) -> Integer {
    guard power > 0 else { return scaled(by: -power) }
    guard digitEstimate >= power else { return 0 }
    let divisor = Integer.powerOfTen(power)
    var (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
    let rest = divisor - remainder
    if remainder > rest || (remainder == rest && (rounding == .halfUp || quotient.isOdd)) {
      quotient = quotient + 1
    }
    return isNegative ? -quotient : quotient
  }

  /// This number without the zeros at its end, at most `limit` of them, and how many they were.
  func strippingZeros(limit: Int = .max) -> (Integer, count: Int) {
    switch self {
    case .word(var word):
      var count = 0
      while word != 0, count < limit, word % 10 == 0 { (word, count) = (word / 10, count + 1) }
      return (.word(word), count)
    case .long(let value):
      let (rest, count) = value.strippingZeros(limit: limit)
      return (Integer(rest), count)
    }
  }

  /// The nearest `Double` of `self · 10^exponent`.
  func double(exponent: Int) -> Double {
    // Of two doubles that are exact, the quotient and the product are rounded once.
    if case .word(let word) = self, word.magnitude < 1 << 53,
      case .word(let power) = Integer.powerOfTen(abs(exponent))
    {
      return exponent < 0 ? Double(word) / Double(power) : Double(word) * Double(power)
    }
    return big.double(exponent: exponent)
  }
}
