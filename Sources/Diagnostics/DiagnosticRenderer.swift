/// Draws diagnostics as rustc does: message, place, source line, caret under the place, help.
package struct DiagnosticRenderer: Sendable {
  /// Whether to use ANSI colours.
  package var colored: Bool
  /// Source lines wider than this are cut, with `…`, around the place.
  package var width = 100

  package init(colored: Bool = false) { self.colored = colored }

  /// All diagnostics in the order of their places, each followed by an empty line.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    ordered(diagnostics).map { render($0) + "\n" }.joined()
  }

  package func render(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity.rawValue
    let color =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    var lines = [
      paint("\(severity)[\(diagnostic.id)]", color + ";1") + paint(": \(diagnostic.message)", "1")
    ]
    var gutter = ""
    if let place = diagnostic.place {
      let number = String(place.source.location(of: place.range.lowerBound).line)
      gutter = String(repeating: " ", count: number.count)
      let bar = paint("|", "34;1")
      let (text, offset, length) = excerpt(of: place)
      let shown = "\(place.source.name):\(place.location)"
      lines.append("\(gutter)\(paint("-->", "34;1")) \(shown)")
      lines.append("\(gutter) \(bar)")
      lines.append("\(paint(number, "34;1")) \(bar) \(text)")
      let indent = String(repeating: " ", count: offset)
      let carets = paint(String(repeating: "^", count: length), color + ";1")
      let label = diagnostic.label.map { " " + paint($0, color + ";1") } ?? ""
      lines.append("\(gutter) \(bar) \(indent)\(carets)\(label)")
    }
    let remarks =
      diagnostic.notes.map { ("note", $0) } + (diagnostic.help.map { [("help", $0)] } ?? [])
    for (kind, text) in remarks {
      lines.append("\(gutter) \(paint("=", "34;1")) \(paint(kind, "1")): \(text)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// By source in the order in which they appear, and in a source by place.
  private func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var ranks: [String?: Int] = [:]
    let keyed = diagnostics.enumerated().map { number, diagnostic in
      let name = diagnostic.place?.source.name
      let rank = ranks[name] ?? ranks.count
      ranks[name] = rank
      return (key: (rank, diagnostic.place?.range.lowerBound ?? 0, number), diagnostic)
    }
    return keyed.sorted { $0.key < $1.key }.map(\.1)
  }

  private func paint(_ text: String, _ code: String) -> String {
    colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The source line as drawn, and where in it the carets begin and how many there are.
  ///
  /// Only what is near the place is looked at: a line may be as long as the file.
  private func excerpt(of place: SourceSpan) -> (text: String, offset: Int, length: Int) {
    let number = place.line
    let whole = place.source.line(number)
    let line = Substring(whole.utf8.dropFirst(number == 1 ? place.source.markLength : 0))
    let column = place.column - 1
    let spanned = min(column + place.range.count, line.utf8.count)
    var bytes = column > 8 * width ? column - 4 * width : 0
    var window = line.utf8.dropFirst(bytes)
    while let first = window.first, first & 0xC0 == 0x80 {
      window = window.dropFirst()
      bytes += 1
    }
    var drawn = DrawnLine(isCutBefore: bytes > 0)
    for character in Substring(window) {
      if bytes <= column { drawn.offset = drawn.width }
      drawn.append(character)
      bytes += character.utf8.count
      if bytes <= spanned { drawn.end = drawn.width }
      if bytes > column, drawn.width > drawn.offset + 2 * width { break }
    }
    if column >= bytes { drawn.offset = drawn.width }
    return drawn.clipped(to: width)
  }
}

/// A line as a terminal shows it, tabs and control characters replaced.
private struct DrawnLine {
  /// Whether there is more of the line before this.
  var isCutBefore: Bool
  /// Where the carets begin and end.
  var offset = 0
  var end = 0
  private(set) var width = 0
  private var cells: [(text: String, width: Int)] = []

  init(isCutBefore: Bool) { self.isCutBefore = isCutBefore }

  mutating func append(_ character: Character) {
    let cell: (text: String, width: Int) =
      if character == "\t" { ("    ", 4) } else if character.isControl { ("\u{FFFD}", 1) } else {
        (String(character), character.displayWidth)
      }
    cells.append(cell)
    width += cell.width
  }

  /// Cuts the line to `limit` columns so that the carets stay in view.
  func clipped(to limit: Int) -> (text: String, offset: Int, length: Int) {
    let length = max(1, end - offset)
    if !isCutBefore, width <= limit {
      return (cells.map(\.text).joined(), offset, length)
    }
    let fits = !isCutBefore && offset + min(length, 20) < limit - 1
    let start = fits ? 0 : max(0, offset - limit / 3)
    var kept = ""
    var column = 0
    var used = 0
    var shift = offset
    for cell in cells {
      defer { column += cell.width }
      if column < start { continue }
      if kept.isEmpty, column > 0 || isCutBefore {
        kept = "…"
        used = 1
        shift = offset - column + 1
      }
      if used + cell.width > limit - 1 {
        kept += "…"
        break
      }
      kept += cell.text
      used += cell.width
    }
    return (kept, shift, max(1, min(length, limit - shift)))
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }

  /// Columns a terminal gives this character: 2 for East Asian wide ones and emoji, 0 for marks alone.
  package var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}
