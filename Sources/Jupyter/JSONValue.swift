import Diagnostics

/// A JSON value.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number with a fraction or an exponent, or one that is too large for an integer.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  package subscript(key: String) -> JSONValue? {
    if case .object(let entries) = self { entries[key] } else { nil }
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let number) = self { number } else { nil } }
  var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  var object: [String: JSONValue]? { if case .object(let entries) = self { entries } else { nil } }

  /// The value as nbformat writes files, so that saving one in Jupyter changes nothing: keys in the order
  /// of their characters, one space a level.
  package var text: String {
    var text = ""
    write(to: &text, indent: "\n")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let number): text += String(number)
    case .number(let number): text += number.description
    case .string(let string): text += JSONString.quoted(string)
    case .array(let values):
      if values.isEmpty {
        text += "[]"
        return
      }
      text += "["
      for (index, value) in values.enumerated() {
        text += (index == 0 ? "" : ",") + indent + " "
        value.write(to: &text, indent: indent + " ")
      }
      text += indent + "]"
    case .object(let entries):
      if entries.isEmpty {
        text += "{}"
        return
      }
      text += "{"
      let sorted = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, entry) in sorted.enumerated() {
        text += (index == 0 ? "" : ",") + indent + " " + JSONString.quoted(entry.key) + ": "
        entry.value.write(to: &text, indent: indent + " ")
      }
      text += indent + "}"
    }
  }
}

extension JSONValue {
  /// A text as nbformat keeps texts: a list of lines with their line endings, divided where Python's
  /// `splitlines` divides.
  static func lines(_ text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var line = String.UnicodeScalarView()
    var isBehindReturn = false
    func close() {
      lines.append(.string(String(line)))
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if isBehindReturn, scalar != "\n" { close() }
      line.append(scalar)
      isBehindReturn = scalar == "\r"
      if !isBehindReturn, scalar.endsLine { close() }
    }
    if !line.isEmpty { close() }
    return .array(lines)
  }

  /// A text that is a string or a list of strings.
  var joined: String? {
    if let string { return string }
    guard let parts = array else { return nil }
    var text = ""
    for part in parts {
      guard let string = part.string else { return nil }
      text += string
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether Python's `splitlines` ends a line behind it; `\r` is looked at with what follows.
  fileprivate var endsLine: Bool {
    switch value {
    case 0x0A, 0x0B, 0x0C, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
