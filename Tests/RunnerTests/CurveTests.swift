import Diagnostics
import Drawing
import Foundation
import Notebook
import TestSupport
import Testing
import Walkthrough

@testable import Runner

/// Curves of a training, against a training written out by hand.
struct CurveTests {
  private static let inputs = [1.0, 2, -1.5, -0.5, 0.5, 3, -2, 1]
  private static let targets = [1.0, 1, -1, -1, -1, 1, -1, 1]
  /// The last quarter is kept for testing.
  private static let kept = 6

  private static let network = """
    ```yaml network
    name: line
    input: {x: [[1], [2], [-1.5], [-0.5], [0.5], [3], [-2], [1]]}
    layers:
      - y: {dense: 1, weight: [[-0.6]], bias: [0.7]}
    target: {t: [[1], [1], [-1], [-1], [-1], [1], [-1], [1]]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.1}}
    train: {epochs: 30, test: 0.25}
    ```

    """

  private static func run(_ text: String) -> NotebookRunner {
    NotebookRunner(
      SourceText(name: "page.md", text: text),
      templates: TemplateStore(notebookFolder: nil, installed: [Repository.templates.path]))
  }

  private static func chart(_ view: String, _ network: String = network) throws -> Chart {
    let runner = run(network + "\n```show \(view)\n```\n")
    try #require(DiagnosticRenderer().render(runner.diagnostics) == "")
    let item = try #require(runner.document.items.last)
    let picture = try #require(runner.annotated(item)?.pictures.first).picture
    guard case .chart(let chart) = picture.content else {
      throw DiagnosticError(Diagnostic(id: "test", "no chart"))
    }
    return chart
  }

  /// Loss and share of right answers of some examples, after each update.
  private static func training(_ rows: Range<Int>) -> [(loss: Double, accuracy: Double)] {
    var (weight, bias) = (-0.6, 0.7)
    return (0...30).map { _ in
      let answers = inputs.map { weight * $0 + bias }
      let errors = zip(answers, targets).map(-)
      let loss = rows.map { errors[$0] * errors[$0] / 2 }.reduce(0, +) / Double(rows.count)
      let right = rows.filter { (answers[$0] >= 0) == (targets[$0] >= 0) }.count
      let (slope, shift) = (0..<kept).reduce((0, 0)) {
        ($0.0 + errors[$1] * inputs[$1], $0.1 + errors[$1])
      }
      weight -= 0.1 * slope / Double(kept)
      bias -= 0.1 * shift / Double(kept)
      return (loss, Double(right) / Double(rows.count))
    }
  }

  @Test func `The accuracy is the share of right answers, in training and in the test`() throws {
    let chart = try Self.chart("accuracy-curve")
    #expect(chart.series.map(\.name.plain) == ["train accuracy", "test accuracy"])
    #expect(chart.series.map(\.stroke) == [.solid, .dashed])
    for (series, rows) in zip(chart.series, [0..<Self.kept, Self.kept..<8]) {
      let expected = Self.training(rows).map(\.accuracy)
      #expect(Set(expected).count > 1, "an accuracy that never changes shows nothing")
      #expect(series.points.map(\.x) == (0...30).map(Double.init))
      #expect(series.points.map(\.y) == expected)
    }
  }

  @Test func `The loss of a training is that of all its examples, and of those of the test`() throws
  {
    let chart = try Self.chart("loss-curve")
    #expect(chart.series.map(\.name.plain) == ["train loss", "test loss"])
    for (series, rows) in zip(chart.series, [0..<Self.kept, Self.kept..<8]) {
      let expected = Self.training(rows).map(\.loss)
      // Sums of a handful of numbers below 10, in another order.
      #expect(zip(series.points, expected).allSatisfy { abs($0.y - $1) < 1e-13 })
    }
  }

  @Test func `Without a training the batch itself is followed, and named quantities come first`()
    throws
  {
    let batch = Self.network.replacing("train: {epochs: 30, test: 0.25}\n", with: "")
    let chart = try Self.chart("accuracy-curve steps=3", batch)
    #expect(chart.series.count == 1 && chart.series[0].points.count == 4)
    // Of 0.7 − 0.6 x only the answers to 1, twice, have the sign of the target.
    #expect(chart.series[0].points[0].y == 0.25)
    let named = try Self.chart("accuracy-curve quantity=w_1,loss", batch)
    #expect(named.series.count == 2)
  }

  /// With a rate of 40 the error is multiplied by 1 − 40 · ¼ = −9: after 20 updates the loss is 81²⁰ · 0.405.
  @Test func `Ticks of numbers beyond measure have powers of ten`() throws {
    let network = """
      ```yaml network
      name: line
      input: {x: [0.5]}
      layers:
        - y: {dense: 1, weight: [[0.2]]}
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 40}}
      ```

      """
    let chart = try Self.chart("loss-curve steps=20", network)
    let last = try #require(chart.series.first?.points.last).y
    #expect(abs(last / 5.986257591281011e37 - 1) < 1e-12)
    #expect(
      chart.y.labels.map(\.plain) == [
        "0", "10³⁷", "2 · 10³⁷", "3 · 10³⁷", "4 · 10³⁷", "5 · 10³⁷", "6 · 10³⁷",
      ])
  }

  @Test func `Without classes there is no accuracy`() {
    let runner = Self.run(BadNotebook.network + "\n```show accuracy-curve\n```\n")
    #expect(
      DiagnosticRenderer().render(runner.diagnostics) == """
        error[no-accuracy]: accuracy needs a batch of examples whose targets are classes, and `net` has none
          --> page.md:11:9
           |
        11 | ```show accuracy-curve
           |         ^^^^^^^^^^^^^^


        """)
  }
}
