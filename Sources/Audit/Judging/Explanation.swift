internal import Algebra

/// What probably went wrong, where one simple slip of the pen explains it.
enum Explanation {
  static func text(published: Literal, expected: Enclosure) -> String? {
    guard let right = expected.rounded(decimals: published.decimals, .halfUp) else { return nil }
    guard !right.isZero || expected.isZero else { return nil }
    if right.magnitude.equals(published.magnitude), right.isNegative != published.isNegative {
      return "the sign is wrong: \(right.text)"
    }
    if let shift = misplacedPoint(published, right, digits: 1) { return shift }
    let (a, b) = (Array(published.magnitude.text), Array(right.magnitude.text))
    guard a.count == b.count, published.isNegative == right.isNegative, a.count > 2 else {
      return nil
    }
    // One digit alone is another one, and no more.
    guard max(digits(published).count, digits(right).count) > 1 else { return nil }
    if a.indices.count(where: { a[$0] != b[$0] }) == 1 {
      return "one digit differs: \(right.text)"
    }
    return isSwap(published, right) ? "two digits are swapped: \(right.text)" : nil
  }

  /// Whether a number is another one with two neighbouring digits swapped.
  static func isSwap(_ published: Literal, _ right: Literal) -> Bool {
    let (a, b) = (Array(published.magnitude.text), Array(right.magnitude.text))
    guard a.count == b.count, published.isNegative == right.isNegative else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    return different.count == 2 && different[1] == different[0] + 1
      && a[different[0]] == b[different[1]] && a[different[1]] == b[different[0]]
  }

  /// What happened to a number on its way to another one, if it is a slip of the pen: a digit more,
  /// less or another, two swapped, or a few units of the last place.
  ///
  /// - Parameter isNear: Whether any number nearby counts.
  static func nearMiss(
    _ published: Literal, _ right: Literal, isNear: Bool = true
  ) -> String? {
    if let shift = misplacedPoint(published, right) { return shift }
    let (a, b) = (digits(published), digits(right))
    guard a != b, min(a.count, b.count) >= 3 else {
      return isNear && isClose(published, right) ? "\(right.text) was published before" : nil
    }
    if a.count == b.count {
      let different = a.indices.filter { a[$0] != b[$0] }
      if different.count == 1 { return "one digit differs: \(right.text)" }
      if different.count == 2, a[different[0]] == b[different[1]],
        a[different[1]] == b[different[0]]
      {
        return "two digits are swapped: \(right.text)"
      }
    }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    let isOneMore = long.indices.contains { index in
      long[..<index] + long[(index + 1)...] == short[...]
    }
    if long.count == short.count + 1, isOneMore {
      return (a.count > b.count ? "a digit too many: " : "a digit is missing: ") + right.text
    }
    return isNear && isClose(published, right) ? "\(right.text) was published before" : nil
  }

  /// Whether a number is another one but for a power of ten.
  ///
  /// - Parameter count: How many digits they have in common at least.
  private static func misplacedPoint(
    _ published: Literal, _ right: Literal, digits count: Int = 2
  ) -> String? {
    let (a, b) = (significant(published), significant(right))
    guard a.count >= count, a == b, !published.magnitude.equals(right.magnitude),
      published.isNegative == right.isNegative
    else { return nil }
    return "the decimal point is misplaced: \(right.text)"
  }

  /// The digits between the zeros at both ends.
  private static func significant(_ literal: Literal) -> [Character] {
    Array(digits(literal).reversed().drop { $0 == "0" }.reversed())
  }

  private static func digits(_ literal: Literal) -> [Character] {
    Array(literal.magnitude.text.filter { $0 != "." }.drop { $0 == "0" })
  }

  /// Within five parts of a hundred.
  private static func isClose(_ a: Literal, _ b: Literal) -> Bool {
    guard let x = Double(a.magnitude.text), let y = Double(b.magnitude.text), y > 0 else {
      return false
    }
    return abs(x - y) <= 0.05 * y
  }
}
