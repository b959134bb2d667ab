internal import Diagnostics
internal import Markdown

/// Puts results in the stead of cells, and closes the gaps that removed cells leave.
struct CellWeaver {
  /// Cells to be removed with nothing but blank lines between them, in one container.
  private struct Run {
    let first: Int
    var last: Int
  }

  let tree: MarkdownTree
  private var edits: [Edit] = []
  private var run: Run?

  init(tree: MarkdownTree) { self.tree = tree }

  /// The edits of all cells.
  mutating func finish() -> [Edit] {
    closeRun()
    return edits
  }

  /// Removes a cell.
  mutating func remove(_ cell: Cell) {
    if let open = run, tree.blocks[open.last].end == cell.block,
      tree.blocks[open.last].parent == tree.blocks[cell.block].parent
    {
      run?.last = cell.block
    } else {
      closeRun()
      run = Run(first: cell.block, last: cell.block)
    }
  }

  /// Replaces a cell by its result or, with `echo`, puts the result behind it.
  mutating func replace(_ cell: Cell, with result: String) {
    let lines = MarkdownLines(result)
    if lines.isEmpty, cell.echo == nil { return remove(cell) }
    closeRun()
    if lines.isEmpty { return }
    let line = tree.blocks[cell.block].lines.lowerBound
    let ending = tree.lineEnding(ofLine: line)
    let prefix = tree.linePrefix(of: cell.block)
    let blank = MarkdownLines.trimmed(prefix)
    var written = lines.prefixed(by: prefix)
    let end = cell.span.range.upperBound
    var start = end
    if cell.echo != nil {
      written = ["", blank] + written
    } else if isBehindText(cell.block) {
      start = tree.cursor(ofLine: line).offset
      written.insert(blank, at: 0)
    } else if let cursor = tree.contentCursors(of: cell.block).first {
      start = cursor.pendingSpaces(in: tree.bytes) > 0 ? cell.span.range.lowerBound : cursor.offset
      written[0] = String(decoding: written[0].utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
    if let separator = separator(behind: cell.block) { written.append(separator) }
    edits.append(Edit(range: start..<end, text: written.joined(separator: ending)))
  }

  private mutating func closeRun() {
    guard let run else { return }
    self.run = nil
    let first = tree.blocks[run.first]
    let around = tree.containers(around: run.first)
    if let container = around.last,
      tree.blocks[container].lines.lowerBound == first.lines.lowerBound
    {
      return removeBehindMarker(run)
    }
    let last = tree.blocks[run.last].lines.upperBound
    var lines = first.lines.lowerBound..<last + 1
    let isBehindFrontMatter = first.parent == 0 && tree.start > 3
    let isFirst = first.parent.map { run.first == $0 + 1 } == true && !isBehindFrontMatter
    let isAfterBlank = tree.isBlank(line: lines.lowerBound - 1, inside: around) == true
    let isBeforeBlank = tree.isBlank(line: lines.upperBound, inside: around) == true
    let separator = separator(behind: run.last)
    var text = ""
    if isBeforeBlank, isFirst || isAfterBlank {
      lines = lines.lowerBound..<lines.upperBound + 1
    } else if isAfterBlank, !isFirst, !isBeforeBlank, separator == nil, isLast(run.last) {
      lines = lines.lowerBound - 1..<lines.upperBound
    } else if !isFirst, !isAfterBlank, let separator {
      text = separator + tree.lineEnding(ofLine: first.lines.lowerBound)
    }
    edits.append(Edit(range: bytes(of: lines), text: text))
  }

  /// Removes cells at the beginning of an item or quote: what follows moves up to the marker.
  private mutating func removeBehindMarker(_ run: Run) {
    guard var start = tree.contentCursors(of: run.first).first?.offset else { return }
    let next = tree.blocks[run.last].end
    if !isLast(run.last), let cursor = tree.contentCursors(of: next).first {
      edits.append(Edit(range: start..<cursor.offset, text: ""))
      return
    }
    while start > 0, tree.bytes[start - 1] == .space || tree.bytes[start - 1] == .tab { start -= 1 }
    let end = tree.endOfText(ofLine: tree.blocks[run.last].lines.upperBound)
    edits.append(Edit(range: start..<end, text: ""))
  }

  private func bytes(of lines: Range<Int>) -> Range<Int> {
    let start = max(tree.start, tree.source.offset(ofLine: lines.lowerBound))
    return start..<max(start, tree.source.offset(ofLine: lines.upperBound))
  }

  private func isLast(_ block: Int) -> Bool {
    guard let parent = tree.blocks[block].parent else { return true }
    return tree.blocks[block].end == tree.blocks[parent].end
  }

  /// Whether text of the same container stands on the line before a block.
  private func isBehindText(_ block: Int) -> Bool {
    guard let parent = tree.blocks[block].parent, block != parent + 1 else { return false }
    let line = tree.blocks[block].lines.lowerBound - 1
    return tree.isBlank(line: line, inside: tree.containers(around: block)) == false
  }

  /// The blank line needed to keep what follows a block on the next line apart from it.
  private func separator(behind block: Int) -> String? {
    let next = tree.blocks[block].end
    let line = tree.blocks[block].lines.upperBound + 1
    if next < tree.blocks.count, tree.blocks[next].lines.lowerBound == line {
      return tree.blocks[next].kind == .item
        ? nil : MarkdownLines.trimmed(tree.linePrefix(of: next))
    }
    // A link reference definition is no block.
    guard tree.isBlank(line: line, inside: []) == false,
      let isBlank = tree.isBlank(line: line, inside: tree.containers(around: block))
    else { return nil }
    return isBlank ? nil : MarkdownLines.trimmed(tree.linePrefix(of: block))
  }
}
