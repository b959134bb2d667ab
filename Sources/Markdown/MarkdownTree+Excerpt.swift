package import Diagnostics

extension MarkdownTree {
  /// Lines of a block without the prefixes of the containers around it, each ended by a newline.
  ///
  /// - Parameters:
  ///   - indent: Columns of white space to take off each line where it has them, as a fence's own
  ///     indentation is taken off its body.
  package func excerpt(lines: Range<Int>, of index: Int, indent: Int = 0) -> Excerpt {
    let around = containers(around: index)
    var text = [UInt8]()
    var pieces = [Excerpt.Piece]()
    for line in lines {
      var cursor = reach(ofLine: line, inside: around).cursor
      cursor.advance(columns: min(indent, cursor.indentation(in: bytes).columns), in: bytes)
      let spaces = cursor.pendingSpaces(in: bytes)
      for _ in 0..<spaces {
        pieces.append(Excerpt.Piece(offset: text.count, sourceOffset: cursor.offset))
        text.append(.space)
      }
      let start = spaces > 0 ? cursor.offset + 1 : cursor.offset
      pieces.append(Excerpt.Piece(offset: text.count, sourceOffset: start))
      text += bytes[start..<max(start, cursor.end)]
      text.append(.newline)
    }
    if pieces.isEmpty {
      pieces = [Excerpt.Piece(offset: 0, sourceOffset: source.offset(ofLine: lines.lowerBound))]
    }
    return Excerpt(source: source, text: String(decoding: text, as: UTF8.self), pieces: pieces)
  }

  /// What lines that follow a block's first line must begin with to stay in its container: quote
  /// markers, and spaces for list markers.
  package func linePrefix(of index: Int) -> String {
    let line = blocks[index].lines.lowerBound
    var prefix = ""
    var cursor = cursor(ofLine: line)
    for container in containers(around: index) {
      guard let opening = blocks[container].opening else { continue }
      let before = cursor
      if blocks[container].lines.lowerBound == line {
        cursor = opening.cursor
      } else if opening.indent > 0 {
        cursor.advance(columns: opening.indent, in: bytes)
      } else if !cursor.stepOverQuoteMarker(in: bytes) {
        continue
      }
      let written = String(decoding: bytes[before.offset..<cursor.offset], as: UTF8.self)
      let isWhole = before.pendingSpaces(in: bytes) + cursor.pendingSpaces(in: bytes) == 0
      if opening.indent > 0 {
        let isFirst = blocks[container].lines.lowerBound == line
        prefix += isWhole && !isFirst ? written : String(repeating: " ", count: opening.indent)
      } else if isWhole {
        prefix += written.hasSuffix(">") ? written + " " : written
      } else {
        prefix += "> "
      }
    }
    return prefix
  }

  /// The line ending of a line; for the last line, which may have none, the one before it, and a
  /// newline if there is no other.
  package func lineEnding(ofLine line: Int) -> String {
    let ending = bytes[endOfText(ofLine: line)..<source.offset(ofLine: line + 1)]
    if !ending.isEmpty { return String(decoding: ending, as: UTF8.self) }
    return line > 1 ? lineEnding(ofLine: line - 1) : "\n"
  }

  /// Whether a line is blank behind the prefixes of the containers around a block; `nil` if it is
  /// no line of the file or does not have them all.
  package func isBlank(line: Int, inside around: [Int]) -> Bool? {
    guard line >= 1, source.offset(ofLine: line) < bytes.count else { return nil }
    return cursor(ofLine: line, inside: around)?.isBlank(in: bytes)
  }
}
