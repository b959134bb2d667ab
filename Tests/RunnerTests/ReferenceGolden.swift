import Foundation
import TestSupport
import Testing

/// Documents that were generated once, read, and kept: `Goldens/NAME`.
///
/// A missing one is recorded and fails, so that somebody reads it; `DELTABOOK_RECORD=1` records all
/// again; where `CI` is set nothing is ever recorded.
enum Golden {
  private static let folder = Repository.root.appending(path: "Tests/RunnerTests/Goldens")

  /// Compares a text with its golden, line by line.
  ///
  /// - Parameter tolerance: How far decimal numbers may be from the golden's; everything else is equal.
  static func expect(
    _ text: String, is name: String, within tolerance: Double = 0,
    _ location: Testing.SourceLocation = #_sourceLocation
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
    let text = tolerance > 0 ? replacingNearNumbers(in: text, by: known, tolerance) : text
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

  /// Puts the golden's numbers in the place of those that are near them, one by one.
  private static func replacingNearNumbers(
    in text: String, by known: String, _ tolerance: Double
  ) -> String {
    let wanted = known.matches(of: /\d+\.\d+/).map { known[$0.range] }
    var (result, next, rest) = ("", 0, text[...])
    while let match = rest.firstMatch(of: /\d+\.\d+/) {
      result += rest[..<match.range.lowerBound]
      let found = rest[match.range]
      if next < wanted.count, let a = Double(found), let b = Double(wanted[next]),
        abs(a - b) <= tolerance, found.count == wanted[next].count
      {
        result += wanted[next]
      } else {
        result += found
      }
      next += 1
      rest = rest[match.range.upperBound...]
    }
    return result + rest
  }
}
