/// Invisible brackets around a piece of rendered text, so that whoever assembles text (an expression
/// printer, a template) keeps track of what its parts stand for without knowing about it.
///
/// A mark is `opening`, one scalar for its number, the text, `closing`. Marks nest.
package enum TeXMark {
  private static let opening: Unicode.Scalar = "\u{E000}"
  private static let closing: Unicode.Scalar = "\u{E001}"
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
    case open(number: Int, length: Int)
    case close(length: Int)
  }

  /// The bracket that begins at a byte of marked text, and its length in bytes.
  package static func read(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Event? {
    guard bytes[index] == 0xEE, index + 2 < bytes.count, bytes[index + 1] == 0x80 else {
      return nil
    }
    if bytes[index + 2] == 0x81 { return .close(length: 3) }
    guard bytes[index + 2] == 0x80, index + 6 < bytes.count, bytes[index + 3] & 0xF8 == 0xF0 else {
      return nil
    }
    let scalar = (3...6).reduce(UInt32(0)) { value, offset in
      let byte = UInt32(bytes[index + offset])
      return offset == 3 ? byte & 0x07 : value << 6 | byte & 0x3F
    }
    return scalar >= base ? .open(number: Int(scalar - base), length: 7) : nil
  }
}
