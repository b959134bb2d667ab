import Diagnostics
import Markdown
import Notebook

/// A part of a document that becomes one cell of a Jupyter notebook: whole lines.
struct DocumentPiece {
  enum Content {
    case frontMatter
    case prose
    case item(NotebookItem)
  }

  let content: Content
  /// From the first line's beginning to the last line's end, without its line ending.
  let range: Range<Int>
}

extension DocumentPiece {
  /// Divides a document at the cells and regions that stand in no list and no quote.
  ///
  /// Between the pieces there is nothing but white space.
  static func pieces(of document: NotebookDocument) -> [DocumentPiece] {
    let tree = document.tree
    var pieces: [DocumentPiece] = []
    var line = 1
    if document.frontMatter != nil {
      line = tree.source.position(of: tree.start).line
      let isWhole = tree.source.offset(ofLine: line) == tree.start
      let start = tree.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      pieces.append(
        DocumentPiece(
          content: .frontMatter,
          range: start..<tree.endOfText(ofLine: isWhole && line > 1 ? line - 1 : line)))
      if !isWhole { line += 1 }
    }
    for item in document.items {
      guard let lines = lines(of: item, in: document), lines.lowerBound >= line else { continue }
      pieces += prose(line..<lines.lowerBound, document)
      let start = tree.cursor(ofLine: lines.lowerBound).offset
      pieces.append(
        DocumentPiece(
          content: .item(item), range: start..<tree.endOfText(ofLine: lines.upperBound)))
      line = lines.upperBound + 1
    }
    return pieces + prose(line..<max(line, tree.source.lineCount + 1), document)
  }

  /// The lines of an item that is a block of its own.
  private static func lines(
    of item: NotebookItem, in document: NotebookDocument
  ) -> ClosedRange<Int>? {
    let tree = document.tree
    switch item {
    case .network(let cell), .show(let cell), .view(let cell):
      return tree.blocks[cell.block].parent == 0 ? tree.blocks[cell.block].lines : nil
    case .region(let region):
      guard tree.blocks[region.block].parent == 0 else { return nil }
      let last = tree.source.position(of: region.span.range.upperBound).line
      return tree.blocks[region.block].lines.lowerBound...last
    case .inlineValue, .inPlaceValue, .mathHole, .crossReference: return nil
    }
  }

  private static func prose(_ lines: Range<Int>, _ document: NotebookDocument) -> [DocumentPiece] {
    let tree = document.tree
    let text = lines.filter { tree.isBlank(line: $0, inside: []) == false }
    guard let first = text.first, let last = text.last else { return [] }
    return [
      DocumentPiece(
        content: .prose,
        range: tree.cursor(ofLine: first).offset..<tree.endOfText(ofLine: last))
    ]
  }
}
