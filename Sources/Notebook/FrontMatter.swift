internal import Diagnostics

extension FrontMatter {
  /// Finds the front matter.
  ///
  /// As in pandoc, a first line `---` with a blank line or no closing line after it is a thematic
  /// break.
  ///
  /// - Returns: Its text, and the byte offset at which Markdown begins.
  static func find(in source: SourceText) -> (text: Excerpt, end: Int)? {
    let first = source.line(1)
    let mark = first.unicodeScalars.first == "\u{FEFF}" ? 3 : 0
    guard isFence(source[mark..<source.offset(ofLine: 2)], ["---"]), source.lineCount > 1,
      !source.line(2).utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 })
    else { return nil }
    for line in 2...source.lineCount where isFence(source.line(line), ["---", "..."]) {
      let start = source.offset(ofLine: 2)
      let text = String(source[start..<source.offset(ofLine: line)])
      let excerpt = Excerpt(
        source: source, text: text, pieces: [Excerpt.Piece(offset: 0, sourceOffset: start)])
      return (excerpt, source.offset(ofLine: line + 1))
    }
    return nil
  }

  private static func isFence(_ line: Substring, _ fences: [String]) -> Bool {
    let marks = line.utf8.prefix { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    return fences.contains(String(marks) ?? "")
      && line.utf8.dropFirst(marks.count).allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }
}
