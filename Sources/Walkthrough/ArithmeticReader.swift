import Algebra
import Diagnostics
import NeuralCore
import Notation

/// Reads arithmetic over references: `w_5.grad / w_1.grad`, `(a + b).2s`.
struct ArithmeticReader {
  struct Token {
    enum Kind: Equatable { case name, number, symbol }

    let kind: Kind
    let text: String
    let range: Range<Int>
  }

  let expression: Excerpt
  let tokens: [Token]
  let reader: ReferenceReader
  private var position = 0
  private var depth = 0

  init(expression: Excerpt, tokens: [Token], reader: ReferenceReader) {
    (self.expression, self.tokens, self.reader) = (expression, tokens, reader)
  }

  // MARK: Tokens

  static func tokens(_ expression: Excerpt) throws -> [Token] {
    let bytes = Array(expression.text.utf8)
    var (tokens, index) = ([Token](), 0)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        index += 1
        continue
      }
      if "+-*/()".utf8.contains(byte) {
        index += 1
        tokens.append(Token(kind: .symbol, text: text(start..<index), range: start..<index))
        continue
      }
      while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
      guard index > start else {
        throw DiagnosticError(
          Diagnostic(
            id: "value-syntax", "`\(character(expression, start))` cannot stand in a value",
            at: expression.span(start..<start + 1)))
      }
      let word = text(start..<index)
      tokens.append(
        Token(kind: Literal(word) == nil ? .name : .number, text: word, range: start..<index))
    }
    guard !tokens.isEmpty else {
      throw DiagnosticError(
        Diagnostic(id: "value-syntax", "the value is empty", at: expression.span(0..<bytes.count)))
    }
    return tokens
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: "._@^'!,".utf8.contains(byte)
    }
  }

  private static func character(_ expression: Excerpt, _ offset: Int) -> Character {
    let text = expression.text
    return text[text.utf8.index(text.startIndex, offsetBy: offset)]
  }

  // MARK: Grammar

  /// - Throws: `DiagnosticError` with the place of what is wrong.
  mutating func read() throws -> (Expr<Element>, Digits?) {
    let value = try sum()
    var digits: Digits?
    if position < tokens.count, tokens[position].text.hasPrefix(".") {
      let word = String(tokens[position].text.dropFirst())
      digits = word.hasSuffix("d") ? Digits("\(word.dropLast())!") : Digits(word)
      if digits != nil { position += 1 }
    }
    if position < tokens.count { throw unexpected() }
    return (value, digits)
  }

  private mutating func sum() throws -> Expr<Element> {
    var terms = [try product()]
    while let sign = take("+") ?? take("-") {
      let term = try product()
      terms.append(sign == "-" ? .negation(term) : term)
    }
    return terms.count == 1 ? terms[0] : .sum(terms)
  }

  private mutating func product() throws -> Expr<Element> {
    var value = try factor()
    while let sign = take("*") ?? take("/") {
      let next = try factor()
      value = sign == "*" ? .product([value, next]) : .quotient(value, next)
    }
    return value
  }

  private mutating func factor() throws -> Expr<Element> {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw unexpected() }
    if take("-") != nil { return .negation(try factor()) }
    if take("(") != nil {
      let value = try sum()
      guard take(")") != nil else { throw unexpected() }
      return value
    }
    guard position < tokens.count else { throw unexpected() }
    let token = tokens[position]
    switch token.kind {
    case .number:
      position += 1
      return Literal(token.text).map { .number($0) } ?? 0
    case .name:
      position += 1
      return .leaf(try reference(token))
    case .symbol: throw unexpected()
    }
  }

  private mutating func take(_ symbol: String) -> String? {
    guard position < tokens.count, tokens[position].kind == .symbol, tokens[position].text == symbol
    else { return nil }
    position += 1
    return symbol
  }

  private func reference(_ token: Token) throws -> Element {
    let path = token.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch reader.resolve(path) {
    case .success(.element(let element)): return element
    case .success:
      throw DiagnosticError(
        Diagnostic(
          id: "value-not-scalar", "`\(token.text)` is not a single number",
          at: expression.span(token.range)))
    case .failure(let unknown):
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-name", "`\(path[unknown.position])` is not known here",
          at: expression.span(token.range),
          help: Suggestion.help(for: path[unknown.position], among: unknown.candidates)))
    }
  }

  private func unexpected() -> DiagnosticError {
    guard position < tokens.count else {
      let end = expression.text.utf8.count
      return DiagnosticError(
        Diagnostic(
          id: "value-syntax", "the value ends where a number or reference should follow",
          at: expression.span(max(0, end - 1)..<end)))
    }
    return DiagnosticError(
      Diagnostic(
        id: "value-syntax", "`\(tokens[position].text)` is not expected here",
        at: expression.span(tokens[position].range)))
  }
}
