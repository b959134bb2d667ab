/// Splits HTML into tags and text, as browsers do.
struct HTMLScanner {
  struct Tag {
    /// In small letters.
    let name: String
    /// Names in small letters, values with their character references replaced.
    var attributes: [(name: String, value: String)] = []
    var isSelfClosing = false
  }

  enum Token {
    case text(String)
    case opening(Tag)
    case closing(String)
    /// A comment, a declaration, a processing instruction.
    case other
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ html: String) { scalars = Array(html.unicodeScalars) }

  mutating func next() -> Token? {
    guard place < scalars.count else { return nil }
    if scalars[place] == "<" {
      if matches("<!--") { return skip(past: "-->") }
      if matches("<![CDATA[") { return skip(past: "]]>") }
      if matches("<!") || matches("<?") { return skip(past: ">") }
      if let letter = scalar(at: place + 1), isLetter(letter) { return readTag() }
      if matches("</"), let letter = scalar(at: place + 2), isLetter(letter) {
        place += 2
        let name = readName()
        _ = skip(past: ">")
        return .closing(name)
      }
      if matches("</") { return skip(past: ">") }
    }
    let start = place
    place += 1
    while place < scalars.count, scalars[place] != "<" { place += 1 }
    return .text(string(start..<place))
  }

  private mutating func skip(past end: String) -> Token {
    while place < scalars.count, !matches(end) { place += 1 }
    place = min(scalars.count, place + end.unicodeScalars.count)
    return .other
  }

  // MARK: Tags

  private mutating func readTag() -> Token {
    place += 1
    var tag = Tag(name: readName())
    while let scalar = scalar(at: place), scalar != ">" {
      if isSpace(scalar) || scalar == "/" {
        tag.isSelfClosing = scalar == "/"
        place += 1
        continue
      }
      tag.isSelfClosing = false
      let attribute = readAttribute()
      if !tag.attributes.contains(where: { $0.name == attribute.name }) {
        tag.attributes.append(attribute)
      }
    }
    place += 1
    return .opening(tag)
  }

  private mutating func readName() -> String {
    let start = place
    while let scalar = scalar(at: place), !isSpace(scalar), scalar != "/", scalar != ">" {
      place += 1
    }
    return string(start..<place).lowercased()
  }

  private mutating func readAttribute() -> (name: String, value: String) {
    let start = place
    place += 1
    while let scalar = scalar(at: place), !isSpace(scalar), !["/", ">", "="].contains(scalar) {
      place += 1
    }
    let name = string(start..<place).lowercased()
    skipSpaces()
    guard scalar(at: place) == "=" else { return (name, "") }
    place += 1
    skipSpaces()
    return (name, HTMLEntities.decoded(readValue()))
  }

  private mutating func readValue() -> String {
    guard let first = scalar(at: place) else { return "" }
    if first == "\"" || first == "'" {
      place += 1
      let start = place
      while let scalar = scalar(at: place), scalar != first { place += 1 }
      defer { place += 1 }
      return string(start..<place)
    }
    let start = place
    while let scalar = scalar(at: place), !isSpace(scalar), scalar != ">" { place += 1 }
    return string(start..<place)
  }

  // MARK: Characters

  private mutating func skipSpaces() {
    while let scalar = scalar(at: place), isSpace(scalar) { place += 1 }
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private func string(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(text)
  }

  private func matches(_ text: String) -> Bool {
    scalars[place...].starts(with: text.unicodeScalars)
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    [" ", "\t", "\n", "\r", "\u{C}"].contains(scalar)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic
  }
}

/// Character references in attributes.
enum HTMLEntities {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "colon": ":",
    "sol": "/", "Tab": "\t", "NewLine": "\n", "lpar": "(", "rpar": ")", "period": ".", "num": "#",
    "quest": "?", "equals": "=", "percnt": "%", "semi": ";", "comma": ",", "excl": "!",
  ]

  /// The text with numeric references and the commonest names replaced; others stay as they are,
  /// and are written so that browsers do not replace them either.
  static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      rest = rest[rest.index(after: ampersand)...]
      let body = rest.prefix { $0 == "#" || $0.isLetter || $0.isNumber }
      if let replacement = replacement(for: body) {
        result += replacement
        rest = rest[body.endIndex...]
        if rest.first == ";" { rest.removeFirst() }
      } else {
        result += "&"
      }
    }
    return result + rest
  }

  private static func replacement(for body: Substring) -> String? {
    guard body.first == "#" else { return named[String(body)] }
    let digits = body.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let value =
      isHex
      ? UInt32(digits.dropFirst().prefix { $0.isHexDigit }, radix: 16)
      : UInt32(digits.prefix { $0.isASCII && $0.isNumber })
    guard let value else { return nil }
    return String(Unicode.Scalar(value).map(Character.init) ?? "\u{FFFD}")
  }
}
