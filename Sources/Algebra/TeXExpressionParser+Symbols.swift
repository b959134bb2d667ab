extension TeXExpressionParser {
  /// A letter or a word: a symbol, `e^{…}`, or a function written as a word.
  mutating func letterOrWord() throws -> TeXValue {
    let name: String
    switch kind {
    case .letter(let letter): name = letter
    case .word(let word): name = word
    default: throw unexpected("expected a symbol")
    }
    if name == "e" || name == "\\mathrm{e}", kind(ahead: 1) == .mark("^"),
      !(dialect.hasSymbolE && isSquare)
    {
      advance()
      advance()
      let exponent = try exponent()
      if kind == .mark("^") { throw TeXReadError("a second exponent", current.range) }
      return .calling(.exp, exponent)
    }
    if case .word = kind, let function = TeXVocabulary.functions[name],
      opensBracket(ahead: 1) || kind(ahead: 1).isMatrix
    {
      return try application(of: function, named: name)
    }
    return try symbol()
  }

  /// Whether the bracket that opens here closes in front of an index.
  private var indexFollowsBracket: Bool {
    var (ahead, level) = (0, 0)
    while ahead < 40 {
      switch kind(ahead: ahead) {
      case .mark("("): level += 1
      case .mark(")"):
        level -= 1
        if level == 0 { return kind(ahead: ahead + 1) == .mark("_") }
      case .endOfSource, .newRow, .mark("="): return false
      default: break
      }
      ahead += 1
    }
    return false
  }

  /// Whether the bracket that opens here holds a condition, as that of a probability does:
  /// `P(Y = 1 \mid x)`.
  private var bracketHoldsCondition: Bool {
    guard kind == .mark("(") else { return false }
    var (ahead, level) = (1, 1)
    var isCondition = false
    while ahead < 40 {
      switch kind(ahead: ahead) {
      case .mark("("): level += 1
      case .mark(")"):
        level -= 1
        if level == 0 { return isCondition }
      case .mark("="), .command("mid"): isCondition = isCondition || ahead > 1
      case .endOfSource, .newRow, .gap: return false
      default: break
      }
      ahead += 1
    }
    return false
  }

  /// Whether the exponent behind the letter here is 2.
  private var isSquare: Bool {
    kind(ahead: 2) == .number("2")
      || kind(ahead: 2) == .mark("{") && kind(ahead: 3) == .number("2")
        && kind(ahead: 4) == .mark("}")
  }

  private func opensBracket(ahead count: Int) -> Bool {
    [.mark("("), .mark("["), .command("{"), .mark("{")].contains(kind(ahead: count))
  }

  /// A symbol with its scripts. Exponents that are numbers are powers, all others part of the name.
  mutating func symbol() throws -> TeXValue {
    let start = current.range.lowerBound
    var name = try symbolHead()
    // A bracket behind the indicator's 1, or its index, holds its condition.
    if name == "\\mathbb{1}" || name == "\\mathbf{1}" {
      if opensBracket(ahead: 0), kind != .mark("{") { return try group() }
      if kind == .mark("_"), kind(ahead: 1) == .mark("{"), let value = try indexedIndicator() {
        return value
      }
    }
    var scripts = Scripts()
    // `w1` is a name, as in programs.
    if case .number(let digits) = kind, current.range.lowerBound == previousEnd,
      name.last?.isLetter == true, digits.utf8.allSatisfy(\.isDigit)
    {
      advance()
      if kind == .mark("_") {
        name = "\\text{\(name.unworded)\(digits)}"
      } else {
        scripts.lower = digits
      }
    }
    while kind == .mark("'") || kind == .mark("_")
      || (kind == .mark("^") && (!isNumericExponent || isLayer(of: name)))
    {
      try addScript(to: &scripts)
      addDigits(to: &scripts)
    }
    let bare = name
    if name.unworded.lowercased() == "softmax", scripts == Scripts(), let value = softmax() {
      return value
    }
    name = scripts.attached(to: name)
    // `F(x)_1` is an element of a function's value.
    if kind == .mark("("), indexFollowsBracket {
      name += try bracketText()
      var outer = Scripts()
      while kind == .mark("_") || kind == .mark("'") { try addScript(to: &outer) }
      name = outer.attached(to: name)
    }
    let isOpaque =
      (scripts.primes > 0 || TeXVocabulary.opaqueFunctions.contains(bare.unworded)
        || scripts == Scripts() && dialect.functions.contains(bare))
      && [.mark("("), .mark("["), .command("{")].contains(kind) || bracketHoldsCondition
    if isOpaque {
      name += try bracketText()
      var outer = Scripts()
      while kind == .mark("_") { try addScript(to: &outer) }
      name = outer.attached(to: name)
    }
    if TeXVocabulary.bigOperators.contains(String(bare.dropFirst())) {
      name = name.followed(by: try termText())
    }
    let leaf = TeXLeaf.symbol(name, start..<previousEnd)
    if kind == .command("partial") || kind == .mark("/"), let fraction = try inlineDerivative(leaf)
    {
      return fraction
    }
    return try powered(.scalar(.leaf(leaf)))
  }

  /// A symbol in braces with a superscript that is no number, as in `{w_1}^{new}`: a symbol again.
  mutating func scripted(_ value: TeXValue, from start: Int) throws -> TeXValue {
    guard kind == .mark("^"), !isNumericExponent,
      case .scalar(.leaf(.symbol(let name, _))) = value
    else { return value }
    var scripts = Scripts()
    try addScript(to: &scripts)
    let whole = scripts.attached(to: name.contains("^") ? "{\(name)}" : name)
    return .scalar(.leaf(.symbol(whole, start..<previousEnd)))
  }

  /// The digits behind an index without braces: `w_11` and `E_o1` are written for `w_{11}` and
  /// `E_{o1}`.
  private mutating func addDigits(to scripts: inout Scripts) {
    guard let lower = scripts.lower, lower.count == 1, lower.last?.isASCII == true,
      case .number(let digits) = kind, current.range.lowerBound == previousEnd,
      digits.utf8.allSatisfy(\.isDigit), previousIsIndex
    else { return }
    scripts.lower = lower + digits
    advance()
  }

  /// The condition of `\mathbf{1}_{z > 0}`; `nil` and nothing read where the index is no condition.
  private mutating func indexedIndicator() throws -> TeXValue? {
    let start = self
    move(by: 2)
    let range = current.range
    if let left = try? sum(), let relation = comparison {
      advance()
      let value = try indicator(left, relation, range)
      if skip(.mark("}")) { return try powered(value) }
    }
    self = start
    return nil
  }

  /// `\partial E / \partial w` as the symbol `\frac{\partial E}{\partial w}`.
  private mutating func inlineDerivative(_ numerator: TeXLeaf) throws -> TeXValue? {
    guard case .symbol(let top, let range) = numerator, kind == .mark("/"),
      top.hasPrefix("\\partial") && kind(ahead: 1) == .command("partial")
        || top.isDifferential && kind(ahead: 1).isDifferential
    else { return nil }
    advance()
    guard case .scalar(.leaf(.symbol(let bottom, let end))) = try symbol() else { return nil }
    let name = "\\frac{\(top)}{\(bottom)}"
    return .scalar(.leaf(.symbol(name, range.lowerBound..<end.upperBound)))
  }

  /// `\frac{\partial E}{\partial w}` or `\frac{dE}{dw}` as one symbol, `nil` for other fractions.
  mutating func derivativeSymbol() throws -> TeXValue? {
    guard kind(ahead: 1) == .mark("{") else { return nil }
    let sign = kind(ahead: 2)
    guard sign == .command("partial") || sign == .letter("d") else { return nil }
    // The denominator has to begin with the same sign.
    var ahead = 2
    var level = 1
    while level > 0 {
      ahead += 1
      switch kind(ahead: ahead) {
      case .mark("{"): level += 1
      case .mark("}"): level -= 1
      case .endOfSource: return nil
      default: break
      }
    }
    guard kind(ahead: ahead + 1) == .mark("{"), kind(ahead: ahead + 2) == sign,
      sign == .command("partial") || kind(ahead: ahead + 3) != .mark("}")
    else { return nil }
    let start = advance().range.lowerBound
    let top = try braceText()
    let bottom = try braceText()
    let name = "\\frac{\(top)}{\(bottom)}"
    return try powered(.scalar(.leaf(.symbol(name, start..<previousEnd))))
  }

  /// Whether the superscript here is one digit that counts layers.
  private func isLayer(of name: String) -> Bool {
    guard dialect.isName || dialect.layered.contains(name) else { return false }
    let isBraced = kind(ahead: 1) == .mark("{")
    guard case .number(let digits) = kind(ahead: isBraced ? 2 : 1) else { return false }
    return digits.utf8.count == 1 && (!isBraced || kind(ahead: 3) == .mark("}"))
  }

  /// Whether the superscript here is a number, so that it is a power.
  private var isNumericExponent: Bool {
    var ahead = 1
    guard kind(ahead: 1) == .mark("{") else {
      if case .number = kind(ahead: 1) { return true }
      return false
    }
    var level = 0
    var hasDigits = false
    while true {
      switch kind(ahead: ahead) {
      case .mark("{"): level += 1
      case .mark("}"):
        level -= 1
        if level == 0 { return hasDigits }
      case .number: hasDigits = true
      case .mark("+"), .mark("-"), .mark("*"), .mark("/"), .command("frac"), .command("cdot"): break
      default: return false
      }
      ahead += 1
    }
  }
}

extension TeXToken.Kind {
  /// Whether it is `dw`, a letter behind a `d`.
  fileprivate var isDifferential: Bool {
    if case .word(let text) = self { return text.count == 2 && text.hasPrefix("d") }
    return false
  }
}

extension String {
  /// Whether a symbol is `dw` or `dw_1`.
  fileprivate var isDifferential: Bool {
    hasPrefix("\\text{d") && dropFirst(8).first == "}"
  }
}
