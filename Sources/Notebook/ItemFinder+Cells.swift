internal import Diagnostics
internal import Markdown

extension ItemFinder {
  /// Reads a fence if it is a cell or holds math.
  mutating func readCode(_ code: CodeBlock, at index: Int) {
    guard code.info != nil, let cursor = tree.contentCursors(of: index).first else { return }
    let fence = cursor.indentation(in: tree.bytes)
    var infoStart = fence.offset
    while infoStart < cursor.end, tree.bytes[infoStart] == tree.bytes[fence.offset] {
      infoStart += 1
    }
    let words = InfoWords.split(infoStart..<cursor.end, of: tree.bytes)
    let body = bodyLines(of: index, isClosed: code.isClosed)
    guard let (kind, keyword) = cellKind(of: words) else {
      if let first = words.first, tree.source[first] == "math" {
        readMathFence(at: index, lines: body)
      }
      return
    }
    if !code.isClosed {
      report(
        "cell-unclosed", "the fence of this `\(kind.rawValue)` cell is never closed",
        fence.offset..<infoStart,
        help: "end it with a line of \(tree.source[fence.offset..<infoStart])")
    }
    let end = tree.endOfText(ofLine: tree.blocks[index].lines.upperBound)
    addCell(
      kind, isHidden: false, keyword: keyword, words: keyword.upperBound..<cursor.end,
      span: fence.offset..<end,
      body: tree.excerpt(lines: body, of: index, indent: fence.columns), block: index)
  }

  /// Reads `<!-- network` and the lines up to `-->`.
  ///
  /// - Parameters:
  ///   - keyword: Where `network` stands.
  ///   - firstLineEnd: Where the text of that line ends.
  mutating func readHiddenCell(keyword: Range<Int>, comment: Int, firstLineEnd: Int, at index: Int)
  {
    let lines = tree.blocks[index].lines
    let last = tree.cursor(ofLine: lines.upperBound)
    let lastText = last.offset..<last.end
    guard lines.count > 1, let close = range(of: "-->", in: lastText) else {
      if range(of: "-->", in: keyword.upperBound..<firstLineEnd) != nil { return }
      return report(
        "cell-unclosed", "the comment of this `network` cell is never closed",
        comment..<keyword.upperBound, help: "end it with `-->` on a line of its own")
    }
    let rest = close.upperBound..<last.end
    if !isBlank(rest) {
      report("cell-comment", "expected the line to end behind `-->`", trimmed(rest))
    }
    let content = tree.contentCursors(of: index)[lines.count - 1]
    let isOwnLine = isBlank(content.offset..<close.lowerBound)
    let bodyLines = lines.lowerBound + 1..<(isOwnLine ? lines.upperBound : lines.upperBound + 1)
    var body = tree.excerpt(lines: bodyLines, of: index)
    if !isOwnLine { body = cut(body, at: close.lowerBound) }
    addCell(
      .network, isHidden: true, keyword: keyword, words: keyword.upperBound..<firstLineEnd,
      span: comment..<close.upperBound, body: body, block: index)
  }

  private mutating func addCell(
    _ kind: Cell.Kind, isHidden: Bool, keyword: Range<Int>, words: Range<Int>, span: Range<Int>,
    body: Excerpt, block: Int
  ) {
    let read = InfoWords(
      words, of: tree.source, bytes: tree.bytes, owner: "a `\(kind.rawValue)` cell",
      takesName: kind != .network, takesAttributes: kind == .show, takesEcho: !isHidden)
    diagnostics += read.diagnostics
    if kind == .view, read.name == nil {
      report(
        "view-name", "a `view` cell needs the name of the view it defines", keyword,
        help: "write `view NAME`")
    }
    let cell = Cell(
      kind: kind, isHidden: isHidden, span: self.span(span), keyword: word(keyword),
      name: read.name, attributes: read.attributes, echo: read.echo, body: body, block: block)
    switch kind {
    case .network: items.append(.network(cell))
    case .show: items.append(.show(cell))
    case .view: items.append(.view(cell))
    }
  }

  /// The kind of a cell by the first word of its info string, or the second behind a language.
  private func cellKind(of words: [Range<Int>]) -> (Cell.Kind, Range<Int>)? {
    for word in words.prefix(2) {
      if let kind = Cell.Kind(rawValue: String(tree.source[word])) { return (kind, word) }
    }
    return nil
  }

  private func bodyLines(of index: Int, isClosed: Bool) -> Range<Int> {
    let lines = tree.blocks[index].lines
    return lines.lowerBound + 1..<max(lines.lowerBound + 1, lines.upperBound + (isClosed ? 0 : 1))
  }

  /// The part of an excerpt that stands before a place of the source in its last line.
  private func cut(_ excerpt: Excerpt, at end: Int) -> Excerpt {
    guard let piece = excerpt.pieces.last else { return excerpt }
    let text = excerpt.text.utf8.prefix(piece.offset + max(0, end - piece.sourceOffset))
    return Excerpt(
      source: excerpt.source, text: String(decoding: Array(text), as: UTF8.self),
      pieces: excerpt.pieces)
  }
}

// MARK: - Bytes of a line

extension ItemFinder {
  /// Where a text first stands in a range of bytes.
  func range(of text: String, in range: Range<Int>) -> Range<Int>? {
    let sought = Array(text.utf8)
    guard range.count >= sought.count else { return nil }
    for start in range.lowerBound...(range.upperBound - sought.count)
    where tree.bytes[start..<start + sought.count].elementsEqual(sought) {
      return start..<start + sought.count
    }
    return nil
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    tree.bytes[range].allSatisfy { $0 == .space || $0 == .tab }
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = tree.bytes[range].first, first == .space || first == .tab {
      range = range.lowerBound + 1..<range.upperBound
    }
    while let last = tree.bytes[range].last, last == .space || last == .tab {
      range = range.lowerBound..<range.upperBound - 1
    }
    return range
  }
}
