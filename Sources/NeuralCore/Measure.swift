import Algebra

/// What is measured of a network besides the loss it follows.
package enum Measure: String, Sendable, CaseIterable {
  /// The share of a pass's examples that are classified rightly.
  case accuracy
  /// The loss and the accuracy of all training examples, and of those kept for testing.
  case trainLoss = "train_loss"
  case trainAccuracy = "train_accuracy"
  case testLoss = "test_loss"
  case testAccuracy = "test_accuracy"

  var isAccuracy: Bool {
    switch self {
    case .accuracy, .trainAccuracy, .testAccuracy: true
    case .trainLoss, .testLoss: false
    }
  }
}

/// When an example counts as classified rightly.
package enum Classification: Sendable, Hashable {
  /// One output, on the same side of a threshold as its target.
  case threshold(output: Double, target: Double)
  /// Several outputs, the largest where the target's largest is; of equal ones the first counts.
  case largest

  /// The classification that targets speak of: 0 and 1, or −1 and 1, for one output; exactly one 1
  /// among zeros for several. `nil`: the targets are no classes.
  init?(targets: GivenTensor, loss: Loss) {
    let width = targets.shape.last ?? 1
    let values = targets.values.map { $0?.double ?? .nan }
    if width == 1 {
      let classes = Set(values)
      if classes.isSubset(of: [0, 1]) {
        // Logits are probabilities of one half at 0.
        let isLogit = loss.targets == .unitInterval && loss.accepts == [.real]
        self = .threshold(output: isLogit ? 0 : 0.5, target: 0.5)
      } else if classes.isSubset(of: [-1, 1]) {
        self = .threshold(output: 0, target: 0)
      } else {
        return nil
      }
      return
    }
    let isOneHot = stride(from: 0, to: values.count, by: width).allSatisfy { start in
      let row = values[start..<start + width]
      return row.allSatisfy { $0 == 0 || $0 == 1 } && row.reduce(0, +) == 1
    }
    guard isOneHot else { return nil }
    self = .largest
  }

  /// Whether the outputs of one example are right.
  func isRight(_ outputs: ArraySlice<Double>, _ targets: ArraySlice<Double>) -> Bool {
    switch self {
    case .threshold(let output, let target):
      return (outputs[outputs.startIndex] >= output) == (targets[targets.startIndex] >= target)
    case .largest:
      return Self.largest(outputs) == Self.largest(targets)
    }
  }

  private static func largest(_ entries: ArraySlice<Double>) -> Int {
    var best = entries.startIndex
    for index in entries.indices where entries[index] > entries[best] { best = index }
    return best - entries.startIndex
  }
}
