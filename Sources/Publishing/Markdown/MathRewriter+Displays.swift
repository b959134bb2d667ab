import Diagnostics
import Markdown

/// Displays: `$$…$$` in a paragraph and ```` ```math ```` fences.
extension MathRewriter {
  /// Makes a fence of a display that has its lines for itself.
  ///
  /// - Returns: Whether it has; a display amid a line of text stays in it.
  mutating func fence(_ math: Math, of text: InlineText, _ index: Int) -> Bool {
    let source = text.sourceRange(math.range)
    let first = tree.source.position(of: source.lowerBound).line
    let last = tree.source.position(of: source.upperBound).line
    let cursor = tree.contentCursors(of: index)[first - tree.blocks[index].lines.lowerBound]
    let isFirst = first == tree.blocks[index].lines.lowerBound
    guard isBlank(cursor.offset..<source.lowerBound),
      isBlank(source.upperBound..<tree.endOfText(ofLine: last)),
      !isFirst || cursor.pendingSpaces(in: bytes) == 0
    else { return false }
    let prefix = tree.linePrefix(of: index)
    let start = isFirst ? cursor.offset : tree.source.offset(ofLine: first)
    let ending = tree.lineEnding(ofLine: first)
    let lines = texLines(math.tex).map { prefix + $0 }
    let fence = [(isFirst ? "" : prefix) + "```math"] + lines + [prefix + "```"]
    replace(start..<tree.endOfText(ofLine: last), by: fence.joined(separator: ending))
    return true
  }

  /// The lines of a display as a fence has them.
  private func texLines(_ tex: String) -> [String] {
    let bytes = Array(tex.utf8)
    var text = ""
    var done = 0
    for edit in GitHubTeX.edits(of: bytes, isCell: false) {
      text += String(decoding: bytes[done..<edit.range.lowerBound], as: UTF8.self) + edit.text
      done = edit.range.upperBound
    }
    text += String(decoding: bytes[done...], as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Rewrites a ```` ```math ```` fence: its lines of fences for other dialects, its macros for GitHub.
  mutating func rewriteFence(_ index: Int) {
    let lines = tree.blocks[index].lines
    let cursors = tree.contentCursors(of: index)
    let pieces = cursors.dropFirst().dropLast().map { cursor in
      cursor.offset..<max(cursor.offset, cursor.end)
    }
    switch dialect {
    case .dollar:
      // Between dollars an empty line would end the paragraph, and the math with it.
      guard !pieces.isEmpty, !pieces.contains(where: isBlank) else { return }
      for line in [lines.lowerBound, lines.upperBound] {
        let cursor = cursors[line - lines.lowerBound]
        replace(cursor.indentation(in: bytes).offset..<cursor.end, by: "$$")
      }
    case .github:
      let text = InlineText(pieces, of: bytes)
      for edit in GitHubTeX.edits(of: text.bytes, isCell: false) {
        replace(text.sourceRange(edit.range), by: edit.text)
      }
    }
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == .space || $0 == .tab }
  }
}
