package import Foundation

/// Where tests find what is no source.
package enum Repository {
  package static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
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
