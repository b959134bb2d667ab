import Foundation
import Testing

/// Documents that were generated once, read, and kept: `Goldens/NAME`.
///
/// A missing one is recorded and fails, so that somebody reads it; `DELTABOOK_RECORD=1` records all
/// again; where `CI` is set nothing is ever recorded.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  /// Compares a text with its golden, line by line.
  static func expect(
    _ text: String, is name: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appending(path: name)
    let environment = ProcessInfo.processInfo.environment
    let known = try? String(contentsOf: url, encoding: .utf8)
    let isAsked = environment["DELTABOOK_RECORD"] == "1"
    if known == nil || isAsked, environment["CI"] == nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    guard let known else {
      Issue.record("there was no golden `\(name)`", sourceLocation: location)
      return
    }
    if isAsked { return }
    let (lines, expected) = (
      text.split(separator: "\n", omittingEmptySubsequences: false),
      known.split(separator: "\n", omittingEmptySubsequences: false)
    )
    for (number, pair) in zip(lines, expected).enumerated() where pair.0 != pair.1 {
      Issue.record(
        "\(name):\(number + 1): found\n\(pair.0)\nexpected\n\(pair.1)", sourceLocation: location)
      return
    }
    #expect(lines.count == expected.count, sourceLocation: location)
    #expect(text == known, sourceLocation: location)
  }
}
