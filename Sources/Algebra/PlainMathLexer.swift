/// Splits running text into the tokens of math, as far as it is math: `net_h1 = 0.15×0.05 + b₁`.
///
/// It never fails. Words become one token for each run of them, and what is no math at all, such as
/// punctuation, a gap.
struct PlainMathLexer {
  private let scalars: [Unicode.Scalar]
  /// The byte at which each scalar begins, and the text's end.
  private let offsets: [Int]
  /// Whether it is code, where `**` is a power and not emphasis.
  private let isCode: Bool
  private var place = 0
  private var tokens: [TeXToken] = []

  /// The tokens of a text; offsets count from its beginning.
  static func tokens(_ text: String, isCode: Bool = false) -> [TeXToken] {
    var lexer = PlainMathLexer(text, isCode: isCode)
    while lexer.place < lexer.scalars.count { lexer.next() }
    return lexer.tokens
  }

  private init(_ text: String, isCode: Bool) {
    self.isCode = isCode
    scalars = Array(text.unicodeScalars)
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    self.offsets = offsets
  }

  private func at(_ ahead: Int) -> Unicode.Scalar? {
    let index = place + ahead
    return scalars.indices.contains(index) ? scalars[index] : nil
  }

  private mutating func append(_ kind: TeXToken.Kind, _ start: Int, _ end: Int) {
    tokens.append(TeXToken(kind: kind, range: offsets[start]..<offsets[end]))
  }

  /// Takes so many scalars as one token.
  private mutating func take(_ kind: TeXToken.Kind, _ count: Int = 1) {
    append(kind, place, place + count)
    place += count
  }

  private mutating func next() {
    guard let scalar = at(0) else { return }
    if scalar.isPlainDigit || scalar == "." && at(1)?.isPlainDigit == true && !followsDigit {
      return number()
    }
    if scalar.isNameLetter { return name() }
    if let (digits, length) = scripts(of: PlainScripts.superscripts, from: place) {
      return script("^", digits, from: place, length)
    }
    switch scalar {
    case "\n", "\r": take(.newRow)
    case " ", "\t", "\u{A0}", "\u{2009}", "\u{200B}", "\u{FEFF}": place += 1
    case "*": star()
    case "_": place += 1
    case "^":
      take(.mark("^"))
      exponent()
    case "√": root()
    case "\\": backslash()
    case "<": angle()
    case "=": equals()
    case ":" where at(1) == "=": take(.command("coloneqq"), 2)
    case "-" where at(1) == ">": take(.command("to"), 2)
    case "-" where at(1) == "-": take(.gap, 2)
    case "–" where at(1)?.isPlainDigit != true: take(.gap)
    case "½", "⅓", "¼", "¾", "⅔": vulgarFraction(scalar)
    case "~": take(.command("approx"), at(1) == "=" ? 2 : 1)
    case "%", "％": take(.command("%"))
    case "!" where at(1) == "=": take(.command("ne"), 2)
    case ">" where at(1) == "=": take(.command("ge"), 2)
    case "+", "-", "/", "(", ")", "[", "]", "{", "}", "|", ",", ">":
      take(.mark(Character(scalar)))
    default:
      if let kind = TeXVocabulary.unicode[Character(scalar)] { take(kind) } else { take(.gap) }
    }
  }

  private mutating func vulgarFraction(_ scalar: Unicode.Scalar) {
    let parts: [Unicode.Scalar: (String, String)] = [
      "½": ("1", "2"), "⅓": ("1", "3"), "¼": ("1", "4"), "¾": ("3", "4"), "⅔": ("2", "3"),
    ]
    guard let (top, bottom) = parts[scalar] else { return }
    let start = place
    append(.mark("("), start, start)
    append(.number(top), start, start + 1)
    append(.mark("/"), start, start)
    append(.number(bottom), start, start + 1)
    place += 1
    append(.mark(")"), place, place)
  }

  private var followsDigit: Bool { place > 0 && scalars[place - 1].isPlainDigit }

  // MARK: Numbers

  private mutating func number() {
    let start = place
    var text = ""
    func digits() {
      while let digit = at(0), digit.isPlainDigit {
        text.unicodeScalars.append(digit)
        place += 1
      }
    }
    digits()
    if text.count <= 3, text != "0" {
      while isThousands || isSpacedThousands {
        place += 1
        digits()
      }
    }
    if at(0) == ".", at(1)?.isPlainDigit == true {
      text += "."
      place += 1
      digits()
    }
    if at(0) == "e" || at(0) == "E" {
      let isSigned = at(1) == "-" || at(1) == "+" || at(1) == "−"
      if at(isSigned ? 2 : 1)?.isPlainDigit == true {
        text += at(1) == "-" || at(1) == "−" ? "e-" : "e"
        place += isSigned ? 2 : 1
        digits()
      }
    }
    append(.number(text), start, place)
  }

  /// A comma and exactly three digits here, behind at most three.
  private var isThousands: Bool {
    guard at(0) == ",", let last = at(4) else {
      return at(0) == "," && (1...3).allSatisfy { at($0)?.isPlainDigit == true }
        && !isInsideSquareBrackets
    }
    return (1...3).allSatisfy { at($0)?.isPlainDigit == true } && !last.isPlainDigit
      && !isInsideSquareBrackets
  }

  /// A space and exactly three digits here, as French and Russian texts write thousands.
  private var isSpacedThousands: Bool {
    guard let space = at(0), [" ", "\u{A0}", "\u{202F}", "\u{2009}"].contains(space) else {
      return false
    }
    return (1...3).allSatisfy { at($0)?.isPlainDigit == true } && at(4)?.isPlainDigit != true
      && at(4) != "."
  }

  private var isInsideSquareBrackets: Bool {
    for token in tokens.reversed().prefix(60) {
      switch token.kind {
      case .mark("["), .mark("("): return true
      case .mark("]"), .mark(")"), .newRow: return false
      default: continue
      }
    }
    return false
  }

  // MARK: Names

  /// A symbol with its index, a function's name or a run of words.
  private mutating func name() {
    let start = place
    if prefixed(start) { return }
    var base = ""
    while let letter = at(0), letter.isNameLetter {
      // A Greek letter is a symbol of its own.
      if !base.isEmpty, letter.isGreek || scalars[place - 1].isGreek { break }
      base.unicodeScalars.append(letter)
      place += 1
      if let accent = at(0).flatMap({ PlainScripts.accents[$0] }) {
        place += 1
        return accented(base, accent, from: start)
      }
    }
    if let (accent, letter) = PlainScripts.accented(base) {
      return accented(letter, accent, from: start)
    }
    let end = place
    let index = index()
    if index == nil, base.count > 1 || at(0) == " ", let call = function(base) {
      return append(call, start, end)
    }
    if base.lowercased() == "log", let digits = index, Int(digits) != nil, at(0) == "(" {
      append(.command("log"), start, end)
      append(.mark("_"), end, end)
      append(.mark("{"), end, end)
      append(.number(digits), end, place)
      return append(.mark("}"), place, place)
    }
    if index == nil, base.unicodeScalars.count > 1 { return word(base, from: start, end) }
    head(base, start, end)
    suffix(index, end)
  }

  /// A symbol's letters as a token.
  private mutating func head(_ base: String, _ start: Int, _ end: Int) {
    let character = base.first ?? " "
    if base.count == 1, let kind = TeXVocabulary.unicode[character] {
      append(kind, start, end)
    } else {
      append(base.unicodeScalars.count == 1 ? .letter(base) : .word(base), start, end)
    }
  }

  /// The index and the primes of a symbol.
  private mutating func suffix(_ index: String?, _ end: Int) {
    if let index {
      append(.mark("_"), end, end)
      append(.mark("{"), end, end)
      append(Int(index) == nil ? .word(index) : .number(index), end, place)
      append(.mark("}"), place, place)
    }
    while at(0) == "'" || at(0) == "′" || at(0) == "’" { take(.mark("'")) }
  }

  private mutating func accented(_ letter: String, _ accent: String, from start: Int) {
    let end = place
    append(.command(accent), start, start)
    append(.mark("{"), start, start)
    head(letter, start, end)
    append(.mark("}"), end, end)
    suffix(index(), end)
  }

  /// `Δw5`, `∂E/∂w5` and `dE/dw5`.
  private mutating func prefixed(_ start: Int) -> Bool {
    guard at(0) == "d", at(1)?.isNameLetter == true,
      let top = plainName(from: place + 1), scalars.indices.contains(top), scalars[top] == "/",
      scalars.indices.contains(top + 1), scalars[top + 1] == "d",
      let bottom = plainName(from: top + 2)
    else { return false }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[start..<bottom].filter { $0 != "_" })
    place = bottom
    append(.word(text.replacing("/", with: "-")), start, bottom)
    return true
  }

  /// Where a name of letters, digits and underscores ends.
  private func plainName(from start: Int) -> Int? {
    var end = start
    while scalars.indices.contains(end),
      scalars[end].isNameLetter || scalars[end].isPlainDigit || scalars[end] == "_"
        || PlainScripts.subscripts[scalars[end]] != nil
    {
      end += 1
    }
    return end > start ? end : nil
  }

  /// The index behind a name: digits, what follows an underscore, or small letters below the line.
  private mutating func index() -> String? {
    var text = ""
    while let scalar = at(0) {
      if scalar.isPlainDigit, !(text.isEmpty && at(1) == ".") {
        text.unicodeScalars.append(scalar)
        place += 1
      } else if !text.isEmpty, scalar.isNameLetter, !scalar.isGreek {
        text.unicodeScalars.append(scalar)
        place += 1
      } else if scalar == "\\", at(1) == "_", at(2)?.isIndex == true {
        place += 1
      } else if scalar == "_", at(1)?.isIndex == true {
        place += 1
        if !text.isEmpty { text += "_" }
        while let letter = at(0), letter.isIndex {
          text.unicodeScalars.append(letter)
          place += 1
        }
      } else if scalar == "_", at(1) == "{", let close = closing(of: "}", from: place + 2) {
        text.unicodeScalars.append(contentsOf: scalars[(place + 2)..<close])
        place = close + 1
      } else if let letter = PlainScripts.subscripts[scalar] {
        text.unicodeScalars.append(letter)
        place += 1
      } else if let (digits, length) = tagged("sub") {
        text += digits
        place += length
      } else {
        break
      }
    }
    return text.isEmpty ? nil : text
  }

  private func closing(of end: Unicode.Scalar, from start: Int) -> Int? {
    let limit = min(scalars.count, start + 24)
    return (start..<max(start, limit)).first { scalars[$0] == end }
  }

  /// The text between `<sub>` and `</sub>` here, and how long all of it is.
  private func tagged(_ tag: String) -> (String, length: Int)? {
    let open = Array("<\(tag)>".unicodeScalars)
    let close = Array("</\(tag)>".unicodeScalars)
    guard scalars[place...].starts(with: open) else { return nil }
    var end = place + open.count
    var text = ""
    while end < scalars.count, text.count < 24 {
      if scalars[end...].starts(with: close) { return (text, end + close.count - place) }
      if scalars[end] != "*" { text.unicodeScalars.append(scalars[end]) }
      end += 1
    }
    return nil
  }

  /// The function of a name in front of a bracket.
  private func function(_ base: String) -> TeXToken.Kind? {
    var ahead = 0
    while at(ahead) == " " { ahead += 1 }
    guard at(ahead) == "(" || at(ahead) == "[" else { return nil }
    let names = [base, base.lowercased()]
    guard let name = names.first(where: { TeXVocabulary.functions[$0] != nil }) else {
      return nil
    }
    return TeXVocabulary.commandFunctions.contains(name) ? .command(name) : .word(name)
  }

  /// Adds a word to the run before it, if nothing but a space stands between them.
  private mutating func word(_ text: String, from start: Int, _ end: Int) {
    if TeXVocabulary.isNote(text) { return append(.gap, start, end) }
    if let last = tokens.last, case .word(let before) = last.kind,
      last.range.upperBound < offsets[start], offsets[start] - last.range.upperBound <= 2
    {
      tokens[tokens.count - 1] = TeXToken(
        kind: .word("\(before)_\(text)"), range: last.range.lowerBound..<offsets[end])
    } else {
      append(.word(text), start, end)
    }
  }

  // MARK: Signs

  private func scripts(
    of table: [Unicode.Scalar: Unicode.Scalar], from start: Int
  ) -> (String, Int)? {
    var end = start
    var text = ""
    while scalars.indices.contains(end), let letter = table[scalars[end]] {
      text.unicodeScalars.append(letter)
      end += 1
    }
    return end > start ? (text, end - start) : nil
  }

  private mutating func script(_ sign: Character, _ text: String, from start: Int, _ length: Int) {
    append(.mark(sign), start, start)
    append(.mark("{"), start, start)
    var rest = Substring(text)
    if rest.first == "-" {
      append(.mark("-"), start, start + 1)
      rest = rest.dropFirst()
    }
    append(Int(rest) == nil ? .word(String(rest)) : .number(String(rest)), start, start + length)
    append(.mark("}"), start + length, start + length)
    place = start + length
  }

  /// What stands behind `^`, put in braces: `-0.5`, `(-0.5)`, `2`, `new`.
  private mutating func exponent() {
    while at(0) == " " { place += 1 }
    if at(0) == "{" || at(0) == "\\" { return }
    append(.mark("{"), place, place)
    if at(0) == "-" || at(0) == "−" || at(0) == "+" { take(.mark(at(0) == "+" ? "+" : "-")) }
    if at(0) == "(" {
      let count = tokens.count
      var depth = 0
      repeat {
        let before = tokens.count
        next()
        for token in tokens[min(before, tokens.count)...] {
          if token.kind == .mark("(") { depth += 1 }
          if token.kind == .mark(")") { depth -= 1 }
        }
      } while depth > 0 && place < scalars.count && tokens.count - count < 200
    } else if at(0)?.isPlainDigit == true {
      number()
    } else if at(0)?.isNameLetter == true {
      name()
    }
    append(.mark("}"), place, place)
  }

  /// `√0.25` and `√(…)`.
  private mutating func root() {
    take(.command("sqrt"))
    while at(0) == " " { place += 1 }
    guard at(0) != "(", at(0) != "{" else { return }
    append(.mark("{"), place, place)
    if at(0)?.isPlainDigit == true { number() } else if at(0)?.isNameLetter == true { name() }
    append(.mark("}"), place, place)
  }

  /// A product between operands, a power in code, emphasis elsewhere.
  private mutating func star() {
    if at(1) == "*" {
      if isCode { return take(.mark("^"), 2) }
      place += 2
      return
    }
    let isSpaced = place > 0 && scalars[place - 1] == " " && at(1) == " "
    let isBetween =
      place > 0 && scalars[place - 1].endsOperand && at(1).map(\.startsOperand) ?? false
    if isCode || isSpaced || isBetween { take(.mark("*")) } else { place += 1 }
  }

  private mutating func equals() {
    switch at(1) {
    case ">": take(.command("Rightarrow"), 2)
    case "=":
      var count = 2
      while at(count) == "=" { count += 1 }
      take(.gap, count)
    default: take(.mark("="))
    }
  }

  private mutating func angle() {
    if let (text, length) = tagged("sup") { return script("^", text, from: place, length) }
    if at(1) == "=" { return take(.command("le"), 2) }
    if at(1) == "b", at(2) == "r" || at(2) == ">" {
      let end = closing(of: ">", from: place) ?? place
      return take(at(2) == "r" ? .newRow : .gap, end - place + 1)
    }
    if at(1) == "/" || at(1)?.isNameLetter == true || at(1) == "-" {
      return take(.gap, 1)
    }
    take(.mark("<"))
  }

  /// An escaped character, or a command of TeX that lost its dollars.
  private mutating func backslash() {
    guard let next = at(1) else { return take(.gap) }
    guard next.isNameLetter, next.isASCII else {
      place += 1
      return
    }
    let start = place
    place += 1
    var name = ""
    while let letter = at(0), letter.isNameLetter, letter.isASCII {
      name.unicodeScalars.append(letter)
      place += 1
    }
    if TeXVocabulary.ignored.contains(name) { return }
    switch name {
    case "dfrac", "tfrac", "cfrac": append(.command("frac"), start, place)
    case "quad", "qquad": append(.gap, start, place)
    case "left", "right": break
    case _ where TeXVocabulary.wordCommands.contains(name):
      guard at(0) == "{", let end = closing(of: "}", from: place + 1) else {
        return append(.gap, start, place)
      }
      var word = ""
      word.unicodeScalars.append(contentsOf: scalars[(place + 1)..<end])
      place = end + 1
      append(.word(word), start, place)
    default: append(.command(name), start, place)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isPlainDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isGreek: Bool { (0x370...0x3FF).contains(value) || self == "∂" || self == "∇" }
  /// A letter of a name; those on another line are scripts.
  fileprivate var isNameLetter: Bool {
    if isASCII { return (0x61...0x7A).contains(value | 0x20) }
    return (properties.isAlphabetic || isGreek) && PlainScripts.subscripts[self] == nil
      && PlainScripts.superscripts[self] == nil && PlainScripts.accents[self] == nil
      && self != "∑" && !(0x1D400...0x1D7FF).contains(value)
  }
  fileprivate var isIndex: Bool { isNameLetter || isPlainDigit }
  fileprivate var endsOperand: Bool { isIndex || self == ")" || self == "]" }
  fileprivate var startsOperand: Bool {
    isIndex || "([-−√".unicodeScalars.contains(self)
  }
}
