/// A place on a line that moves on by columns, as CommonMark's block structure is read: tabs stop
/// at every fourth column and may be used up in part.
package struct LineCursor: Sendable, Hashable {
  /// Byte offset in the source. With a tab used up in part it is the tab's.
  package private(set) var offset: Int
  /// Columns from the line's beginning.
  package private(set) var column = 0
  /// Where the line's text ends and its line ending begins.
  package let end: Int
  /// Where the offset is a tab's, whether part of it is used up.
  private var isInsideTab = false

  init(offset: Int, end: Int) {
    self.offset = offset
    self.end = end
  }

  /// Columns left of a tab that was used up in part; text that begins here has so many spaces
  /// in the tab's stead.
  package func pendingSpaces(in bytes: [UInt8]) -> Int {
    guard isInsideTab, offset < end, bytes[offset] == .tab else { return 0 }
    return 4 - column % 4
  }

  /// Moves on by columns of white space or, for other characters, bytes; stops at the line's end.
  package mutating func advance(columns: Int, in bytes: [UInt8]) {
    var left = columns
    while left > 0, offset < end {
      let width = bytes[offset] == .tab ? 4 - column % 4 : 1
      let step = min(width, left)
      column += step
      left -= step
      isInsideTab = step < width
      if !isInsideTab { offset += 1 }
    }
  }

  /// The first byte from here on that is neither a space nor a tab, and the columns up to it.
  package func indentation(in bytes: [UInt8]) -> (offset: Int, columns: Int) {
    var place = offset
    var column = self.column
    while place < end, bytes[place] == .space || bytes[place] == .tab {
      column += bytes[place] == .tab ? 4 - column % 4 : 1
      place += 1
    }
    return (place, column - self.column)
  }

  /// Whether nothing but white space is left of the line.
  package func isBlank(in bytes: [UInt8]) -> Bool { indentation(in: bytes).offset == end }

  /// Steps over `>` and one space behind it; `false`, without moving, if there is none.
  mutating func stepOverQuoteMarker(in bytes: [UInt8]) -> Bool {
    let (marker, columns) = indentation(in: bytes)
    guard columns <= 3, marker < end, bytes[marker] == UInt8(ascii: ">") else { return false }
    advance(columns: columns + 1, in: bytes)
    if offset < end, bytes[offset] == .space || bytes[offset] == .tab {
      advance(columns: 1, in: bytes)
    }
    return true
  }

  /// Steps over a list marker and the white space that belongs to it.
  ///
  /// - Returns: The columns that the item's later lines are indented by.
  mutating func stepOverListMarker(in bytes: [UInt8]) -> Int {
    let (marker, indent) = indentation(in: bytes)
    var markerEnd = marker
    while markerEnd < end, bytes[markerEnd].isDigit { markerEnd += 1 }
    let width = markerEnd - marker + 1
    advance(columns: indent + width, in: bytes)
    let behindMarker = self
    let gap = indentation(in: bytes)
    if gap.offset == end || gap.columns >= 5 || gap.columns < 1 {
      if gap.columns > 0 { advance(columns: 1, in: bytes) }
      return indent + width + 1
    }
    advance(columns: gap.columns, in: bytes)
    return indent + width + column - behindMarker.column
  }
}

extension UInt8 {
  package static let tab = UInt8(ascii: "\t")
  package static let space = UInt8(ascii: " ")
  package static let newline = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")

  package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
