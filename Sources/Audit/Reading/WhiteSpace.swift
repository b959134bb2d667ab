extension StringProtocol {
  /// The words with one space between them.
  var onOneLine: String {
    guard isASCII else { return split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    var folded: [UInt8] = []
    folded.reserveCapacity(utf8.count)
    var isGap = false
    for byte in utf8 {
      if byte.isWhitespace {
        isGap = !folded.isEmpty
      } else {
        if isGap { folded.append(UInt8(ascii: " ")) }
        isGap = false
        folded.append(byte)
      }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  /// Whether there is nothing in it but white space and signs of emphasis.
  var isPadding: Bool {
    guard isASCII else { return allSatisfy { $0.isWhitespace || "*_".contains($0) } }
    return utf8.allSatisfy { $0.isWhitespace || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") }
  }

  /// The text without `<br>`.
  var withoutBreaks: String {
    guard utf8.contains(UInt8(ascii: "<")), contains("<br") else { return String(self) }
    return ["<br>", "<br/>", "<br />"].reduce(String(self)) { $0.replacing($1, with: " ") }
  }

  /// Whether a line of words and nothing else comes to its end in the text.
  ///
  /// - Parameter continues: Whether the text's first line is the rest of one that has other things.
  func hasLineOfWords(continues: Bool) -> Bool {
    guard utf8.contains(0x0A) else { return false }
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(continues ? 1 : 0).dropLast().contains { !$0.isPadding }
  }

  /// Whether bytes and characters are the same, but for a carriage return and its line feed.
  private var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension UInt8 {
  /// What `Character.isWhitespace` says of an ASCII character.
  fileprivate var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
