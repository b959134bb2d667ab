import AuditHarness
import Foundation
import Testing

/// The round-trip law on the repository's notebooks, every view in every notation, and random networks. The 200
/// random networks of the full measurement are `make round-trip`, optimized; these are the first of them.
struct RoundTripTests {
  @Test func `What run writes comes back as it was written`() async throws {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let result = try await RoundTrip.measure(
      root: root, networks: 12, seed: 1, isWhole: false, workers: 2)
    #expect(result.pages >= 38)
    #expect(result.claims > 3000)
    // Of the catalogue, two rows are not read as they are meant; of the notebooks, the dimensions of a row
    // of biases, a row whose formula is empty, and a logarithm to base 10 that is written without its base.
    let known = [
      "sample 1": ["0.02750", "0.97287", "0.24995"], "batch.md": ["(1, 2)"],
      "momentum.md": ["-1.4598"], "softmax.md": ["0.22"],
    ]
    let violations = result.violations.filter { line in
      !known.contains { page, values in
        line.hasPrefix(page) && values.contains { line.contains("`\($0)`") }
      }
    }
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }
}
