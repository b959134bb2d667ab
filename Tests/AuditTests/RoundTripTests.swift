import AuditHarness
import TestSupport
import Testing

/// The round-trip law on the repository's notebooks, every view in every notation, and random networks. The 200
/// random networks of the full measurement are `make round-trip`, optimized; these are the first of them.
struct RoundTripTests {
  @Test func `What run writes comes back as it was written`() async throws {
    let result = try await RoundTrip.measure(
      root: Repository.root, networks: 12, seed: 1, isWhole: false, workers: 2)
    #expect(result.pages >= 38)
    #expect(result.claims > 3000)
    #expect(result.violations.isEmpty, "\(result.violations.joined(separator: "\n"))")
  }
}
