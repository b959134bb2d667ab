/// Losses and accuracies over a pass's examples, or over all of them.
struct Measuring {
  let graph: Graph

  /// - Parameter tape: A complete pass.
  func value(of measure: Measure, on tape: Tape) throws -> Double {
    guard let losses = graph.losses else { return .nan }
    if measure == .accuracy { return share(ofRight: rightOnes(tape), tape.examples) }
    guard let plan = graph.data?.plan, let feed = DataFeed(graph), let each = losses.exampleLoss
    else { return .nan }
    let rows: [Int] =
      switch measure {
      case .accuracy, .trainLoss, .trainAccuracy: plan.training
      case .testLoss, .testAccuracy: plan.test
      }
    var (tape, loss, right) = (tape, 0.0, 0)
    for first in stride(from: 0, to: rows.count, by: graph.batch.count) {
      feed.load(rows[first..<min(rows.count, first + graph.batch.count)], into: &tape)
      tape.withView { view in for operation in graph.operations { operation.compute(on: view) } }
      if measure.isAccuracy {
        right += rightOnes(tape)
      } else {
        for example in 0..<tape.examples { loss += tape[Element(each, example)] }
      }
    }
    if measure.isAccuracy { return share(ofRight: right, rows.count) }
    let value = graph.lossOperation?.reduction == .mean ? loss / Double(rows.count) : loss
    return value
  }

  private func share(ofRight count: Int, _ examples: Int) -> Double {
    Double(count) / Double(examples)
  }

  /// How many of a tape's examples are classified rightly.
  private func rightOnes(_ tape: Tape) -> Int {
    guard let classification = graph.classification, let target = graph.target,
      let output = graph.layers.last?.output
    else { return 0 }
    let width = graph[target].count(along: .unit)
    let (o, t) = (tape.offset(output), tape.offset(target))
    return (0..<tape.examples).count { example in
      let shift = example * width
      return classification.isRight(
        tape.buffer[o + shift..<o + shift + width], tape.buffer[t + shift..<t + shift + width])
    }
  }
}
