/// Sub- and superscripts and primes of a symbol.
struct Scripts: Equatable {
  var lower: String?
  var upper: String?
  var primes = 0

  /// The name with its scripts, the subscript first whatever their order was.
  func attached(to name: String) -> String {
    var result = name + String(repeating: "'", count: primes)
    if let lower { result += "_" + lower.braced }
    if let upper { result += "^" + upper.braced }
    return result
  }
}

/// Names of symbols in normal form.
extension TeXExpressionParser {
  /// The symbol without its scripts.
  mutating func symbolHead() throws -> String {
    try nested { try $0.unnestedSymbolHead() }
  }

  private mutating func unnestedSymbolHead() throws -> String {
    let token = advance()
    switch token.kind {
    case .letter(let letter): return letter
    case .word(let word): return "\\text{\(word)}"
    case .command(let name):
      if let font = TeXVocabulary.fonts[name] { return "\\\(font){\(try scriptText())}" }
      if TeXVocabulary.accents.contains(name) {
        let argument = try scriptText()
        return argument.isSingleToken
          ? "\\\(name)".followed(by: argument) : "\\\(name){\(argument)}"
      }
      guard TeXVocabulary.prefixes.contains(name), startsSymbol else { return "\\" + name }
      var head = "\\\(name)".followed(by: try symbolHead())
      var scripts = Scripts()
      // `\partial^2` and such have their script before the symbol and never come here.
      while kind == .mark("_") { try addScript(to: &scripts) }
      head = scripts.attached(to: head)
      return head
    default:
      throw TeXReadError("expected a symbol, found \(token.kind.quoted)", token.range)
    }
  }

  private var startsSymbol: Bool {
    switch kind {
    case .letter, .word: true
    case .command(let name):
      TeXVocabulary.letters.contains(name) || TeXVocabulary.fonts[name] != nil
        || TeXVocabulary.accents.contains(name)
    default: false
    }
  }

  /// Reads a prime, a subscript or a superscript.
  mutating func addScript(to scripts: inout Scripts) throws {
    let sign = advance()
    if sign.kind == .mark("'") {
      scripts.primes += 1
      return
    }
    let text = try scriptText()
    if sign.kind == .mark("_") {
      guard scripts.lower == nil else { throw TeXReadError("a second subscript", sign.range) }
      scripts.lower = text
    } else if text == "\\prime" {
      scripts.primes += 1
    } else {
      guard scripts.upper == nil else { throw TeXReadError("a second superscript", sign.range) }
      scripts.upper = text
    }
  }

  /// The text of a script or of an argument: a group in braces, or one token.
  mutating func scriptText() throws -> String {
    if kind == .mark("{") { return try braceText() }
    if let digit = takeDigit() { return digit.kind.text }
    switch kind {
    case .endOfSource, .newRow, .gap, .begin, .end, .mark("}"), .mark("&"), .mark("^"), .mark("_"):
      throw unexpected("expected an index or argument")
    case .word(let word):
      advance()
      return word
    case .command(let name)
    where TeXVocabulary.fonts[name] != nil || TeXVocabulary.accents.contains(name):
      return try symbolHead()
    case .command("frac"), .command("sqrt"): throw unexpected("expected an index or argument")
    case .number, .letter, .command, .mark: return advance().kind.text
    }
  }

  /// The text of a group in braces, without them.
  mutating func braceText() throws -> String {
    try nested { parser in
      let opening = parser.current
      try parser.expect(.mark("{"))
      let text = try parser.runText { $0 == .mark("}") }
      guard parser.skip(.mark("}")) else {
        throw TeXReadError("`{` is not closed", opening.range)
      }
      return text
    }
  }

  /// The text of a group in brackets, with them.
  mutating func bracketText() throws -> String {
    let opening = advance()
    var level = 1
    let text = try runText { kind in
      switch kind {
      case .mark("("), .mark("["), .command("{"): level += 1
      case .mark(")"), .mark("]"), .command("}"): level -= 1
      default: break
      }
      return level == 0
    }
    guard kind != .endOfSource, kind != .mark("}") else {
      throw TeXReadError("\(opening.kind.quoted) is not closed", opening.range)
    }
    return opening.kind.text + text + advance().kind.text
  }

  /// The rest of a term, up to an operator that ends it.
  mutating func termText() throws -> String {
    var level = 0
    return try runText { kind in
      switch kind {
      case .mark("("), .mark("["), .command("{"), .command("lvert"): level += 1
      case .mark(")"), .mark("]"), .command("}"), .command("rvert"):
        level -= 1
        return level < 0
      case .mark("+"), .mark("-"), .mark("="), .mark("<"), .mark(">"), .mark(","), .mark("&"):
        return level == 0
      case .command(let name): return level == 0 && TeXVocabulary.relations[name] != nil
      case .newRow, .gap, .end: return true
      default: break
      }
      return false
    }
  }

  /// The normal form of the tokens up to one that ends it: scripts in order, braces where needed.
  private mutating func runText(until isEnd: (TeXToken.Kind) -> Bool) throws -> String {
    var pieces: [String] = []
    while kind != .endOfSource, kind != .mark("}"), !isEnd(kind) {
      var scripts = Scripts()
      var piece: String
      switch kind {
      case .mark("{"): piece = "{\(try braceText())}"
      case .mark("_"), .mark("^"): piece = ""
      case .word(let word):
        advance()
        // Inside of an index upright and slanted words are the same, and so are they outside.
        piece = kind == .mark("}") && pieces.isEmpty ? word : "\\text{\(word)}"
      case .command(let name)
      where TeXVocabulary.fonts[name] != nil || TeXVocabulary.accents.contains(name):
        piece = try symbolHead()
      case .command("frac"):
        advance()
        piece = "\\frac{\(try scriptText())}{\(try scriptText())}"
      default: piece = advance().kind.text
      }
      while kind == .mark("_") || kind == .mark("^") || kind == .mark("'") {
        if isEnd(kind) { break }
        try addScript(to: &scripts)
      }
      piece = scripts.attached(to: piece)
      pieces.append(piece)
    }
    return pieces.joinedAsTeX
  }
}

extension [String] {
  /// One after another, with a space only where a command would swallow a letter.
  fileprivate var joinedAsTeX: String {
    var result = ""
    var endsWithCommand = false
    for piece in self {
      if endsWithCommand, piece.utf8.first?.isLetter == true { result += " " }
      result += piece
      endsWithCommand = piece.endsWithCommand
    }
    return result
  }
}

extension String {
  fileprivate var endsWithCommand: Bool {
    let letters = utf8.reversed().prefix(while: \.isLetter).count
    return letters > 0 && utf8.dropLast(letters).last == UInt8(ascii: "\\")
  }

  /// Followed by more TeX, with a space where a command would swallow a letter.
  fileprivate func followedAsTeX(by next: String) -> String {
    endsWithCommand && next.utf8.first?.isLetter == true ? self + " " + next : self + next
  }

  func followed(by next: String) -> String { followedAsTeX(by: next) }

  /// Whether TeX takes it as one argument without braces: a character or a command.
  var isSingleToken: Bool {
    if utf8.first == UInt8(ascii: "\\") {
      return utf8.count > 1 && utf8.dropFirst().allSatisfy(\.isLetter)
    }
    return count == 1
  }

  /// As a script: in braces unless it is a single token.
  fileprivate var braced: String { isSingleToken ? self : "{\(self)}" }

  /// `softmax` for `\text{softmax}`.
  var unworded: String {
    hasPrefix("\\text{") && hasSuffix("}") ? String(dropFirst(6).dropLast()) : self
  }
}
