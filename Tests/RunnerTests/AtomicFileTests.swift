import Foundation
import Testing

@testable import Runner

/// A folder of its own for a test.
struct TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "deltabook-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}

struct AtomicFileTests {
  @Test func writesNewFilesAndReplacesOldOnesKeepingTheirMode() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/a.md"
    try AtomicFile.write(Array("one".utf8), to: path)
    #expect(try folder.text("a.md") == "one")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try AtomicFile.write(Array("two".utf8), to: path)
    #expect(try folder.text("a.md") == "two")
    let mode =
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o640)
    #expect(try folder.names() == ["a.md"])
  }

  @Test func followsSymbolicLinksAndKeepsThem() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: true)
    try AtomicFile.write(Array("old".utf8), to: folder.path + "/sub/target.md")
    try manager.createSymbolicLink(
      atPath: folder.path + "/b.md", withDestinationPath: "sub/target.md")
    try manager.createSymbolicLink(
      atPath: folder.path + "/a.md", withDestinationPath: folder.path + "/b.md")
    try AtomicFile.write(Array("new".utf8), to: folder.path + "/a.md")
    #expect(try folder.text("sub/target.md") == "new")
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path + "/b.md") == "sub/target.md")
    #expect(try folder.names() == ["a.md", "b.md", "sub"])
  }

  @Test func foldersAreNotReplaced() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let error = #expect(throws: FileError.self) { try AtomicFile.write([], to: folder.path) }
    #expect(error?.reason == "Is a directory")
  }

  @Test func missingFoldersAndLoopsAreErrors() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let missing = #expect(throws: FileError.self) {
      try AtomicFile.write([], to: folder.path + "/none/a.md")
    }
    #expect(missing?.reason == "No such file or directory")
    let loop = folder.path + "/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "loop")
    let looping = #expect(throws: FileError.self) { try AtomicFile.write([], to: loop) }
    #expect(looping?.reason == "Too many levels of symbolic links")
  }

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func readOnlyFoldersAreErrorsAndNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try AtomicFile.write(Array("old".utf8), to: folder.path + "/a.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write([1], to: folder.path + "/a.md")
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    #expect(error?.reason == "Permission denied")
    #expect(try folder.names() == ["a.md"])
    #expect(try folder.text("a.md") == "old")
  }
}
