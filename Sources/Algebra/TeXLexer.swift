/// Splits TeX math into tokens, in one pass over its bytes.
struct TeXLexer {
  let bytes: [UInt8]
  let offset: Int
  var position = 0
  var tokens: [TeXToken] = []
  /// Opening braces that are not closed yet, as indices of tokens.
  private var braces: [Brace] = []

  /// How many dollars may come in the text of boxes, around what is math already.
  private var boxDollars = 0

  private struct Brace {
    var token: Int
    /// The brace of a `\boxed`, which goes away if there is a relation inside.
    var isBox: Bool
    var hasRelation = false
    /// Whether there is nothing in it but a script of what stands in front: `\delta{_2}`.
    var isScript = false
  }

  /// All tokens, an `endOfSource` last. Offsets count from `offset`.
  static func tokens(_ source: some StringProtocol, offset: Int) throws -> [TeXToken] {
    var lexer = TeXLexer(source, offset: offset)
    while lexer.position < lexer.bytes.count { try lexer.next() }
    lexer.append(.endOfSource, from: lexer.bytes.count)
    var tokens = lexer.tokens.filter { $0.kind != .mark("\0") }
    tokens = lexer.withoutUnits(tokens)
    dropNoteColumns(&tokens)
    nameWords(&tokens)
    return tokens
  }

  /// Several words between operators are a name, as in `\text{old weight} - \eta g`; elsewhere they
  /// are a note.
  private static func nameWords(_ tokens: inout [TeXToken]) {
    for index in tokens.indices {
      guard case .word(let text) = tokens[index].kind, text.contains(" "),
        text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }),
        text.split(separator: " ").count <= 4
      else { continue }
      let before = index > 0 ? tokens[index - 1].kind : nil
      let after = tokens[index + 1].kind
      let opens = before.map { $0.isOperator || $0.isOpening } ?? true
      let closes = after.isOperator || after.isClosing
      guard opens, closes, after.isOperator || before?.isOperator ?? false else { continue }
      let name = text.split(separator: " ").joined(separator: "_")
      tokens[index] = TeXToken(kind: .word(name), range: tokens[index].range)
    }
  }

  private init(_ source: some StringProtocol, offset: Int) {
    bytes = Array(source.utf8)
    self.offset = offset
  }

  mutating func append(_ kind: TeXToken.Kind, from start: Int) {
    tokens.append(TeXToken(kind: kind, range: start + offset..<position + offset))
  }

  func byte(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private mutating func next() throws {
    let start = position
    let first = bytes[position]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
      UInt8(ascii: "~"):
      position += 1
    case UInt8(ascii: "$") where boxDollars > 0:
      position += 1
      boxDollars -= 1
    case UInt8(ascii: "%"):
      while let byte = byte(), byte != UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "\\"): try command()
    case let digit where digit.isDigit: number()
    case UInt8(ascii: ".") where byte(1) == first && byte(2) == first:
      position += 3
      append(.command("dots"), from: start)
    case UInt8(ascii: ".") where byte(1)?.isDigit == true && !followsNumber: number()
    case let letter where letter.isLetter: letters()
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

  /// A run of three letters and more is a name: nobody multiplies `n`, `e` and `t`. A differential
  /// at the beginning of a fraction's part and an `e` with an exponent are left alone.
  private mutating func letters() {
    let start = position
    while byte()?.isLetter == true { position += 1 }
    let isPower = bytes[position - 1] == UInt8(ascii: "e") && byte() == UInt8(ascii: "^")
    let opensWithD = bytes[start] == UInt8(ascii: "d")
    let isDifferential = opensWithD && tokens.last?.kind == .mark("{")
    // So is a gradient such as `dW`, as programs call it.
    let isName = position - start >= 3 || opensWithD && position - start == 2
    if isName, !isPower, !isDifferential {
      return append(.word(text(start..<position)), from: start)
    }
    let end = position
    for place in start..<end {
      position = place + 1
      append(.letter(text(place..<place + 1)), from: place)
    }
  }

  /// `₁` as `_{1}` and `²` as `^{2}`; a letter's combining accent is passed over.
  private mutating func script(_ text: String, from start: Int) -> Bool {
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      return false
    }
    for (sign, table) in [("_", PlainScripts.subscripts), ("^", PlainScripts.superscripts)] {
      guard table[scalar] != nil else { continue }
      var letters: [String] = []
      position = start
      while position < bytes.count, let next = nextScalar(), let letter = table[next.scalar] {
        letters.append(String(letter))
        position = next.end
      }
      let end = position
      position = start
      append(.mark(Character(sign)), from: start)
      append(.mark("{"), from: start)
      for letter in letters where Int(letter) == nil {
        append("-+".contains(letter) ? .mark(Character(letter)) : .letter(letter), from: start)
      }
      let digits = letters.filter { Int($0) != nil }.joined()
      position = end
      if !digits.isEmpty { append(.number(digits), from: start) }
      append(.mark("}"), from: end)
      return true
    }
    return false
  }

  private func nextScalar() -> (scalar: Unicode.Scalar, end: Int)? {
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let text = text(position..<end)
    return text.unicodeScalars.first.map { ($0, end) }
  }

  private mutating func beyondASCII() throws {
    let start = position
    position += 1
    while let byte = byte(), byte & 0xC0 == 0x80 { position += 1 }
    var text = text(start..<position)
    if let scalar = text.unicodeScalars.first { text = String(PlainScripts.upright(scalar)) }
    guard let character = text.first, text.count == 1, bytes[start] >= 0x80 else {
      throw TeXReadError(
        "unexpected control character", start + offset..<position + offset)
    }
    if script(text, from: start) { return }
    if let kind = TeXVocabulary.unicode[character] {
      if case .command(let name) = kind, TeXVocabulary.relations[name] != nil { relationSeen() }
      append(kind, from: start)
    } else if character.isLetter {
      append(.letter(text), from: start)
    } else if !character.isWhitespace, !"✓✔✅☑❌✗✘←⬅".contains(character) {
      throw TeXReadError("unexpected `\(text)`", start + offset..<position + offset)
    }
  }

  func text(_ range: Range<Int>) -> String {
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
      if name == "colorbox" { boxDollars += 2 }
      return
    }
    if name == "arg", let extremum = extremum {
      position += extremum.length
      return append(.command("arg\(extremum.name)"), from: start)
    }
    if isAroundNumber(name) { return }
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
    case "|", "Vert", "lVert", "rVert":
      append(.command(name == "|" ? "Vert" : name), from: start)
    case "left", "right": delimiter(isLeft: name == "left")
    case "boxed", "fbox", "bbox":
      skipSpace()
      if name == "bbox", byte() == UInt8(ascii: "["),
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "]"))
      {
        position = end + 1
      }
      if byte() == UInt8(ascii: "{") { openBrace(isBox: true) }
    case "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac": append(.command("frac"), from: start)
    case "underset", "overset", "stackrel":
      // What stands above or below an operator says nothing of what it does.
      _ = try argument(of: name, start)
      skipSpace()
      if byte() == UInt8(ascii: "{") { openBrace(isBox: true, isLoose: true) }
    default:
      if TeXVocabulary.relations[name] != nil { relationSeen() }
      append(.command(name), from: start)
    }
  }

  /// The `\max` or `\min` behind an `\arg`, which it is one command with.
  private var extremum: (name: String, length: Int)? {
    let gap = bytes[position...].prefix { [0x20, 0x0A].contains($0) }.count
    let name = ["max", "min"].first {
      bytes[(position + gap)...].starts(with: "\\\($0)".utf8)
    }
    return name.map { ($0, gap + 4) }
  }

  /// Whether a font or a word's command stands around a number, which it says nothing about.
  private func isAroundNumber(_ name: String) -> Bool {
    guard
      TeXVocabulary.wordCommands.contains(name) || TeXVocabulary.fonts[name] != nil
        || ["underline", "cancel", "emph"].contains(name)
    else { return false }
    var place = position
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    let isBraced = place < bytes.count && bytes[place] == UInt8(ascii: "{")
    if isBraced { place += 1 }
    // The indicator `\\mathbf{1}_{z > 0}` is no number.
    if bytes[place...].starts(with: "1}".utf8) { return false }
    var (hasDigits, hasOther) = (false, false)
    while place < bytes.count, bytes[place] != UInt8(ascii: "}") {
      let byte = bytes[place]
      if byte.isDigit {
        hasDigits = true
      } else if byte == UInt8(ascii: "{") || byte.isLetter {
        // `0{,}5` goes on, anything else is no number.
        guard byte == UInt8(ascii: "{"), place + 2 < bytes.count, bytes[place + 2] == 0x7D else {
          hasOther = true
          break
        }
        place += 2
      } else if !" .,+-%\\".utf8.contains(byte) && byte < 0x80 {
        hasOther = !isBraced && hasDigits ? false : true
        break
      }
      place += 1
    }
    return hasDigits && (!hasOther || !isBraced && name == "bf")
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
    let isNorm = byte() == UInt8(ascii: "\\") && byte(1) == UInt8(ascii: "|")
    if isNorm {
      position += 2
      append(.command(isLeft ? "lVert" : "rVert"), from: start)
    } else if byte() == UInt8(ascii: ".") {
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

  /// - Parameter isLoose: Whether the braces group nothing.
  private mutating func openBrace(isBox: Bool, isLoose: Bool = false) {
    braces.append(Brace(token: tokens.count, isBox: isBox, hasRelation: isLoose))
    position += 1
    append(.mark("{"), from: position - 1)
    skipSpace()
    let isSign = byte() == UInt8(ascii: "_") || byte() == UInt8(ascii: "^")
    braces[braces.count - 1].isScript = !isBox && isSign && followsSymbol
  }

  private mutating func closeBrace() throws {
    position += 1
    guard let brace = braces.popLast() else {
      throw TeXReadError("`}` closes nothing", range(from: position - 1))
    }
    append(.mark("}"), from: position - 1)
    let isEmpty = tokens.count - brace.token == 2 && !isArgument(brace.token)
    if brace.isBox && brace.hasRelation || isEmpty {
      // A frame around a whole equation: its braces do not group an expression.
      tokens[brace.token].kind = .mark("\0")
      tokens[tokens.count - 1].kind = .mark("\0")
      if brace.hasRelation { relationSeen() }
    } else if brace.isScript || isSymbolAlone(brace.token) {
      tokens[brace.token].kind = .mark("\0")
      tokens[tokens.count - 1].kind = .mark("\0")
    }
  }

  /// Whether something takes what the brace opens.
  private func isArgument(_ open: Int) -> Bool {
    guard open > 0 else { return false }
    switch tokens[open - 1].kind {
    case .mark("_"), .mark("^"), .mark("}"), .begin: return true
    case .command(let name): return !TeXVocabulary.letters.contains(name) && !isSign(name)
    case .letter, .word, .number, .mark, .newRow, .gap, .end, .endOfSource: return false
    }
  }

  private func isSign(_ name: String) -> Bool {
    TeXVocabulary.relations[name] != nil || ["cdot", "times", "odot", "ast"].contains(name)
  }

  /// Whether a symbol, or the brace behind its arguments, stands in front of the last token.
  private var followsSymbol: Bool {
    switch tokens.dropLast().last?.kind {
    case .letter, .word, .mark("}"), .mark(")"): true
    case .command(let name): TeXVocabulary.letters.contains(name)
    default: false
    }
  }

  /// Whether the braces that have just closed hold a letter that a script follows, and are no
  /// argument: `{\delta}_2`.
  private func isSymbolAlone(_ open: Int) -> Bool {
    var place = position
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "_"), tokens.count - open == 3 else {
      return false
    }
    switch tokens[open + 1].kind {
    case .letter: break
    case .command(let name): guard TeXVocabulary.letters.contains(name) else { return false }
    case .word, .number, .mark, .newRow, .gap, .begin, .end, .endOfSource: return false
    }
    guard open > 0 else { return true }
    switch tokens[open - 1].kind {
    case .mark(let mark): return "=+-*/(,&|[;".contains(mark)
    case .command(let name): return TeXVocabulary.relations[name] != nil
    case .newRow, .gap, .begin: return true
    case .letter, .word, .number, .end, .endOfSource: return false
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
