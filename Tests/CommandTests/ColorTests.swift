import Foundation
import Testing

@Suite struct ColorTests {
  /// Both ends of a pseudo-terminal.
  private struct Terminal {
    let reader: FileHandle
    let writer: FileHandle

    init?() {
      var (parent, child): (Int32, Int32) = (-1, -1)
      guard openpty(&parent, &child, nil, nil, nil) == 0 else { return nil }
      reader = FileHandle(fileDescriptor: parent, closeOnDealloc: true)
      writer = FileHandle(fileDescriptor: child, closeOnDealloc: true)
    }
  }

  /// What the program writes to a terminal about a notebook with an error.
  private func errors(_ environment: [String: String]) throws -> String {
    let terminal = try #require(Terminal())
    let folder = try Folder()
    try folder.write(Samples.unknownName, to: "wrong.md")
    let outcome = try Program.run(
      ["run", "wrong.md"], in: folder, environment: environment, terminal: terminal.writer)
    #expect(outcome.status == 2)
    return String(decoding: terminal.reader.availableData, as: UTF8.self)
  }

  @Test func `Errors have colours on a terminal`() throws {
    #expect(try errors(["TERM": "xterm"]).hasPrefix("\u{1B}[31;1merror[unknown-name]\u{1B}[0m"))
  }

  @Test(arguments: [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"]])
  func `Errors have no colours where they are not wanted`(environment: [String: String]) throws {
    let text = try errors(environment)
    #expect(text.hasPrefix("error[unknown-name]"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `An empty NO_COLOR is none`() throws {
    #expect(try errors(["TERM": "xterm", "NO_COLOR": ""]).contains("\u{1B}"))
  }
}
