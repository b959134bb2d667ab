import Algebra
import Drawing
import NeuralCore
import Notation

/// The computation graph: of the network in whole tensors, or of one element in single operations.
struct GraphPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }

  init(paper: PicturePaper) { self.paper = paper }

  func diagram() throws -> Diagram {
    if let element = try element() {
      return try ExpressionPicture(paper: paper).diagram(of: element)
    }
    return try TensorPicture(paper: paper).diagram()
  }

  /// The element that is asked for: the one named or entered, or the activation of the unit.
  private func element() throws -> Element? {
    if paper.options.quantities.isEmpty {
      if case .element(let element) = paper.context.subject { return element }
      if let weight = paper.context.scope.parameter { return weight }
      guard let layer = paper.context.scope.layer, let unit = paper.context.scope.unit else {
        return nil
      }
      return Element(graph.layers[layer].output, unit, step: paper.step)
    }
    guard case .element(let element)? = try paper.referents().first,
      paper.options.quantities.count == 1
    else { throw PictureFault.notAQuantity(paper.options.quantities[0].text) }
    return Element(
      element.quantity, element.position,
      step: element.step == 0 ? paper.step : Int(element.step))
  }
}

/// The forward pass of a network in whole tensors: each with its formula, fed by what the formula uses.
struct TensorPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }
  private var graphed = Diagram()
  private var nodes: [QuantityID: Int] = [:]

  init(paper: PicturePaper) { self.paper = paper }

  func diagram() throws -> Diagram {
    guard graph.layers.count <= PictureFault.layerLimit else {
      throw PictureFault.tooManyLayers(graph.layers.count)
    }
    var copy = self
    return try copy.built()
  }

  private mutating func built() throws -> Diagram {
    try add(graph.layers[0].output, column: 0)
    var column = 0
    for layer in graph.layers.dropFirst() {
      for parameter in [layer.weight, layer.bias].compactMap({ $0 }) {
        try add(parameter, column: column)
      }
      for id in [layer.net, layer.output].compactMap({ $0 }) {
        column += 1
        try add(id, column: column)
        let sources =
          id == layer.net
          ? [layer.weight, diagramSource(of: layer), layer.bias] : [layer.argument]
        connect(sources.compactMap { $0 }, to: id)
      }
    }
    if let losses = graph.losses, let output = graph.layers.last?.output {
      try add(losses.target, column: column)
      try add(losses.total, column: column + 1)
      connect([output, losses.target], to: losses.total)
    }
    let symbol = graph.losses.map { paper.symbol(Element($0.total)) } ?? graph.name
    graphed.title = paper.wording("graph", ["symbol": Label.math(symbol).plain])
    return graphed
  }

  /// What a layer's weights are applied to: the output of the layer below.
  private func diagramSource(of layer: Graph.Layer) -> QuantityID? {
    graph.layers.firstIndex { $0.output == layer.output }.map { graph.layers[$0 - 1].output }
  }

  private mutating func connect(_ sources: [QuantityID], to id: QuantityID) {
    guard let to = nodes[id] else { return }
    for source in sources {
      if let from = nodes[source] { graphed.edges.append(.init(from: from, to: to)) }
    }
  }

  private mutating func add(_ id: QuantityID, column: Int) throws {
    let symbol = paper.worksheet.notation.symbol(id) ?? graph[id].name
    var lines: [Label] = [.math(symbol)]
    let isGiven = graph.givens[id] != nil
    if !isGiven, !graph[id].axes.isEmpty, let formula = try formula(id) {
      lines.append(.math(formula))
    }
    nodes[id] = graphed.nodes.count
    graphed.nodes.append(
      .init(column: column, lines: lines, kind: isGiven ? .quantity : .operation))
  }

  private func formula(_ id: QuantityID) throws -> String? {
    let register = MarkRegister()
    let writer = TeXWriter(worksheet: paper.worksheet, marks: register)
    let matrix = MatrixWriter(writer: writer, step: paper.step)
    let text = try matrix.formula(id, FormStyle()).map {
      AnnotatedText(marked: $0, marks: register.marks).text
    }
    // Tensors without a symbol are matrices of symbols, for which there is no room.
    return text?.contains("\\begin") == true ? nil : text
  }
}
