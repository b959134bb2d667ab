/// Text whose marks have been taken out, with the places where they stood.
package struct UnmarkedText {
  package struct Mark: Hashable, Sendable {
    package let number: Int
    /// What it stood around: a UTF-8 range of the text.
    package let range: Range<Int>
    /// Whether it lies in no other.
    package let isOutermost: Bool
  }

  package let utf8: [UInt8]
  /// Marks in the order in which they open; one that is never closed is none.
  package let marks: [Mark]

  package init(_ marked: String) {
    guard marked.utf8.contains(TeXMark.firstByte) else {
      (utf8, marks) = (Array(marked.utf8), [])
      return
    }
    var marked = marked
    var bytes: [UInt8] = []
    bytes.reserveCapacity(marked.utf8.count)
    var open: [(number: Int, start: Int, slot: Int)] = []
    var marks: [Mark?] = []
    marked.withUTF8 { source in
      var index = 0
      while index < source.count {
        switch TeXMark.read(source, at: index) {
        case .open(let number, let length):
          open.append((number, bytes.count, marks.count))
          marks.append(nil)
          index += length
        case .close(let length) where !open.isEmpty:
          let (number, start, slot) = open.removeLast()
          marks[slot] = Mark(
            number: number, range: start..<bytes.count, isOutermost: open.isEmpty)
          index += length
        case .close, nil:
          bytes.append(source[index])
          index += 1
        }
      }
    }
    (utf8, self.marks) = (bytes, marks.compactMap { $0 })
  }

  package var text: String { String(decoding: utf8, as: UTF8.self) }
}
