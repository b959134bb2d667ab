/// Places a chart's axes so that every tick falls into the middle of a character.
struct ChartLayout {
  let chart: Chart
  /// Column of the upright axis and line of the level one.
  let axis: (column: Int, line: Int)
  /// Columns and lines from tick to tick.
  let distance: (columns: Int, lines: Int)

  /// Lines above the plot: the upright axis's title.
  private let top: Int

  init(_ chart: Chart) {
    self.chart = chart
    let (across, up) = (chart.x.ticks.coefficients.count - 1, chart.y.ticks.coefficients.count - 1)
    let labels = chart.y.labels.map(\.width).max() ?? 0
    // A label under the first tick reaches to the left of the axis.
    let first = ((chart.x.labels.first?.width ?? 0) + 1) / 2
    let widest = (chart.x.labels.map(\.width).max() ?? 0) + 2
    distance = (
      max(widest, chart.columns / max(1, across)), max(1, chart.lines / max(1, up))
    )
    top = chart.y.title.isEmpty ? 0 : 1
    axis = (max(labels + 1, first), top + distance.lines * up)
  }

  var scene: Scene {
    let shapes = fills + zeroLine + axes + curves + scatters + titles + legend.shapes
    let right = shapes.compactMap(\.labelArea).map(\.right).max() ?? 0
    return Scene(
      width: max(Double(end.column + 2), right.rounded(.up)), height: Double(legend.bottom),
      shapes: shapes, title: chart.title, description: chart.description)
  }

  /// The column of the last tick, and the line of the topmost.
  private var end: (column: Int, line: Int) {
    (axis.column + distance.columns * (chart.x.ticks.coefficients.count - 1), top)
  }

  private func middle(_ column: Int, _ line: Int) -> Point {
    Point(Double(column) + 0.5, Double(line) + 0.5)
  }

  /// A point of the plot in the units of the scene.
  func place(_ point: Point) -> Point {
    let (x, y) = (chart.x.range, chart.y.range)
    let across = (point.x - x.lowerBound) / (x.upperBound - x.lowerBound)
    let up = (point.y - y.lowerBound) / (y.upperBound - y.lowerBound)
    return Point(
      Double(axis.column) + 0.5 + across * Double(end.column - axis.column),
      Double(axis.line) + 0.5 - up * Double(axis.line - end.line))
  }

  // MARK: Axes

  private var axes: [Shape] {
    let corner = middle(axis.column, axis.line)
    var shapes: [Shape] = [
      .line(middle(axis.column, end.line), corner, .thin),
      .line(corner, middle(end.column, axis.line), .thin),
    ]
    for (index, label) in chart.x.labels.enumerated() {
      let tick = middle(axis.column + index * distance.columns, axis.line)
      shapes += [
        .line(tick, Point(tick.x, tick.y + 0.3), .thin),
        .label(label, Point(tick.x, tick.y + 1), .middle),
      ]
    }
    for (index, label) in chart.y.labels.enumerated() {
      let tick = middle(axis.column, axis.line - index * distance.lines)
      shapes += [
        .line(tick, Point(tick.x - 0.45, tick.y), .thin),
        .label(label, Point(Double(axis.column) - 0.25, tick.y), .end),
      ]
    }
    return shapes
  }

  private var zeroLine: [Shape] {
    let range = chart.y.range
    guard range.lowerBound < 0, range.upperBound > 0, chart.areas == nil else { return [] }
    let line = place(Point(chart.x.range.lowerBound, 0)).y
    return [
      .line(Point(middle(axis.column, 0).x, line), Point(middle(end.column, 0).x, line), .thin)
    ]
  }

  private var titles: [Shape] {
    let width = chart.x.title.width
    let start = max(0, (axis.column + end.column + 1 - width) / 2)
    let below = Point(Double(start) + Double(width) / 2, Double(axis.line) + 2.5)
    return [.label(chart.y.title, Point(0, 0.5), .start), .label(chart.x.title, below, .middle)]
      .filter { $0.labelArea?.width ?? 0 > 0 }
  }

  // MARK: Data

  private var curves: [Shape] {
    chart.series.flatMap { series in
      // A curve ends where its numbers do.
      series.points.split { !$0.x.isFinite || !$0.y.isFinite }
        .map { .curve($0.map(place), series.stroke) }
    }
  }

  private var scatters: [Shape] {
    chart.scatters.flatMap { scatter in scatter.points.map { .mark(place($0), scatter.marker) } }
  }

  /// Equal neighbours as one area.
  private var fills: [Shape] {
    guard let areas = chart.areas, areas.columns > 0 else { return [] }
    let lines = areas.regions.count / areas.columns
    let corner = middle(axis.column, end.line)
    let width = Double(end.column - axis.column) / Double(areas.columns)
    let height = Double(axis.line - end.line) / Double(max(1, lines))
    return AreaRuns.merged(areas.regions, columns: areas.columns).map { run in
      .fill(
        Rect(
          corner.x + Double(run.left) * width, corner.y + Double(run.top) * height,
          Double(run.right - run.left) * width, Double(run.bottom - run.top) * height),
        .region(run.region))
    }
  }

  // MARK: Legend

  /// Names beside samples, as many on a line as fit; none for a single curve.
  private var legend: (shapes: [Shape], bottom: Int) {
    var entries: [(label: Label, sample: (Point) -> [Shape])] = []
    for series in chart.series where chart.series.count > 1 {
      entries.append(
        (series.name, { [.curve([Point($0.x, $0.y), Point($0.x + 2.4, $0.y)], series.stroke)] }))
    }
    for scatter in chart.scatters where !scatter.name.isEmpty {
      entries.append((scatter.name, { [.mark(Point($0.x + 1, $0.y), scatter.marker)] }))
    }
    for (index, name) in (chart.areas?.names ?? []).enumerated() {
      entries.append(
        (
          name,
          {
            let frame = Rect($0.x - 0.5, $0.y - 0.4, 3, 0.8)
            return [.fill(frame, .region(index))]
          }
        ))
    }
    var (shapes, column, line) = ([Shape](), axis.column, axis.line + 4)
    for entry in entries {
      if column > axis.column, column + 4 + entry.label.width > end.column + 1 {
        (column, line) = (axis.column, line + 1)
      }
      shapes += entry.sample(middle(column, line))
      shapes.append(.label(entry.label, Point(Double(column + 4), Double(line) + 0.5), .start))
      column += 4 + entry.label.width + 3
    }
    return (shapes, entries.isEmpty ? axis.line + 3 : line + 1)
  }
}
