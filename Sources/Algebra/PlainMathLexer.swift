/// Splits running text into the tokens of math, as far as it is math: `net_h1 = 0.15×0.05 + b₁`.
///
/// It never fails. Words become one token for each run of them, and what is no math at all, such as
/// punctuation, a gap.
struct PlainMathLexer {
  let scalars: [Unicode.Scalar]
  /// The byte at which each scalar begins, and the text's end.
  let offsets: [Int]
  /// Whether it is code, where `**` is a power and not emphasis.
  let isCode: Bool
  var place = 0
  var tokens: [TeXToken] = []

  /// The tokens of a text; offsets count from its beginning.
  static func tokens(_ text: String, isCode: Bool = false) -> [TeXToken] {
    var lexer = PlainMathLexer(text, isCode: isCode)
    while lexer.place < lexer.scalars.count { lexer.next() }
    return lexer.tokens
  }

  private init(_ text: String, isCode: Bool) {
    self.isCode = isCode
    scalars = text.unicodeScalars.map(PlainScripts.upright)
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in text.unicodeScalars {
      offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar))
    }
    self.offsets = offsets
  }

  func at(_ ahead: Int) -> Unicode.Scalar? {
    let index = place + ahead
    return scalars.indices.contains(index) ? scalars[index] : nil
  }

  mutating func append(_ kind: TeXToken.Kind, _ start: Int, _ end: Int) {
    tokens.append(TeXToken(kind: kind, range: offsets[start]..<offsets[end]))
  }

  /// Takes so many scalars as one token.
  mutating func take(_ kind: TeXToken.Kind, _ count: Int = 1) {
    append(kind, place, place + count)
    place += count
  }

  mutating func next() {
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
    case "–" where isMinus: take(.mark("-"))
    case "–" where at(1)?.isPlainDigit != true: take(.gap)
    case "½", "⅓", "¼", "¾", "⅔": vulgarFraction(scalar)
    case "~": take(.command("approx"), at(1) == "=" ? 2 : 1)
    case "%", "％": take(.command("%"))
    case "!" where at(1) == "=": take(.command("ne"), 2)
    case ">" where at(1) == "=": take(.command("ge"), 2)
    case "+", "-", "/", "@", "(", ")", "[", "]", "{", "}", "|", ",", ">":
      take(.mark(Character(scalar)))
    default:
      if let kind = TeXVocabulary.unicode[Character(scalar)] { take(kind) } else { take(.gap) }
    }
  }

  mutating func vulgarFraction(_ scalar: Unicode.Scalar) {
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

  /// Whether a dash stands between numbers with a space at both sides, as word processors write a minus.
  private var isMinus: Bool {
    guard case .number? = tokens.last?.kind, place > 0, scalars[place - 1] == " ", at(1) == " ",
      let digit = at(2)
    else { return false }
    return digit.isPlainDigit
  }

  var followsDigit: Bool { place > 0 && scalars[place - 1].isPlainDigit }

  // MARK: Numbers

  mutating func number() {
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
    // `0,5` among decimal points is that, too; in brackets it is two numbers.
    // A list goes on: `labels = 0,1,2`.
    let isList = at(2) == "," && at(3)?.isPlainDigit == true
    let isComma = text == "0" && at(0) == "," && !isInsideBrackets && !isList
    if at(0) == "." || isComma, at(1)?.isPlainDigit == true {
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
  var isThousands: Bool {
    guard at(0) == ",", let last = at(4) else {
      return at(0) == "," && (1...3).allSatisfy { at($0)?.isPlainDigit == true }
        && !isInsideBrackets
    }
    return (1...3).allSatisfy { at($0)?.isPlainDigit == true } && !last.isPlainDigit
      && !isInsideBrackets
  }

  /// A space and exactly three digits here, as French and Russian texts write thousands.
  var isSpacedThousands: Bool {
    guard let space = at(0), [" ", "\u{A0}", "\u{202F}", "\u{2009}"].contains(space) else {
      return false
    }
    return (1...3).allSatisfy { at($0)?.isPlainDigit == true } && at(4)?.isPlainDigit != true
      && at(4) != "."
  }

  var isInsideBrackets: Bool {
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
  mutating func name() {
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
    if let name = conditional(base) { return append(.word(name), start, place) }
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

  /// The name of a conditional probability, `P(A|B)`, whose bracket is here and is passed.
  private mutating func conditional(_ base: String) -> String? {
    guard at(0) == "(", let close = closing(of: ")", from: place + 1) else { return nil }
    let inside = scalars[(place + 1)..<close]
    let sides = inside.split(separator: "|", omittingEmptySubsequences: false).map { side in
      side.filter { $0 != " " }.map { scalar in
        switch scalar {
        case "+": "plus"
        case "-", "−": "minus"
        case "¬", "~": "not"
        case ",": "_"
        default: scalar.isIndex || scalar == "_" ? String(scalar) : ""
        }
      }
    }
    guard sides.count == 2,
      sides.allSatisfy({ !$0.isEmpty && $0.allSatisfy { !$0.isEmpty } && Int($0.joined()) == nil })
    else { return nil }
    place = close + 1
    return "\(base)_\(sides[0].joined())_given_\(sides[1].joined())"
  }

  /// A symbol's letters as a token.
  mutating func head(_ base: String, _ start: Int, _ end: Int) {
    let character = base.first ?? " "
    if base.count == 1, let kind = TeXVocabulary.unicode[character] {
      append(kind, start, end)
    } else {
      append(base.unicodeScalars.count == 1 ? .letter(base) : .word(base), start, end)
    }
  }

  /// The index and the primes of a symbol.
  mutating func suffix(_ index: String?, _ end: Int) {
    if let index {
      append(.mark("_"), end, end)
      append(.mark("{"), end, end)
      append(Int(index) == nil ? .word(index) : .number(index), end, place)
      append(.mark("}"), place, place)
    }
    while at(0) == "'" || at(0) == "′" || at(0) == "’" { take(.mark("'")) }
  }

  mutating func accented(_ letter: String, _ accent: String, from start: Int) {
    let end = place
    append(.command(accent), start, start)
    append(.mark("{"), start, start)
    head(letter, start, end)
    append(.mark("}"), end, end)
    suffix(index(), end)
  }

  /// `Δw5`, `∂E/∂w5` and `dE/dw5`.
  mutating func prefixed(_ start: Int) -> Bool {
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
  func plainName(from start: Int) -> Int? {
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
  mutating func index() -> String? {
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

  func closing(of end: Unicode.Scalar, from start: Int) -> Int? {
    let limit = min(scalars.count, start + 24)
    return (start..<max(start, limit)).first { scalars[$0] == end }
  }

  /// The text between `<sub>` and `</sub>` here, and how long all of it is.
  func tagged(_ tag: String) -> (String, length: Int)? {
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
  func function(_ base: String) -> TeXToken.Kind? {
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
  mutating func word(_ text: String, from start: Int, _ end: Int) {
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
}
