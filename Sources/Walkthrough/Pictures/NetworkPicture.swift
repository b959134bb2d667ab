import Algebra
import Drawing
import NeuralCore
import Notation

/// The diagram of a network: units with their values in columns of layers, weights on the lines.
struct NetworkPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }

  init(paper: PicturePaper) { self.paper = paper }

  /// Of larger layers the first few units and the last are drawn.
  static let unitLimit = 8
  static let unitsBeforeGap = 4

  func diagram() throws -> Diagram {
    guard graph.layers.count <= PictureFault.layerLimit else {
      throw PictureFault.tooManyLayers(graph.layers.count)
    }
    var diagram = Diagram(
      headings: graph.layers.indices.map { .text(graph.title(ofLayer: $0)) },
      title: paper.wording("network", ["name": graph.name]), description: description)
    var below: [Int: Int] = [:]
    for layer in graph.layers.indices {
      let nodes = try addUnits(of: layer, to: &diagram)
      if layer > 0 { try connect(layer, from: below, to: nodes, in: &diagram) }
      below = nodes
    }
    return diagram
  }

  private var description: String {
    graph.layers.indices.map { layer in
      paper.wording(
        "layer",
        ["title": graph.title(ofLayer: layer), "count": String(graph.layers[layer].units)])
    }.joined(separator: ", ")
  }

  /// The units drawn of a layer; `nil` stands for those left out.
  static func shown(_ units: Int) -> [Int?] {
    units <= unitLimit
      ? Array(0..<units) : Array(0..<unitsBeforeGap).map { $0 } + [nil, units - 1]
  }

  /// - Returns: The nodes by unit.
  private func addUnits(of layer: Int, to diagram: inout Diagram) throws -> [Int: Int] {
    var nodes: [Int: Int] = [:]
    let isInput = graph.layers[layer].isInput
    for unit in Self.shown(graph.layers[layer].units) {
      if let unit { nodes[unit] = diagram.nodes.count }
      diagram.nodes.append(
        Diagram.Node(
          column: layer, lines: try unit.map { try lines(layer, $0) } ?? ["⋮"],
          kind: unit == nil ? .ellipsis : isInput ? .quantity : .operation))
    }
    return nodes
  }

  /// A unit's symbol, its value, and its bias if it has one.
  private func lines(_ layer: Int, _ unit: Int) throws -> [Label] {
    var lines: [Label] = [.math(paper.worksheet.notation.unitSymbol(layer: layer, unit: unit))]
    // The units of a batch have as many values as there are examples.
    if graph[graph.layers[layer].output].axes.count == 1,
      let number = try paper.number(
        Element(graph.layers[layer].output, unit, step: paper.step))
    {
      lines.append(.math(number))
    }
    if let bias = graph.layers[layer].bias {
      lines.append(try paper.equation(Element(bias, unit, step: paper.step)))
    }
    return lines
  }

  private func connect(
    _ layer: Int, from below: [Int: Int], to nodes: [Int: Int], in diagram: inout Diagram
  ) throws {
    guard let weight = graph.layers[layer].weight else {
      return connectUnweighted(layer, from: below, to: nodes, in: &diagram)
    }
    let isLabelled = below.count * nodes.count <= DiagramLayout.edgeLimit
    for position in 0..<graph[weight].count {
      guard let unit = graph[weight].coordinate(.unit, of: position),
        let source = graph[weight].coordinate(.source, of: position),
        let to = nodes[unit], let from = below[source]
      else { continue }
      let element = Element(weight, position, step: paper.step)
      diagram.edges.append(
        Diagram.Edge(from: from, to: to, label: isLabelled ? try paper.equation(element) : nil))
    }
  }

  /// A layer of activations alone: each from its own unit below, or from all of them.
  private func connectUnweighted(
    _ layer: Int, from below: [Int: Int], to nodes: [Int: Int], in diagram: inout Diagram
  ) {
    let isElementwise = graph.layers[layer].activation?.isElementwise ?? true
    for (unit, to) in nodes.sorted(by: { $0.key < $1.key }) {
      for (source, from) in below.sorted(by: { $0.key < $1.key })
      where !isElementwise || source == unit {
        diagram.edges.append(Diagram.Edge(from: from, to: to))
      }
    }
  }
}
