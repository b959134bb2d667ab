internal import Algebra
internal import Diagnostics

/// How a document comes from exact numbers to printed ones, as its results show.
struct Habits {
  /// Results that are cut off and would be rounded otherwise.
  private(set) var cut = 0
  /// Those of them that no operands which print the same explain.
  private(set) var certainlyCut = 0
  /// Results that are rounded and would be cut off otherwise.
  private(set) var rounded = 0
  /// Results that follow in single precision only, and those with as many digits that follow
  /// exactly.
  private(set) var single = 0
  private(set) var exact = 0
  /// The first of those that are cut off, and of those in single precision.
  private(set) var firstCut: SourceSpan?
  private(set) var firstSingle: SourceSpan?

  /// Whether digits are cut off, at least here and there: in one number of twenty, where numbers that are a
  /// unit too small by a slip are fewer.
  var truncates: Bool { cut >= 2 && cut * 20 >= rounded }
  /// Whether it is a habit to round: of ten numbers and more that tell, hardly any is cut off.
  var rounds: Bool { rounded >= 10 && cut * 20 < rounded }
  /// Whether numbers were computed in single precision: of those that have enough digits to tell, one in
  /// seven is, as with a program's output among numbers that were typed.
  var isSingle: Bool { single >= 1 && single * 6 >= exact }

  /// Counts a result.
  mutating func count(_ literal: Literal, _ traced: Traced, at place: SourceSpan) {
    let value = traced.printed
    let printing = Enclosure.printing(literal)
    let isRounded = printing.intersects(value)
    let isCut = Self.isCut(literal, value)
    if isCut, !isRounded {
      cut += 1
      firstCut = firstCut ?? place
    }
    // Rounded operands look like cut results here and there.
    if isCut, let range = traced.range, !printing.intersects(range) { certainlyCut += 1 }
    if isRounded, !isCut { rounded += 1 }
    guard literal.significantDigits >= 7 else { return }
    if isRounded {
      exact += 1
    } else if Self.isSingle(literal, value) {
      single += 1
      firstSingle = firstSingle ?? place
    }
  }

  /// Whether digits are cut off of a value; a program may have a last bit too few of a value that
  /// has no more digits.
  static func isCut(_ literal: Literal, _ value: Enclosure) -> Bool {
    value.isCut(to: literal)
      || literal.decimals > 2 && Enclosure.truncating(literal).intersects(value)
  }

  /// Whether a number with all the digits of a program's output is another one but for its last bits.
  static func isDouble(_ literal: Literal, _ value: Enclosure) -> Bool {
    guard literal.significantDigits >= 14, let a = Double(literal.text),
      let b = Double(value.lower.text)
    else { return false }
    return abs(a - b) <= 0x1p-49 * max(1, abs(b))
  }

  /// Whether a number of seven digits and more is another one but for single precision, whose sums
  /// lose what is small beside their largest term.
  static func isSingle(_ literal: Literal, _ value: Enclosure) -> Bool {
    guard literal.significantDigits >= 7, let a = Double(literal.text),
      let b = Double(value.lower.text)
    else { return false }
    return abs(a - b) <= 0x1p-22 * max(1, abs(b))
  }
}
