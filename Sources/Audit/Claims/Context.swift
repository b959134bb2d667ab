internal import Diagnostics

/// Where a number stands: how its range becomes a place, and the text around it. No closures: there is one
/// for every link of every chain, and hardly any is asked for its text.
struct Context {
  private enum Place {
    /// A range of a formula.
    case formula(Formula, Range<Int>)
    /// A formula or words in a row of a table.
    case formulaInRow(Formula, RowText)
    case wordsInRow(Excerpt, RowText)
    /// Text, and a line of it.
    case text(Excerpt)
    case line(Excerpt, Range<Int>)
    /// A line of the source; ranges count from the source's beginning.
    case source(SourceText, Range<Int>)
  }

  private let place: Place

  init(_ formula: Formula, _ range: Range<Int>) { place = .formula(formula, range) }
  init(_ formula: Formula, in row: RowText) { place = .formulaInRow(formula, row) }
  init(_ words: Excerpt, in row: RowText) { place = .wordsInRow(words, row) }
  init(_ text: Excerpt) { place = .text(text) }

  /// A number in running text, with its line around it.
  init(lineOf range: Range<Int>, in text: Excerpt) { place = .line(text, range) }

  /// A number of no formula, with its line around it.
  init(lineOf range: Range<Int>, _ source: SourceText) { place = .source(source, range) }

  /// The text around it.
  var text: String {
    switch place {
    case .formula(let formula, let range): formula.text(range)
    case .formulaInRow(_, let row), .wordsInRow(_, let row): row.text
    case .text(let text): text.text
    case .line(let text, let range): Self.line(around: range, Array(text.text.utf8))
    case .source(let source, let range):
      source.line(source.position(of: range.lowerBound).line).onOneLine
    }
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    switch place {
    case .formula(let formula, _), .formulaInRow(let formula, _): formula.span(range)
    case .wordsInRow(let text, _), .text(let text), .line(let text, _): text.span(range)
    case .source(let source, _): SourceSpan(source: source, range: range)
    }
  }

  /// Where a range begins in the source.
  func offset(of range: Range<Int>) -> Int {
    switch place {
    case .formula(let formula, _), .formulaInRow(let formula, _): formula.offset(of: range)
    case .wordsInRow(let text, _), .text(let text), .line(let text, _):
      text.sourceOffset(of: range.lowerBound)
    case .source: range.lowerBound
    }
  }

  private static func line(around range: Range<Int>, _ bytes: [UInt8]) -> String {
    let start = bytes[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[range.upperBound...].firstIndex(of: 0x0A) ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self).onOneLine
  }
}
