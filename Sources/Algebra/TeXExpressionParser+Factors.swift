extension TeXExpressionParser {
  /// A factor with its exponent and percent sign.
  mutating func factor() throws -> TeXValue {
    try nested { try $0.unnestedFactor() }
  }

  private mutating func unnestedFactor() throws -> TeXValue {
    let start = current
    switch start.kind {
    case .number(let digits): return try numeral(digits)
    case .letter, .word: return try letterOrWord()
    case .begin(let name): return try transposable(environment(name))
    case .mark("("), .mark("["), .mark("{"), .command("{"), .command("lbrace"), .command("lbrack"),
      .command("lparen"):
      let value = try group()
      if case .scalar = value, kind == .mark("^") {
        let bracketed = start.range.lowerBound..<previousEnd
        let before = self
        if transposeSign() {
          if let transposed = TeXValue.transposing(value, bracketed) { return transposed }
          self = before
        }
      }
      let isBraced = start.kind == .mark("{")
      return try powered(isBraced ? scripted(value, from: start.range.lowerBound) : value)
    case _ where opensNorm: return try norm()
    case .command("langle"): return try innerProduct()
    case .mark("|"), .command("lvert"), .command("vert"): return try powered(absoluteValue())
    case .command("lfloor"), .command("lceil"): return try powered(wholePart())
    case .command(let name): return try command(name)
    default: throw unexpected("expected a number or a symbol")
    }
  }

  private mutating func command(_ name: String) throws -> TeXValue {
    let start = current
    switch name {
    case "frac":
      if let symbol = try derivativeSymbol() { return symbol }
      advance()
      return try powered(.dividing(argument(), argument()))
    case "sqrt": return try root()
    case "overbrace", "underbrace":
      advance()
      let value = try argument()
      if skip(.mark("_")) || skip(.mark("^")) { _ = try scriptText() }
      return value
    default:
      // `\tanh'(z)` is a derivative by name, not a value of the function.
      if let function = TeXVocabulary.functions[name], kind(ahead: 1) != .mark("'") {
        return try application(of: function, named: name)
      }
      if TeXVocabulary.letters.contains(name) || TeXVocabulary.fonts[name] != nil
        || TeXVocabulary.accents.contains(name) || TeXVocabulary.bigOperators.contains(name)
        || TeXVocabulary.functions[name] != nil
      {
        return try symbol()
      }
      throw TeXReadError("\(start.kind.quoted) is not known", start.range)
    }
  }

  /// A numeral with what belongs to it: a power of ten, an exponent, a percent sign.
  private mutating func numeral(_ digits: String) throws -> TeXValue {
    let start = advance().range
    var text = digits
    var end = start.upperBound
    if let (power, length) = powerOfTen() {
      text += "e\(power)"
      move(by: length)
      end = previousEnd
    }
    guard let literal = Literal(text) else {
      throw TeXReadError("`\(text)` is out of range", start.lowerBound..<end)
    }
    if literal.exponent == 0, startsProperFraction, current.range.lowerBound == end {
      throw TeXReadError(
        "a number right in front of a fraction may be a sum or a product",
        start.lowerBound..<current.range.upperBound)
    }
    return try powered(.scalar(.leaf(.numeral(literal, start.lowerBound..<end))))
  }

  /// Whether a fraction of two numbers is here, such as belongs to `1\tfrac{1}{2}`, and nothing that it is
  /// multiplied by behind it.
  private var startsProperFraction: Bool {
    guard kind == .command("frac") else { return false }
    var parts: [Int] = []
    var ahead = 1
    while parts.count < 2 {
      let isBraced = kind(ahead: ahead) == .mark("{")
      guard case .number(let digits) = kind(ahead: ahead + (isBraced ? 1 : 0)) else { return false }
      if isBraced {
        guard kind(ahead: ahead + 2) == .mark("}"), let part = Int(digits) else { return false }
        parts.append(part)
      } else {
        parts += digits.compactMap(\.wholeNumberValue)
      }
      ahead += isBraced ? 3 : 1
    }
    guard parts.count == 2, parts[0] < parts[1] else { return false }
    let next = kind(ahead: ahead)
    return next.isClosing || next.isOperator
  }

  /// The exponent of `\times 10^{k}` here, and how many tokens it takes.
  private func powerOfTen() -> (Int, length: Int)? {
    guard [.command("cdot"), .command("times"), .mark("*")].contains(kind),
      kind(ahead: 1) == .number("10"), kind(ahead: 2) == .mark("^")
    else { return nil }
    var ahead = 3
    let isBraced = kind(ahead: ahead) == .mark("{")
    if isBraced { ahead += 1 }
    let sign = kind(ahead: ahead)
    if isBraced, sign == .mark("-") || sign == .mark("+") { ahead += 1 }
    guard case .number(let digits) = kind(ahead: ahead), let power = Int(digits),
      isBraced ? kind(ahead: ahead + 1) == .mark("}") : digits.utf8.count == 1
    else { return nil }
    return (sign == .mark("-") ? -power : power, ahead + (isBraced ? 2 : 1))
  }

  /// A base and the exponent behind it, if there is one.
  mutating func powered(_ base: TeXValue) throws -> TeXValue {
    var value = base
    if kind == .mark("^") {
      if base.scalar == nil { return try transposable(base) }
      advance()
      guard let exponent = try exponent().scalar, let scalar = base.scalar else {
        throw TeXReadError("a matrix as an exponent", current.range)
      }
      value = .scalar(.power(scalar, exponent))
      if kind == .mark("^") { throw TeXReadError("a second exponent", current.range) }
    }
    if skip(.command("%")) { value = .dividing(value, .scalar(100)) }
    return value
  }

  /// A matrix and the `^T` behind it.
  private mutating func transposable(_ base: TeXValue) throws -> TeXValue {
    guard kind == .mark("^") else { return base }
    let start = advance().range
    switch try scriptText() {
    case "T", "\\top", "\\intercal": return .transposed(base)
    case let other:
      throw TeXReadError("a matrix to the power `\(other)`", start.lowerBound..<previousEnd)
    }
  }

  /// What stands behind `^` as an expression: a group, or one token.
  mutating func exponent() throws -> TeXValue {
    skip(.mark("-")) ? .negating(try argument()) : try argument()
  }

  /// An argument of a command: a group in braces, or one token as TeX takes it.
  mutating func argument() throws -> TeXValue {
    if kind == .mark("{") { return try group() }
    if let digit = takeDigit() {
      guard let literal = Literal(digit.kind.text) else {
        throw TeXReadError("\(digit.kind.quoted) is out of range", digit.range)
      }
      return .scalar(.leaf(.numeral(literal, digit.range)))
    }
    if case .letter(let name) = kind {
      return .scalar(.leaf(.symbol(name, advance().range)))
    }
    return try factor()
  }
}
