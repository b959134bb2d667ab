/// Splits TeX math into tokens, in one pass over its bytes.
struct TeXLexer {
  private let bytes: [UInt8]
  private let offset: Int
  private var position = 0
  private var tokens: [TeXToken] = []
  /// Opening braces that are not closed yet, as indices of tokens.
  private var braces: [Brace] = []

  private struct Brace {
    var token: Int
    /// The brace of a `\boxed`, which goes away if there is a relation inside.
    var isBox: Bool
    var hasRelation = false
  }

  /// All tokens, an `endOfSource` last. Offsets count from `offset`.
  static func tokens(_ source: some StringProtocol, offset: Int) throws -> [TeXToken] {
    var lexer = TeXLexer(source, offset: offset)
    while lexer.position < lexer.bytes.count { try lexer.next() }
    lexer.append(.endOfSource, from: lexer.bytes.count)
    return lexer.tokens.filter { $0.kind != .mark("\0") }
  }

  private init(_ source: some StringProtocol, offset: Int) {
    bytes = Array(source.utf8)
    self.offset = offset
  }

  private mutating func append(_ kind: TeXToken.Kind, from start: Int) {
    tokens.append(TeXToken(kind: kind, range: start + offset..<position + offset))
  }

  private func byte(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private mutating func next() throws {
    let start = position
    let first = bytes[position]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
      UInt8(ascii: "~"):
      position += 1
    case UInt8(ascii: "%"):
      while let byte = byte(), byte != UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "\\"): try command()
    case let digit where digit.isDigit: number()
    case UInt8(ascii: ".") where byte(1)?.isDigit == true && !followsNumber: number()
    case let letter where letter.isLetter:
      position += 1
      append(.letter(text(start..<position)), from: start)
    case UInt8(ascii: "{"): openBrace(isBox: false)
    case UInt8(ascii: "}"): try closeBrace()
    case UInt8(ascii: ":") where byte(1) == UInt8(ascii: "="):
      position += 2
      relationSeen()
      append(.command("coloneqq"), from: start)
    case 0x21..<0x7F:
      position += 1
      if first == UInt8(ascii: "=") { relationSeen() }
      append(.mark(Character(Unicode.Scalar(first))), from: start)
    default: try beyondASCII()
    }
  }

  /// Whether the last token is a number that ends right here.
  private var followsNumber: Bool {
    guard let last = tokens.last, case .number = last.kind else { return false }
    return last.range.upperBound == position + offset
  }

  private mutating func number() {
    let start = position
    var digits: [UInt8] = []
    func isThousands() -> Bool {
      // `{,}` and exactly three digits.
      position + 6 <= bytes.count && Array(bytes[position..<position + 3]) == Array("{,}".utf8)
        && bytes[position + 3..<position + 6].allSatisfy(\.isDigit)
        && !(position + 6 < bytes.count && bytes[position + 6].isDigit)
    }
    while let byte = byte() {
      if byte.isDigit {
        digits.append(byte)
        position += 1
      } else if byte == UInt8(ascii: "{"), isThousands() {
        position += 3
      } else {
        break
      }
    }
    if byte() == UInt8(ascii: "."), byte(1)?.isDigit == true {
      repeat {
        digits.append(bytes[position])
        position += 1
      } while byte()?.isDigit == true
    }
    append(.number(String(decoding: digits, as: UTF8.self)), from: start)
  }

  private mutating func beyondASCII() throws {
    let start = position
    position += 1
    while let byte = byte(), byte & 0xC0 == 0x80 { position += 1 }
    let text = text(start..<position)
    guard let character = text.first, text.count == 1, bytes[start] >= 0x80 else {
      throw TeXReadError(
        "unexpected control character", start + offset..<position + offset)
    }
    if let kind = TeXVocabulary.unicode[character] {
      if case .command(let name) = kind, TeXVocabulary.relations[name] != nil { relationSeen() }
      append(kind, from: start)
    } else if character.isLetter {
      append(.letter(text), from: start)
    } else if !character.isWhitespace {
      throw TeXReadError("unexpected `\(text)`", start + offset..<position + offset)
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func command() throws {
    let start = position
    position += 1
    while byte()?.isLetter == true { position += 1 }
    if position == start + 1, position < bytes.count {
      position += 1
      while let byte = byte(), byte & 0xC0 == 0x80 { position += 1 }
    }
    let name = text(start + 1..<position)
    if name == "\\" { return newRow(from: start) }
    if TeXVocabulary.ignored.contains(name) { return }
    if TeXVocabulary.ignoredWithArgument.contains(name) {
      _ = try argument(of: name, start)
      return
    }
    if TeXVocabulary.wordCommands.contains(name) {
      if byte() == UInt8(ascii: "*") { position += 1 }
      let words = try argument(of: name, start).split(whereSeparator: \.isWhitespace)
      return append(.word(words.joined(separator: " ")), from: start)
    }
    switch name {
    case "": throw TeXReadError("a backslash without a command", range(from: start))
    case "quad", "qquad", "enspace", "hskip": append(.gap, from: start)
    case "begin", "end":
      var environment = try argument(of: name, start)
      if environment.hasSuffix("*") { environment.removeLast() }
      append(name == "begin" ? .begin(environment) : .end(environment), from: start)
    case "left", "right": delimiter(isLeft: name == "left")
    case "boxed", "fbox", "bbox":
      skipSpace()
      if byte() == UInt8(ascii: "{") { openBrace(isBox: true) }
    case "dfrac", "tfrac", "cfrac": append(.command("frac"), from: start)
    default:
      if TeXVocabulary.relations[name] != nil { relationSeen() }
      append(.command(name), from: start)
    }
  }

  private func range(from start: Int) -> Range<Int> { start + offset..<position + offset }

  private mutating func newRow(from start: Int) {
    if byte() == UInt8(ascii: "*") { position += 1 }
    if byte() == UInt8(ascii: "["), byte(1)?.isDigit == true || byte(1) == UInt8(ascii: "-"),
      let end = bytes[position...].prefix(12).firstIndex(of: UInt8(ascii: "]")),
      bytes[end - 1].isLetter
    {
      // A length such as `[4pt]`.
      position = end + 1
    }
    append(.newRow, from: start)
  }

  /// Skips `\left` and its `.`; a bar gets a direction.
  private mutating func delimiter(isLeft: Bool) {
    skipSpace()
    let start = position
    if byte() == UInt8(ascii: ".") {
      position += 1
    } else if byte() == UInt8(ascii: "|") {
      position += 1
      append(.command(isLeft ? "lvert" : "rvert"), from: start)
    }
  }

  private mutating func skipSpace() {
    while let byte = byte(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
      position += 1
    }
  }

  /// The source between braces, or one character.
  private mutating func argument(of name: String, _ start: Int) throws -> String {
    skipSpace()
    guard byte() == UInt8(ascii: "{") else {
      let first = position
      if position < bytes.count { position += 1 }
      return text(first..<position)
    }
    position += 1
    let first = position
    var depth = 1
    while let byte = byte() {
      position += 1
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if byte == UInt8(ascii: "\\"), position < bytes.count { position += 1 }
      if depth == 0 { return text(first..<position - 1) }
    }
    throw TeXReadError("the brace of `\\\(name)` is not closed", range(from: start))
  }

  private mutating func relationSeen() {
    if !braces.isEmpty { braces[braces.count - 1].hasRelation = true }
  }

  private mutating func openBrace(isBox: Bool) {
    braces.append(Brace(token: tokens.count, isBox: isBox))
    position += 1
    append(.mark("{"), from: position - 1)
  }

  private mutating func closeBrace() throws {
    position += 1
    guard let brace = braces.popLast() else {
      throw TeXReadError("`}` closes nothing", range(from: position - 1))
    }
    append(.mark("}"), from: position - 1)
    if brace.isBox && brace.hasRelation {
      // A frame around a whole equation: its braces do not group an expression.
      tokens[brace.token].kind = .mark("\0")
      tokens[tokens.count - 1].kind = .mark("\0")
      relationSeen()
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
