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

  /// A value has at most so many names, numbers and signs.
  private static let tokenLimit = 1_000

  // MARK: Tokens

  /// - Parameter isName: Whether a path whose last name has hyphens is one of the network's, and not a
  ///   difference.
  static func tokens(
    _ expression: Excerpt, isName: ([String]) -> Bool
  ) throws(DiagnosticError) -> [Token] {
    let bytes = Array(expression.text.utf8)
    var (tokens, index) = ([Token](), 0)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      if " \t\r\n".utf8.contains(byte) {
        index += 1
        continue
      }
      if "+-*/()".utf8.contains(byte) {
        index += 1
        tokens.append(Token(kind: .symbol, text: text(start..<index), range: start..<index))
        continue
      }
      index = endOfName(in: bytes, from: start)
      while index > start, let longer = endOfHyphenated(in: bytes, from: start, to: index, isName) {
        index = longer
      }
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
    guard tokens.count <= tokenLimit else {
      throw DiagnosticError(
        Diagnostic(
          id: "value-syntax", "the value has more than \(tokenLimit) parts",
          at: expression.span(0..<bytes.count)))
    }
    guard !tokens.isEmpty else {
      throw DiagnosticError(
        Diagnostic(id: "value-syntax", "the value is empty", at: expression.span(0..<bytes.count)))
    }
    return tokens
  }

  /// The end of a word: letters, digits, dots, scripts with their brackets.
  private static func endOfName(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "("), index > start, bytes[index - 1] == UInt8(ascii: "^"),
        let close = bytes[index...].firstIndex(of: UInt8(ascii: ")"))
      {
        index = close + 1
      } else if isNameByte(bytes[index]) {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  /// The end of a name that goes on behind a hyphen, if there is one of this name.
  private static func endOfHyphenated(
    in bytes: [UInt8], from start: Int, to end: Int, _ isName: ([String]) -> Bool
  ) -> Int? {
    guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-") else { return nil }
    let longer = endOfName(in: bytes, from: end + 1)
    guard longer > end + 1 else { return nil }
    let name = bytes[start..<longer].dropFirst(end - start).prefix { $0 != UInt8(ascii: ".") }
    let text = String(decoding: bytes[start..<name.endIndex], as: UTF8.self)
    return isName(text.split(separator: ".").map(String.init)) ? longer : nil
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
