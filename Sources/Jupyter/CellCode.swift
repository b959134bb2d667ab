import Diagnostics
import Markdown
import Notebook

/// A cell of a document as the source of a code cell, and back.
///
/// The source begins with a line `%%show net-inputs layer=H`, as Jupyter's cell magics do, and goes on with
/// the cell's body.
enum CellCode {
  /// How a cell stands in a document.
  enum Form: String {
    case fence
    /// `<!-- network … -->`
    case comment
    /// `<!-- show … -->` with its output and `<!-- /show -->`
    case region
  }

  // MARK: From the document

  static func form(of item: NotebookItem) -> Form {
    switch item {
    case .network(let cell) where cell.isHidden: .comment
    case .region: .region
    default: .fence
    }
  }

  static func source(of item: NotebookItem, in tree: MarkdownTree) -> String {
    switch item {
    case .network(let cell), .show(let cell), .view(let cell):
      let line = tree.blocks[cell.block].lines.lowerBound
      let words = cell.keyword.span.range.lowerBound..<tree.endOfText(ofLine: line)
      return magic(tree.source[words], cell.body.text)
    case .region(let region):
      let end = region.opening.range.upperBound - "-->".utf8.count
      return magic("show " + tree.source[region.name.span.range.lowerBound..<end], "")
    case .inlineValue, .inPlaceValue, .mathHole, .crossReference: return ""
    }
  }

  private static func magic(_ words: some StringProtocol, _ body: String) -> String {
    let line = "%%" + words.trimmedEnd
    return body.isEmpty ? line : line + "\n" + body.dropLast()
  }

  /// What stands on a fence's line before the word that makes it a cell: ```` ```yaml ````.
  static func fence(of item: NotebookItem, in tree: MarkdownTree) -> String? {
    guard let cell = item.cell, !cell.isHidden else { return nil }
    let start = tree.cursor(ofLine: tree.blocks[cell.block].lines.lowerBound).offset
    return String(tree.source[start..<cell.keyword.span.range.lowerBound])
  }

  // MARK: To the document

  /// The kind of cell and all of the first line's words, if the source is one of Deltabook's.
  static func parts(of source: String) -> (kind: Cell.Kind, words: Substring, body: String)? {
    guard source.utf8.starts(with: "%%".utf8) else { return nil }
    let rest = source.dropFirst(2)
    let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
    let words = rest[..<end]
    let keyword = words.prefix { $0 != " " && $0 != "\t" }
    guard let kind = Cell.Kind(rawValue: String(keyword)) else { return nil }
    let body = end == rest.endIndex ? "" : String(rest[rest.index(after: end)...]) + "\n"
    return (kind, words, body)
  }

  /// The fence that a cell has unless its notebook says otherwise, up to its first word.
  static func usualFence(_ kind: Cell.Kind, _ body: String) -> String {
    var longest = 2
    for line in body.split(separator: "\n") {
      longest = max(longest, line.drop { $0 == " " }.prefix { $0 == "`" }.count)
    }
    let language =
      switch kind {
      case .network: "yaml "
      case .view: "markdown "
      case .show: body.allSatisfy(\.isWhitespace) ? "" : "markdown "
      }
    return String(repeating: "`", count: longest + 1) + language
  }

  /// A fenced cell.
  ///
  /// - Parameter fence: As `fence(of:in:)` gives it.
  static func fenced(_ words: Substring, _ body: String, fence: String) -> String {
    let marks = fence.drop { $0 == " " }.prefix { $0 == "`" || $0 == "~" }
    return fence + words + "\n" + body + marks
  }

  static func comment(_ words: Substring, _ body: String) -> String {
    "<!-- " + words + "\n" + body + "-->"
  }

  /// A region with its output; without one, a new region.
  static func region(_ words: Substring, output: String?) -> String {
    let opening = "<!-- " + words + " -->"
    guard let output else { return opening }
    let body = output.isEmpty ? "" : output + "\n"
    return opening + "\n" + body + "<!-- /show " + RegionChecksum.checksum(of: body) + " -->"
  }
}

extension NotebookItem {
  var cell: Cell? {
    switch self {
    case .network(let cell), .show(let cell), .view(let cell): cell
    case .region, .inlineValue, .inPlaceValue, .mathHole, .crossReference: nil
    }
  }
}

extension StringProtocol {
  /// Without spaces and tabs at the end.
  var trimmedEnd: String {
    var text = String(self)
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
