package import Algebra
import BigInt

/// A number of a generated page made wrong.
package struct Fault: Sendable {
  /// What people do to numbers.
  package enum Kind: String, Sendable, CaseIterable {
    case digitChanged = "digit changed"
    case digitsSwapped = "digits swapped"
    case signFlipped = "sign flipped"
    case neighbour = "neighbour's value"
    case stale = "stale value"
    case wrongIndex = "wrong index"
  }

  package let kind: Kind
  /// Which page, and where on it.
  package let page: Int
  package let range: Range<Int>
  package let line: Int
  package let old: Literal
  package let new: String

  /// Whether the value moves by one unit of the last digit printed, or less.
  package let isOneUnit: Bool

  init?(_ kind: Kind, page: Int, _ number: GeneratedPage.Number, _ new: Literal) {
    guard !new.equals(number.literal) else { return nil }
    (self.kind, self.page, line) = (kind, page, number.line)
    old = number.literal
    // The interval of a literal one unit wide to either side.
    let unit = Literal(number.literal.coefficient - 1, exponent: number.literal.exponent)
    let next = Literal(number.literal.coefficient + 1, exponent: number.literal.exponent)
    isOneUnit = Enclosure(lower: unit, upper: next)?.contains(new) ?? false
    var (range, text) = (number.range, new.text)
    if new.isNegative, !number.literal.isNegative {
      switch number.before {
      case .plus: range = range.lowerBound - 1..<range.upperBound
      case .operation: text = "(\(text))"
      case .other: break
      }
    }
    (self.range, self.new) = (range, text)
  }
}
