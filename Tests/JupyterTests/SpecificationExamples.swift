import Foundation
import Testing

/// The examples of the CommonMark specification, as `scripts/fetch-test-data` leaves them.
enum SpecificationExamples {
  private struct Example: Decodable { let markdown: String }

  /// `nil` where they have not been fetched: a notice then, but a failure under continuous
  /// integration.
  static func load() throws -> [String]? {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let file = root.appending(path: ".build/test-data/commonmark.json")
    guard let data = try? Data(contentsOf: file) else {
      if ProcessInfo.processInfo.environment["CI"] != nil {
        Issue.record("run scripts/fetch-test-data first: \(file.path) is missing")
      } else {
        FileHandle.standardError.write(
          Data("notice: skipped, run scripts/fetch-test-data for \(file.path)\n".utf8))
      }
      return nil
    }
    return try JSONDecoder().decode([Example].self, from: data).map(\.markdown)
  }
}

/// SplitMix64, so that a failing document can be made again from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
