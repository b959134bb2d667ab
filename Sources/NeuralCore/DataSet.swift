import Algebra

/// All examples of a network that is trained: each pass has some of them.
package struct DataSet: Sendable {
  var inputs: GivenTensor
  var targets: GivenTensor
  package let plan: TrainingPlan

  /// Sets an entry of an example that the first pass has.
  mutating func fix(
    _ tensor: WritableKeyPath<DataSet, GivenTensor>, _ position: Int, to literal: Literal?
  ) {
    let width = self[keyPath: tensor].shape[1]
    let row = plan.row(of: position / width, at: 0)
    self[keyPath: tensor].values[row * width + position % width] = literal
  }

  /// An entry of the pass after so many updates; the outer `nil`: that pass has no such example.
  func literal(_ tensor: KeyPath<DataSet, GivenTensor>, _ position: Int, step: Int) -> Literal?? {
    let tensor = self[keyPath: tensor]
    let width = tensor.shape[1]
    let example = position / width
    guard example < plan.count(at: step) else { return nil }
    let row = plan.row(of: example, at: step)
    return .some(tensor.values[row * width + position % width])
  }
}

extension TrainingPlan {
  /// The row of the data that is an example of a pass.
  func row(of example: Int, at step: Int) -> Int {
    order(ofEpoch: step / passesPerEpoch)[step % passesPerEpoch * batch + example]
  }
}

/// Writes the examples of each pass into a tape.
struct DataFeed {
  private let plan: TrainingPlan
  private let inputs: [Double]
  private let targets: [Double]
  private let (inputWidth, targetWidth): (Int, Int)
  private let (input, target): (QuantityID, QuantityID)
  /// The rows of an epoch in their order, and which epoch that is.
  private var order: [Int]
  private var epoch = -1

  init?(_ graph: Graph) {
    guard let data = graph.data, let target = graph.target, let input = graph.layers.first else {
      return nil
    }
    func numbers(_ tensor: GivenTensor) -> [Double] { tensor.values.map { $0?.double ?? .nan } }
    plan = data.plan
    (inputs, targets) = (numbers(data.inputs), numbers(data.targets))
    (inputWidth, targetWidth) = (data.inputs.shape[1], data.targets.shape[1])
    (self.input, self.target) = (input.output, target)
    order = plan.training
  }

  /// The examples of the pass after so many updates.
  mutating func load(step: Int, into tape: inout Tape) {
    let wanted = step / plan.passesPerEpoch
    if wanted != epoch {
      plan.shuffle(&order, epoch: wanted)
      epoch = wanted
    }
    let first = step % plan.passesPerEpoch * plan.batch
    load(order[first..<first + plan.count(at: step)], into: &tape)
  }

  /// Rows of the data.
  func load(_ rows: ArraySlice<Int>, into tape: inout Tape) {
    tape.examples = rows.count
    let (x, t) = (tape.offset(input), tape.offset(target))
    tape.withBuffer { buffer in
      for (example, row) in zip(0..., rows) {
        for entry in 0..<inputWidth {
          buffer[x + example * inputWidth + entry] = inputs[row * inputWidth + entry]
        }
        for entry in 0..<targetWidth {
          buffer[t + example * targetWidth + entry] = targets[row * targetWidth + entry]
        }
      }
    }
  }
}
