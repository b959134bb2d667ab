import Foundation

/// The examples of the CommonMark specification, as `scripts/fetch-test-data` leaves them.
package enum SpecificationExamples {
  package struct Example: Decodable, Sendable {
    package let markdown: String
    package let html: String
    package let example: Int
  }

  /// `nil` where they have not been fetched, with a notice.
  ///
  /// - Throws: `MissingRequirement` under continuous integration.
  package static func load() throws -> [Example]? {
    let file = Repository.root.appending(path: ".build/test-data/commonmark.json")
    guard let data = try? Data(contentsOf: file) else {
      try MissingRequirement.skip("run scripts/fetch-test-data first: \(file.path) is missing")
      return nil
    }
    return try JSONDecoder().decode([Example].self, from: data)
  }

  /// The Markdown of each alone.
  package static func markdown() throws -> [String]? { try load()?.map(\.markdown) }
}
