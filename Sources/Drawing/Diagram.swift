/// A directed graph in columns: units and their weights, or quantities and operations.
package struct Diagram: Hashable, Sendable {
  package struct Node: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// A rectangle.
      case quantity
      /// Rounded: something that computes.
      case operation
      /// Stands for nodes that are left out; it has no frame.
      case ellipsis
    }

    package var column: Int
    package var lines: [Label]
    package var kind: Kind

    package init(column: Int, lines: [Label], kind: Kind) {
      (self.column, self.lines, self.kind) = (column, lines, kind)
    }
  }

  /// A connection from a node to one in a column further right.
  package struct Edge: Hashable, Sendable {
    package var from: Int
    package var to: Int
    package var label: Label?

    package init(from: Int, to: Int, label: Label? = nil) {
      (self.from, self.to, self.label) = (from, to, label)
    }
  }

  /// What stands over each column; empty where there are no headings.
  package var headings: [Label]
  /// In each column from top to bottom in this order.
  package var nodes: [Node]
  package var edges: [Edge]
  package var title: String
  package var description: String

  package init(
    headings: [Label] = [], nodes: [Node] = [], edges: [Edge] = [], title: String = "",
    description: String = ""
  ) {
    (self.headings, self.nodes, self.edges) = (headings, nodes, edges)
    (self.title, self.description) = (title, description)
  }

  package var columnCount: Int { (nodes.map(\.column).max() ?? -1) + 1 }

  /// The diagram as shapes.
  package var scene: Scene { DiagramLayout(self).scene }
}

extension Diagram {
  /// The same graph in which every edge leads to the next column: one that leads further passes
  /// through nodes without a frame.
  var withPasses: (diagram: Diagram, passes: Set<Int>) {
    var result = self
    var passes: Set<Int> = []
    result.edges = []
    for edge in edges {
      var last = edge.from
      let target = nodes[edge.to].column
      for column in nodes[edge.from].column + 1..<max(nodes[edge.from].column + 1, target) {
        result.nodes.append(Node(column: column, lines: [], kind: .ellipsis))
        let pass = result.nodes.count - 1
        passes.insert(pass)
        result.edges.append(Edge(from: last, to: pass))
        last = pass
      }
      result.edges.append(Edge(from: last, to: edge.to, label: edge.label))
    }
    return (result, passes)
  }
}
