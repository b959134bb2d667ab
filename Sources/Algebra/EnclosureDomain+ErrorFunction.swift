import BigInt

/// The error function and π, enclosed by interval arithmetic throughout: what is lost in a step only
/// widens the result.
extension EnclosureDomain {
  /// `erf x = 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1 · 3 · … · (2n+1))`.
  ///
  /// All terms have the sign of x, so nothing cancels.
  /// - Source: Abramowitz & Stegun 1964, 7.1.6.
  func erf(_ x: Integer, exponent: Int) throws -> Enclosure {
    if x.isZero { return Enclosure(0) }
    let size = x.magnitude
    let result = try positiveErf(Enclosure(low: size, high: size, exponent: exponent))
    return x.isNegative ? try negation(result) : result
  }

  /// Each step loses a digit at most in its last place; hundreds of them lose fewer than eight digits.
  private func positiveErf(_ x: Enclosure) throws -> Enclosure {
    // 1 - erf x < e^(-x²), and 10^(-d) is e^(-2.31 d).
    let limit = 2.31 * Double(precision + 3)
    if x.double * x.double > limit {
      let unit = Integer.powerOfTen(precision + 3)
      return Enclosure(low: unit - 1, high: unit, exponent: -precision - 3)
    }
    let working = EnclosureDomain(precision: precision + 8)
    let square = try working.product(x, x)
    let step = try working.product(Enclosure(2), square)
    var (term, sum, n) = (x, x, 0)
    while true {
      n += 1
      term = try working.quotient(working.product(term, step), Enclosure(2 * n + 1))
      sum = try working.sum([sum, term])
      // From here on each term is less than half the one before, so all of them less than this one.
      let isShrinking = step.double < Double(n)
      if isShrinking, try working.isNegligible(term, beside: sum) { break }
    }
    sum = try working.sum([sum, Enclosure(low: 0, high: term.high, exponent: term.exponent)])
    let scale = try working.quotient(
      Enclosure(2), working.apply(.sqrt, [working.apply(.pi, [])]))
    let decay = try working.apply(.exp, [working.negation(square)])
    let product = try working.product([scale, decay, sum])
    return try settled(product.low, product.high, exponent: product.exponent)
  }

  /// Whether a positive term is beyond the last digit of a positive sum.
  private func isNegligible(_ term: Enclosure, beside sum: Enclosure) throws -> Bool {
    let places = Enclosure(low: 1, high: 1, exponent: -precision)
    return try holds(term.highEnd, .less, product(sum.lowEnd, places))
  }

  /// π = 16 arctan(1/5) − 4 arctan(1/239) (Machin 1706), in decimal fixed point.
  ///
  /// Each term of a series is wrong by less than 2 in the last place, and there is less than one a
  /// digit: 20 series add up to less than 100 a digit.
  func pi() throws -> Enclosure {
    let digits = precision + 12
    func arctan(reciprocalOf n: BigInt) -> BigInt {
      var power = BigInt.powerOfTen(digits) / n
      var (sum, k) = (power, BigInt(1))
      while !power.isZero {
        power /= -(n * n)
        k += 2
        sum += power / k
      }
      return sum
    }
    let value = Integer(16 * arctan(reciprocalOf: 5) - 4 * arctan(reciprocalOf: 239))
    let error = Integer(100 * (digits + 1))
    return try settled(value - error, value + error, exponent: -digits)
  }
}
