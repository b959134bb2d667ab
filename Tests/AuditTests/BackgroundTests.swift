import NeuralCore
import Testing

@testable import Audit

struct BackgroundTests {
  private struct Failure: Error {}

  private struct Monitor: TrainingMonitor {
    func report(update: Int, of total: Int) -> Bool { true }
    func end() {}
  }

  @Test func `Whoever asks gets what was worked out, again and again`() throws {
    let sum = Background { (1...1_000).reduce(0, +) }
    #expect(try sum.value() == 500_500)
    #expect(try sum.value() == 500_500)
  }

  @Test func `Whoever asks gets the error that was thrown`() {
    let failure = Background<Int> { throw Failure() }
    #expect(throws: Failure.self) { try failure.value() }
    #expect(throws: Failure.self) { try failure.value() }
  }

  @Test func `Trainings are watched by who watches the task that began`() throws {
    let watched = Monitoring.$monitor.withValue(Monitor()) {
      Background { Monitoring.monitor != nil }
    }
    #expect(try watched.value())
    #expect(try !Background { Monitoring.monitor != nil }.value())
  }
}
