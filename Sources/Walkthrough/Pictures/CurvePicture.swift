import Drawing
import NeuralCore
import Notation

/// Quantities over the updates of training: the loss, a weight, an activation.
struct CurvePicture {
  let paper: PicturePaper

  func chart() throws -> Chart {
    guard paper.graph.rate != nil else { throw PictureFault.noUpdates }
    let elements = try paper.referents().flatMap { try paper.elements($0) }
    guard elements.count <= PictureFault.curveLimit else {
      throw PictureFault.tooManyCurves(elements.count)
    }
    let steps = paper.options.steps ?? StepList.evenly(to: 100)
    let strokes: [Stroke] = [.solid, .dashed, .dotted, .dashDotted]
    // All curves pass by pass: to go back to an earlier pass is to compute it again.
    var points = [[Point]](repeating: [], count: elements.count)
    for step in steps {
      for (index, element) in elements.enumerated() {
        let later = Element(element.quantity, element.position, step: step)
        guard let value = try paper.value(later) else { throw PictureFault.unknown(later) }
        points[index].append(Point(Double(step), value))
      }
    }
    let heights = points.joined().map(\.y)
    let symbols = elements.map { paper.symbol(Element($0.quantity, $0.position)) }
    var chart = Chart(
      x: paper.axis(
        .text(paper.wording("updates")), Double(steps.first ?? 0), Double(steps.last ?? 1),
        isWhole: true, limit: max(3, paper.options.width / 9)),
      y: paper.axis(
        elements.count == 1 ? .math(symbols[0]) : "", heights.min() ?? 0, heights.max() ?? 1,
        limit: 8),
      columns: paper.options.width, lines: 14)
    chart.series = elements.indices.map {
      Chart.Series(name: .math(symbols[$0]), stroke: strokes[$0], points: points[$0])
    }
    chart.title = paper.wording(
      "curve",
      [
        "symbols": symbols.map { Label.math($0).plain }.joined(separator: ", "),
        "first": String(steps.first ?? 0), "last": String(steps.last ?? 0),
      ])
    return chart
  }
}
