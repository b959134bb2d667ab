/// Reads one expression from tokens by recursive descent: sums of products of factors.
struct TeXExpressionParser {
  var tokens: [TeXToken]
  var position = 0
  /// Where what was passed last ended.
  private(set) var previousEnd = 0
  /// How deep the current construct is nested.
  private var depth = 0
  /// Whether a plain `|` closes instead of opening.
  var isInsideBars = false
  /// Whether a row of an alignment may end inside an expression.
  var allowsRowBreaks = false

  var dialect = TeXDialect()

  static let depthLimit = 200

  init(_ tokens: [TeXToken]) { self.tokens = tokens }

  var current: TeXToken { tokens[position] }
  var kind: TeXToken.Kind { tokens[position].kind }

  /// Whether what was passed last is an index without braces. Its first digit may be split off the
  /// number here.
  var previousIsIndex: Bool {
    guard position > 0 else { return false }
    switch tokens[position - 1].kind {
    case .letter: return true
    case .mark("_"): return true
    default: return false
    }
  }

  func kind(ahead count: Int) -> TeXToken.Kind {
    position + count < tokens.count ? tokens[position + count].kind : .endOfSource
  }

  /// The token here, which is passed unless it is the end.
  @discardableResult
  mutating func advance() -> TeXToken {
    let token = tokens[position]
    move(by: 1)
    return token
  }

  /// Passes so many tokens, but never the end.
  mutating func move(by count: Int) {
    position = min(position + count, tokens.count - 1)
    if position > 0 { previousEnd = tokens[position - 1].range.upperBound }
  }

  /// The first digit of the number here, which keeps the others: TeX's arguments without braces are
  /// one character long. The whole number where it has separators; `nil` if there is none.
  mutating func takeDigit() -> TeXToken? {
    guard case .number(let digits) = kind else { return nil }
    guard digits.utf8.count > 1, current.range.count == digits.utf8.count else { return advance() }
    let range = current.range
    previousEnd = range.lowerBound + 1
    let rest = String(digits.dropFirst())
    tokens[position] = TeXToken(kind: .number(rest), range: previousEnd..<range.upperBound)
    return TeXToken(kind: .number(String(digits.prefix(1))), range: range.lowerBound..<previousEnd)
  }

  mutating func skip(_ expected: TeXToken.Kind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  mutating func expect(_ expected: TeXToken.Kind) throws {
    guard skip(expected) else { throw unexpected("expected \(expected.quoted)") }
  }

  func unexpected(_ what: String) -> TeXReadError {
    TeXReadError("\(what), found \(kind.quoted)", current.range)
  }

  mutating func nested<Result>(
    _ body: (inout TeXExpressionParser) throws -> Result
  ) throws -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw TeXReadError("nested too deeply", current.range)
    }
    return try body(&self)
  }

  /// Terms with signs between them.
  mutating func sum() throws -> TeXValue {
    var terms = [try signedProduct()]
    while true {
      skipRowBreak()
      guard kind == .mark("+") || kind == .mark("-") else { break }
      terms.append(try signedProduct())
    }
    return .adding(terms)
  }

  /// A product with any number of signs in front.
  private mutating func signedProduct() throws -> TeXValue {
    let isNegative = signs()
    let value = try product()
    return isNegative ? .negating(value) : value
  }

  /// Passes plus and minus signs; whether the minus signs are odd in number.
  private mutating func signs() -> Bool {
    var isNegative = false
    while true {
      if kind == .mark("-") {
        isNegative.toggle()
      } else if kind != .mark("+") {
        return isNegative
      }
      advance()
      skipRowEnd()
    }
  }

  /// Factors with operators or nothing between them; `/` divides what stands before it.
  private mutating func product() throws -> TeXValue {
    var factors = [try factor()]
    var divisions = 0
    while true {
      skipRowBreak()
      switch kind {
      case .mark("*"), .mark("@"), .command("cdot"), .command("times"), .command("ast"),
        .command("bullet"):
        advance()
        skipRowEnd()
        factors.append(try signedFactor())
      case .command("odot"), .command("circ"), .command("otimes"):
        advance()
        skipRowEnd()
        let left = TeXValue.multiplying(factors)
        factors = [.hadamard(left, try signedFactor())]
        divisions += 1
      case .mark("/"), .command("div"):
        advance()
        let left = TeXValue.multiplying(factors)
        factors = [try .dividing(left, signedFactor())]
        divisions += 1
      case .command("bmod"):
        let sign = advance().range
        let left = try scalar(.multiplying(factors), in: "a remainder", sign)
        factors = [try .scalar(.remainder(left, scalar(signedFactor(), in: "a remainder", sign)))]
        divisions += 1
      default:
        guard startsFactor else { return .multiplying(factors) }
        factors.append(try juxtaposed(to: factors[factors.count - 1]))
      }
      // Each division nests the one before it.
      guard divisions <= Self.depthLimit else {
        throw TeXReadError("nested too deeply", current.range)
      }
    }
  }

  private mutating func signedFactor() throws -> TeXValue {
    let isNegative = signs()
    let value = try factor()
    return isNegative ? .negating(value) : value
  }

  /// A numeral right behind another or behind a symbol is a slip of the pen, such as `w_11`, more
  /// often than a product.
  private mutating func juxtaposed(to left: TeXValue) throws -> TeXValue {
    if case .number = kind, case .scalar(.leaf) = left {
      throw TeXReadError(
        "\(kind.quoted) follows without an operator: "
          + "write `\\cdot`, or braces around an index of several digits", current.range)
    }
    return try factor()
  }

  /// Whether a factor may begin here, as it does after one without an operator.
  private var startsFactor: Bool {
    switch kind {
    case .number, .letter, .begin: true
    case .word(let text): !TeXVocabulary.isNote(text)
    case .mark(let mark): "([{".contains(mark) || (mark == "|" && !isInsideBars)
    case .command("Vert"): !isInsideBars
    case .command(let name):
      TeXVocabulary.relations[name] == nil && !TeXVocabulary.separators.contains(name)
        && !TeXVocabulary.closings.contains(name)
    case .gap, .newRow, .end, .endOfSource: false
    }
  }

  /// Passes the end of an alignment's row if the next one goes on with an operator.
  private mutating func skipRowBreak() {
    guard allowsRowBreaks, kind == .newRow || kind == .mark("&") else { return }
    var ahead = 1
    while [.mark("&"), .gap, .newRow].contains(kind(ahead: ahead)) { ahead += 1 }
    let next = kind(ahead: ahead)
    let operators: [TeXToken.Kind] = [.mark("+"), .mark("-"), .command("cdot"), .command("times")]
    if operators.contains(next) { move(by: ahead) }
  }

  /// Passes the end of an alignment's row after an operator.
  private mutating func skipRowEnd() {
    guard allowsRowBreaks else { return }
    while kind == .newRow || kind == .mark("&") || kind == .gap { advance() }
  }
}

extension Expr {
  /// What is left of a division into whole parts.
  fileprivate static func remainder(_ a: Expr, _ b: Expr) -> Expr {
    .sum([a, .negation(.product([b, .call(.floor, [.quotient(a, b)])]))])
  }
}
