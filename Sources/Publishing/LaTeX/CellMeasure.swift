import Markdown

/// Roughly how wide a cell of a table is, in em.
struct CellMeasure {
  /// On one line, or the longest of its lines.
  private(set) var natural = 0.0
  /// The widest piece that cannot be broken.
  private(set) var minimum = 0.0
  private var line = 0.0
  private var chunk = 0.0

  init(_ content: MarkdownContent, _ cell: Int) {
    for node in content.nodes[cell..<content.nodes[cell].end] {
      switch node.kind {
      case .text(let text): add(words: MarkedText.plain(text))
      case .code(let text): add(Double(text.count) * 0.54)
      case .math(let tex, let isDisplay): add(math: MarkedText.plain(tex), isDisplay)
      case .softBreak: space()
      case .lineBreak: breakLine()
      case .html(let html): if html.hasPrefix("<br") || html.hasPrefix("<BR") { breakLine() }
      case .image: add(8)
      default: break
      }
    }
    breakLine()
  }

  private mutating func add(_ width: Double) {
    line += width
    chunk += width
  }

  private mutating func space() {
    minimum = max(minimum, chunk)
    chunk = 0
    line += 0.333
  }

  private mutating func breakLine() {
    natural = max(natural, line)
    minimum = max(minimum, chunk)
    (line, chunk) = (0, 0)
  }

  private mutating func add(words: String) {
    for scalar in words.unicodeScalars {
      if scalar == " " { space() } else { add(TextMeasure.width(scalar)) }
    }
  }

  private mutating func add(math tex: String, _ isDisplay: Bool) {
    // In cells fractions are set as in displays.
    let chunks = TeXMeasure.chunks(tex.replacing("\\frac", with: "\\dfrac"))
    guard !isDisplay, chunks.count > 1 else { return add(chunks.reduce(0, +)) }
    for (number, width) in chunks.enumerated() {
      add(width)
      guard number + 1 < chunks.count else { continue }
      minimum = max(minimum, chunk)
      chunk = 0
    }
  }
}
