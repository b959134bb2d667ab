/// A source with parts replaced, which knows where each of its bytes came from.
package struct PatchedSource: Sendable {
  private struct Piece {
    /// Where it begins in the new text and in the source.
    let offset: Int
    let sourceOffset: Int
    /// Whether it is the source's own text; otherwise all of it stands for one place.
    let isVerbatim: Bool
  }

  package private(set) var bytes: [UInt8] = []
  private let source: [UInt8]
  private var pieces: [Piece] = []
  private var done: Int

  /// - Parameter start: Where in the source the text begins.
  package init(_ source: [UInt8], from start: Int = 0) {
    self.source = source
    done = start
    bytes.reserveCapacity(source.count - start)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Puts text in the stead of a range; ranges come in rising order.
  package mutating func replace(_ range: Range<Int>, by text: String) {
    copy(to: range.lowerBound)
    insert(text, at: range.lowerBound)
    skip(to: range.upperBound)
  }

  /// Adds text that stands for a place of the source.
  package mutating func insert(_ text: String, at place: Int) {
    pieces.append(Piece(offset: bytes.count, sourceOffset: place, isVerbatim: false))
    bytes += text.utf8
  }

  /// Leaves out the source up to a place.
  package mutating func skip(to place: Int) { done = max(done, place) }

  /// Adds the rest of the source.
  package mutating func finish() { copy(to: source.count) }

  private mutating func copy(to place: Int) {
    guard done < place else { return }
    pieces.append(Piece(offset: bytes.count, sourceOffset: done, isVerbatim: true))
    bytes += source[done..<place]
    done = place
  }

  /// The place in the source of a byte of the new text.
  package func sourceOffset(of offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let piece = pieces[low - 1]
    return piece.sourceOffset + (piece.isVerbatim ? offset - piece.offset : 0)
  }
}
