extension SVGWriter {
  // MARK: Areas and signs

  func fill(_ rect: Rect, _ tone: Tone) -> String {
    switch tone {
    case .diverging(let value):
      let colour = value < 0 ? "#2b7bba" : "#d1495b"
      let depth = number(0.08 + 0.62 * min(1, abs(value)))
      let area =
        "<rect \(attributes(rect)) fill=\"\(colour)\" fill-opacity=\"\(depth)\" stroke=\"none\" shape-rendering=\"crispEdges\"/>"
      return value < 0 ? area + hatching(rect, rising: true) : area
    case .region(let index):
      let depth = [0.04, 0.2, 0.06, 0.32, 0.12, 0.42][index % 6]
      let area =
        "<rect \(attributes(rect)) fill=\"currentColor\" fill-opacity=\"\(number(depth))\""
        + " stroke=\"none\" shape-rendering=\"crispEdges\"/>"
      return index % 3 == 2 ? area + hatching(rect, rising: index % 2 == 0) : area
    }
  }

  private func hatching(_ rect: Rect, rising: Bool) -> String {
    let area = Rect(
      rect.x * Self.column, rect.y * Self.line, rect.width * Self.column, rect.height * Self.line)
    let lines = Hatching.lines(in: area, distance: 6, rising: rising).map {
      "M\(number($0.0.x)) \(number($0.0.y)) L\(number($0.1.x)) \(number($0.1.y))"
    }
    return lines.isEmpty
      ? ""
      : "<path d=\"\(lines.joined(separator: " "))\" stroke-width=\"0.7\" stroke-opacity=\"0.35\"/>"
  }

  func mark(_ point: Point, _ marker: Marker) -> String {
    let (x, y) = (point.x * Self.column, point.y * Self.line)
    switch marker {
    case .disc, .ring:
      let fill = marker == .disc ? " fill=\"currentColor\"" : ""
      return "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4.5\"\(fill)/>"
    case .cross, .plus:
      let (a, b) = marker == .cross ? (4.0, 4.0) : (5.5, 0.0)
      let ends = [(x - a, y - b, x + a, y + b), (x + b, y - a, x - b, y + a)]
      let path = ends.map { "M\(number($0)) \(number($1)) L\(number($2)) \(number($3))" }
      return "<path d=\"\(path.joined(separator: " "))\" stroke-width=\"2\"/>"
    }
  }

  // MARK: Text

  func text(_ label: Label, _ point: Point, _ anchor: Anchor) -> String {
    let side =
      switch anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    let (x, y) = (number(point.x * Self.column), number(point.y * Self.line + 4.5))
    return "<text x=\"\(x)\" y=\"\(y)\"\(side) fill=\"currentColor\" stroke=\"none\">"
      + "\(spans(label.runs))</text>"
  }

  /// Scripts are moved by `dy`, which every browser and converter knows, and moved back behind.
  private func spans(_ runs: [MathRun]) -> String {
    var text = ""
    var shift = 0.0
    for run in runs {
      let wanted: Double =
        switch run.level {
        case .base: 0
        case .lower: 3.5
        case .upper: -5
        }
      var attributes = wanted == shift ? "" : " dy=\"\(number(wanted - shift))\""
      shift = wanted
      if run.level != .base { attributes += " font-size=\"10\"" }
      if run.isItalic { attributes += " font-style=\"italic\" font-family=\"\(Self.mathematics)\"" }
      if run.isBold { attributes += " font-weight=\"bold\"" }
      let escaped = XMLText.escaped(run.text)
      text += attributes.isEmpty ? escaped : "<tspan\(attributes)>\(escaped)</tspan>"
    }
    return text
  }
}
