internal import Diagnostics

/// The words of a fence's info string or of a region's opening comment, read.
struct InfoWords {
  var name: Word?
  var attributes: [Attribute] = []
  var echo: Word?

  private let source: SourceText
  private let bytes: [UInt8]
  /// What the words belong to, as messages call it.
  private let owner: String
  private let takesName: Bool
  private let takesAttributes: Bool
  private let takesEcho: Bool
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the words in a range of bytes of one line.
  init(
    _ range: Range<Int>, of source: SourceText, bytes: [UInt8], owner: String, takesName: Bool,
    takesAttributes: Bool, takesEcho: Bool
  ) {
    self.source = source
    self.bytes = bytes
    self.owner = owner
    self.takesName = takesName
    self.takesAttributes = takesAttributes
    self.takesEcho = takesEcho
    for word in Self.split(range, of: bytes) { read(word) }
  }

  /// Words between spaces and tabs; a quoted value may contain them.
  static func split(_ range: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var words = [Range<Int>]()
    var start: Int?
    var isQuoted = false
    for offset in range {
      let byte = bytes[offset]
      let isSpace = byte == 0x20 || byte == 0x09
      if isSpace, !isQuoted {
        if let begun = start { words.append(begun..<offset) }
        start = nil
        continue
      }
      if start == nil { start = offset }
      if byte == UInt8(ascii: "\"") {
        if isQuoted {
          isQuoted = false
        } else if let start, offset > start, bytes[offset - 1] == UInt8(ascii: "=") {
          isQuoted = true
        }
      }
    }
    if let start { words.append(start..<range.upperBound) }
    return words
  }

  private mutating func read(_ range: Range<Int>) {
    guard let equals = bytes[range].firstIndex(of: UInt8(ascii: "=")) else {
      return readBare(word(range))
    }
    guard takesAttributes else {
      return report(
        "cell-word", "\(owner) takes no attributes, found `\(text(range))`", range)
    }
    let key = word(range.lowerBound..<equals)
    var value = equals + 1..<range.upperBound
    if bytes[value].first == UInt8(ascii: "\"") {
      value = value.lowerBound + 1..<value.upperBound
      guard let quote = bytes[value].firstIndex(of: UInt8(ascii: "\"")) else {
        return report(
          "attribute-malformed", "the quote of `\(key.text)=\"…` is not closed",
          value.lowerBound - 1..<range.upperBound)
      }
      guard quote + 1 == value.upperBound else {
        return report(
          "attribute-malformed",
          "expected a space behind the quoted value, found `"
            + text(quote + 1..<value.upperBound) + "`", quote + 1..<value.upperBound)
      }
      value = value.lowerBound..<quote
    } else if value.isEmpty {
      return report(
        "attribute-malformed", "`\(key.text)=` has no value", range,
        help: "write `\(key.text)=VALUE`, without spaces around `=`")
    }
    guard !key.text.isEmpty else {
      return report(
        "attribute-malformed", "expected a name before `=`, found `\(text(range))`", range)
    }
    guard !attributes.contains(where: { $0.key.text == key.text }) else {
      return report("attribute-duplicate", "`\(key.text)` is given twice", range)
    }
    attributes.append(Attribute(key: key, value: word(value)))
  }

  private mutating func readBare(_ word: Word) {
    let range = word.span.range
    if word.text == "echo", takesEcho {
      if echo != nil { return report("cell-word", "`echo` is given twice", range) }
      echo = word
    } else if takesName, name == nil, attributes.isEmpty, echo == nil {
      name = word
    } else if takesName, name == nil {
      report(
        "cell-word", "the view's name `\(word.text)` must stand before the other words", range)
    } else {
      let known = takesEcho ? ["echo"] : []
      let help =
        Suggestion.help(for: word.text, among: known)
        ?? (takesAttributes
          ? "attributes are written `name=value`, values with spaces in quotes" : nil)
      report("cell-word", "\(owner) does not know the word `\(word.text)`", range, help: help)
    }
  }

  private func text(_ range: Range<Int>) -> String { String(source[range]) }

  private func word(_ range: Range<Int>) -> Word {
    Word(text: text(range), span: SourceSpan(source: source, range: range))
  }

  private mutating func report(
    _ id: String, _ message: String, _ range: Range<Int>, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(id: id, message, at: SourceSpan(source: source, range: range), help: help))
  }
}
