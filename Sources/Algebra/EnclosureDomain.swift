/// Evaluates expressions to intervals that certainly contain the exact value.
///
/// Sums, differences, products and integer powers of exact numbers stay exact, quotients where they
/// terminate. Everything else is rounded outward to `precision` significant digits, so that a
/// result is wide only in its last digits or because an operand was.
package struct EnclosureDomain: Domain, Sendable {
  /// Significant digits of results that are not exact.
  package let precision: Int

  /// Numbers from `10^sizeLimit` on are an overflow, and those below `10^-sizeLimit` are enclosed
  /// together with zero: nothing in a document needs them, and they would take ever more time.
  static let sizeLimit = 4300

  package init(precision: Int = 40) { self.precision = max(1, precision) }

  package func number(_ literal: Literal) throws -> Enclosure { Enclosure(literal) }

  package func negation(_ operand: Enclosure) throws -> Enclosure {
    let low = -operand.high
    return Enclosure(
      low: low, high: operand.isExact ? low : -operand.low, exponent: operand.exponent)
  }

  package func sum(_ terms: [Enclosure]) throws -> Enclosure {
    guard var total = terms.first else { return Enclosure(0) }
    for term in terms.dropFirst() { total = try sum(total, term) }
    return total
  }

  package func sum(_ left: Enclosure, _ right: Enclosure) throws -> Enclosure {
    let (a, b) = Enclosure.aligned(left, right)
    let low = a.low + b.low
    return try settled(
      low, a.isExact && b.isExact ? low : a.high + b.high, exponent: a.exponent)
  }

  package func product(_ factors: [Enclosure]) throws -> Enclosure {
    guard var total = factors.first else { return Enclosure(1) }
    for factor in factors.dropFirst() { total = try product(total, factor) }
    return total
  }

  package func product(_ a: Enclosure, _ b: Enclosure) throws -> Enclosure {
    let exponent = a.exponent + b.exponent
    if a.isExact && b.isExact {
      let value = a.low * b.low
      return try settled(value, value, exponent: exponent)
    }
    if !a.low.isNegative && !b.low.isNegative {
      return try settled(a.low * b.low, a.high * b.high, exponent: exponent)
    }
    let corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    return try settled(corners.min() ?? 0, corners.max() ?? 0, exponent: exponent)
  }

  package func holds(_ left: Enclosure, _ relation: Relation, _ right: Enclosure) throws -> Bool {
    let (a, b) = Enclosure.aligned(left, right)
    switch relation {
    case .less: return try decided(a.high < b.low, a.low >= b.high)
    case .lessOrEqual: return try decided(a.high <= b.low, a.low > b.high)
    case .greater: return try decided(a.low > b.high, a.high <= b.low)
    case .greaterOrEqual: return try decided(a.low >= b.high, a.high < b.low)
    case .equal:
      return try decided(a.isExact && b.isExact && a.low == b.low, !a.intersects(b))
    case .notEqual:
      return try decided(!a.intersects(b), a.isExact && b.isExact && a.low == b.low)
    }
  }

  private func decided(_ certainly: Bool, _ certainlyNot: Bool) throws -> Bool {
    if certainly { return true }
    if certainlyNot { return false }
    throw DomainError.undecided
  }
}

extension EnclosureDomain {
  /// The interval `[low, high] · 10^exponent`, rounded outward to the precision unless it is exact.
  func settled(_ low: Integer, _ high: Integer, exponent: Int) throws -> Enclosure {
    let lowDigits = low.digitEstimate
    let highDigits = high.digitEstimate
    let largest = max(lowDigits, highDigits)
    if largest + exponent > Self.sizeLimit { throw DomainError.overflow }
    if largest + exponent < -Self.sizeLimit { return beyondReach(low, high) }
    // The end nearer to zero keeps its digits too, unless it is zero or nearer by far.
    var kept = largest
    if !low.isZero && !high.isZero { kept = max(min(lowDigits, highDigits), largest - 1000) }
    let excess = kept - 1 - (low == high ? Self.sizeLimit : precision)
    guard excess > 0 else { return Enclosure(low: low, high: high, exponent: exponent) }
    let divisor = Integer.powerOfTen(excess)
    return Enclosure(
      low: low.dividedDown(by: divisor), high: high.dividedUp(by: divisor),
      exponent: exponent + excess)
  }

  /// An interval too near to zero to be told from it, except by its sign.
  private func beyondReach(_ low: Integer, _ high: Integer) -> Enclosure {
    Enclosure(
      low: low < 0 ? -1 : 0, high: high > 0 ? 1 : 0, exponent: -Self.sizeLimit)
  }
}
