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

  init(_ marked: String) {
    guard marked.utf8.contains(0xEE) else {
      text = marked
      return
    }
    var marked = marked
    var bytes: [UInt8] = []
    var open: [(number: Int, start: Int)] = []
    var parts: [Part] = []
    marked.withUTF8 { source in
      var index = 0
      while index < source.count {
        switch TeXMark.read(source, at: index) {
        case .open(let number, let length):
          open.append((number, bytes.count))
          index += length
        case .close(let length) where !open.isEmpty:
          let (number, start) = open.removeLast()
          if open.isEmpty { parts.append(Part(range: start..<bytes.count, number: number)) }
          index += length
        case .close, nil:
          bytes.append(source[index])
          index += 1
        }
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.parts = parts
  }

  /// A text without its marks.
  static func plain(_ marked: String) -> String { MarkedText(marked).text }
}
