internal import Diagnostics

/// Reads a document's content: takes math and tables out, has libcmark read the rest, and puts them
/// back where their stand-ins are.
struct ContentReader {
  private let source: SourceText
  private let bytes: [UInt8]
  /// Blocks by lines; displays over several lines are letters to it.
  private let tree: MarkdownTree
  private var placeholders: Placeholders
  private var masked: PatchedSource

  init(_ source: SourceText, from start: Int) {
    self.source = source
    bytes = Array(source.text.utf8)
    let hasDisplay = source.text.utf8.contains(UInt8(ascii: "$"))
    tree = MarkdownTree(
      hasDisplay ? DisplayMask.masked(source, brackets: false) : source, from: start)
    placeholders = Placeholders(notIn: source.text)
    masked = PatchedSource(bytes, from: tree.start)
  }

  mutating func read() -> [ContentNode] {
    for index in tree.blocks.indices {
      switch tree.blocks[index].kind {
      case .paragraph: maskParagraph(index)
      case .heading: maskMath(in: lines(of: index))
      case .document, .blockQuote, .list, .item, .codeBlock, .htmlBlock, .thematicBreak: break
      }
    }
    masked.finish()
    let reported = CmarkParser.nodes(of: masked.bytes)
    let lines = SourceText(name: "", text: String(decoding: masked.bytes, as: UTF8.self))
    var assembler = ContentAssembler(
      reported, placeholders, tightness: tightness,
      line: { [masked, source] line in
        source.position(of: masked.sourceOffset(of: lines.offset(ofLine: line))).line
      })
    return assembler.assemble()
  }

  /// Whether each list is tight, in document order: the blank lines between stand-ins of cells would
  /// make every list with a table loose.
  private var tightness: [Bool] {
    tree.blocks.compactMap { block in
      if case .list(_, let isTight) = block.kind { isTight } else { nil }
    }
  }

  private func lines(of index: Int) -> [Range<Int>] {
    tree.contentCursors(of: index).map { cursor in
      let start = cursor.indentation(in: bytes).offset
      return start..<max(start, cursor.end)
    }
  }

  // MARK: Math

  private mutating func maskMath(in lines: [Range<Int>]) {
    let text = InlineText(lines, of: bytes)
    for math in Math.find(in: text.bytes) {
      let range = text.sourceRange(math.range)
      let original = String(decoding: bytes[range], as: UTF8.self)
      masked.replace(
        range, by: placeholders.add(.math(math.tex, isDisplay: math.isDisplay, original: original)))
    }
  }

  // MARK: Tables

  private mutating func maskParagraph(_ index: Int) {
    let lines = lines(of: index)
    guard let header = TableRows.headerIndex(in: lines, bytes) else { return maskMath(in: lines) }
    if header > 0 { maskMath(in: Array(lines[..<header])) }
    let alignments = TableRows.cells(of: lines[header + 1], in: bytes).map(alignment)
    let rows = [lines[header]] + lines[(header + 2)...]
    let prefix = tree.linePrefix(of: index)
    let blank = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    // Behind other text of the paragraph, the table begins a new one.
    let begin = header > 0 ? "\n\(prefix)" : ""
    let start = lines[header].lowerBound
    masked.replace(
      start..<start, by: begin + placeholders.add(.table(rows: rows.count, alignments)))
    for row in rows {
      let cells = TableRows.cells(of: row, in: bytes)
      for column in alignments.indices {
        let cell = column < cells.count ? content(of: cells[column]) : ""
        masked.insert(
          "\n\(blank)\n\(prefix)" + placeholders.add(.cell) + " " + cell, at: row.lowerBound)
      }
    }
    masked.skip(to: lines[lines.count - 1].upperBound)
  }

  private func alignment(_ cell: Range<Int>) -> ColumnAlignment {
    let text = bytes[cell].filter { $0 != .space && $0 != .tab }
    return switch (text.first == UInt8(ascii: ":"), text.last == UInt8(ascii: ":")) {
    case (true, true): .center
    case (true, false): .left
    case (false, true): .right
    case (false, false): .none
    }
  }

  /// A cell's text with math taken out. A pipe's backslash is the table's, even in code.
  private mutating func content(of cell: Range<Int>) -> String {
    var text = [UInt8]()
    for byte in bytes[cell] {
      if byte == UInt8(ascii: "|"), text.last == UInt8(ascii: "\\") { text.removeLast() }
      text.append(byte)
    }
    var content = ""
    var done = 0
    for math in Math.find(in: text) {
      content += String(decoding: text[done..<math.range.lowerBound], as: UTF8.self)
      let original = String(decoding: text[math.range], as: UTF8.self)
      content += placeholders.add(
        .math(math.tex, isDisplay: math.isDisplay, original: original))
      done = math.range.upperBound
    }
    content += String(decoding: text[done...], as: UTF8.self)
    return String(content.drop { $0 == " " || $0 == "\t" })
  }
}
