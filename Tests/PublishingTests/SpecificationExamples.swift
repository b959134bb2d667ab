import Foundation
import Testing

/// The examples of the CommonMark specification, as `scripts/fetch-test-data` leaves them.
enum SpecificationExamples {
  struct Example: Decodable, Sendable {
    let markdown: String
    let html: String
    let example: Int
  }

  /// `nil` where they have not been fetched: a notice then, but a failure under continuous
  /// integration.
  static func load() throws -> [Example]? {
    let file = Repository.root.appending(path: ".build/test-data/commonmark.json")
    guard let data = try? Data(contentsOf: file) else {
      Requirement.missing("run scripts/fetch-test-data first: \(file.path) is missing")
      return nil
    }
    return try JSONDecoder().decode([Example].self, from: data)
  }
}

enum Repository {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
}

/// Programs and data that some tests need.
enum Requirement {
  /// A notice that a test is skipped, and a failure under continuous integration.
  static func missing(_ what: String) {
    if ProcessInfo.processInfo.environment["CI"] != nil {
      Issue.record("\(what)")
    } else {
      FileHandle.standardError.write(Data("notice: skipped, \(what)\n".utf8))
    }
  }
}
