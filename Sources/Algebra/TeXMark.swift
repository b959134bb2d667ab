/// Invisible brackets around a piece of rendered text, so that whoever assembles text (an expression
/// printer, a template) keeps track of what its parts stand for without knowing about it.
///
/// A mark is `opening`, one scalar for its number, the text, `closing`. Marks nest.
package enum TeXMark {
  static let opening: Unicode.Scalar = "\u{E000}"
  static let closing: Unicode.Scalar = "\u{E001}"
  private static let base: UInt32 = 0xF0000
  /// As many marks as there are scalars to number them in one text.
  package static let limit = 0xFFFD

  /// The text between the brackets of mark `number`.
  package static func wrap(_ text: String, number: Int) -> String {
    var result = ""
    result.unicodeScalars.append(opening)
    result.unicodeScalars.append(Unicode.Scalar(base + UInt32(number)) ?? closing)
    result += text
    result.unicodeScalars.append(closing)
    return result
  }

  /// Whether a scalar belongs to a mark and not to the text.
  package static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == opening || scalar == closing || (base...(base + UInt32(limit))).contains(scalar.value)
  }

  package enum Event: Hashable, Sendable {
    case open(Int)
    case close
  }

  /// The event a position in marked text stands for: two scalars open a mark, one closes it.
  package static func number(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= base && scalar.value <= base + UInt32(limit) ? Int(scalar.value - base) : nil
  }

  package static func isOpening(_ scalar: Unicode.Scalar) -> Bool { scalar == opening }
  package static func isClosing(_ scalar: Unicode.Scalar) -> Bool { scalar == closing }
}
