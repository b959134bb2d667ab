/// A place in a scene: `x` in columns of text from the left edge, `y` in lines of text from the top.
///
/// The middle of the first character is (0.5, 0.5). Other formats stretch the units: a column is 8
/// pixels of an SVG, a line 18.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// An upright rectangle in the units of a scene.
package struct Rect: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  package var right: Double { x + width }
  package var bottom: Double { y + height }
  package var middle: Point { Point(x + width / 2, y + height / 2) }

  /// Whether both share more than an edge.
  package func overlaps(_ other: Rect) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  package func contains(_ other: Rect) -> Bool {
    x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
  }
}

/// How a line is drawn. Lines differ in pattern, never in colour alone.
package enum Stroke: Int, Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted
  /// The thin lines of axes and frames.
  case thin
}

/// A sign at a place.
package enum Marker: Int, Hashable, Sendable, CaseIterable {
  case disc, ring, cross, plus
}

/// The fill of a cell: what a number is on a scale, or which of several regions it lies in.
package enum Tone: Hashable, Sendable {
  /// From −1 to 1. The sign is seen in the hatching, the size in the depth.
  case diverging(Double)
  /// One of a few patterns, from 0.
  case region(Int)
}

/// One shape of a scene.
package enum Shape: Hashable, Sendable {
  /// A straight line.
  case line(Point, Point, Stroke)
  /// A straight line with a tip at its second end.
  case arrow(Point, Point)
  /// A connection between two places on different lines of text. Text goes level to the column
  /// `lane`, along it and level again; other formats swing over.
  case wire(Point, lane: Double, Point)
  /// The graph of a function or of measurements, its points from left to right.
  case curve([Point], Stroke)
  case box(Rect, isRound: Bool)
  case fill(Rect, Tone)
  case mark(Point, Marker)
  /// One line of text, at its middle or at one of its ends.
  case label(Label, Point, Anchor)
}

/// Which part of a label lies at its place.
package enum Anchor: Hashable, Sendable { case start, middle, end }

/// A drawing as a value: shapes, and what it shows in words for those who do not see it.
package struct Scene: Hashable, Sendable {
  /// Columns.
  package var width: Double
  /// Lines.
  package var height: Double
  /// What lies behind stands first.
  package var shapes: [Shape]
  package var title: String
  package var description: String

  package init(
    width: Double, height: Double, shapes: [Shape] = [], title: String = "",
    description: String = ""
  ) {
    (self.width, self.height, self.shapes) = (width, height, shapes)
    (self.title, self.description) = (title, description)
  }

  package var frame: Rect { Rect(0, 0, width, height) }
}

extension Shape {
  /// The area a label takes, at one column a character; `nil` for other shapes.
  package var labelArea: Rect? {
    guard case .label(let label, let place, let anchor) = self else { return nil }
    let width = Double(label.width)
    let left =
      switch anchor {
      case .start: place.x
      case .middle: place.x - width / 2
      case .end: place.x - width
      }
    return Rect(left, place.y - 0.5, width, 1)
  }
}
