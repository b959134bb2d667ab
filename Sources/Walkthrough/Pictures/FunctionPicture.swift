import Algebra
import Drawing
import NeuralCore
import Notation

/// An activation function and its derivative, with the layer's own units on it.
struct FunctionPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }

  init(paper: PicturePaper) { self.paper = paper }

  private static let standardRange = 6.0

  func chart() throws -> Chart {
    guard let index = paper.context.scope.layer else { throw PictureFault.noLayer }
    let layer = graph.layers[index]
    guard let activation = layer.activation, activation.isElementwise else {
      throw PictureFault.noFunction(layer: layer.name)
    }
    let units = try points(layer)
    let reach = max(Self.standardRange, units.map { abs($0.x).rounded(.up) }.max() ?? 0)
    let places = (0...400).map { -reach + 2 * reach * Double($0) / 400 }
    let values = places.map { Point($0, activation.value($0)) }
    let slopes = values.map { Point($0.x, activation.derivative($0.x, $0.y)) }
    let heights = (values + slopes + units).map(\.y).filter(\.isFinite)
    let name = activation.function?.tex ?? "f"
    var chart = Chart(
      x: paper.axis("", -reach, reach, limit: max(3, paper.options.width / 8)),
      y: paper.axis("", heights.min() ?? 0, heights.max() ?? 1, limit: 8),
      columns: paper.options.width, lines: 14,
      title: paper.wording("function", ["layer": graph.title(ofLayer: index)]))
    chart.x.title = .math("z")
    chart.series = [
      Chart.Series(name: .math("\(name)(z)"), stroke: .solid, points: values),
      Chart.Series(name: .math("\(name)'(z)"), stroke: .dashed, points: slopes),
    ]
    chart.scatters = scatters(units, index)
    return chart
  }

  /// Net input and activation of each unit, where they are known.
  private func points(_ layer: Graph.Layer) throws -> [Point] {
    guard let net = layer.argument, graph[net].axes.count == 1 else { return [] }
    return try (0..<layer.units).compactMap { unit in
      guard let z = try paper.value(Element(net, unit, step: paper.step)),
        let a = try paper.value(Element(layer.output, unit, step: paper.step))
      else { return nil }
      return Point(z, a)
    }
  }

  /// Up to four units by name, more of them together.
  private func scatters(_ units: [Point], _ layer: Int) -> [Chart.Scatter] {
    if units.isEmpty { return [] }
    let symbols = units.indices.map {
      paper.worksheet.notation.unitSymbol(layer: layer, unit: $0)
    }
    guard units.count <= Marker.allCases.count, units.count == graph.layers[layer].units else {
      let name = Label.text(graph.title(ofLayer: layer))
      return [Chart.Scatter(name: name, marker: .disc, points: units)]
    }
    return zip(Marker.allCases, units.indices).map { marker, unit in
      Chart.Scatter(name: .math(symbols[unit]), marker: marker, points: [units[unit]])
    }
  }
}
