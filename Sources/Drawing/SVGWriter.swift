/// Writes a scene as an SVG element to stand inside a page: in the colour of the page's text, with a
/// title and a description, without identifiers, styles or anything to be fetched.
package struct SVGWriter {
  /// Pixels of a column and of a line.
  static let column = 8.0
  static let line = 18.0
  private static let words = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
  static let mathematics = "Cambria, Times, serif"

  package init() {}

  /// - Parameter isStandalone: Whether the element is a file of its own.
  package func svg(_ scene: Scene, isStandalone: Bool = false) -> String {
    let (width, height) = (scene.width * Self.column, scene.height * Self.line)
    let namespace = " xmlns=\"http://www.w3.org/2000/svg\""
    var lines = [
      "<svg\(namespace) role=\"img\" viewBox=\"0 0 \(number(width)) \(number(height))\""
        + " width=\"\(number(width))\" height=\"\(number(height))\""
        + " style=\"max-width:100%;height:auto\" font-family=\"\(Self.words)\" font-size=\"13\""
        + " fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.2\">",
      "<title>\(XMLText.escaped(scene.title))</title>",
    ]
    if !scene.description.isEmpty {
      lines.append("<desc>\(XMLText.escaped(scene.description))</desc>")
    }
    lines += scene.shapes.map(element)
    if isStandalone { lines.insert("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", at: 0) }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  func number(_ value: Double) -> String { CoordinateText.text(value) }

  private func place(_ point: Point) -> String {
    number(point.x * Self.column) + " " + number(point.y * Self.line)
  }

  func attributes(_ rect: Rect) -> String {
    "x=\"\(number(rect.x * Self.column))\" y=\"\(number(rect.y * Self.line))\""
      + " width=\"\(number(rect.width * Self.column))\""
      + " height=\"\(number(rect.height * Self.line))\""
  }

  private func element(_ shape: Shape) -> String {
    switch shape {
    case .line(let from, let to, let stroke):
      "<path d=\"M\(place(from)) L\(place(to))\"\(pattern(of: stroke))/>"
    case .arrow(let from, let to): arrow(from, to)
    case .wire(let from, _, let to): wire(from, to)
    case .curve(let points, let stroke):
      "<path d=\"M\(points.map(place).joined(separator: " L"))\" stroke-width=\"1.8\""
        + " stroke-linejoin=\"round\"\(pattern(of: stroke))/>"
    case .box(let rect, let isRound):
      "<rect \(attributes(rect)) rx=\"\(isRound ? 12 : 3)\" fill=\"currentColor\""
        + " fill-opacity=\"0.05\"/>"
    case .fill(let rect, let tone): fill(rect, tone)
    case .mark(let point, let marker): mark(point, marker)
    case .label(let label, let point, let anchor): text(label, point, anchor)
    }
  }

  // MARK: Lines

  private func pattern(of stroke: Stroke) -> String {
    switch stroke {
    case .solid: ""
    case .dashed: " stroke-dasharray=\"7 4\""
    case .dotted: " stroke-dasharray=\"1.5 3\""
    case .dashDotted: " stroke-dasharray=\"8 3 1.5 3\""
    case .thin: " stroke-width=\"0.8\" stroke-opacity=\"0.6\""
    }
  }

  private func wire(_ from: Point, _ to: Point) -> String {
    let middle = (from.x + to.x) / 2
    return "<path d=\"M\(place(from)) C\(place(Point(middle, from.y)))"
      + " \(place(Point(middle, to.y))) \(place(to))\" stroke-opacity=\"0.75\"/>"
  }

  private func arrow(_ from: Point, _ to: Point) -> String {
    let (x, y) = (to.x * Self.column, to.y * Self.line)
    let (dx, dy) = (x - from.x * Self.column, y - from.y * Self.line)
    let length = max(1e-9, (dx * dx + dy * dy).squareRoot())
    let (ux, uy) = (dx / length, dy / length)
    // A tip 8 pixels long and 7 wide; the shaft ends inside it.
    let (backX, backY) = (x - 8 * ux, y - 8 * uy)
    let corners = [
      (x, y), (backX - 3.5 * uy, backY + 3.5 * ux), (backX + 3.5 * uy, backY - 3.5 * ux),
    ]
    let tip = corners.map { "\(number($0.0)) \(number($0.1))" }.joined(separator: " L")
    return "<path d=\"M\(place(from)) L\(number(backX)) \(number(backY))\"/>"
      + "<path d=\"M\(tip) Z\" fill=\"currentColor\" stroke=\"none\"/>"
  }
}
