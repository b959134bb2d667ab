/// Rectangles of equal entries of a grid.
enum AreaRuns {
  struct Run: Hashable {
    var region: Int
    var left: Int
    var right: Int
    var top: Int
    var bottom: Int
  }

  /// Runs along a line, joined with the same run on the line above.
  static func merged(_ regions: [Int], columns: Int) -> [Run] {
    var (done, open) = ([Run](), [Run]())
    for line in 0..<(columns > 0 ? regions.count / columns : 0) {
      var current: [Run] = []
      var column = 0
      while column < columns {
        let (start, region) = (column, regions[line * columns + column])
        while column < columns, regions[line * columns + column] == region { column += 1 }
        var run = Run(region: region, left: start, right: column, top: line, bottom: line + 1)
        if let above = open.firstIndex(where: {
          $0.region == region && $0.left == start && $0.right == column
        }) {
          run.top = open.remove(at: above).top
        }
        current.append(run)
      }
      done += open
      open = current
    }
    return done + open
  }
}
