internal import Diagnostics

/// Splits running text into math, code and words, as GitHub and pandoc do.
struct InlineReader {
  private let excerpt: Excerpt
  private let bytes: [UInt8]
  private var place = 0
  private var textStart = 0
  private var pieces: [FlowPiece] = []

  static func pieces(_ excerpt: Excerpt) -> [FlowPiece] {
    var reader = InlineReader(excerpt: excerpt, bytes: Array(excerpt.text.utf8))
    reader.run()
    return reader.pieces
  }

  private init(excerpt: Excerpt, bytes: [UInt8]) {
    self.excerpt = excerpt
    self.bytes = bytes
  }

  private mutating func run() {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): readBackslash()
      case UInt8(ascii: "`"): readCode()
      case UInt8(ascii: "<"): readHTML()
      case UInt8(ascii: "$"): readDollars()
      default: place += 1
      }
    }
    flush(to: bytes.count)
  }

  private mutating func flush(to end: Int) {
    if textStart < end { pieces.append(.text(part(textStart..<end))) }
  }

  /// A part of the excerpt with its own places.
  private func part(_ range: Range<Int>) -> Excerpt {
    let inside = excerpt.pieces.filter { range.contains($0.offset) && $0.offset > range.lowerBound }
    let first = Excerpt.Piece(
      offset: 0, sourceOffset: excerpt.sourceOffset(of: range.lowerBound))
    return Excerpt(
      source: excerpt.source, text: String(decoding: bytes[range], as: UTF8.self),
      pieces: [first]
        + inside.map { .init(offset: $0.offset - range.lowerBound, sourceOffset: $0.sourceOffset) })
  }

  private mutating func add(_ piece: FlowPiece, from start: Int, to end: Int) {
    flush(to: start)
    pieces.append(piece)
    (place, textStart) = (end, end)
  }

  private mutating func readBackslash() {
    let closings: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D]
    if place + 1 < bytes.count, let closing = closings[bytes[place + 1]],
      let end = find([0x5C, closing], from: place + 2)
    {
      let formula = Formula(part(place + 2..<end), isDisplay: closing == 0x5D)
      add(.formula(formula), from: place, to: end + 2)
    } else {
      place += 2
    }
  }

  private mutating func readCode() {
    let start = place
    while place < bytes.count, bytes[place] == UInt8(ascii: "`") { place += 1 }
    let fence = [UInt8](repeating: UInt8(ascii: "`"), count: place - start)
    var from = place
    while let end = find(fence, from: from) {
      var runEnd = end
      while runEnd < bytes.count, bytes[runEnd] == UInt8(ascii: "`") { runEnd += 1 }
      if runEnd - end == fence.count {
        return add(.verbatim(part(start..<runEnd)), from: start, to: runEnd)
      }
      from = runEnd
    }
  }

  private mutating func readHTML() {
    let start = place
    if matches("<!--", at: place) {
      let end = find(Array("-->".utf8), from: place + 4).map { $0 + 3 } ?? place + 4
      return add(.verbatim(part(start..<end)), from: start, to: end)
    }
    guard place + 1 < bytes.count,
      bytes[place + 1] == UInt8(ascii: "/") || (bytes[place + 1] | 0x20).isLowercase,
      let end = find([UInt8(ascii: ">")], from: place), end - place < 300
    else {
      place += 1
      return
    }
    add(.verbatim(part(start..<end + 1)), from: start, to: end + 1)
  }

  private mutating func readDollars() {
    let start = place
    if matches("$$", at: place) {
      if let end = find([0x24, 0x24], from: place + 2) {
        return add(
          .formula(Formula(part(start + 2..<end), isDisplay: true)), from: start, to: end + 2)
      }
      place += 2
      return
    }
    guard let end = inlineEnd(from: place + 1) else {
      place += 1
      return
    }
    var content = start + 1..<end
    if content.count > 2, bytes[content.lowerBound] == 0x60, bytes[end - 1] == 0x60 {
      content = content.lowerBound + 1..<end - 1
    }
    add(.formula(Formula(part(content), isDisplay: false)), from: start, to: end + 1)
  }

  /// The closing dollar: no blank inside of either, no digit behind.
  private func inlineEnd(from start: Int) -> Int? {
    guard start < bytes.count, !bytes[start].isBlank else { return nil }
    var place = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "$") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place < bytes.count, place > start, !bytes[place - 1].isBlank,
      place + 1 == bytes.count || !(0x30...0x39).contains(bytes[place + 1])
    else { return nil }
    return place
  }

  private func matches(_ text: String, at place: Int) -> Bool {
    bytes[place...].starts(with: text.utf8)
  }

  private func find(_ text: [UInt8], from start: Int) -> Int? {
    guard start + text.count <= bytes.count else { return nil }
    return (start...bytes.count - text.count).first { bytes[$0...].starts(with: text) }
  }
}

extension UInt8 {
  fileprivate var isLowercase: Bool { (0x61...0x7A).contains(self) }
  fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
