import Diagnostics
import Yams

extension YAMLReader {
  /// What libyaml found, at its place.
  func diagnostic(for error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if problem.contains("nesting level") || problem.contains("max nesting") {
        return Diagnostic(id: "yaml-too-deep", YAMLPreflight.tooDeep, at: place(mark, context))
      }
      let message = [context?.text, problem].compactMap(\.self).joined(separator: ": ")
      return Diagnostic(
        id: "yaml-syntax", message, at: place(mark, context), help: Self.help(for: problem))
    default:
      return Diagnostic(id: "yaml-syntax", "\(error)", at: body.span(0..<0))
    }
  }

  /// The place of a problem; where that is the end of the text, the place of what was not ended.
  private func place(_ mark: Mark, _ context: YamlError.Context?) -> SourceSpan {
    let offset = marks.offset(line: mark.line, column: mark.column)
    let bytes = Array(body.text.utf8)
    if let end = bytes.lastIndex(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), offset > end {
      if let mark = context?.mark {
        let offset = marks.offset(line: mark.line, column: mark.column)
        if offset <= end { return body.span(offset..<offset + 1) }
      }
      return body.span(end..<end + 1)
    }
    return body.span(offset..<min(offset + 1, bytes.count))
  }

  private static func help(for problem: String) -> String? {
    if problem.contains("unknown escape character") { return "write TeX in single quotes" }
    if problem.contains("cannot start any token") {
      return "indent with spaces, and put text with special characters in single quotes"
    }
    return nil
  }

  /// Reports escapes in double quotes that stand for control characters: `"\frac"` is a form feed
  /// and `rac`.
  mutating func checkEscapes(in range: Range<Int>) {
    var position = range.lowerBound + 1
    while position + 1 < range.upperBound {
      defer { position += 1 }
      guard extents.byte(at: position) == UInt8(ascii: "\\") else { continue }
      position += 1
      guard let letter = extents.byte(at: position), let name = Self.controlEscapes[letter] else {
        continue
      }
      let escape = "\\" + String(UnicodeScalar(letter))
      report(
        "control-character", "`\(escape)` in double quotes is the control character \(name)",
        position - 1..<position + 1, help: "write TeX in single quotes")
    }
  }

  private static let controlEscapes: [UInt8: String] = [
    UInt8(ascii: "0"): "U+0000", UInt8(ascii: "a"): "U+0007", UInt8(ascii: "b"): "U+0008",
    UInt8(ascii: "t"): "U+0009", 0x09: "U+0009", UInt8(ascii: "n"): "U+000A",
    UInt8(ascii: "v"): "U+000B", UInt8(ascii: "f"): "U+000C", UInt8(ascii: "r"): "U+000D",
    UInt8(ascii: "e"): "U+001B", UInt8(ascii: "N"): "U+0085", UInt8(ascii: "L"): "U+2028",
    UInt8(ascii: "P"): "U+2029",
  ]
}
