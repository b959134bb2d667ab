package import Diagnostics
internal import Markdown

/// `<!-- deltabook: ignore -->`: silences what is found on the line after it or, where something else
/// stands on its line, on that line.
package struct IgnoreComment: Sendable {
  package let place: SourceSpan
  /// The lines it speaks of: a display that begins on the next line, all of it.
  package let lines: ClosedRange<Int>

  /// The comments of a document; what stands in code is no comment.
  ///
  /// - Parameter start: Where its front matter ends.
  static func find(in source: SourceText, from start: Int = 0) -> [IgnoreComment] {
    // Few documents have any, and a search for bytes is much faster.
    guard isMentioned(in: source.text) else { return [] }
    let matches = source.text.matches(of: /<!--\s*deltabook:\s*ignore\s*-->/)
    let tree = MarkdownTree(DisplayMask.masked(source), from: start)
    let code = tree.blocks.compactMap { block -> ClosedRange<Int>? in
      if case .codeBlock = block.kind { block.lines } else { nil }
    }
    let bytes = source.text.utf8
    return matches.compactMap { match in
      let lower = bytes.distance(from: bytes.startIndex, to: match.range.lowerBound)
      let span = SourceSpan(source: source, range: lower..<lower + match.output.utf8.count)
      let line = span.line
      guard lower >= start, !code.contains(where: { $0.contains(line) }), !isInCode(span) else {
        return nil
      }
      return IgnoreComment(place: span, lines: lines(of: span, source, code))
    }
  }

  private static func isMentioned(in text: String) -> Bool {
    let word = Array("deltabook:".utf8)
    let bytes = Array(text.utf8)
    return bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
  }

  /// Whether a code span is open in front of it.
  private static func isInCode(_ span: SourceSpan) -> Bool {
    let before = span.source.line(span.line).utf8.prefix(span.column - 1)
    return before.count { $0 == UInt8(ascii: "`") } % 2 == 1
  }

  private static func lines(
    of span: SourceSpan, _ source: SourceText, _ code: [ClosedRange<Int>]
  ) -> ClosedRange<Int> {
    let line = span.line
    let rest = source.line(line).replacing(span.text, with: "")
    // Quotes and lists open a line without saying anything on it.
    guard rest.allSatisfy({ " \t>-*+".contains($0) }) else { return line...line }
    let next = line + 1
    guard next <= source.lineCount else { return next...next }
    if let fence = code.first(where: { $0.lowerBound == next }) { return fence }
    let opening = source.line(next).drop { " \t>".contains($0) }
    for (open, close) in [("$$", "$$"), ("\\[", "\\]")] where opening.hasPrefix(open) {
      if opening.dropFirst(2).contains(close) { return next...next }
      var last = next + 1
      while last < source.lineCount, !source.line(last).contains(close) { last += 1 }
      return next...last
    }
    return next...next
  }
}
