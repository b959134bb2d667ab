import TestSupport

@testable import Drawing

/// Diagrams that tests draw.
enum RandomDiagram {
  /// A fully connected network.
  static func network(_ sizes: [Int], isLabelled: Bool = true) -> Diagram {
    var diagram = Diagram(headings: sizes.indices.map { .text("Layer \($0)") }, title: "Network")
    var (below, number) = ([Int](), 0)
    for (column, size) in sizes.enumerated() {
      var nodes: [Int] = []
      for unit in 1...size {
        nodes.append(diagram.nodes.count)
        diagram.nodes.append(
          .init(
            column: column, lines: [.math("H_{\(unit)}"), .math("0.\(unit)5")],
            kind: column == 0 ? .quantity : .operation))
      }
      for to in nodes {
        for from in below {
          number += 1
          let label = isLabelled ? Label.math("w_{\(number)} = -0.\(number)") : nil
          diagram.edges.append(.init(from: from, to: to, label: label))
        }
      }
      below = nodes
    }
    return diagram
  }

  /// Any graph: nodes of one to three lines, edges to the right, some of them over several columns.
  static func any(_ random: inout SeededGenerator) -> Diagram {
    let columns = Int.random(in: 1...12, using: &random)
    var diagram = Diagram(title: "Any")
    var members: [[Int]] = []
    for column in 0..<columns {
      members.append([])
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Label.text(String(repeating: "x", count: Int.random(in: 1...9, using: &random)))
        }
        members[column].append(diagram.nodes.count)
        diagram.nodes.append(
          .init(
            column: column, lines: lines, kind: Bool.random(using: &random) ? .quantity : .operation
          ))
      }
    }
    guard columns > 1 else { return diagram }
    for column in 1..<columns {
      for node in members[column] {
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let from = Int.random(in: max(0, column - 4)..<column, using: &random)
          let source = members[from][Int.random(in: 0..<members[from].count, using: &random)]
          let label: Label? = Bool.random(using: &random) ? "0.5" : nil
          diagram.edges.append(.init(from: source, to: node, label: label))
        }
      }
    }
    return diagram
  }
}

extension Scene {
  var frames: [Rect] {
    shapes.compactMap { if case .box(let rect, _) = $0 { rect } else { nil } }
  }

  var labels: [Rect] { shapes.compactMap(\.labelArea) }

  /// Every place that something is drawn at.
  var points: [Point] {
    shapes.flatMap { shape -> [Point] in
      switch shape {
      case .line(let a, let b, _), .arrow(let a, let b): [a, b]
      case .wire(let a, let lane, let b): [a, Point(lane, a.y), Point(lane, b.y), b]
      case .curve(let points, _): points
      case .box(let rect, _), .fill(let rect, _):
        [Point(rect.x, rect.y), Point(rect.right, rect.bottom)]
      case .mark(let point, _): [Point(point.x - 0.55, point.y), Point(point.x + 0.55, point.y)]
      case .label: shape.labelArea.map { [Point($0.x, $0.y), Point($0.right, $0.bottom)] } ?? []
      }
    }
  }
}
