import Drawing
import NeuralCore
import Notation

/// Quantities over the updates of training: the loss, a weight, an activation.
struct CurvePicture {
  let paper: PicturePaper

  /// What a training is followed by.
  enum Progress {
    case losses, accuracies

    /// That of all training and all test examples, where there are such.
    fileprivate var ofTraining: [Measure] {
      switch self {
      case .losses: [.trainLoss, .testLoss]
      case .accuracies: [.trainAccuracy, .testAccuracy]
      }
    }

    /// That of the examples of a pass.
    fileprivate var ofPass: String {
      switch self {
      case .losses: "loss"
      case .accuracies: Measure.accuracy.rawValue
      }
    }
  }

  /// - Parameter progress: What the curves are about unless the view names quantities.
  func chart(of progress: Progress? = nil) throws -> Chart {
    guard paper.graph.rate != nil else { throw PictureFault.noUpdates }
    let elements = try progress.flatMap(measured) ?? named()
    guard elements.count <= PictureFault.curveLimit else {
      throw PictureFault.tooManyCurves(elements.count)
    }
    let training = paper.graph.batch.plan?.updates
    let steps = paper.options.steps ?? StepList.evenly(to: training ?? 100)
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

  private func named() throws -> [Element] {
    try paper.referents().flatMap { try paper.elements($0) }
  }

  /// - Returns: `nil` if the view names quantities itself.
  private func measured(_ progress: Progress) throws -> [Element]? {
    guard paper.options.quantities.isEmpty else { return nil }
    let quantities = progress.ofTraining.compactMap {
      paper.graph.quantity(named: $0.rawValue)
    }
    if !quantities.isEmpty { return quantities.map { Element($0.id) } }
    guard let quantity = paper.graph.quantity(named: progress.ofPass) else {
      throw progress == .losses ? PictureFault.nothingNamed : PictureFault.noAccuracy
    }
    return [Element(quantity.id)]
  }
}
