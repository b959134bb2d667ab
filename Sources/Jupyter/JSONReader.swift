package import Diagnostics

/// The lines of a text that the values in it begin on, in the structure of the values.
package struct JSONLines: Sendable, Hashable {
  package let line: Int
  var parts: [JSONLines] = []
  var entries: [String: JSONLines] = [:]

  subscript(key: String) -> JSONLines? { entries[key] }

  /// The line of each line of a text that is a string or a list of strings.
  func lines(of text: JSONValue?) -> [Int] {
    let strings =
      text?.string.map { [($0, line)] }
      ?? zip(text?.array ?? [], parts).map {
        ($0.string ?? "", $1.line)
      }
    var lines: [Int] = []
    var isAtStart = true
    for (string, line) in strings where !string.isEmpty {
      if isAtStart { lines.append(line) }
      isAtStart = string.utf8.last == UInt8(ascii: "\n")
      let breaks = string.utf8.count { $0 == UInt8(ascii: "\n") }
      lines += Array(repeating: line, count: isAtStart ? breaks - 1 : breaks)
    }
    return lines
  }
}

/// Reads JSON (RFC 8259). Errors have the place in the text, which Foundation's reader does not tell.
package struct JSONReader {
  /// The most arrays and objects inside one another.
  package static let depthLimit = 200

  private let source: SourceText
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  /// - Throws: `DiagnosticError` for what is no JSON.
  package static func read(_ source: SourceText) throws(DiagnosticError) -> JSONValue {
    try readWithLines(source).value
  }

  /// A value, and the lines that its parts begin on.
  typealias Found = (value: JSONValue, lines: JSONLines)

  /// - Throws: `DiagnosticError` for what is no JSON.
  static func readWithLines(_ source: SourceText) throws(DiagnosticError) -> Found {
    var reader = JSONReader(source)
    // A byte order mark is no JSON, but editors write it.
    if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
    let value = try reader.value()
    reader.skipSpace()
    guard reader.place == reader.bytes.count else { throw reader.unexpected("the end of the file") }
    return value
  }

  private init(_ source: SourceText) {
    self.source = source
    bytes = Array(source.text.utf8)
  }

  // MARK: Values

  private mutating func value() throws(DiagnosticError) -> Found {
    skipSpace()
    guard place < bytes.count else { throw unexpected("a value") }
    let lines = JSONLines(line: source.position(of: place).line)
    switch bytes[place] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.depthLimit else {
        throw fault("values are nested more than \(Self.depthLimit) deep", place..<place + 1)
      }
      return bytes[place] == UInt8(ascii: "{") ? try object(lines) : try array(lines)
    case UInt8(ascii: "\""): return (.string(try string()), lines)
    case UInt8(ascii: "-"), 0x30...0x39: return (try number(), lines)
    default: return (try word(), lines)
    }
  }

  private mutating func word() throws(DiagnosticError) -> JSONValue {
    let words: [(String, JSONValue)] = [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ]
    for (word, value) in words where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return value
    }
    throw unexpected("a value")
  }

  private mutating func object(_ lines: JSONLines) throws(DiagnosticError) -> Found {
    var lines = lines
    place += 1
    var entries: [String: JSONValue] = [:]
    if take("}") { return (.object(entries), lines) }
    repeat {
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
        throw unexpected("a key in quotation marks")
      }
      let key = try string()
      guard take(":") else { throw unexpected("`:`") }
      (entries[key], lines.entries[key]) = try value()
    } while take(",")
    guard take("}") else { throw unexpected("`,` or `}`") }
    return (.object(entries), lines)
  }

  private mutating func array(_ lines: JSONLines) throws(DiagnosticError) -> Found {
    var lines = lines
    place += 1
    var values: [JSONValue] = []
    if take("]") { return (.array(values), lines) }
    repeat {
      let found = try value()
      values.append(found.value)
      lines.parts.append(found.lines)
    } while take(",")
    guard take("]") else { throw unexpected("`,` or `]`") }
    return (.array(values), lines)
  }

  private mutating func number() throws(DiagnosticError) -> JSONValue {
    let start = place
    _ = skip("-")
    let whole = place
    skipDigits()
    let hasWhole = place > whole && (bytes[whole] != 0x30 || place == whole + 1)
    var isRight = hasWhole
    let end = place
    if skip(".") { isRight = skipDigits() && isRight }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      isRight = skipDigits() && isRight
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard isRight, let number = Double(text) else {
      throw fault("`\(text)` is no number", start..<max(place, start + 1))
    }
    if place == end, let integer = Int(text) { return .integer(integer) }
    return .number(number)
  }

  // MARK: Strings

  private mutating func string() throws(DiagnosticError) -> String {
    let start = place
    place += 1
    var text: [UInt8] = []
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape().utf8
      case 0..<0x20: throw fault("a string has a control character in it", place..<place + 1)
      default:
        text.append(bytes[place])
        place += 1
      }
    }
    throw fault("a string is never closed", start..<start + 1)
  }

  private mutating func escape() throws(DiagnosticError) -> String {
    let start = place
    place += 2
    let letters: [UInt8: String] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    guard start + 1 < bytes.count else {
      throw fault("a string is never closed", start..<start + 1)
    }
    if let text = letters[bytes[start + 1]] { return text }
    guard bytes[start + 1] == UInt8(ascii: "u"), let unit = hexadecimal() else {
      throw fault("a string has an escape that JSON does not know", start..<start + 2)
    }
    // The half of a pair alone is no character.
    guard unit & 0xF800 == 0xD800 else {
      return Unicode.Scalar(unit).map(String.init) ?? "\u{FFFD}"
    }
    guard unit < 0xDC00, bytes[place...].starts(with: "\\u".utf8) else { return "\u{FFFD}" }
    let before = place
    place += 2
    guard let low = hexadecimal(), low & 0xFC00 == 0xDC00 else {
      place = before
      return "\u{FFFD}"
    }
    let value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    return Unicode.Scalar(value).map(String.init) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    let digits = bytes[place..<place + 4]
    let isHexadecimal = digits.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
    guard isHexadecimal else { return nil }
    place += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  /// Steps over white space and a character, if it is the next.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    return skip(character)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  @discardableResult
  private mutating func skipDigits() -> Bool {
    let start = place
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
    return place > start
  }

  // MARK: Errors

  private func unexpected(_ wanted: String) -> DiagnosticError {
    guard place < bytes.count else {
      let end = max(0, bytes.count - 1)
      return fault("expected \(wanted), but the file ends", end..<end)
    }
    var end = place + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = String(decoding: bytes[place..<end], as: UTF8.self)
    return fault("expected \(wanted), found `\(found)`", place..<end)
  }

  private func fault(_ message: String, _ range: Range<Int>) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        id: "json-syntax", "this is no JSON: " + message,
        at: SourceSpan(source: source, range: range)))
  }
}
