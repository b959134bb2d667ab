import Foundation
internal import NeuralCore

/// Something worked out on a thread of its own, for whoever asks for it later.
// allowed: @unchecked Sendable, as the result is written before the signal and read after it.
final class Background<Value>: @unchecked Sendable {
  private struct Unfinished: Error {}

  private var result: Result<Value, any Error> = .failure(Unfinished())
  private let finished = DispatchSemaphore(value: 0)

  /// As much as the first thread usually has: expressions are gone through recursively.
  private static var stackSize: Int { 8 << 20 }

  /// Begins at once. Trainings are watched by the monitor of the task that asks for it.
  init(_ compute: @escaping @Sendable () throws -> Value) {
    let monitor = Monitoring.monitor
    let thread = Thread {
      self.result = Monitoring.$monitor.withValue(monitor) { Result { try compute() } }
      self.finished.signal()
    }
    thread.stackSize = Self.stackSize
    thread.start()
  }

  /// What was worked out, once it is.
  func value() throws -> Value {
    finished.wait()
    // For whoever asks next.
    finished.signal()
    return try result.get()
  }
}
