/// Curves, points and areas over two axes.
package struct Chart: Hashable, Sendable {
  package struct Axis: Hashable, Sendable {
    package var title: Label
    package var ticks: Ticks
    /// One a tick.
    package var labels: [Label]

    package init(title: Label, ticks: Ticks, labels: [Label]) {
      (self.title, self.ticks, self.labels) = (title, ticks, labels)
    }

    var range: ClosedRange<Double> {
      let values = ticks.values
      return (values.first ?? 0)...max(values.first ?? 0, values.last ?? 1)
    }
  }

  package struct Series: Hashable, Sendable {
    package var name: Label
    package var stroke: Stroke
    /// In the units of the axes, from left to right.
    package var points: [Point]

    package init(name: Label, stroke: Stroke, points: [Point]) {
      (self.name, self.stroke, self.points) = (name, stroke, points)
    }
  }

  /// Single places, such as examples.
  package struct Scatter: Hashable, Sendable {
    package var name: Label
    package var marker: Marker
    package var points: [Point]

    package init(name: Label, marker: Marker, points: [Point]) {
      (self.name, self.marker, self.points) = (name, marker, points)
    }
  }

  /// What is filled behind the curves: a region a point, from the upper left corner, line by line.
  package struct Areas: Hashable, Sendable {
    package var names: [Label]
    package var columns: Int
    package var regions: [Int]

    package init(names: [Label], columns: Int, regions: [Int]) {
      (self.names, self.columns, self.regions) = (names, columns, regions)
    }
  }

  package var x: Axis
  package var y: Axis
  package var series: [Series] = []
  package var scatters: [Scatter] = []
  package var areas: Areas?
  /// Columns and lines between the axes; they shrink to whole distances between ticks.
  package var columns: Int
  package var lines: Int
  package var title: String
  package var description: String

  package init(
    x: Axis, y: Axis, columns: Int, lines: Int, title: String = "", description: String = ""
  ) {
    (self.x, self.y, self.columns, self.lines) = (x, y, columns, lines)
    (self.title, self.description) = (title, description)
  }

  package var scene: Scene { ChartLayout(self).scene }
}
