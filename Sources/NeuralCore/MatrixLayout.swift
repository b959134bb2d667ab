/// Which element stands where when a quantity is written as a matrix.
package struct MatrixLayout {
  package let graph: Graph

  package init(graph: Graph) { self.graph = graph }

  /// The elements by rows.
  ///
  /// Weights and their gradients as they are stored. A vector is a column, or a row of row vectors;
  /// of a batch the examples' vectors stand beside, or below, each other.
  /// - Parameter example: The only example of a batch that is wanted, from 0.
  package func rows(of id: QuantityID, example: Int? = nil, step: Int = 0) -> [[Element]] {
    let quantity = graph[id]
    let isRows = graph.vectors == .rows
    let isBatched = quantity.isBatched
    let width = isBatched && quantity.axes.count == 1 ? 1 : quantity.axes.last?.count ?? 1
    let isVector = quantity.axes.count == 1 && !isBatched
    let rows = quantity.count / max(1, width)
    let perExample = isBatched ? rows / graph.batch.count : rows
    let present = isBatched ? perExample * graph.batch.count(at: Int32(step)) : rows
    let chosen =
      (isBatched ? example : nil).map { $0 * perExample..<($0 + 1) * perExample } ?? 0..<present
    let stored = chosen.map { row in
      (0..<width).map { Element(id, row * width + $0, step: step) }
    }
    guard isBatched || isVector, !isRows else { return stored }
    return (0..<width).map { column in stored.map { $0[column] } }
  }
}
