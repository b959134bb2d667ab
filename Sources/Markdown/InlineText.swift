package import Diagnostics

/// Text that inline constructs are looked for in: a paragraph, a heading, or a cell of a table,
/// its lines joined by newlines without the prefixes of containers.
package struct InlineText {
  package let bytes: [UInt8]
  /// Where each line begins, in `bytes` and in the source.
  private let lines: [(offset: Int, sourceOffset: Int)]

  /// Text of pieces of lines of a source.
  package init(_ pieces: [Range<Int>], of source: [UInt8]) {
    var bytes = [UInt8]()
    var lines = [(offset: Int, sourceOffset: Int)]()
    for piece in pieces {
      if !lines.isEmpty { bytes.append(.newline) }
      lines.append((bytes.count, piece.lowerBound))
      bytes += source[piece]
    }
    self.bytes = bytes
    self.lines = lines.isEmpty ? [(0, 0)] : lines
  }

  /// The place in the source of a range of the text.
  package func sourceRange(_ range: Range<Int>) -> Range<Int> {
    let lower = sourceOffset(of: range.lowerBound)
    let upper = range.isEmpty ? lower : sourceOffset(of: range.upperBound - 1) + 1
    return lower..<max(lower, upper)
  }

  /// A range of the text, with its places, without white space at its ends.
  package func excerpt(_ range: Range<Int>, of source: SourceText) -> Excerpt {
    var range = range
    while let first = bytes[range].first, first.isWhitespace {
      range = range.lowerBound + 1..<range.upperBound
    }
    while let last = bytes[range].last, last.isWhitespace {
      range = range.lowerBound..<range.upperBound - 1
    }
    var pieces = [Excerpt.Piece(offset: 0, sourceOffset: sourceOffset(of: range.lowerBound))]
    for index in lines.indices.dropFirst(lineIndex(of: range.lowerBound) + 1) {
      if lines[index].offset >= range.upperBound { break }
      pieces.append(
        Excerpt.Piece(
          offset: lines[index].offset - range.lowerBound, sourceOffset: lines[index].sourceOffset))
    }
    let text = String(decoding: bytes[range], as: UTF8.self)
    return Excerpt(source: source, text: text, pieces: pieces)
  }

  private func sourceOffset(of offset: Int) -> Int {
    let line = lines[lineIndex(of: offset)]
    return line.sourceOffset + offset - line.offset
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].offset <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

extension UInt8 {
  package var isWhitespace: Bool { self == .space || (9...13).contains(self) }

  package var isPunctuation: Bool {
    (33...47).contains(self) || (58...64).contains(self) || (91...96).contains(self)
      || (123...126).contains(self)
  }
}
