extension DiagramLayout {
  /// The shapes: lines behind, then frames and labels.
  var scene: Scene {
    let right = placed.map(\.right).max() ?? 0
    let headingRight = headings.compactMap(\.labelArea).map(\.right).max() ?? 0
    let bottom = placed.map(\.bottom).max() ?? 0
    return Scene(
      width: max(Double(right + 1), headingRight), height: Double(bottom + 1),
      shapes: wires + frames + headings, title: diagram.title, description: diagram.description)
  }

  private func middle(_ column: Int, _ line: Int) -> Point {
    Point(Double(column) + 0.5, Double(line) + 0.5)
  }

  private var headings: [Shape] {
    diagram.headings.enumerated().compactMap { column, heading in
      guard let node = columns.indices.contains(column) ? columns[column].first : nil else {
        return nil
      }
      let width = placed[node].right - placed[node].left + 1
      // On whole columns, so that text and other formats have it in the same place.
      let start = Double(placed[node].left + (width - heading.width) / 2)
      return .label(heading, Point(max(0, start), 0.5), .start)
    }
  }

  private var frames: [Shape] {
    diagram.nodes.indices.flatMap { index -> [Shape] in
      let (node, place) = (diagram.nodes[index], placed[index])
      var shapes: [Shape] = []
      if place.isFramed {
        let corner = middle(place.left, place.top)
        shapes.append(
          .box(
            Rect(
              corner.x, corner.y, Double(place.right - place.left),
              Double(place.bottom - place.top)), isRound: node.kind == .operation))
      }
      let top = Double(place.first) + Double(place.inner - node.lines.count) / 2
      for (position, label) in node.lines.enumerated() {
        let middle = Double(place.left + place.right + 1) / 2
        shapes.append(.label(label, Point(middle, top + Double(position) + 0.5), .middle))
      }
      return shapes
    }
  }

  // MARK: Wires

  private var wires: [Shape] {
    diagram.edges.indices.flatMap { index -> [Shape] in
      let edge = diagram.edges[index]
      let column = diagram.nodes[edge.from].column
      let (gap, source) = (gaps[column], placed[edge.from])
      let line = port(index)
      let start = middle(passes.contains(edge.from) ? source.left : source.right, source.out)
      let lane = Double(gap.lanes[edge.from] ?? source.right + 2) + 0.5
      let wire = Shape.wire(start, lane: lane, middle(gap.ports, line))
      return [wire] + arrival(edge, in: gap, on: line)
    }
  }

  /// The end of an edge: its label on the line and a tip, or a line through a pass.
  private func arrival(_ edge: Diagram.Edge, in gap: Gap, on line: Int) -> [Shape] {
    // The tip reaches almost to the frame; in text it is the character before it.
    let (start, tip) = (middle(gap.ports, line), Point(Double(gap.tips) + 0.95, Double(line) + 0.5))
    if passes.contains(edge.to) {
      let node = placed[edge.to]
      let corner = middle(node.left, line)
      return [.line(start, corner, .solid), .line(corner, middle(node.left, node.out), .solid)]
    }
    guard let label = edge.label, !gap.isShared else { return [.arrow(start, tip)] }
    let end = gap.labels + label.width
    return [
      .line(start, middle(gap.labels - 2, line), .solid),
      .label(label, Point(Double(gap.labels), Double(line) + 0.5), .start),
      .arrow(middle(end + 1, line), tip),
    ]
  }
}
