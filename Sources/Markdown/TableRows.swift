/// The rows of a pipe table at the end of a paragraph, which CommonMark knows nothing of.
package enum TableRows {
  /// The pieces of a paragraph's lines that inline constructs cannot cross: the text above a
  /// table as one, then each cell by itself.
  package static func segments(of lines: [Range<Int>], in bytes: [UInt8]) -> [[Range<Int>]] {
    guard let header = headerIndex(in: lines, bytes) else { return [lines] }
    let above = header == 0 ? [] : [Array(lines[..<header])]
    let rows = lines.indices.filter { $0 >= header && $0 != header + 1 }
    return above + rows.flatMap { cells(of: lines[$0], in: bytes).map { [$0] } }
  }

  package static func headerIndex(in lines: [Range<Int>], _ bytes: [UInt8]) -> Int? {
    lines.indices.dropLast().first { index in
      let delimiter = lines[index + 1]
      guard bytes[delimiter].contains(UInt8(ascii: "-")),
        bytes[delimiter].allSatisfy({ " \t|:-".utf8.contains($0) }),
        bytes[lines[index]].contains(UInt8(ascii: "|"))
          || bytes[delimiter].contains(UInt8(ascii: "|"))
      else { return false }
      return cells(of: lines[index], in: bytes).count == cells(of: delimiter, in: bytes).count
    }
  }

  /// The cells between pipes that no backslash escapes; pipes at the ends bound no further cell.
  package static func cells(of line: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    var cells = [Range<Int>]()
    var start = line.lowerBound
    var isEscaped = false
    for offset in line {
      if bytes[offset] == UInt8(ascii: "|"), !isEscaped {
        cells.append(start..<offset)
        start = offset + 1
      }
      isEscaped = bytes[offset] == UInt8(ascii: "\\") && !isEscaped
    }
    if !bytes[start..<line.upperBound].allSatisfy(\.isWhitespace) {
      cells.append(start..<line.upperBound)
    }
    if let first = cells.first, bytes[first].allSatisfy(\.isWhitespace),
      first.upperBound < line.upperBound,
      first.lowerBound == line.lowerBound
    {
      cells.removeFirst()
    }
    return cells
  }
}
