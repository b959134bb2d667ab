import BigInt

/// An interval of positive or negative numbers in binary: `[low, high] · 2^exponent`.
struct BinaryInterval {
  var low: BigInt
  var high: BigInt
  var exponent: Int
}

/// Exponential and logarithm in binary fixed point, with error bounds.
///
/// An *ulp* is `2^-scale` throughout. Bounds are rough on purpose: a few bits more cost nothing.
enum FixedPoint {
  /// `floor(ln 2 · 2^scale)`, less than 2 ulps too small.
  static func ln2(scale: Int) -> BigInt {
    scale <= cachedScale ? cachedLn2 >> (cachedScale - scale) : computedLn2(scale: scale)
  }

  private static let cachedScale = 2560
  private static let cachedLn2 = computedLn2(scale: cachedScale)

  /// ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749) (Gauss's machin-like formula).
  ///
  /// 64 more bits than asked for absorb the truncations: each series has fewer than `scale` terms,
  /// each wrong by at most 2, times 28 in all.
  private static func computedLn2(scale: Int) -> BigInt {
    let working = scale + 64
    func artanh(reciprocalOf n: BigInt) -> BigInt {
      var power = (BigInt(1) << working) / n
      var sum = power
      let square = n * n
      var k: BigInt = 1
      while !power.isZero {
        power /= square
        k += 2
        sum += power / k
      }
      return sum
    }
    let sum =
      18 * artanh(reciprocalOf: 26) - 2 * artanh(reciprocalOf: 4801)
      + 8 * artanh(reciprocalOf: 8749)
    return sum >> 64
  }

  /// `e^(argument · 2^-scale)`, where the argument may be up to 1 ulp too small.
  ///
  /// With `e^x = 2^k · (e^s)^(2^j)`, `k = floor(x / ln 2)` and `s = (x - k ln 2) / 2^j`:
  /// - the reduced argument, times `2^j`, is wrong by at most `A = 1 + 2|k| + 2^j` ulps (argument,
  ///   ln 2, division by `2^j`), which makes a relative error of `2 A` ulps;
  /// - each Taylor term is wrong by at most half the error of the one before (`s < 1/2`) and two
  ///   truncations, so by less than 4 ulps; those left out add less than 4: of N terms, `4N + 4`;
  /// - squaring doubles the relative error and truncates, so after j of them it is at most
  ///   `2^j (4N + 6)` ulps.
  ///
  /// The mantissa is below `2 + 2^-20`, so three times the sum of both bounds its absolute error.
  static func exp(_ argument: BigInt, scale: Int) -> BinaryInterval {
    let ln2 = ln2(scale: scale)
    let k = argument.dividedDown(by: ln2)
    let reduced = (argument - k * ln2).magnitude
    let squarings = halvings(scale: scale)
    let s = reduced >> squarings
    let one = BigUInt(1) << scale
    var mantissa = one + s
    var term = s
    var n = 1
    while !term.isZero {
      n += 1
      term = ((term * s) >> scale) / BigUInt(n)
      mantissa += term
    }
    for _ in 0..<squarings { mantissa = (mantissa * mantissa) >> scale }
    let power = Int(truncatingIfNeeded: k)
    let argumentError = 1 + 2 * abs(power) + 1 << squarings
    let error = BigInt(3 * (2 * argumentError + (4 * n + 6) << squarings) + 3)
    let value = BigInt(mantissa)
    return BinaryInterval(low: value - error, high: value + error, exponent: power - scale)
  }

  /// How often the argument is halved before the Taylor series: balances squarings and terms.
  private static func halvings(scale: Int) -> Int {
    var root = 1
    while root * root < scale { root += 1 }
    return 2 + root * 2 / 5
  }

  /// Bits that the errors above take away from the end of `exp`, for arguments below `2^14`.
  static func lostBits(scale: Int) -> Int { 28 + halvings(scale: scale) }

  /// Natural logarithm of `mantissa · 2^(exponent - scale)`, the mantissa between `2^scale / 2` and
  /// `2^scale · 2` and up to 1 ulp too small; `estimate` is near the logarithm of the mantissa.
  ///
  /// One Newton step from the estimate y: with `Q = m e^-y = 1 + d`, `ln m = y + ln(1 + d)`. The
  /// error of Q is at most the mantissa's (1 ulp times `e^-y <= 2`), half the width of the
  /// exponential's interval times `m <= 2`, and 1 for the product; around 1 the logarithm at most
  /// doubles it. N terms of its series are wrong by 2 ulps each and 2 for the rest; `exponent · ln
  /// 2` by 2 |exponent|.
  static func log(
    mantissa: BigInt, exponent: Int, estimate: Double, scale: Int
  ) -> BinaryInterval {
    let y = fixed(estimate, scale: scale)
    let inverse = exp(-y, scale: scale)
    let middle = (inverse.low + inverse.high) >> 1
    let spread = inverse.high - inverse.low
    // The exponential's exponent is -scale or a bit less, and its mantissa below 2.
    let product = (mantissa * middle) >> (-inverse.exponent)
    let d = product - (BigInt(1) << scale)
    var power = d.magnitude
    var sum = BigInt(0)
    var n = 1
    while !power.isZero {
      let term = BigInt(power / BigUInt(n))
      // d - d²/2 + d³/3 …: for a negative d all terms are negative.
      if d < 0 || n % 2 == 0 { sum -= term } else { sum += term }
      power = (power * d.magnitude) >> scale
      n += 1
    }
    let value = y + sum + BigInt(exponent) * ln2(scale: scale)
    let error = 2 * (4 + 2 * spread) + BigInt(2 * n + 4 + 2 * abs(exponent))
    return BinaryInterval(low: value - error, high: value + error, exponent: -scale)
  }

  /// `floor(value · 2^scale)`.
  private static func fixed(_ value: Double, scale: Int) -> BigInt {
    guard value != 0 else { return 0 }
    let bits = BigInt(Int64(value.significand * 0x1p52)) * (value < 0 ? -1 : 1)
    let shift = scale + Int(value.exponent) - 52
    return shift >= 0 ? bits << shift : bits.dividedDown(by: BigInt(1) << -shift)
  }
}
