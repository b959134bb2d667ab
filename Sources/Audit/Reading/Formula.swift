package import Algebra
package import Diagnostics

/// A span of math, read as far as it can be.
package struct Formula: Sendable {
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
  package let pieces: [Piece]
  package let unread: [Unread]

  /// Reads a span of math.
  package init(_ tex: Excerpt, isDisplay: Bool) {
    self.tex = tex
    self.isDisplay = isDisplay
    (pieces, unread) = FormulaRecovery.read(tex.text)
  }

  /// The place of a range of the TeX in the document.
  package func span(_ range: Range<Int>) -> SourceSpan { tex.span(range) }

  /// The TeX of a range, on one line.
  package func text(_ range: Range<Int>) -> String {
    text(raw: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The TeX of a range.
  func text(raw range: Range<Int>) -> String {
    let bytes = tex.text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(decoding: bytes[start...].prefix(range.count), as: UTF8.self)
  }
}
