/// Finds where pieces of YAML end, which Yams does not tell.
struct YAMLExtents {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The first byte after a node's anchor and tag, `&name !tag`.
  func skippingProperties(from start: Int) -> (start: Int, tag: Range<Int>?) {
    var position = start
    var tag: Range<Int>?
    while position < bytes.count, [Self.ampersand, Self.exclamation].contains(bytes[position]) {
      let begin = position
      while position < bytes.count, !isBlank(bytes[position]) { position += 1 }
      if bytes[begin] == Self.exclamation { tag = begin..<position }
      while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    }
    return (min(position, bytes.count), tag)
  }

  func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The end of a plain scalar with this text: its own end, or its first line's if it has several.
  func endOfPlain(from start: Int, text: String) -> Int {
    let end = start + text.utf8.count
    if end <= bytes.count, bytes[start..<end].elementsEqual(text.utf8) { return end }
    return endOfLine(from: start)
  }

  /// The end of a line without white space.
  func endOfLine(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// The end of a quoted scalar, after its closing quote.
  func endOfQuoted(from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    let quote = bytes[start]
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == quote {
        // In single quotes, two of them are one.
        guard quote == Self.singleQuote, byte(at: position + 1) == quote else {
          return position + 1
        }
        position += 1
      } else if bytes[position] == Self.backslash, quote == Self.doubleQuote {
        position += 1
      }
      position += 1
    }
    return bytes.count
  }

  /// The end of `[…]` or `{…}`, after its closing bracket.
  func endOfFlow(from start: Int) -> Int {
    var depth = 0
    var position = start
    var beginsToken = true
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case Self.singleQuote where beginsToken, Self.doubleQuote where beginsToken:
        position = endOfQuoted(from: position)
        beginsToken = false
        continue
      case Self.hash where position > start && isBlank(bytes[position - 1]):
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
          position += 1
        }
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      if !isBlank(byte) { beginsToken = Self.beforeToken.contains(byte) }
      position += 1
    }
    return bytes.count
  }

  private static let ampersand = UInt8(ascii: "&")
  private static let exclamation = UInt8(ascii: "!")
  private static let singleQuote = UInt8(ascii: "'")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let hash = UInt8(ascii: "#")
  private static let beforeToken = Set("[{,:?-".utf8)

  private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
