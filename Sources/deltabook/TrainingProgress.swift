import ArgumentParser
import Foundation
import NeuralCore

/// Whether Ctrl-C was pressed while a network was trained.
// A signal handler may do no more than set a flag of this type, which is set and read as a whole; a lock, or
// an atomic number of a library, is not promised to work in one.
// allowed: nonisolated(unsafe) - of `sig_atomic_t`, and nothing else is written by two threads
nonisolated(unsafe) private var wasInterrupted: sig_atomic_t = 0

/// A bar on standard error for trainings that take longer than a second, and Ctrl-C for all of them.
///
/// Ctrl-C is caught only while a training runs, so that it ends the program at once at any other time.
// allowed: @unchecked Sendable, as a run is one thread, which alone reports to its monitor.
final class TrainingProgress: TrainingMonitor, @unchecked Sendable {
  private var start: ContinuousClock.Instant?
  private var lastDrawing: ContinuousClock.Instant?
  private let draws: Bool

  /// Bars are drawn no more often than this, and not in the first second.
  private static let pause = Duration.milliseconds(100)
  private static let patience = Duration.seconds(1)
  private static let width = 30

  /// - Parameter quiet: Without a bar.
  init(quiet: Bool) { draws = !quiet && Terminal.isErrorTerminal }

  var isInterrupted: Bool { wasInterrupted != 0 }

  /// The status of a program that ended because of Ctrl-C.
  static let status: Int32 = 128 + SIGINT

  func report(update: Int, of total: Int) -> Bool {
    let now = ContinuousClock.now
    if start == nil {
      start = now
      Self.catchInterrupts()
    }
    if draws, let start, start.duration(to: now) > Self.patience,
      lastDrawing.map({ $0.duration(to: now) > Self.pause }) ?? true
    {
      lastDrawing = now
      Terminal.writeError("\r\(Self.bar(update, of: total))\u{1B}[K")
    }
    return !isInterrupted
  }

  private static func catchInterrupts() {
    signal(SIGINT) { _ in wasInterrupted = 1 }
    // A program that starts this one may have blocked the signal.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  func end() {
    signal(SIGINT, SIG_DFL)
    if lastDrawing != nil { Terminal.writeError("\r\u{1B}[K") }
    (start, lastDrawing) = (nil, nil)
  }

  /// As in `training [######------------------------]  20 %  2000 of 10000 updates`.
  static func bar(_ update: Int, of total: Int) -> String {
    let share = Double(update) / Double(max(1, total))
    let done = Int(share * Double(width))
    let bar = String(repeating: "#", count: done) + String(repeating: "-", count: width - done)
    let percent = String(Int(share * 100))
    let pad = String(repeating: " ", count: max(0, 3 - percent.count))
    return "training [\(bar)] \(pad)\(percent) %  \(update) of \(total) updates"
  }

  /// Does something that may train networks.
  ///
  /// - Throws: `ExitCode` 130 after Ctrl-C, once everything is as it was.
  static func watching<Result>(quiet: Bool = false, _ body: () throws -> Result) throws -> Result {
    let progress = TrainingProgress(quiet: quiet)
    let result = Swift.Result { try Monitoring.$monitor.withValue(progress) { try body() } }
    if progress.isInterrupted {
      Terminal.writeError("interrupted\n")
      throw ExitCode(status)
    }
    return try result.get()
  }
}
