package import Diagnostics

/// The block structure of a Markdown document, with places.
///
/// Blocks are kept in one flat list in document order, so that nesting however deep is never a
/// matter of recursion.
package struct MarkdownTree: Sendable {
  package let source: SourceText
  /// The UTF-8 of `source.text`, as which all places are counted.
  package let bytes: [UInt8]
  /// Every block in document order; the first is the document.
  package internal(set) var blocks: [MarkdownBlock] = []
  /// Where parsing began: behind a byte order mark and what the caller keeps from Markdown.
  package let start: Int

  /// Parses a document.
  ///
  /// - Parameter start: Byte offset of the beginning of a line; what stands before it, such as
  ///   front matter, is not Markdown.
  package init(_ source: SourceText, from start: Int = 0) {
    self.source = source
    bytes = Array(source.text.utf8)
    let hasMark = start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.start = hasMark ? 3 : start
    let reported = CmarkParser.blocks(of: bytes[self.start...])
    let linesBefore = source.position(of: self.start).line - 1
    blocks.reserveCapacity(reported.count)
    for index in reported.indices { append(reported[index], in: reported, linesBefore) }
    spanContainers()
  }

  /// The block's children, as indices of `blocks`.
  package func children(of index: Int) -> [Int] {
    var children = [Int]()
    var next = index + 1
    while next < blocks[index].end {
      children.append(next)
      next = blocks[next].end
    }
    return children
  }

  private mutating func append(
    _ block: ReportedBlock, in reported: [ReportedBlock], _ linesBefore: Int
  ) {
    let line = block.startLine + linesBefore
    let index = blocks.count
    blocks.append(
      MarkdownBlock(
        kind: block.kind, lines: line...line, range: 0..<0, parent: block.parent, end: block.end))
    var last = line
    switch block.kind {
    case .document:
      last = max(line, source.position(of: bytes.count).line)
    case .blockQuote, .item:
      blocks[index].opening = opening(ofContainer: index)
    case .list, .thematicBreak: break
    case .codeBlock(let code):
      last = mend(code, at: index)
    case .htmlBlock(let literal):
      last = line + max(1, Self.lineCount(of: literal)) - 1
    case .paragraph:
      last = max(line, block.endLine + linesBefore)
    case .heading:
      let next = block.end < reported.count ? reported[block.end].startLine + linesBefore : nil
      last = lastLine(ofHeading: index, reported: block.endLine + linesBefore, nextBlock: next)
    }
    blocks[index].lines = line...max(line, last)
    blocks[index].range = source.offset(ofLine: line)..<source.offset(ofLine: max(line, last) + 1)
  }

  /// Gives containers the last line of their last child: what libcmark says of their end, such
  /// as `N:0`, depends on what follows.
  private mutating func spanContainers() {
    for index in blocks.indices.dropFirst().reversed() {
      guard let parent = blocks[index].parent, parent != 0 else { continue }
      let last = max(blocks[parent].lines.upperBound, blocks[index].lines.upperBound)
      let first = blocks[parent].lines.lowerBound
      blocks[parent].lines = first...last
      blocks[parent].range = source.offset(ofLine: first)..<source.offset(ofLine: last + 1)
    }
  }

  private func opening(ofContainer index: Int) -> ContainerOpening? {
    guard var cursor = startCursor(of: index) else { return nil }
    guard blocks[index].kind == .item else {
      return cursor.stepOverQuoteMarker(in: bytes)
        ? ContainerOpening(indent: 0, cursor: cursor) : nil
    }
    let indent = cursor.stepOverListMarker(in: bytes)
    return ContainerOpening(indent: indent, cursor: cursor)
  }

  /// Sets whether the block is fenced and closed.
  ///
  /// - Returns: Its last line, which libcmark gets wrong for fences that are never closed.
  private mutating func mend(_ code: CodeBlock, at index: Int) -> Int {
    let line = blocks[index].lines.lowerBound
    let around = containers(around: index)
    let bodyLines = Self.lineCount(of: code.literal)
    guard let fence = cursor(ofLine: line, inside: around)?.indentation(in: bytes),
      fence.columns <= 3
    else {
      blocks[index].kind = .codeBlock(CodeBlock(info: nil, literal: code.literal))
      return line + bodyLines - 1
    }
    let closing = line + bodyLines + 1
    let isClosed = isClosingFence(line: closing, inside: around, of: fence.offset)
    blocks[index].kind = .codeBlock(
      CodeBlock(info: code.info, literal: code.literal, isClosed: isClosed))
    return isClosed ? closing : line + bodyLines
  }

  private func isClosingFence(line: Int, inside around: [Int], of fence: Int) -> Bool {
    guard line <= source.lineCount, fence < bytes.count,
      let place = cursor(ofLine: line, inside: around)?.indentation(in: bytes), place.columns <= 3
    else { return false }
    let mark = bytes[fence]
    let width = run(of: mark, at: fence)
    let closingWidth = run(of: mark, at: place.offset)
    var rest = place.offset + closingWidth
    while rest < bytes.count, bytes[rest] == .space || bytes[rest] == .tab { rest += 1 }
    return closingWidth >= width
      && (rest == bytes.count || bytes[rest] == .newline || bytes[rest] == .carriageReturn)
  }

  private func run(of byte: UInt8, at offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - offset
  }

  /// The underline of a setext heading or the one line of another; libcmark names the line at
  /// which it noticed the end, which may be the one after.
  private func lastLine(ofHeading index: Int, reported: Int, nextBlock: Int?) -> Int {
    let first = blocks[index].lines.lowerBound
    let around = containers(around: index)
    guard reported > first,
      let start = cursor(ofLine: first, inside: around)?.indentation(in: bytes).offset,
      start < bytes.count, bytes[start] != UInt8(ascii: "#")
    else { return first }
    if reported != nextBlock, reported <= source.lineCount,
      let place = cursor(ofLine: reported, inside: around)?.indentation(in: bytes).offset,
      place < bytes.count, bytes[place] == UInt8(ascii: "=") || bytes[place] == UInt8(ascii: "-")
    {
      return reported
    }
    return reported - 1
  }

  private static func lineCount(of literal: String) -> Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in literal.utf8 {
      if byte == .carriageReturn || (byte == .newline && previous != .carriageReturn) { count += 1 }
      previous = byte
    }
    return previous == .newline || previous == .carriageReturn || previous == 0 ? count : count + 1
  }
}
