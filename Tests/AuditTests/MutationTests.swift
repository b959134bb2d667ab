import AuditHarness
import TestSupport
import Testing

/// Faults in generated pages. The 2,000 of the whole measurement are `make mutations`, optimized; these are the
/// first of them.
struct MutationTests {
  @Test func `Faults are reported on their line`() async throws {
    let score = try await MutationScore.measure(
      root: Repository.root, faults: 60, seed: 1, workers: 2)
    print(score.text)
    #expect(score.allLarger.faults >= 45)
    #expect(score.allLarger.share >= 0.98, "\(score.missed.joined(separator: "\n"))")
  }
}
