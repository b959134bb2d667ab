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
    let color = diagnostic.severity == .error ? "31" : "33"
    var lines = [
      paint("\(severity)[\(diagnostic.id)]", color + ";1") + paint(": \(diagnostic.message)", "1")
    ]
    var gutter = ""
    if let place = diagnostic.place {
      let number = String(place.line)
      gutter = String(repeating: " ", count: number.count)
      let bar = paint("|", "34;1")
      let (text, offset, length) = excerpt(of: place)
      lines.append("\(gutter)\(paint("-->", "34;1")) \(place.source.name):\(place.line):\(place.column)")
      lines.append("\(gutter) \(bar)")
      lines.append("\(paint(number, "34;1")) \(bar) \(text)")
      let carets = String(repeating: " ", count: offset) + paint(String(repeating: "^", count: length), color + ";1")
      lines.append("\(gutter) \(bar) \(carets)")
    }
    if let help = diagnostic.help {
      lines.append("\(gutter) \(paint("=", "34;1")) \(paint("help", "1")): \(help)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      guard let a = left.element.place, let b = right.element.place, a.source.name == b.source.name
      else { return left.offset < right.offset }
      return (a.range.lowerBound, left.offset) < (b.range.lowerBound, right.offset)
    }.map(\.element)
  }

  private func paint(_ text: String, _ code: String) -> String {
    colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The source line as drawn, and where in it the carets begin and how many there are.
  private func excerpt(of place: SourceSpan) -> (text: String, offset: Int, length: Int) {
    let line = place.source.line(place.line)
    let column = place.column - 1
    let spanned = min(column + place.range.count, line.utf8.count)
    var drawn = ""
    var offset = 0
    var end = 0
    var width = 0
    var bytes = 0
    for character in line {
      if bytes <= column { offset = width }
      let shown = character == "\t" ? "    " : character.isControl ? "\u{FFFD}" : String(character)
      drawn += shown
      width += shown.reduce(0) { $0 + $1.displayWidth }
      bytes += character.utf8.count
      if bytes <= spanned { end = width }
    }
    if column >= bytes { offset = width }
    return clip(drawn, offset: offset, length: max(1, end - offset))
  }

  /// Cuts a drawn line to `width` columns so that the carets stay in view.
  private func clip(_ text: String, offset: Int, length: Int) -> (String, Int, Int) {
    let total = text.reduce(0) { $0 + $1.displayWidth }
    guard total > width else { return (text, offset, length) }
    let start = offset + min(length, 20) < width - 1 ? 0 : max(0, offset - width / 3)
    var kept = start > 0 ? "…" : ""
    var column = 0
    var used = kept.isEmpty ? 0 : 1
    for character in text {
      defer { column += character.displayWidth }
      if column < start { continue }
      if used + character.displayWidth > width - 1 {
        kept += "…"
        break
      }
      kept.append(character)
      used += character.displayWidth
    }
    let shift = start > 0 ? offset - start + 1 : offset
    return (kept, shift, max(1, min(length, width - shift)))
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }

  /// Columns a terminal gives this character: 2 for East Asian wide ones and emoji, 0 for marks alone.
  package var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
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
