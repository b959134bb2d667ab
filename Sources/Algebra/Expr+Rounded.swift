extension Expr {
  /// The exact value of the expression with so many decimals.
  ///
  /// The precision is raised until both ends of the enclosure round alike. What is undecided even
  /// at 640 digits is taken for a tie, such as half the square of √2, and rounded as one.
  package func rounded(
    decimals: Int, _ rounding: Rounding, _ value: (Leaf) throws -> Enclosure
  ) throws -> Literal {
    try decided(value) { $0.rounded(decimals: decimals, rounding) }
  }

  /// The exact value of the expression with so many significant digits. A value that cannot be told
  /// from zero with 640 digits is zero.
  package func rounded(
    significant: Int, _ rounding: Rounding, _ value: (Leaf) throws -> Enclosure
  ) throws -> Literal {
    try decided(value) { $0.rounded(significant: significant, rounding) }
  }

  /// Evaluates with ever more digits until `round` knows an answer.
  private func decided(
    _ value: (Leaf) throws -> Enclosure, _ round: (Enclosure) -> Literal?
  ) throws -> Literal {
    var precision = 40
    while true {
      let isLast = precision >= 640
      do {
        let enclosure = try evaluate(in: EnclosureDomain(precision: precision), value)
        if let literal = round(enclosure) { return literal }
        if isLast, let literal = round(enclosure.snapped) { return literal }
      } catch DomainError.undecided where !isLast {
        // More digits may decide it.
      }
      if isLast { throw DomainError.undecided }
      precision *= 2
    }
  }
}

extension Enclosure {
  /// The shortest decimal in a very narrow interval, the exact middle of a wide one: what an
  /// expression that hides an exact value must be.
  var snapped: Enclosure {
    if containsZero && width < 1e-300 { return Enclosure(0) }
    let gap = high - low
    let digits = max(low.digitEstimate, high.digitEstimate)
    guard digits - gap.digitEstimate > 300 else { return centre }
    // The multiple of the smallest power of ten above the gap; there is at most one inside.
    let unit = Integer.powerOfTen(gap.digitCount)
    let candidate = low.dividedUp(by: unit)
    return candidate * unit <= high
      ? Enclosure(low: candidate, high: candidate, exponent: exponent + gap.digitCount) : centre
  }
}
