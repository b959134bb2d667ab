import Algebra

extension Graph {
  /// Accuracies where the targets are classes; losses and accuracies over all examples of a training.
  mutating func addMeasures(_ targets: GivenTensor, _ loss: Loss) {
    guard batch.size != nil else { return }
    let all = data?.targets ?? targets
    classification = Classification(targets: all, loss: loss)
    for measure in Measure.allCases {
      switch measure {
      case .accuracy: break
      case .trainLoss, .trainAccuracy:
        if data == nil { continue }
      case .testLoss, .testAccuracy:
        if data?.plan.test.isEmpty ?? true { continue }
      }
      if measure.isAccuracy, classification == nil { continue }
      _ = add(measure.rawValue, .measured(measure))
    }
  }
}

extension TrainingPlan {
  /// The rows of a tensor that the first pass has.
  func firstPass(of tensor: GivenTensor) -> GivenTensor {
    let width = tensor.shape[1]
    let values = order(ofEpoch: 0).prefix(batch).flatMap { row in
      tensor.values[row * width..<(row + 1) * width]
    }
    return GivenTensor(shape: [batch, width], values: values)
  }
}
