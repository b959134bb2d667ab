import Algebra

/// Text of which parts stand for numbers of a network: marks taken out, their places kept.
struct MarkedText {
  struct Part {
    /// UTF-8 range of the text.
    let range: Range<Int>
    /// Which number, as an index of `Publication.numbers`.
    let number: Int
  }

  let text: String
  /// Parts in order; none lies in another.
  private(set) var parts: [Part] = []
  /// The number of the first mark with nothing in it, which is no part of the text.
  private(set) var empty: Int?

  init(_ marked: String) {
    guard marked.utf8.contains(0xEE) else {
      text = marked
      return
    }
    var marked = marked
    var bytes: [UInt8] = []
    var open: [(number: Int, start: Int)] = []
    var parts: [Part] = []
    var empty: Int?
    marked.withUTF8 { source in
      var index = 0
      while index < source.count {
        switch TeXMark.read(source, at: index) {
        case .open(let number, let length):
          open.append((number, bytes.count))
          index += length
        case .close(let length) where !open.isEmpty:
          let (number, start) = open.removeLast()
          if start == bytes.count {
            empty = empty ?? number
          } else if open.isEmpty {
            parts.append(Part(range: start..<bytes.count, number: number))
          }
          index += length
        case .close, nil:
          bytes.append(source[index])
          index += 1
        }
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    (self.parts, self.empty) = (parts, empty)
  }

  /// A text without its marks.
  static func plain(_ marked: String) -> String { MarkedText(marked).text }
}
