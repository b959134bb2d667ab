package import Foundation

/// Where tests find what is no source.
package enum Repository {
  package static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  /// What is installed as `share/deltabook/templates`.
  package static let templates = root.appending(path: "templates")

  /// What an oracle wrote to a file of `Tests/Fixtures`.
  package static func fixture<Fixture: Decodable>(
    _ name: String, as type: Fixture.Type
  ) throws -> Fixture {
    let url = root.appending(path: "Tests/Fixtures/\(name)")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}

/// Something that some tests need is not there.
package struct MissingRequirement: Error, CustomStringConvertible {
  package let description: String

  /// Says that a test is skipped.
  ///
  /// - Throws: The same as an error under continuous integration, where nothing is skipped.
  package static func skip(_ what: String) throws {
    if ProcessInfo.processInfo.environment["CI"] != nil {
      throw MissingRequirement(description: what)
    }
    FileHandle.standardError.write(Data("notice: skipped, \(what)\n".utf8))
  }
}
