/// Random numbers of a distribution, the same on every machine: only operations that IEEE 754 rounds
/// correctly are used, and not the mathematical library's logarithm, which differs in its last bit.
extension SplitMix64 {
  /// From 0 up to, but not including, 1: the upper 53 bits.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func uniform(from low: Double, to high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// Of the standard normal distribution, by the polar form of Box and Muller's method: a point of the
  /// unit disk, moved outwards. The second number of each point is not used.
  ///
  /// - Source: Box & Muller 1958; Marsaglia & Bray 1964.
  mutating func normal() -> Double {
    while true {
      let (u, v) = (2 * unit() - 1, 2 * unit() - 1)
      let size = u * u + v * v
      if size > 0, size < 1 { return u * (-2 * Self.logarithm(size) / size).squareRoot() }
    }
  }

  /// ln x for 0 < x < 1, to within a few units of the last place.
  ///
  /// x = m · 2^e with m between √½ and √2, and ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …) with
  /// s = (m − 1)/(m + 1), which is below 0.172, so that 11 terms are exact to 1e-17.
  static func logarithm(_ x: Double) -> Double {
    var (mantissa, exponent) = (x.significand, Double(x.exponent))
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var series = 0.0
    for k in stride(from: 21.0, through: 1, by: -2) { series = series * square + 1 / k }
    return exponent * 0.6931471805599453 + 2 * s * series
  }
}
