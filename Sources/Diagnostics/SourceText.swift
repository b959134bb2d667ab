/// A named text that diagnostics point into: a notebook, a template, a notation file.
///
/// Offsets are UTF-8 bytes from 0; lines and columns are counted from 1, columns in UTF-8 bytes. A
/// byte order mark has an offset and belongs to the first line, but no column, as in editors.
package struct SourceText: Sendable, Hashable {
  /// What never changes, in one place: every span and excerpt holds its source.
  private final class Storage: Sendable {
    let name: String
    let text: String
    let lineStarts: [Int]
    let sections: [SourceSection]
    let markLength: Int

    init(_ name: String, _ text: String, _ lineStarts: [Int], _ sections: [SourceSection]) {
      (self.name, self.text, self.lineStarts, self.sections) = (name, text, lineStarts, sections)
      markLength = text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
  }

  private let storage: Storage
  /// The name errors print, usually the path as the user typed it.
  package var name: String { storage.name }
  package var text: String { storage.text }
  private var lineStarts: [Int] { storage.lineStarts }
  /// Parts that readers know by a name, in order; none of a plain file.
  private var sections: [SourceSection] { storage.sections }
  /// Bytes before the first column of the first line: a byte order mark's, or none.
  var markLength: Int { storage.markLength }

  package init(name: String, text: String, sections: [SourceSection] = []) {
    var text = text
    // Then indices of bytes are found in constant time.
    text.makeContiguousUTF8()
    var starts = [0]
    var offset = 0
    var previousWasReturn = false
    for byte in text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") {
        if previousWasReturn { starts[starts.count - 1] = offset } else { starts.append(offset) }
      } else if byte == UInt8(ascii: "\r") {
        starts.append(offset)
      }
      previousWasReturn = byte == UInt8(ascii: "\r")
    }
    storage = Storage(name, text, starts, sections)
  }

  package static func == (left: SourceText, right: SourceText) -> Bool {
    left.storage === right.storage
      || left.name == right.name && left.text == right.text && left.sections == right.sections
  }

  package var lineCount: Int { lineStarts.count }

  /// Whether lines are counted by sections.
  package var hasSections: Bool { !sections.isEmpty }

  /// The line of the source that is line `line` of a section, `nil` if there is none.
  package func line(_ line: Int, ofSection name: String) -> Int? {
    guard let index = sections.firstIndex(where: { $0.name == name }), line >= 1 else { return nil }
    let next = index + 1 < sections.count ? sections[index + 1].line : lineCount + 1
    let found = sections[index].line + line - 1
    return found < next ? found : nil
  }

  /// The byte offset at which a line begins. Lines past the end begin at the end.
  package func offset(ofLine line: Int) -> Int {
    line <= lineStarts.count ? lineStarts[max(0, line - 1)] : text.utf8.count
  }

  /// The line and column of a byte offset.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = low == 0 ? markLength : lineStarts[low]
    return (low + 1, max(0, offset - start) + 1)
  }

  /// Where readers find a byte: the section, if there are any, and the line and column in it.
  package func location(of offset: Int) -> (section: String?, line: Int, column: Int) {
    let (line, column) = position(of: offset)
    var low = 0
    var high = sections.count
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return (nil, line, column) }
    return (sections[low - 1].name, line - sections[low - 1].line + 1, column)
  }

  /// The line of the file in which a byte stands: where there are sections, the one that they know.
  package func fileLine(of offset: Int) -> Int? {
    let line = position(of: offset).line
    guard hasSections else { return line }
    guard let section = sections.last(where: { $0.line <= line }) else { return nil }
    let index = line - section.line
    return section.fileLines.indices.contains(index) ? section.fileLines[index] : nil
  }

  /// The text of a line without its line ending.
  package func line(_ number: Int) -> Substring {
    let start = offset(ofLine: number)
    var end = offset(ofLine: number + 1)
    let bytes = text.utf8
    func byte(before offset: Int) -> UInt8 {
      bytes[bytes.index(bytes.startIndex, offsetBy: offset - 1)]
    }
    while end > start, [0x0A, 0x0D].contains(byte(before: end)) { end -= 1 }
    return self[start..<end]
  }

  /// The text of a range of bytes; the range is clamped to whole characters of the text.
  package subscript(_ range: Range<Int>) -> Substring {
    let bytes = text.utf8
    let count = bytes.count
    let lower = bytes.index(bytes.startIndex, offsetBy: min(max(0, range.lowerBound), count))
    let upper = bytes.index(bytes.startIndex, offsetBy: min(max(0, range.upperBound), count))
    return text[lower..<max(lower, upper)]
  }

  /// Spans are hashed often, and hashing the whole text of each would take long.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text.utf8.count)
  }
}

/// A part of a source that its readers know by a name and count lines in, such as a cell of a Jupyter
/// notebook.
package struct SourceSection: Sendable, Hashable {
  /// Such as `cell 3`.
  package let name: String
  /// The line of the source at which it begins.
  package let line: Int
  /// The line of the file for each of its lines, as far as they are lines there.
  package let fileLines: [Int]

  package init(name: String, line: Int, fileLines: [Int] = []) {
    (self.name, self.line, self.fileLines) = (name, line, fileLines)
  }
}

/// A range of bytes in a source.
package struct SourceSpan: Sendable, Hashable {
  package let source: SourceText
  package let range: Range<Int>

  package init(source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
  }

  package var line: Int { source.position(of: range.lowerBound).line }
  package var column: Int { source.position(of: range.lowerBound).column }
  package var text: Substring { source[range] }

  /// Where readers find it: `5:28`, or `cell 3:5:28`.
  package var location: String {
    let (section, line, column) = source.location(of: range.lowerBound)
    return (section.map { $0 + ":" } ?? "") + "\(line):\(column)"
  }

  /// The line in words: `line 5`, or `cell 3:5`.
  package var lineWords: String {
    let (section, line, _) = source.location(of: range.lowerBound)
    return section.map { "\($0):\(line)" } ?? "line \(line)"
  }
}

/// A text taken out of a source piecewise, such as the body of a fence inside a block quote,
/// which remembers where each of its bytes came from.
package struct Excerpt: Sendable, Hashable {
  package struct Piece: Sendable, Hashable {
    /// Offset in the excerpt's text.
    package let offset: Int
    /// Offset in the source.
    package let sourceOffset: Int

    package init(offset: Int, sourceOffset: Int) {
      self.offset = offset
      self.sourceOffset = sourceOffset
    }
  }

  package let source: SourceText
  package let text: String
  /// Pieces in rising order of `offset`; each holds until the next begins.
  package let pieces: [Piece]

  package init(source: SourceText, text: String, pieces: [Piece]) {
    self.source = source
    self.text = text
    self.pieces = pieces
  }

  /// The whole of a source as an excerpt.
  package init(_ source: SourceText) {
    self.init(source: source, text: source.text, pieces: [Piece(offset: 0, sourceOffset: 0)])
  }

  /// The place in the source of a range of bytes of the excerpt.
  package func span(_ range: Range<Int>) -> SourceSpan {
    let lower = sourceOffset(of: range.lowerBound)
    let upper = range.isEmpty ? lower : sourceOffset(of: range.upperBound - 1) + 1
    return SourceSpan(source: source, range: lower..<max(lower, upper))
  }

  /// The first piece that begins behind an offset of the text, or how many there are.
  package func pieceIndex(after offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The offset in the source of an offset in the excerpt.
  package func sourceOffset(of offset: Int) -> Int {
    let low = pieceIndex(after: offset)
    guard low > 0 else { return offset }
    return pieces[low - 1].sourceOffset + offset - pieces[low - 1].offset
  }
}
