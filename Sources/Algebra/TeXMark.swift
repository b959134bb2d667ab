/// Invisible brackets around a piece of rendered text, so that whoever assembles text (an expression
/// printer, a template) keeps track of what its parts stand for without knowing about it.
///
/// A mark is `opening`, two scalars for its number, the text, `closing`. Marks nest. The scalars are
/// private-use ones; in an author's text they stay what they are unless they make up a whole mark.
package enum TeXMark {
  private static let opening: Unicode.Scalar = "\u{E000}"
  private static let closing: Unicode.Scalar = "\u{E001}"
  /// The first byte of both brackets.
  static let firstByte: UInt8 = 0xEE
  private static let base: UInt32 = 0xF0000
  private static let digits: UInt32 = 0xFFFD

  /// The text between the brackets of mark `number`.
  package static func wrap(_ text: String, number: Int) -> String {
    var result = ""
    result.unicodeScalars.append(opening)
    for digit in [UInt32(number) / digits, UInt32(number) % digits] {
      result.unicodeScalars.append(Unicode.Scalar(base + digit) ?? closing)
    }
    result += text
    result.unicodeScalars.append(closing)
    return result
  }

  /// Whether a scalar belongs to a mark and not to the text.
  package static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == opening || scalar == closing || (base...(base + digits)).contains(scalar.value)
  }

  enum Event {
    case open(number: Int, length: Int)
    case close(length: Int)
  }

  /// The bracket that begins at a byte of marked text, and its length in bytes.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Event? {
    guard bytes[index] == firstByte, index + 2 < bytes.count, bytes[index + 1] == 0x80 else {
      return nil
    }
    if bytes[index + 2] == 0x81 { return .close(length: 3) }
    guard bytes[index + 2] == 0x80, let high = digit(bytes, at: index + 3),
      let low = digit(bytes, at: index + 7)
    else { return nil }
    return .open(number: Int(high * digits + low), length: 11)
  }

  /// The private-use scalar of four bytes at a position, counted from `base`.
  private static func digit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 3 < bytes.count, bytes[index] & 0xF8 == 0xF0 else { return nil }
    var scalar = UInt32(bytes[index] & 0x07)
    for offset in 1...3 { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return scalar >= base && scalar < base + digits ? scalar - base : nil
  }
}
