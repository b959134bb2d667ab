/// Writes a scene as text art: box-drawing characters, one column each, without trailing spaces.
///
/// The characters are those that monospaced fonts have had since WGL4, besides small digits.
package struct TextWriter {
  package init() {}

  /// Lines with a newline behind each.
  package func text(_ scene: Scene) -> String {
    var canvas = TextCanvas(
      columns: Int(scene.width.rounded(.up)), lines: Int(scene.height.rounded(.up)))
    for shape in scene.shapes { draw(shape, on: &canvas) }
    return canvas.text
  }

  private func draw(_ shape: Shape, on canvas: inout TextCanvas) {
    switch shape {
    case .line(let from, let to, _): canvas.line(from, to)
    case .arrow(let from, let to):
      canvas.line(from, to)
      canvas.put(tip(from, to), at: to)
    case .wire(let from, let lane, let to):
      canvas.line(from, Point(lane, from.y))
      canvas.line(Point(lane, from.y), Point(lane, to.y))
      canvas.line(Point(lane, to.y), to)
    case .curve(let points, let stroke): canvas.curve(points, stroke)
    case .box(let rect, _): canvas.box(rect)
    case .fill(let rect, let tone): canvas.fill(rect, with: character(of: tone))
    case .mark(let point, let marker): canvas.put(character(of: marker), at: point)
    case .label(let label, _, let anchor):
      guard let area = shape.labelArea else { return }
      // What cannot be in the middle stands before it.
      let start = anchor == .middle ? (area.x + 1e-9).rounded(.down) : area.x.rounded()
      canvas.write(label.plain, from: Int(start), line: Int(area.middle.y))
    }
  }

  private func tip(_ from: Point, _ to: Point) -> Character {
    if abs(to.x - from.x) >= abs(to.y - from.y) { return to.x >= from.x ? "►" : "◄" }
    return to.y > from.y ? "▼" : "▲"
  }

  private func character(of marker: Marker) -> Character {
    switch marker {
    case .disc: "●"
    case .ring: "○"
    case .cross: "x"
    case .plus: "+"
    }
  }

  /// Shades for what is positive, strokes for what is negative; a blank next to zero.
  private func character(of tone: Tone) -> Character {
    switch tone {
    case .diverging(let value):
      let level = min(3, Int((abs(value) * 3.5).rounded(.down)))
      return value < 0 ? [" ", "╌", "═", "╬"][level] : [" ", "░", "▒", "▓"][level]
    case .region(let index): return ["·", "░", "▒", "╌", "▓", "═"][index % 6]
    }
  }
}
