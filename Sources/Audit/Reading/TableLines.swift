internal import Markdown

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
      return TableRows.cells(of: lines[index], in: bytes).count
        == TableRows.cells(of: delimiter, in: bytes).count
    }
  }
}
