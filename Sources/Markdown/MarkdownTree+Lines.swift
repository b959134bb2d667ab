internal import Diagnostics

extension MarkdownTree {
  /// The items and quotes around a block, outermost first.
  package func containers(around index: Int) -> [Int] {
    var around = [Int]()
    var next = blocks[index].parent
    while let container = next {
      if blocks[container].opening != nil { around.append(container) }
      next = blocks[container].parent
    }
    return around.reversed()
  }

  /// The beginning of a line, behind a byte order mark.
  package func cursor(ofLine line: Int) -> LineCursor {
    let start = max(source.offset(ofLine: line), line == 1 ? self.start : 0)
    return LineCursor(offset: start, end: endOfText(ofLine: line))
  }

  /// Where the text of a line ends and its line ending begins.
  package func endOfText(ofLine line: Int) -> Int {
    let start = source.offset(ofLine: line)
    var end = source.offset(ofLine: line + 1)
    while end > start, bytes[end - 1] == .newline || bytes[end - 1] == .carriageReturn { end -= 1 }
    return end
  }

  /// Where a line goes on behind the prefixes of the containers around a block.
  ///
  /// - Parameter around: As `containers(around:)` gives them.
  /// - Returns: `nil` if the line does not have them all.
  package func cursor(ofLine line: Int, inside around: [Int]) -> LineCursor? {
    let (cursor, isComplete) = reach(ofLine: line, inside: around)
    return isComplete ? cursor : nil
  }

  /// Where a block's first line goes on behind the prefixes of the containers around it.
  ///
  /// Of many containers that begin on one line, each takes up where the one around it ended.
  func startCursor(of index: Int) -> LineCursor? {
    let line = blocks[index].lines.lowerBound
    var next = blocks[index].parent
    while let container = next, blocks[container].lines.lowerBound == line {
      if let opening = blocks[container].opening { return opening.cursor }
      next = blocks[container].parent
    }
    return cursor(ofLine: line, inside: containers(around: index))
  }

  /// Where each line of a block goes on behind the prefixes of the containers around it; a lazy
  /// continuation line goes on behind those it has.
  package func contentCursors(of index: Int) -> [LineCursor] {
    let around = containers(around: index)
    return blocks[index].lines.map { reach(ofLine: $0, inside: around).cursor }
  }

  func reach(
    ofLine line: Int, inside around: [Int]
  ) -> (cursor: LineCursor, isComplete: Bool) {
    if let last = around.last, blocks[last].lines.lowerBound == line,
      let opening = blocks[last].opening
    {
      return (opening.cursor, true)
    }
    var cursor = cursor(ofLine: line)
    // Kept until passed: finding it anew for each of many containers would take quadratic time.
    var text = cursor.indentation(in: bytes)
    var textColumn = text.columns
    for container in around {
      guard let opening = blocks[container].opening else { continue }
      if text.offset < cursor.offset || (text.offset == cursor.offset && textColumn < cursor.column)
      {
        text = cursor.indentation(in: bytes)
        textColumn = cursor.column + text.columns
      }
      if cursor.offset == cursor.end { return (cursor, true) }
      if text.offset == cursor.end {
        // Blank lines belong to items whatever their indentation.
        cursor.advance(columns: opening.indent, in: bytes)
      } else if opening.indent == 0 {
        guard textColumn - cursor.column <= 3, cursor.stepOverQuoteMarker(in: bytes) else {
          return (cursor, false)
        }
      } else {
        guard textColumn - cursor.column >= opening.indent else { return (cursor, false) }
        cursor.advance(columns: opening.indent, in: bytes)
      }
    }
    return (cursor, true)
  }
}
