import Diagnostics
import Foundation
import Testing

@testable import Runner

struct InputFileTests {
  private func failure(_ path: String) -> Diagnostic? {
    do throws(DiagnosticError) {
      _ = try InputFile.read(path)
      return nil
    } catch {
      return error.diagnostics.first
    }
  }

  @Test func readsText() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/a.md"
    try AtomicFile.write(Array("\u{FEFF}a\r\n".utf8), to: path)
    let source = try InputFile.read(path)
    #expect(source.name == path)
    #expect(Array(source.text.utf8) == Array("\u{FEFF}a\r\n".utf8))
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/a.md"
    #expect(failure(path)?.id == "file-missing")
    #expect(failure(path)?.message == "there is no file `\(path)`")
    #expect(failure(folder.path)?.id == "file-is-folder")
    try AtomicFile.write([], to: path)
    #expect(failure(path)?.id == "empty-file")
    try AtomicFile.write(Array("one\ntw\u{E4}".utf8) + [0x6F, 0xFF, 0x0A], to: path)
    #expect(failure(path)?.id == "not-utf8")
    #expect(
      failure(path)?.message == "`\(path)` is not UTF-8: byte 0xFF at offset 9, line 2, column 6")
  }

  @Test func filesAreReadUpToALimit() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/a.md"
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: UInt64(InputFile.sizeLimit) + 1)
    try file.close()
    #expect(failure(path)?.id == "file-too-large")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read anything"))
  func unreadableFilesAreErrors() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/a.md"
    try AtomicFile.write([0x61], to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(failure(path)?.id == "file-unreadable")
  }
}
