/// How a network is trained: `train:` of its cell.
package struct TrainingDefinition: Sendable, Hashable {
  /// How often every training example is gone through.
  package var epochs: Int
  /// Examples of a pass; all training examples if there is no number.
  package var batch: Int?
  /// The seed of the order in which examples come, another order in each epoch; `nil`: as they stand.
  package var shuffleSeed: UInt64?
  /// Every so many updates are in the history.
  package var recordEvery: Int?
  /// Examples kept for testing.
  package var testCount: Int

  package init(
    epochs: Int, batch: Int? = nil, shuffleSeed: UInt64? = nil, recordEvery: Int? = nil,
    testCount: Int = 0
  ) {
    self.epochs = epochs
    self.batch = batch
    self.shuffleSeed = shuffleSeed
    self.recordEvery = recordEvery
    self.testCount = testCount
  }
}

/// Which examples belong to training and to testing, and which of them a pass has.
package struct TrainingPlan: Sendable {
  package let definition: TrainingDefinition
  /// Rows of the data, from 0.
  package let training: [Int]
  package let test: [Int]
  /// Examples of a pass, but for the last one of an epoch, which has the rest.
  package let batch: Int

  /// - Parameter examples: How many there are in all.
  ///
  /// Without shuffling the last examples are the test; with it they are drawn with the same seed.
  package init(_ definition: TrainingDefinition, examples: Int) {
    self.definition = definition
    var order = Array(0..<examples)
    if let seed = definition.shuffleSeed {
      var random = SplitMix64(seed: seed)
      order = random.permutation(of: examples)
    }
    let kept = max(1, examples - definition.testCount)
    (training, test) = (order[..<kept].sorted(), order[kept...].sorted())
    batch = min(definition.batch ?? kept, kept)
  }

  package var passesPerEpoch: Int { (training.count + batch - 1) / batch }

  /// Updates in all.
  package var updates: Int {
    let (count, overflow) = definition.epochs.multipliedReportingOverflow(by: passesPerEpoch)
    return overflow ? .max : count
  }

  /// Examples of the pass after so many updates.
  package func count(at step: Int) -> Int {
    step % passesPerEpoch == passesPerEpoch - 1
      ? training.count - (passesPerEpoch - 1) * batch : batch
  }

  /// The order of an epoch: training examples as rows of the data.
  func order(ofEpoch epoch: Int) -> [Int] {
    var order = training
    shuffle(&order, epoch: epoch)
    return order
  }

  /// Writes the order of an epoch over another one, without allocating.
  func shuffle(_ order: inout [Int], epoch: Int) {
    guard let seed = definition.shuffleSeed else { return }
    // One generator an epoch: the order of any of them can be had without those before it.
    var random = SplitMix64(seed: seed ^ (UInt64(epoch) &+ 1) &* 0x2545_F491_4F6C_DD1D)
    for index in order.indices { order[index] = training[index] }
    random.shuffle(&order)
  }

  /// Updates from one pass of the history to the next: a tenth of all if nothing else is said.
  package var recordInterval: Int { definition.recordEvery ?? max(1, (updates + 9) / 10) }

  /// The updates after which a pass is in the history: the first, every so many, the last.
  package var recorded: [Int] {
    var steps = Array(stride(from: 0, through: updates, by: recordInterval))
    if steps.last != updates { steps.append(updates) }
    return steps
  }
}
