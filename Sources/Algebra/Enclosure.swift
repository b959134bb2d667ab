import BigInt

/// A closed interval that certainly contains a number, with exact decimal ends.
///
/// Both ends share one exponent: the interval is `[low, high] · 10^exponent`. Zero width means that
/// the number is known exactly.
package struct Enclosure: Sendable {
  let low: Integer
  let high: Integer
  let exponent: Int

  /// `[low, high] · 10^exponent`; the caller sees to it that `low <= high`.
  init(low: Integer, high: Integer, exponent: Int) {
    self.low = low
    self.high = high
    self.exponent = exponent
  }

  /// The number itself: zero width.
  package init(_ literal: Literal) {
    self.init(low: literal.coefficient, high: literal.coefficient, exponent: literal.exponent)
  }

  package init(_ value: Int) {
    self.init(low: Integer(value), high: Integer(value), exponent: 0)
  }

  /// The binary number exactly, zero width; `nil` unless it is finite.
  package init?(_ double: Double) {
    guard double.isFinite else { return nil }
    // The value is integer · 2^power, and 2^-n is 5^n · 10^-n.
    let raw = Int64(double.significandBitPattern)
    let isSubnormal = double.exponentBitPattern == 0
    let magnitude = isSubnormal ? raw : raw | 1 << 52
    let zeros = magnitude == 0 ? 0 : magnitude.trailingZeroBitCount
    let power =
      magnitude == 0 ? 0 : max(1, Int(double.exponentBitPattern)) - 1075 + zeros
    let integer = BigInt((double < 0 ? -magnitude : magnitude) >> Int64(zeros))
    if power >= 0 {
      let value = Integer(integer << power)
      self.init(low: value, high: value, exponent: 0)
    } else {
      let value = Integer(integer * BigInt(5).power(-power))
      self.init(low: value, high: value, exponent: power)
    }
  }

  /// The interval between two numbers; `nil` if they are the wrong way round.
  package init?(lower: Literal, upper: Literal) {
    let exponent = min(lower.exponent, upper.exponent)
    let low = lower.coefficient.scaled(by: lower.exponent - exponent)
    let high = upper.coefficient.scaled(by: upper.exponent - exponent)
    guard low <= high else { return nil }
    self.init(low: low, high: high, exponent: exponent)
  }

  /// All numbers that print as this literal: half a unit of its last digit to either side. The ends
  /// belong to it, so that rounding half up and half to even both pass.
  package static func printing(_ literal: Literal) -> Enclosure {
    let centre = literal.coefficient * 10
    return Enclosure(low: centre - 5, high: centre + 5, exponent: literal.exponent - 1)
  }

  /// All numbers that print as this literal when the digits behind its last one are cut off, and
  /// the end that just does not.
  package static func truncating(_ literal: Literal) -> Enclosure {
    let value = literal.coefficient
    let isPositive = !value.isNegative && !value.isZero
    return Enclosure(
      low: isPositive ? value : value - 1, high: value.isNegative ? value : value + 1,
      exponent: literal.exponent)
  }
}

extension Enclosure {
  /// Whether one of the numbers prints as a literal when the digits behind its last one are cut off.
  package func isCut(to literal: Literal) -> Bool {
    let cut = Enclosure.truncating(literal)
    guard cut.intersects(self) else { return false }
    return !(!literal.isNegative && lower.equals(cut.upper))
      && !((literal.isNegative || literal.isZero) && upper.equals(cut.lower))
  }
}

extension Enclosure {
  /// The lower end.
  package var lower: Literal { Literal(low, exponent: exponent) }
  /// The upper end.
  package var upper: Literal { Literal(high, exponent: exponent) }
  /// Whether the number is known exactly.
  package var isExact: Bool { low == high }
  /// Whether zero is one of the numbers.
  package var containsZero: Bool { low <= 0 && high >= 0 }
  /// Whether this is exactly zero.
  package var isZero: Bool { low.isZero && high.isZero }
  /// Whether all of it is below zero.
  package var isNegative: Bool { high.isNegative }
  /// Whether all of it is above zero.
  package var isPositive: Bool { low > 0 }
  /// The exact value, `nil` where there is width.
  package var exactValue: Literal? { isExact ? lower : nil }

  /// The nearest `Double` of the middle.
  package var double: Double {
    isExact ? low.double(exponent: exponent) : ((low + high) * 5).double(exponent: exponent - 1)
  }
  /// The middle, exactly.
  package var centre: Enclosure {
    guard !isExact else { return self }
    let middle = (low + high) * 5
    return Enclosure(low: middle, high: middle, exponent: exponent - 1)
  }
  /// The nearest `Double` of the distance between the ends.
  package var width: Double { (high - low).double(exponent: exponent) }

  /// The absolute values of its numbers.
  package var magnitude: Enclosure {
    if !low.isNegative { return self }
    if high <= 0 { return Enclosure(low: -high, high: -low, exponent: exponent) }
    return Enclosure(low: 0, high: max(-low, high), exponent: exponent)
  }

  /// Whether every number of the other belongs to this one.
  package func contains(_ other: Enclosure) -> Bool {
    let (a, b) = Enclosure.aligned(self, other)
    return a.low <= b.low && b.high <= a.high
  }

  package func contains(_ literal: Literal) -> Bool { contains(Enclosure(literal)) }

  /// Whether the two have a number in common; touching ends do.
  package func intersects(_ other: Enclosure) -> Bool {
    let (a, b) = Enclosure.aligned(self, other)
    return a.low <= b.high && b.low <= a.high
  }

  /// The numbers both have in common, `nil` if there are none.
  package func intersection(_ other: Enclosure) -> Enclosure? {
    let (a, b) = Enclosure.aligned(self, other)
    let low = max(a.low, b.low)
    let high = min(a.high, b.high)
    return low <= high ? Enclosure(low: low, high: high, exponent: a.exponent) : nil
  }

  /// The smallest interval that contains both.
  package func hull(_ other: Enclosure) -> Enclosure {
    let (a, b) = Enclosure.aligned(self, other)
    return Enclosure(low: min(a.low, b.low), high: max(a.high, b.high), exponent: a.exponent)
  }

  /// Both with the smaller of the two exponents.
  static func aligned(_ a: Enclosure, _ b: Enclosure) -> (Enclosure, Enclosure) {
    if a.exponent == b.exponent { return (a, b) }
    let exponent = min(a.exponent, b.exponent)
    return (a.scaled(to: exponent), b.scaled(to: exponent))
  }

  /// The same interval with a smaller exponent.
  func scaled(to smaller: Int) -> Enclosure {
    guard smaller < exponent else { return self }
    let low = low.scaled(by: exponent - smaller)
    return Enclosure(
      low: low, high: isExact ? low : high.scaled(by: exponent - smaller), exponent: smaller)
  }
}

extension Enclosure: Hashable {
  /// Whether both have the same ends, however these are written.
  package static func == (left: Enclosure, right: Enclosure) -> Bool {
    let (a, b) = aligned(left, right)
    return a.low == b.low && a.high == b.high
  }

  package func hash(into hasher: inout Hasher) {
    // Equal ends have equal doubles, whatever their exponent.
    hasher.combine(low.double(exponent: exponent))
    hasher.combine(high.double(exponent: exponent))
  }
}

extension Enclosure: CustomStringConvertible {
  /// `0.5`, or `[0.49, 0.51]`.
  package var description: String { isExact ? lower.text : "[\(lower.text), \(upper.text)]" }
}
