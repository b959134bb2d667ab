/// Told how far a training is, and asked whether to go on.
package protocol TrainingMonitor: Sendable {
  /// Called before the first update, and after every thousandth of a second or so until the last.
  ///
  /// - Returns: Whether to go on; `false` ends the training with `TrainingInterrupted`.
  func report(update: Int, of total: Int) -> Bool
  /// Called once the training has ended, however it did.
  func end()
}

/// Somebody wants no more of it.
package struct TrainingInterrupted: Error, Hashable, Sendable {
  /// Updates that were done.
  package let update: Int
}

/// The monitor of trainings in the current task.
package enum Monitoring {
  @TaskLocal package static var monitor: (any TrainingMonitor)?
}
