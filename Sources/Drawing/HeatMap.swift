/// A matrix as a field of cells: the deeper, the larger; hatched where negative.
package struct HeatMap: Hashable, Sendable {
  /// From −1 to 1 by rows; `nil` where nothing is known.
  package var values: [[Double?]]
  /// What is written on the cells, by rows; empty where there are too many.
  package var labels: [[Label]]
  package var rowLabels: [Label]
  package var columnLabels: [Label]
  /// The numbers at the ends and in the middle of the scale: −1, 0, 1.
  package var scale: [Label]
  package var note: Label
  package var title: String
  package var description: String

  package init(
    values: [[Double?]], labels: [[Label]] = [], rowLabels: [Label] = [],
    columnLabels: [Label] = [], scale: [Label], note: Label = "", title: String = "",
    description: String = ""
  ) {
    (self.values, self.labels, self.scale, self.note) = (values, labels, scale, note)
    (self.rowLabels, self.columnLabels) = (rowLabels, columnLabels)
    (self.title, self.description) = (title, description)
  }

  package var scene: Scene {
    let left = (rowLabels.map(\.width).max() ?? -1) + 1
    let top = columnLabels.isEmpty ? 0 : 1
    let cell = cellSize
    var shapes = cells(left: left, top: top, cell)
    for (row, label) in rowLabels.enumerated() {
      let line = Double(top) + (Double(row) + 0.5) * Double(cell.lines)
      shapes.append(.label(label, Point(Double(left - 1), max(line, Double(top) + 0.5)), .end))
    }
    for (column, label) in columnLabels.enumerated() {
      let middle = Double(left + column * cell.pitch) + Double(cell.columns) / 2
      shapes.append(.label(label, Point(middle, 0.5), .middle))
    }
    let bottom = top + values.count * cell.lines + 1
    shapes += legend(left: left, line: bottom)
    if !note.isEmpty {
      shapes.append(.label(note, Point(Double(left), Double(bottom) + 1.5), .start))
    }
    let columns = values.first?.count ?? 0
    let right = shapes.compactMap(\.labelArea).map(\.right).max() ?? 0
    return Scene(
      width: max(Double(left + columns * cell.pitch), right.rounded(.up)),
      height: Double(bottom + (note.isEmpty ? 1 : 2)), shapes: shapes, title: title,
      description: description)
  }

  /// Columns of a cell, columns from cell to cell, lines of a cell.
  private var cellSize: (columns: Int, pitch: Int, lines: Int) {
    let written = labels.flatMap { $0.map(\.width) }.max()
    let heading = columnLabels.map(\.width).max() ?? 0
    guard let written else { return (max(2, heading), max(2, heading + 1), 1) }
    let columns = max(written + 4, heading)
    return (columns, columns + 1, 2)
  }

  private func cells(
    left: Int, top: Int, _ cell: (columns: Int, pitch: Int, lines: Int)
  ) -> [Shape] {
    var shapes: [Shape] = []
    for (row, entries) in values.enumerated() {
      for (column, value) in entries.enumerated() {
        let area = Rect(
          Double(left + column * cell.pitch), Double(top + row * cell.lines),
          Double(cell.columns), Double(cell.lines))
        if let value { shapes.append(.fill(area, .diverging(value))) }
        guard labels.indices.contains(row), labels[row].indices.contains(column) else { continue }
        let label = Label([.text(" ")] + labels[row][column].parts + [.text(" ")])
        shapes.append(.label(label, area.middle, .middle))
      }
    }
    return shapes
  }

  /// Seven cells from the least to the greatest with the numbers of the ends.
  private func legend(left: Int, line: Int) -> [Shape] {
    guard scale.count == 3 else { return [] }
    let (start, width) = (left + scale[0].width + 1, 3)
    var shapes: [Shape] = [.label(scale[0], Point(Double(left), Double(line) + 0.5), .start)]
    for step in 0..<7 {
      shapes.append(
        .fill(
          Rect(Double(start + step * width), Double(line), Double(width), 1),
          .diverging(Double(step - 3) / 3)))
    }
    let middle = Double(start) + 3.5 * Double(width)
    let end = start + 7 * width
    shapes.append(.label(scale[1], Point(middle.rounded(.down) + 0.5, Double(line) + 0.5), .middle))
    shapes.append(.label(scale[2], Point(Double(end + 1), Double(line) + 0.5), .start))
    return shapes
  }
}
