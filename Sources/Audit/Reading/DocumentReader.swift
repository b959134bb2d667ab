package import Diagnostics
internal import Markdown
internal import Notebook

/// Reads a Markdown document into passages.
package struct DocumentReader {
  private let source: SourceText
  private let tree: MarkdownTree
  private var passages: [Passage] = []

  /// - Parameter start: Where the document's front matter ends.
  package static func read(_ source: SourceText, from start: Int = 0) -> PublishedDocument {
    var reader = DocumentReader(source, start)
    for index in reader.tree.blocks.indices { reader.read(index) }
    return PublishedDocument(source: source, passages: reader.passages)
  }

  private init(_ source: SourceText, _ start: Int) {
    self.source = source
    tree = MarkdownTree(DisplayMask.masked(source), from: start)
  }

  private mutating func read(_ index: Int) {
    let block = tree.blocks[index]
    switch block.kind {
    case .document, .blockQuote, .list, .item, .thematicBreak, .htmlBlock: break
    case .codeBlock(let code): read(code, block, index)
    case .heading: passages.append(.flow(flow(lines(of: index), .heading)))
    case .paragraph: readParagraph(lines(of: index))
    }
  }

  private mutating func read(_ code: CodeBlock, _ block: MarkdownBlock, _ index: Int) {
    let isFenced = code.info != nil
    let first = block.lines.lowerBound + (isFenced ? 1 : 0)
    let end = block.lines.upperBound + (isFenced && code.isClosed ? 0 : 1)
    guard first < end else { return }
    let lines = (first..<end).map { line in
      tree.cursor(ofLine: line, inside: tree.containers(around: index)) ?? tree.cursor(ofLine: line)
    }
    let excerpt = excerpt(lines.map { $0.offset..<max($0.offset, $0.end) })
    if code.info?.split(separator: " ").first == "math" {
      let formula = Formula(excerpt, isDisplay: true)
      passages.append(.flow(Flow(kind: .display, pieces: [.formula(formula)])))
    } else {
      passages.append(.code(excerpt))
    }
  }

  /// The bytes of each line of a block without the prefixes of its containers.
  private func lines(of index: Int) -> [Range<Int>] {
    tree.contentCursors(of: index).map { $0.offset..<max($0.offset, $0.end) }
  }

  private mutating func readParagraph(_ lines: [Range<Int>]) {
    let bytes = tree.bytes
    guard let header = TableLines.headerIndex(in: lines, bytes) else {
      return passages.append(.flow(flow(lines, .paragraph)))
    }
    if header > 0 { passages.append(.flow(flow(Array(lines[..<header]), .paragraph))) }
    let rows = lines[(header + 2)...].map(cells)
    passages.append(.table(PublishedTable(header: cells(lines[header]), rows: rows)))
  }

  private func cells(_ line: Range<Int>) -> [Flow] {
    TableRows.cells(of: line, in: tree.bytes).map { flow([$0], .paragraph) }
  }

  private func flow(_ lines: [Range<Int>], _ kind: Flow.Kind) -> Flow {
    let excerpt = excerpt(lines)
    let pieces = InlineReader.pieces(excerpt)
    let isDisplay = pieces.allSatisfy { piece in
      switch piece {
      case .formula(let formula): formula.isDisplay
      case .text(let text): text.text.allSatisfy(\.isWhitespace)
      case .verbatim: false
      }
    }
    return Flow(kind: isDisplay && !pieces.isEmpty ? .display : kind, pieces: pieces)
  }

  /// Lines of the document as one text, each ended by a newline.
  private func excerpt(_ lines: [Range<Int>]) -> Excerpt {
    var text = ""
    var pieces: [Excerpt.Piece] = []
    for line in lines {
      pieces.append(Excerpt.Piece(offset: text.utf8.count, sourceOffset: line.lowerBound))
      text += source[line]
      if lines.count > 1 { text += "\n" }
    }
    if pieces.isEmpty { pieces = [Excerpt.Piece(offset: 0, sourceOffset: 0)] }
    return Excerpt(source: source, text: text, pieces: pieces)
  }
}
