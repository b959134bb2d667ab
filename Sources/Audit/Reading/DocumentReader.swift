internal import Algebra
package import Diagnostics
internal import Markdown
internal import Notebook

/// Reads a Markdown document into passages.
package struct DocumentReader {
  private let source: SourceText
  /// The same with decimal points, byte by byte.
  private let reading: SourceText
  private let tree: MarkdownTree
  private let formulas: FormulaReader
  private var passages: [Passage] = []

  /// - Parameter start: Where the document's front matter ends.
  package static func read(_ source: SourceText, from start: Int = 0) -> PublishedDocument {
    var reader = DocumentReader(source, start)
    for index in reader.tree.blocks.indices { reader.read(index) }
    return PublishedDocument(source: source, passages: reader.passages)
  }

  private init(_ source: SourceText, _ start: Int) {
    self.source = source
    reading = DecimalComma.pointed(source)
    formulas = FormulaReader(
      dialect: TeXDialect(
        hasSymbolE: Self.definesE(reading.text),
        layered: LayerSuperscripts.letters(in: reading.text),
        functions: FunctionLetters.letters(in: reading.text)))
    tree = MarkdownTree(DisplayMask.masked(reading), from: start)
  }

  private mutating func read(_ index: Int) {
    let block = tree.blocks[index]
    switch block.kind {
    case .document, .blockQuote, .list, .item, .thematicBreak: break
    case .htmlBlock(let literal): readHTML(literal, index)
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
    let info = code.info?.split(separator: " ").first?.lowercased()
    if let directive = Directive(info) {
      return read(directive, lines.map { $0.offset..<max($0.offset, $0.end) })
    }
    let language = info
    if language == "math" || language == "latex" || language == "tex" {
      let formula = Formula(excerpt, isDisplay: true, reader: formulas)
      passages.append(.flow(Flow(kind: .display, pieces: [.formula(formula)])))
    } else if Self.textLanguages.contains(language ?? ""), !Self.isPicture(excerpt.text) {
      passages.append(
        .flow(
          Flow(kind: .code, pieces: InlineReader.pieces(excerpt, .code, reader: formulas))))
    } else {
      passages.append(.code(excerpt))
    }
  }

  /// What a directive of MyST or Quarto holds: Markdown, or math behind its options.
  private mutating func read(_ directive: Directive, _ lines: [Range<Int>]) {
    let bytes = tree.bytes
    let content = lines.drop { bytes[$0].first { $0 != 0x20 } == UInt8(ascii: ":") }
    switch directive {
    case .math:
      let formula = Formula(excerpt(Array(content)), isDisplay: true, reader: formulas)
      passages.append(.flow(Flow(kind: .display, pieces: [.formula(formula)])))
    case .text:
      let isBlank = { (line: Range<Int>) in bytes[line].allSatisfy { $0 <= 0x20 } }
      for paragraph in content.split(whereSeparator: isBlank) { readParagraph(Array(paragraph)) }
    case .code: passages.append(.code(excerpt(lines)))
    }
  }

  /// Whether lines and blocks are drawn in it: what stands in boxes side by side is no calculation.
  private static func isPicture(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("\u{2500}"..."\u{259F}").contains($0) }
  }

  /// Languages of code blocks that hold text: calculations are set in them for the fixed width.
  private static let textLanguages: Set<String> = [
    "", "text", "txt", "plain", "plaintext", "output", "none", "markdown", "md", "ascii",
    "calculation", "console",
  ]

  /// Whether the document says what `e` is: an `e` alone in front of an equals sign.
  private static func definesE(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for place in bytes.indices where bytes[place] == UInt8(ascii: "e") {
      let next = bytes[(place + 1)...].first { $0 != 0x20 && $0 != 0x26 }
      guard next == UInt8(ascii: "="), place > 0 else { continue }
      if let before = bytes[..<place].last(where: { $0 != 0x20 }),
        [0x24, 0x0A, 0x28, 0x2C, 0x7C, 0x60].contains(before),
        place + 2 < bytes.count, bytes[place + 1] != before
      {
        return true
      }
    }
    return false
  }

  /// The bytes of each line of a block without the prefixes of its containers.
  private func lines(of index: Int) -> [Range<Int>] {
    tree.contentCursors(of: index).map { $0.offset..<max($0.offset, $0.end) }
  }

  /// The text between tags; comments, styles and scripts hold none.
  private mutating func readHTML(_ literal: String, _ index: Int) {
    let start = literal.drop(while: \.isWhitespace).prefix(8).lowercased()
    if start.hasPrefix("<table"), let table = HTMLTable(lines(of: index), tree.bytes) {
      let rows = table.rows.map { $0.map { flow([$0], .paragraph, isCell: true) } }
      let header = table.hasHeader ? rows.first ?? [] : []
      passages.append(
        .table(PublishedTable(header: header, rows: Array(rows.dropFirst(table.hasHeader ? 1 : 0))))
      )
      return
    }
    let isHidden = ["<!--", "<style", "<script", "<pre"].contains { start.hasPrefix($0) }
    if !isHidden { passages.append(.flow(flow(lines(of: index), .paragraph))) }
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
    TableRows.cells(of: line, in: tree.bytes).map { flow([$0], .paragraph, isCell: true) }
  }

  private func flow(_ lines: [Range<Int>], _ kind: Flow.Kind, isCell: Bool = false) -> Flow {
    let excerpt = excerpt(lines)
    if let display = bareDisplay(excerpt) { return display }
    let pieces = InlineReader.pieces(
      excerpt, isCell ? .cell : .prose, reader: formulas)
    let isDisplay = pieces.allSatisfy { piece in
      switch piece {
      case .formula(let formula): formula.isDisplay
      case .text(let text): text.text.allSatisfy(\.isWhitespace)
      case .verbatim: false
      }
    }
    return Flow(kind: isDisplay && !pieces.isEmpty ? .display : kind, pieces: pieces)
  }

  /// A display that lost its backslashes: `[` and `]` on lines of their own.
  private func bareDisplay(_ excerpt: Excerpt) -> Flow? {
    let text = excerpt.text
    guard text.utf8.contains(UInt8(ascii: "\n")), text.utf8.contains(UInt8(ascii: "[")) else {
      return nil
    }
    let trimmed = text.split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.trimmingPrefix(while: \.isWhitespace) }
    guard trimmed.count > 2, trimmed.first?.allSatisfy({ $0 == "[" || $0 == " " }) ?? false,
      trimmed.last?.allSatisfy({ $0 == "]" || $0 == " " }) ?? false
    else { return nil }
    // What was `\;` is a semicolon now.
    let tex = String(
      text.map { "[];".contains($0) ? " " : $0 })
    let isMatrix = text.dropFirst().dropLast(2).contains { "[]".contains($0) }
    guard !isMatrix else { return nil }
    let inside = Excerpt(source: excerpt.source, text: tex, pieces: excerpt.pieces)
    return Flow(
      kind: .display, pieces: [.formula(Formula(inside, isDisplay: true, reader: formulas))])
  }

  /// Lines of the document as one text, each ended by a newline.
  private func excerpt(_ lines: [Range<Int>]) -> Excerpt {
    var text = ""
    var pieces: [Excerpt.Piece] = []
    for line in lines {
      pieces.append(Excerpt.Piece(offset: text.utf8.count, sourceOffset: line.lowerBound))
      text += reading[line]
      if lines.count > 1 { text += "\n" }
    }
    if pieces.isEmpty { pieces = [Excerpt.Piece(offset: 0, sourceOffset: 0)] }
    return Excerpt(source: source, text: text, pieces: pieces)
  }
}
