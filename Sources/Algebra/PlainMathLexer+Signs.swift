/// Operators, scripts and other signs of running text.
extension PlainMathLexer {
  func scripts(
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

  mutating func script(_ sign: Character, _ text: String, from start: Int, _ length: Int) {
    append(.mark(sign), start, start)
    append(.mark("{"), start, start)
    var rest = Substring(text)
    if rest.first == "-" {
      append(.mark("-"), start, start + 1)
      rest = rest.dropFirst()
    }
    let isNumber = rest.first?.isNumber == true && Literal(rest) != nil
    append(isNumber ? .number(String(rest)) : .word(String(rest)), start, start + length)
    append(.mark("}"), start + length, start + length)
    place = start + length
  }

  /// What stands behind `^`, put in braces: `-0.5`, `(-0.5)`, `2`, `new`.
  mutating func exponent() {
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
  mutating func root() {
    take(.command("sqrt"))
    while at(0) == " " { place += 1 }
    guard at(0) != "(", at(0) != "{" else { return }
    append(.mark("{"), place, place)
    if at(0)?.isPlainDigit == true { number() } else if at(0)?.isNameLetter == true { name() }
    append(.mark("}"), place, place)
  }

  /// A product between operands, a power in code, emphasis elsewhere.
  mutating func star() {
    if at(1) == "*" {
      if isCode || isPower { return take(.mark("^"), 2) }
      place += 2
      return
    }
    let isSpaced = place > 0 && scalars[place - 1] == " " && at(1) == " "
    let isBetween =
      place > 0 && scalars[place - 1].endsOperand && at(1).map(\.startsOperand) ?? false
    if isCode || isSpaced || isBetween { take(.mark("*")) } else { place += 1 }
  }

  /// Whether the two stars here stand between two numbers, or brackets, without a space: no emphasis begins or
  /// ends there.
  private var isPower: Bool {
    guard place > 0, let next = at(2) else { return false }
    let before = scalars[place - 1]
    return (before.isPlainDigit || before == ")") && (next.isPlainDigit || next == "(")
  }

  mutating func equals() {
    switch at(1) {
    case ">": take(.command("Rightarrow"), 2)
    case "=":
      var count = 2
      while at(count) == "=" { count += 1 }
      take(.gap, count)
    default: take(.mark("="))
    }
  }

  mutating func angle() {
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
  mutating func backslash() {
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
  var isPlainDigit: Bool { ("0"..."9").contains(self) }
  var isGreek: Bool { (0x370...0x3FF).contains(value) || self == "∂" || self == "∇" }
  /// A letter of a name; those on another line are scripts.
  var isNameLetter: Bool {
    if isASCII { return (0x61...0x7A).contains(value | 0x20) }
    return (properties.isAlphabetic || isGreek) && PlainScripts.subscripts[self] == nil
      && PlainScripts.superscripts[self] == nil && PlainScripts.accents[self] == nil
      && self != "∑"
  }
  var isIndex: Bool { isNameLetter || isPlainDigit }
  var endsOperand: Bool { isIndex || self == ")" || self == "]" }
  var startsOperand: Bool {
    isIndex || "([-−√".unicodeScalars.contains(self)
  }
}
