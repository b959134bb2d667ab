internal import Algebra
internal import Diagnostics

/// Splits running text into math, code and words, as GitHub and pandoc do.
struct InlineReader {
  private let excerpt: Excerpt
  private let bytes: [UInt8]
  private var place = 0
  private var textStart = 0
  private var pieces: [FlowPiece] = []
  private let kind: Kind
  private let formulas: FormulaReader

  /// Where the text stands.
  enum Kind { case prose, cell, code }

  static func pieces(
    _ excerpt: Excerpt, _ kind: Kind = .prose, reader formulas: FormulaReader
  ) -> [FlowPiece] {
    var reader = InlineReader(excerpt, kind, formulas)
    if kind == .code {
      reader.flush(to: reader.bytes.count)
    } else {
      reader.run()
    }
    return reader.pieces
  }

  private init(_ excerpt: Excerpt, _ kind: Kind, _ formulas: FormulaReader) {
    self.excerpt = excerpt
    bytes = Array(excerpt.text.utf8)
    self.kind = kind
    self.formulas = formulas
  }

  private func formula(_ range: Range<Int>, isDisplay: Bool) -> Formula {
    Formula(part(range), isDisplay: isDisplay, reader: formulas)
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

  /// Adds the text since the last piece, with the formulas in it.
  private mutating func flush(to end: Int) {
    guard textStart < end else { return }
    let isCell = kind == .cell && textStart == 0 && end == bytes.count
    addText(textStart..<end, isCode: kind == .code, isWhole: isCell)
  }

  private mutating func addText(_ range: Range<Int>, isCode: Bool, isWhole: Bool) {
    let text = part(range)
    let formulas = PlainMathReader.formulas(in: text.text, isCode: isCode, isWhole: isWhole)
    var start = range.lowerBound
    for formula in formulas {
      let place = range.lowerBound + formula.range.lowerBound
      if start < place { pieces.append(.text(part(start..<place))) }
      let end = range.lowerBound + formula.range.upperBound
      pieces.append(
        .formula(Formula(part(place..<end), plain: formula, isDisplay: isAlone(place..<end))))
      start = end
    }
    if start < range.upperBound { pieces.append(.text(part(start..<range.upperBound))) }
  }

  /// Whether there is nothing else on the lines of a range.
  private func isAlone(_ range: Range<Int>) -> Bool {
    let before = bytes[..<range.lowerBound].lastIndex { !$0.isPadding }
    let after = bytes[range.upperBound...].first { !$0.isPadding }
    return (before.map { bytes[$0] == 0x0A } ?? true) && (after.map { $0 == 0x0A } ?? true)
  }

  /// A part of the excerpt with its own places.
  private func part(_ range: Range<Int>) -> Excerpt {
    let from = excerpt.pieceIndex(after: range.lowerBound)
    let inside = excerpt.pieces[from...].prefix { $0.offset < range.upperBound }
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

  /// `\begin{align}` without dollars, which MathJax reads, too; whether there is one.
  private mutating func readEnvironment() -> Bool {
    guard matches("\\begin{", at: place), let close = find([0x7D], from: place),
      close - place < 20
    else { return false }
    let name = String(decoding: bytes[(place + 7)..<close], as: UTF8.self)
    guard let end = find(Array("\\end{\(name)}".utf8), from: close) else { return false }
    let stop = end + name.utf8.count + 6
    add(.formula(formula(place..<stop, isDisplay: true)), from: place, to: stop)
    return true
  }

  /// `\\(` and `\\[`, as Markdown for MathJax escapes them; whether there is one.
  private mutating func readDoubleBackslash() -> Bool {
    let closings: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D]
    guard place + 2 < bytes.count, bytes[place + 1] == 0x5C,
      let closing = closings[bytes[place + 2]],
      let end = find([0x5C, 0x5C, closing], from: place + 3)
    else { return false }
    let formula = formula(place + 3..<end, isDisplay: closing == 0x5D)
    add(.formula(formula), from: place, to: end + 3)
    return true
  }

  private mutating func readBackslash() {
    if readEnvironment() || readDoubleBackslash() { return }
    let closings: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D]
    if place + 1 < bytes.count, let closing = closings[bytes[place + 1]],
      let end = find([0x5C, closing], from: place + 2)
    {
      let formula = formula(place + 2..<end, isDisplay: closing == 0x5D)
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
        flush(to: start)
        addCode(start..<runEnd, fence.count)
        (place, textStart) = (runEnd, runEnd)
        return
      }
      from = runEnd
    }
  }

  /// A code span: a formula if it is one.
  private mutating func addCode(_ range: Range<Int>, _ fence: Int) {
    let content =
      (range.lowerBound + fence)..<max(range.lowerBound + fence, range.upperBound - fence)
    let inside = part(content)
    let formulas = PlainMathReader.formulas(
      in: inside.text, isCode: true, isWhole: kind == .cell)
    guard !formulas.isEmpty, !inside.text.contains("`") else {
      return pieces.append(.verbatim(part(range)))
    }
    for formula in formulas {
      let start = content.lowerBound + formula.range.lowerBound
      let place = start..<start + formula.range.count
      let rest = part(place.upperBound..<content.upperBound).text
      let endsOpen = ["=", "≈"].contains(rest.filter { !$0.isWhitespace })
      pieces.append(
        .formula(Formula(part(place), plain: formula, isDisplay: false, endsOpen: endsOpen)))
    }
  }

  private mutating func readHTML() {
    let start = place
    if matches("<!--", at: place) {
      let end = find(Array("-->".utf8), from: place + 4).map { $0 + 3 } ?? place + 4
      return add(.verbatim(part(start..<end)), from: start, to: end)
    }
    // Scripts belong to the names in front of them.
    if ["<sub>", "<sup>", "</sub>", "</sup>", "<br"].contains(where: { matches($0, at: place) }) {
      place += 4
      return
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
          .formula(formula(start + 2..<end, isDisplay: true)), from: start, to: end + 2)
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
    add(.formula(formula(content, isDisplay: false)), from: start, to: end + 1)
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
  /// Spaces, emphasis and full stops.
  fileprivate var isPadding: Bool { [0x20, 0x09, 0x0D, 0x2A, 0x2E, 0x60].contains(self) }
  fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
