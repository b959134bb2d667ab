/// The cells of a table that is written in HTML, as places in the document.
struct HTMLTable {
  private(set) var rows: [[Range<Int>]] = []
  /// Whether the first row holds headings.
  private(set) var hasHeader = false

  /// - Parameter lines: The bytes of each line of the block; `nil` if they are not all one text, as
  ///   in a list, or there is no cell in it.
  init?(_ lines: [Range<Int>], _ bytes: [UInt8]) {
    guard let first = lines.first, let last = lines.last,
      zip(lines, lines.dropFirst()).allSatisfy({ bytes[$0.upperBound..<$1.lowerBound].isLineBreak })
    else { return nil }
    var place = first.lowerBound
    while let open = bytes[place..<last.upperBound].firstIndex(of: UInt8(ascii: "<")) {
      let tag = Self.tag(bytes[open..<last.upperBound])
      guard let end = bytes[open..<last.upperBound].firstIndex(of: UInt8(ascii: ">")) else { break }
      place = end + 1
      if tag == "tr" { rows.append([]) }
      guard tag == "td" || tag == "th" else { continue }
      let close = Self.close(of: tag, bytes[place..<last.upperBound])
      if rows.isEmpty { rows.append([]) }
      if tag == "th", rows.count == 1 { hasHeader = true }
      rows[rows.count - 1].append(place..<close)
      place = close
    }
    rows.removeAll(where: \.isEmpty)
    if rows.isEmpty { return nil }
  }

  /// The name of the tag that begins here, in lower case; a closing one's has its slash.
  private static func tag(_ bytes: ArraySlice<UInt8>) -> String {
    let name = bytes.dropFirst().prefix { $0 == UInt8(ascii: "/") || $0.isLetter || $0.isDigit }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// Where a cell ends: at its closing tag, or at the next cell's, row's or table's.
  private static func close(of cell: String, _ bytes: ArraySlice<UInt8>) -> Int {
    var place = bytes.startIndex
    while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      if ["/td", "/th", "td", "th", "tr", "/tr", "/table"].contains(tag(bytes[open...])) {
        return open
      }
      place = open + 1
    }
    return bytes.endIndex
  }
}

extension ArraySlice<UInt8> {
  /// Whether there is nothing in it but the end of a line.
  fileprivate var isLineBreak: Bool { allSatisfy { $0 == 0x0A || $0 == 0x0D } }
}
