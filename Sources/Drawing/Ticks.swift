/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten that cover a range.
package struct Ticks: Hashable, Sendable {
  /// The ticks in units of 10^`exponent`, rising.
  package let coefficients: [Int]
  package let exponent: Int

  package var values: [Double] { coefficients.map { Self.value($0, exponent) } }

  /// Ticks of which the first is not above and the last not below the numbers.
  ///
  /// - Parameters:
  ///   - lowest: The least number to cover; of one number alone, its neighbourhood is covered.
  ///   - isWhole: Whether fractions make no sense, as for steps.
  ///   - limit: At most so many ticks, at least 2.
  package init(_ lowest: Double, _ highest: Double, isWhole: Bool = false, limit: Int) {
    var (low, high) = (min(lowest, highest), max(lowest, highest))
    if !(low.isFinite && high.isFinite) { (low, high) = (0, 1) }
    if high - low <= max(abs(low), abs(high)) * 1e-9 {
      let margin = low == 0 ? 1 : abs(low) / 2
      (low, high) = (isWhole ? low : low - margin, isWhole ? low + 1 : high + margin)
    }
    var exponent = Self.exponent(of: (high - low) / Double(max(1, limit - 1)))
    if isWhole { exponent = max(0, exponent) }
    while true {
      for step in [1, 2, 5] {
        let unit = Self.value(step, exponent)
        // Quotients that are whole but for rounding must not gain a tick.
        let first = Int((low / unit + 1e-9).rounded(.down))
        let last = Int((high / unit - 1e-9).rounded(.up))
        if last - first + 1 <= max(2, limit) {
          coefficients = (first...max(first + 1, last)).map { $0 * step }
          self.exponent = exponent
          return
        }
      }
      exponent += 1
    }
  }

  private static func exponent(of value: Double) -> Int {
    var (exponent, rest) = (0, value)
    while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
    while rest < 1, exponent > -320 { (rest, exponent) = (rest * 10, exponent - 1) }
    return exponent
  }

  private static func value(_ coefficient: Int, _ exponent: Int) -> Double {
    Double("\(coefficient)e\(exponent)") ?? 0
  }
}
