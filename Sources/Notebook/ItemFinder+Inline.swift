internal import Diagnostics
internal import Markdown

extension ItemFinder {
  /// Finds values and holes in a paragraph or heading.
  mutating func readInline(at index: Int) {
    let lines = tree.contentCursors(of: index).map { cursor in
      let start = cursor.indentation(in: tree.bytes).offset
      return start..<max(start, cursor.end)
    }
    for segment in TableRows.segments(of: lines, in: tree.bytes) {
      let text = InlineText(segment, of: tree.bytes)
      for found in InlineScanner.scan(text.bytes) { add(found, in: text) }
    }
  }

  private mutating func add(_ found: InlineScanner.Found, in text: InlineText) {
    let source = tree.source
    switch found {
    case .inlineValue(let range, let expression):
      let value = InlineValue(
        span: span(text.sourceRange(range)), expression: text.excerpt(expression, of: source))
      if isNamed(value.expression, in: value.span) { items.append(.inlineValue(value)) }
    case .inPlaceValue(let range, let expression, let content):
      let place = text.sourceRange(content)
      let value = InPlaceValue(
        span: span(text.sourceRange(range)), expression: text.excerpt(expression, of: source),
        content: span(place))
      if isNamed(value.expression, in: value.span) { items.append(.inPlaceValue(value)) }
    case .math(let content, let isDisplay):
      readMath(in: text, content, isDisplay: isDisplay)
    case .reference(let range, let words, let label):
      let label = word(text.sourceRange(label))
      guard CaptionKind(label: label.text) != nil else { return }
      items.append(
        .crossReference(
          CrossReference(
            span: span(text.sourceRange(range)), text: text.excerpt(words, of: source).text,
            label: label)))
    case .unclosedValue(let range):
      report(
        "value-unclosed", "this value in place is never closed", text.sourceRange(range),
        help: "put `<!--/=-->` behind the value")
    case .strayClosing(let range):
      report("value-stray", "this comment closes no value in place", text.sourceRange(range))
    case .unclosedMath(let range):
      report(
        "math-unclosed", "`$$` is not closed in this paragraph, so what follows is text",
        text.sourceRange(range), severity: .warning)
    }
  }

  private mutating func isNamed(_ expression: Excerpt, in span: SourceSpan) -> Bool {
    if !expression.text.isEmpty { return true }
    report("value-empty", "expected what to show behind `=`", span.range)
    return false
  }

  /// Finds the holes of a `math` fence.
  mutating func readMathFence(at index: Int, lines: Range<Int>) {
    let first = tree.blocks[index].lines.lowerBound
    let cursors = tree.contentCursors(of: index)
    let text = InlineText(
      lines.map { cursors[$0 - first].offset..<cursors[$0 - first].end }, of: tree.bytes)
    readMath(in: text, 0..<text.bytes.count, isDisplay: true)
  }

  private mutating func readMath(in text: InlineText, _ range: Range<Int>, isDisplay: Bool) {
    var offset = range.lowerBound
    while let start = text.place(of: "<", offset..<range.upperBound) {
      guard let end = text.place(of: ">", start + 2..<range.upperBound) else {
        return report(
          "hole-unclosed", "`<<` in math is never closed", text.sourceRange(start..<start + 2),
          help: "end the hole with `>>`; for “much less than” write `\\ll`")
      }
      let hole = MathHole(
        span: span(text.sourceRange(start..<end + 2)),
        path: text.excerpt(start + 2..<end, of: tree.source), isDisplay: isDisplay)
      if hole.path.text.isEmpty {
        report("hole-empty", "expected what to show between `<<` and `>>`", hole.span.range)
      } else {
        items.append(.mathHole(hole))
      }
      offset = end + 2
    }
  }
}

extension InlineText {
  /// Where a character first stands twice in a range.
  fileprivate func place(of character: Unicode.Scalar, _ range: Range<Int>) -> Int? {
    let byte = UInt8(ascii: character)
    return range.dropLast().first { bytes[$0] == byte && bytes[$0 + 1] == byte }
  }
}
