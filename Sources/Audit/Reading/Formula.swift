package import Algebra
package import Diagnostics
internal import Synchronization

/// A span of math, read as far as it can be. A class, because formulas are handed around by the
/// thousand and never change.
package final class Formula: Sendable {
  /// A chain of links; ranges count from the beginning of the formula's TeX.
  package struct Piece: Sendable {
    package let chain: TeXChain
    /// Whether something unreadable stands right in front, so that nothing is known about what a
    /// leading relation goes on with.
    package let followsGap: Bool
  }

  /// What could not be read, and why.
  package struct Unread: Sendable {
    package let range: Range<Int>
    package let reason: String
  }

  package let tex: Excerpt
  package let isDisplay: Bool
  /// Whether it stands in running text without any marks of math.
  package let isPlain: Bool
  /// Whether it ends with a relation whose right side stands behind it, as in `$a/b =$ **0.5**`.
  package let endsOpen: Bool
  package let pieces: [Piece]
  package let unread: [Unread]
  /// The range that `text(_:)` was asked for last: all claims of a chain show the same text.
  private let lastText = Mutex<(range: Range<Int>, text: String)?>(nil)

  /// Reads a span of math.
  init(_ tex: Excerpt, isDisplay: Bool, reader: FormulaReader) {
    let tex = tex.withSingleBackslashes
    self.tex = tex
    self.isDisplay = isDisplay
    isPlain = false
    let whole = FormulaRecovery.withoutOpenEnd(tex.text)
    endsOpen = whole != tex.text
    (pieces, unread) = reader.read(whole)
  }

  /// A formula of plain text, already read.
  init(_ text: Excerpt, plain: PlainFormula, isDisplay: Bool, endsOpen: Bool = false) {
    tex = text
    self.isDisplay = isDisplay
    isPlain = true
    self.endsOpen = endsOpen
    pieces = plain.chains.map { Piece(chain: $0, followsGap: false) }
    unread = plain.problem.map { [Unread(range: 0..<plain.range.count, reason: $0)] } ?? []
  }

  /// The place of a range of the TeX in the document.
  package func span(_ range: Range<Int>) -> SourceSpan { tex.span(range) }

  /// Where a range of the TeX begins in the document.
  func offset(of range: Range<Int>) -> Int { tex.sourceOffset(of: range.lowerBound) }

  /// The TeX of a range, on one line.
  package func text(_ range: Range<Int>) -> String {
    lastText.withLock { last in
      if let last, last.range == range { return last.text }
      let text = text(raw: range).onOneLine
      last = (range, text)
      return text
    }
  }

  /// The TeX of a range.
  func text(raw range: Range<Int>) -> String {
    let bytes = tex.text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(decoding: bytes[start...].prefix(range.count), as: UTF8.self)
  }
}

extension Excerpt {
  /// The same for math whose backslashes were all doubled, as in program strings: ` \frac` is read
  /// then.
  fileprivate var withSingleBackslashes: Excerpt {
    var bytes = Array(text.utf8)
    var doubled: [Int] = []
    var place = 0
    let backslash = UInt8(ascii: "\\")
    while place + 1 < bytes.count {
      guard bytes[place] == backslash else {
        place += 1
        continue
      }
      guard bytes[place + 1] == backslash, place + 2 < bytes.count, bytes[place + 2].isLetter else {
        if bytes[place + 1].isLetter { return self }
        place += 2
        continue
      }
      doubled.append(place)
      place += 3
    }
    guard !doubled.isEmpty else { return self }
    for place in doubled { bytes[place] = UInt8(ascii: " ") }
    return Excerpt(source: source, text: String(decoding: bytes, as: UTF8.self), pieces: pieces)
  }
}
