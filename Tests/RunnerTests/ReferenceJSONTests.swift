import Foundation
import Runner
import TestSupport
import Testing

/// `run --to json` of the notebooks against values computed with 60 digits
/// (`Tests/Fixtures/walkthroughs.json`).
@Suite struct ReferenceJSONTests {
  /// Networks of the fixture by the notebooks that define them, with the layers named alike.
  @Test(arguments: [("textbook", 0), ("feed-forward", 1)])
  func writesTheReferenceValues(_ notebook: String, _ index: Int) throws {
    let written = try quantities(of: notebook)
    let reference = try reference(index)
    #expect(!reference.isEmpty)
    for (name, expected) in reference where !name.contains("@") {
      let values = try #require(written[name], "\(name) is not written")
      let wanted = Self.numbers(expected)
      #expect(values.count == wanted.count, "\(name)")
      for (value, want) in zip(values, wanted) {
        // Twelve digits: both are rounded to double, after a few dozen operations each.
        #expect(abs(value - want) <= 1e-12 * abs(want), "\(name): \(value), expected \(want)")
      }
    }
  }

  private func quantities(of notebook: String) throws -> [String: [Double]] {
    let output = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: output) }
    let page = Repository.root.appending(path: "notebooks/\(notebook).md").path
    let report = RunJob(files: [page], mode: .json, output: output.path, sets: []).run()
    #expect(report.status == 0)
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: output))
    let networks = (document as? [String: Any])?["networks"] as? [[String: Any]]
    let quantities = try #require(networks?.first?["quantities"] as? [String: [String: Any]])
    return quantities.mapValues { Self.numbers($0["values"] ?? []) }
  }

  private func reference(_ index: Int) throws -> [String: Any] {
    let url = Repository.root.appending(path: "Tests/Fixtures/walkthroughs.json")
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    let networks = (document as? [String: Any])?["networks"] as? [[String: Any]]
    return try #require(networks?[index]["quantities"] as? [String: Any])
  }

  /// The numbers of nested lists in row-major order; the fixture has them as text.
  private static func numbers(_ value: Any) -> [Double] {
    if let list = value as? [Any] { return list.flatMap(numbers) }
    if let text = value as? String { return Double(text).map { [$0] } ?? [] }
    return (value as? Double).map { [$0] } ?? []
  }
}
