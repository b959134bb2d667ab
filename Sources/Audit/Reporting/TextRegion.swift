internal import Diagnostics

/// A place as other programs count: lines and columns from 1, columns in Unicode scalars, the end
/// just behind the last one.
struct TextRegion {
  typealias Position = (line: Int, column: Int)

  let start: Position
  let end: Position

  init(_ span: SourceSpan) {
    start = Self.position(span.range.lowerBound, span.source)
    end = Self.position(max(span.range.lowerBound, span.range.upperBound), span.source)
  }

  private static func position(_ offset: Int, _ source: SourceText) -> Position {
    let (line, column) = source.position(of: offset)
    let before = source[offset - (column - 1)..<offset]
    return (line, before.unicodeScalars.count + 1)
  }
}
