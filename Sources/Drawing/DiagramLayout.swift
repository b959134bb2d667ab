/// Places the nodes and edges of a diagram, in whole columns and lines of text.
///
/// Every edge ends on a line of its own at its target, with its label on it, so that labels never meet.
/// Between two columns of nodes the edges change lines: in text each source has a column (its lane)
/// to do so, other formats draw a swing. Where there are too many edges for that, all of them share
/// one lane and have no labels.
package struct DiagramLayout {
  /// A node's frame and where its edges are tied; lines and columns are counted from 0.
  struct Placed {
    var top = 0
    /// Lines inside the frame.
    var inner = 1
    var left = 0
    var right = 0
    /// The line its edges leave on.
    var out = 0
    var isFramed = true

    var bottom: Int { isFramed ? top + inner + 1 : top + inner - 1 }
    var first: Int { isFramed ? top + 1 : top }
  }

  /// More edges than this between two columns share a lane.
  package static let edgeLimit = 24

  let diagram: Diagram
  let passes: Set<Int>
  private(set) var placed: [Placed]
  /// By column, in order from top to bottom.
  private(set) var columns: [[Int]]
  private(set) var incoming: [[Int]]
  private(set) var gaps: [Gap] = []

  /// What lies between a column of nodes and the next.
  struct Gap {
    var isShared = false
    /// The column of text of each source's lane.
    var lanes: [Int: Int] = [:]
    /// Where labels begin, and where tips end.
    var ports = 0
    var labels = 0
    var tips = 0
  }

  init(_ diagram: Diagram) {
    (self.diagram, passes) = diagram.withPasses
    placed = Array(repeating: Placed(), count: self.diagram.nodes.count)
    columns = Array(repeating: [], count: self.diagram.columnCount)
    incoming = Array(repeating: [], count: self.diagram.nodes.count)
    for (index, node) in self.diagram.nodes.enumerated() { columns[node.column].append(index) }
    for (index, edge) in self.diagram.edges.enumerated() { incoming[edge.to].append(index) }
    order()
    gaps = (0..<max(0, columns.count - 1)).map { column in
      Gap(isShared: edges(into: column + 1).count > Self.edgeLimit)
    }
    placeLines()
    placeColumns()
  }

  var headingLines: Int { diagram.headings.isEmpty ? 0 : 2 }

  func edges(into column: Int) -> [Int] { columns[column].flatMap { incoming[$0] } }

  private func sources(before column: Int) -> [Int] {
    let used = Set(edges(into: column).map { diagram.edges[$0].from })
    return columns[column - 1].filter(used.contains)
  }

  /// The line a node's edge arrives on.
  func port(_ edge: Int) -> Int {
    let target = diagram.edges[edge].to
    let node = placed[target]
    if isShared(target) || passes.contains(target) { return node.first + (node.inner - 1) / 2 }
    let position = incoming[target].firstIndex(of: edge) ?? 0
    return node.first + (node.inner - portSpan(target)) / 2 + position * portDistance
  }

  private func isShared(_ node: Int) -> Bool {
    let column = diagram.nodes[node].column
    return column > 0 && gaps.indices.contains(column - 1) && gaps[column - 1].isShared
  }

  // MARK: Order

  /// Puts nodes near what they come from: passes and equal neighbours would cross for nothing. Orders
  /// that a diagram gives stay where nothing passes through.
  private mutating func order() {
    guard !passes.isEmpty else { return orderPorts() }
    var position: [Int: Double] = [:]
    for column in columns.indices {
      let wanted = columns[column].enumerated().map { index, node -> (Int, Double) in
        let sources = incoming[node].compactMap { position[diagram.edges[$0].from] }
        let own = Double(index) / Double(max(1, columns[column].count))
        return (node, sources.isEmpty ? own : sources.reduce(0, +) / Double(sources.count))
      }
      let sorted = wanted.enumerated().sorted {
        ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
      }
      columns[column] = sorted.map(\.element.0)
      for (index, node) in columns[column].enumerated() {
        position[node] = Double(index) / Double(max(1, columns[column].count))
      }
    }
    orderPorts()
  }

  /// Edges arrive in the order in which their sources stand.
  private mutating func orderPorts() {
    var rank: [Int: Int] = [:]
    for column in columns { for (index, node) in column.enumerated() { rank[node] = index } }
    for node in incoming.indices {
      incoming[node].sort {
        (rank[diagram.edges[$0].from] ?? 0, $0) < (rank[diagram.edges[$1].from] ?? 0, $1)
      }
    }
  }

  // MARK: Lines

  /// Whether ports are two lines apart, the lines between being for edges that leave.
  private var isSpaced = false
  private var portDistance: Int { isSpaced ? 2 : 1 }

  private func portSpan(_ node: Int) -> Int {
    max(1, (incoming[node].count - 1) * portDistance + 1)
  }

  private mutating func placeLines() {
    stack()
    if !(1..<max(1, columns.count)).allSatisfy({ canOrderLanes($0) }) {
      // Edges that leave get even lines and edges that arrive odd ones: no two can meet.
      isSpaced = true
      stack()
    }
    for column in columns.indices.dropFirst() { orderLanes(column) }
  }

  /// Stacks the nodes of every column, the columns centred on each other.
  private mutating func stack() {
    for index in placed.indices {
      let node = diagram.nodes[index]
      let isPass = passes.contains(index)
      let ports = isShared(index) || isPass ? 1 : portSpan(index)
      placed[index].isFramed = node.kind != .ellipsis
      placed[index].inner = max(1, node.lines.count, ports)
      if isSpaced { placed[index].inner = max(isPass ? 2 : 3, placed[index].inner | 1) }
    }
    let distance = 1
    let heights = columns.map { column in
      column.reduce(-distance) { $0 + placed[$1].bottom - placed[$1].top + 1 + distance }
    }
    let tallest = heights.max() ?? 0
    for (column, height) in zip(columns, heights) {
      var line = headingLines + (tallest - height) / 2
      for index in column {
        if isSpaced, line % 2 != 0 { line += 1 }
        placed[index].top = line
        line = placed[index].bottom + 1 + distance
      }
    }
    for column in columns.indices { chooseExits(column) }
  }

  /// The line a node's edges leave on: its middle, or beside it if an edge of another node arrives there.
  private mutating func chooseExits(_ column: Int) {
    let arriving = column + 1 < columns.count ? arrivals(column + 1) : [:]
    for index in columns[column] {
      let node = placed[index]
      let lines = Array(node.first..<node.first + node.inner)
      let middle = node.first + (node.inner - 1) / 2
      if isSpaced {
        placed[index].out =
          lines.filter { $0 % 2 == 0 }.min { abs($0 - middle) < abs($1 - middle) }
          ?? middle
        continue
      }
      if passes.contains(index) {
        placed[index].out = middle
        continue
      }
      let free = lines.filter { arriving[$0, default: index] == index }
      placed[index].out =
        free.min { (abs($0 - middle), $0) < (abs($1 - middle), $1) } ?? middle
    }
  }

  /// The sources of the edges that arrive at a column, by line.
  private func arrivals(_ column: Int) -> [Int: Int] {
    if gaps[column - 1].isShared { return [:] }
    var sources: [Int: Int] = [:]
    for edge in edges(into: column) { sources[port(edge)] = diagram.edges[edge].from }
    return sources
  }

  // MARK: Lanes

  /// Sources in an order of lanes, from left to right, in which no two edges share a stretch of a line:
  /// who leaves on a line where another's edge arrives must turn off before. `nil` if they wait for
  /// each other.
  private func laneOrder(_ column: Int) -> [Int]? {
    let arriving = arrivals(column)
    var waiting = sources(before: column)
    var before: [Int: Set<Int>] = [:]
    for source in waiting {
      if let other = arriving[placed[source].out], other != source {
        before[other, default: []].insert(source)
      }
    }
    var order: [Int] = []
    while !waiting.isEmpty {
      guard
        let next = waiting.lastIndex(where: { before[$0, default: []].isSubset(of: Set(order)) })
      else { return nil }
      order.append(waiting.remove(at: next))
    }
    return order
  }

  private func canOrderLanes(_ column: Int) -> Bool {
    gaps[column - 1].isShared || laneOrder(column) != nil
  }

  private mutating func orderLanes(_ column: Int) {
    let sources = sources(before: column)
    let isShared = gaps[column - 1].isShared
    let order = isShared ? sources : laneOrder(column) ?? sources
    for (position, source) in order.enumerated() {
      gaps[column - 1].lanes[source] = isShared ? 0 : position
    }
  }

  // MARK: Columns

  private mutating func placeColumns() {
    var left = 0
    for column in columns.indices {
      let widest = columns[column].map { width(of: $0) }.max() ?? 1
      let heading = diagram.headings.indices.contains(column) ? diagram.headings[column].width : 0
      let margin = max(0, heading - widest) / 2
      for index in columns[column] {
        placed[index].left = left + margin
        placed[index].right = left + margin + widest - 1
      }
      let right = left + margin + widest - 1
      guard gaps.indices.contains(column) else { continue }
      left = placeGap(column, from: right) + 1
    }
  }

  private func width(of node: Int) -> Int {
    let text = diagram.nodes[node].lines.map(\.width).max() ?? 1
    return text + (placed[node].isFramed ? 4 : 0)
  }

  /// - Returns: The column of the last tip.
  private mutating func placeGap(_ column: Int, from right: Int) -> Int {
    let lanes = Set(gaps[column].lanes.values).count
    gaps[column].lanes = gaps[column].lanes.mapValues { right + 2 + 2 * $0 }
    let ports = max(right + 6, right + 2 + 2 * lanes)
    let label = edges(into: column + 1).compactMap { diagram.edges[$0].label?.width }.max() ?? 0
    let isLabelled = label > 0 && !gaps[column].isShared
    gaps[column].ports = ports
    gaps[column].labels = ports + 3
    gaps[column].tips = isLabelled ? ports + 3 + label + 3 : ports + 3
    return gaps[column].tips
  }
}
