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
  let parts: [Part]
  /// The number of the first mark with nothing in it, which is no part of the text.
  let empty: Int?

  init(_ marked: String) {
    let unmarked = UnmarkedText(marked)
    text = unmarked.text
    parts = unmarked.marks.filter { $0.isOutermost && !$0.range.isEmpty }
      .map { Part(range: $0.range, number: $0.number) }
    empty = unmarked.marks.first { $0.range.isEmpty }?.number
  }

  /// A text without its marks.
  static func plain(_ marked: String) -> String { UnmarkedText(marked).text }
}
