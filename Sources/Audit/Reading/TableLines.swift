/// The lines of a pipe table at the end of a paragraph.
enum TableLines {
  /// The line above the delimiter row, if there is a table.
  static func headerIndex(in lines: [Range<Int>], _ bytes: [UInt8]) -> Int? {
    lines.indices.dropLast().first { index in
      let delimiter = lines[index + 1]
      guard bytes[delimiter].contains(UInt8(ascii: "-")),
        bytes[delimiter].allSatisfy({ " \t|:-".utf8.contains($0) }),
        bytes[lines[index]].contains(UInt8(ascii: "|"))
      else { return false }
      return cells(of: lines[index], in: bytes).count == cells(of: delimiter, in: bytes).count
    }
  }

  /// The cells between pipes; a pipe behind a backslash bounds none.
  static func cells(of line: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    var isEscaped = false
    for offset in line {
      if bytes[offset] == UInt8(ascii: "|"), !isEscaped {
        cells.append(start..<offset)
        start = offset + 1
      }
      isEscaped = bytes[offset] == UInt8(ascii: "\\") && !isEscaped
    }
    let isBlank = { (range: Range<Int>) in bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    if !isBlank(start..<line.upperBound) { cells.append(start..<line.upperBound) }
    if let first = cells.first, isBlank(first), first.upperBound < line.upperBound {
      cells.removeFirst()
    }
    return cells
  }
}
