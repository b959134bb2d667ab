import Diagnostics
import Markdown

/// Rewrites the math of a Markdown document in another dialect; every other byte stays.
///
/// Code, HTML and link definitions are no places for math and are not looked at.
package struct MathRewriter {
  let dialect: MathDialect
  let tree: MarkdownTree
  let bytes: [UInt8]
  private var edits: [(range: Range<Int>, text: String)] = []

  /// - Parameter start: Byte offset at which Markdown begins, behind front matter.
  package static func rewritten(
    _ markdown: String, in dialect: MathDialect, from start: Int = 0
  ) -> String {
    let hasMath = markdown.utf8.contains { $0 == UInt8(ascii: "$") } || markdown.contains("math")
    guard hasMath else { return markdown }
    var rewriter = MathRewriter(SourceText(name: "", text: markdown), dialect, from: start)
    rewriter.rewrite()
    return rewriter.result
  }

  private init(_ source: SourceText, _ dialect: MathDialect, from start: Int) {
    self.dialect = dialect
    // Lines of a display that begin with a sign are no list.
    tree = MarkdownTree(DisplayMask.masked(source, brackets: false), from: start)
    bytes = Array(source.text.utf8)
  }

  private var result: String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var done = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[done..<max(done, edit.range.lowerBound)]
      result += edit.text.utf8
      done = max(done, edit.range.upperBound)
    }
    result += bytes[done...]
    return String(decoding: result, as: UTF8.self)
  }

  mutating func replace(_ range: Range<Int>, by text: String) { edits.append((range, text)) }

  // MARK: Blocks

  private mutating func rewrite() {
    for index in tree.blocks.indices {
      switch tree.blocks[index].kind {
      case .paragraph: rewriteParagraph(index)
      case .heading: rewriteMath(in: InlineText(lines(of: index), of: bytes))
      case .codeBlock(let code):
        guard code.isClosed, code.info?.split(separator: " ").first == "math" else { continue }
        rewriteFence(index)
      case .document, .blockQuote, .list, .item, .htmlBlock, .thematicBreak: break
      }
    }
  }

  private mutating func rewriteParagraph(_ index: Int) {
    let lines = lines(of: index)
    guard let header = TableRows.headerIndex(in: lines, bytes) else {
      return rewriteMath(in: InlineText(lines, of: bytes), paragraph: index)
    }
    if header > 0 { rewriteMath(in: InlineText(Array(lines[..<header]), of: bytes)) }
    for row in lines.indices where row >= header && row != header + 1 {
      for cell in TableRows.cells(of: lines[row], in: bytes) {
        rewriteMath(in: InlineText([cell], of: bytes), isCell: true)
      }
    }
  }

  private func lines(of index: Int) -> [Range<Int>] {
    tree.contentCursors(of: index).map { cursor in
      let start = cursor.indentation(in: bytes).offset
      return start..<max(start, cursor.end)
    }
  }

  // MARK: Math in text

  private mutating func rewriteMath(
    in text: InlineText, paragraph: Int? = nil, isCell: Bool = false
  ) {
    for math in Math.find(in: text.bytes) {
      let isQuoted = math.range.count == math.tex.utf8.count + 4 && !math.isDisplay
      let content = content(of: math, isQuoted: isQuoted)
      switch dialect {
      case .dollar:
        let isFollowedByDigit =
          math.range.upperBound < text.bytes.count && text.bytes[math.range.upperBound].isDigit
        let isApart = [content.lowerBound, content.upperBound - 1]
          .contains { text.bytes[$0].isWhitespace }
        if isQuoted, !isFollowedByDigit, !isApart {
          replace(math.range.lowerBound..<content.lowerBound, of: text, by: "$")
          replace(content.upperBound..<math.range.upperBound, of: text, by: "$")
        }
      case .github:
        if math.tex.utf8.contains(UInt8(ascii: "`")) { continue }
        if math.isDisplay, let paragraph, fence(math, of: text, paragraph) { continue }
        if !isQuoted {
          let opening = math.isDisplay ? "$`\\displaystyle " : "$`"
          let inside = math.isDisplay ? trimmed(content, of: text) : content
          replace(math.range.lowerBound..<inside.lowerBound, of: text, by: opening)
          replace(inside.upperBound..<math.range.upperBound, of: text, by: "`$")
        }
        for edit in GitHubTeX.edits(of: Array(text.bytes[content]), isCell: isCell) {
          let lower = edit.range.lowerBound + content.lowerBound
          replace(lower..<edit.range.upperBound + content.lowerBound, of: text, by: edit.text)
        }
      }
    }
  }

  private func content(of math: Math, isQuoted: Bool) -> Range<Int> {
    let width = math.isDisplay || isQuoted ? 2 : 1
    return math.range.lowerBound + width..<math.range.upperBound - width
  }

  private func trimmed(_ range: Range<Int>, of text: InlineText) -> Range<Int> {
    var range = range
    while let first = text.bytes[range].first, first.isWhitespace { range = range.dropFirst() }
    while let last = text.bytes[range].last, last.isWhitespace { range = range.dropLast() }
    return range
  }

  private mutating func replace(_ range: Range<Int>, of text: InlineText, by new: String) {
    replace(text.sourceRange(range), by: new)
  }
}
