/// The short checksum that a region's closing line carries.
///
/// It does not notice what Markdown formatters change: white space between words, around cells
/// and at line ends, blank lines, and the number of dashes in a table's delimiter row.
package enum RegionChecksum {
  /// Eight hexadecimal digits: FNV-1a, 32 bits, of the folded text.
  package static func checksum(of body: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in folded(body) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Whether two bodies differ by no more than a formatter's changes.
  package static func areEqual(_ a: String, _ b: String) -> Bool {
    a == b || folded(a) == folded(b)
  }

  /// The text with runs of white space as one space, none beside `|` or at the ends, and
  /// delimiter rows with one dash a cell.
  private static func folded(_ body: String) -> [UInt8] {
    var folded = [UInt8]()
    let lines = body.utf8.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
    for line in lines {
      let isDelimiterRow = line.allSatisfy { " \t|:-".utf8.contains($0) }
      if folded.last != UInt8(ascii: "|"), !folded.isEmpty { folded.append(0x20) }
      for byte in line {
        let isSpace = byte == 0x20 || byte == 0x09
        if isSpace, folded.last == 0x20 || folded.last == UInt8(ascii: "|") || folded.isEmpty {
          continue
        }
        if byte == UInt8(ascii: "|"), folded.last == 0x20 { folded.removeLast() }
        if isDelimiterRow, byte == UInt8(ascii: "-"), folded.last == byte { continue }
        folded.append(isSpace ? 0x20 : byte)
      }
      if folded.last == 0x20 { folded.removeLast() }
    }
    return folded
  }
}
