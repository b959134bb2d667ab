import Foundation
import Testing

/// What a program that is killed while it writes leaves behind.
struct KilledWriteTests {
  /// A document with enough stale regions that a kill can come at any moment of a run.
  private static let stale: String = {
    let region = "\nx\n\n<!-- show net-inputs layer=y -->\nold\n<!-- /show -->\n"
    return Samples.cell + String(repeating: region, count: 400)
  }()

  @Test func `A killed run leaves the old file or the new one`() throws {
    let folder = try Folder()
    try folder.write(Self.stale, to: "page.md")
    #expect(try Program.run(["run", "--in-place", "page.md"], in: folder).status == 0)
    let fresh = try folder.read("page.md")
    #expect(fresh != Self.stale)

    let whole = try duration(in: folder)
    var outcomes: Set<String> = []
    for attempt in 0..<40 {
      try folder.write(Self.stale, to: "page.md")
      // From at once to a little late, and once so late that the program is done even on a busy machine.
      try kill(after: whole * (attempt == 39 ? 20 : Double(attempt) / 36), in: folder)
      let found = try folder.read("page.md")
      #expect(found == Self.stale || found == fresh, "neither the old file nor the new one")
      outcomes.insert(found == fresh ? "new" : "old")
      // A temporary file that was left behind is hidden and is no notebook.
      for name in try folder.names where name != "page.md" {
        #expect(name.hasPrefix(".") && !name.hasSuffix(".md"))
      }
    }
    #expect(outcomes == ["old", "new"], "the kills came too early or too late to say anything")
    try folder.write(Self.stale, to: "page.md")
    #expect(try Program.run(["run", "--in-place", "page.md"], in: folder).status == 0)
    #expect(try folder.read("page.md") == fresh)
  }

  private func process(in folder: Folder) -> Process {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["run", "--in-place", "page.md"]
    process.currentDirectoryURL = folder.url
    return process
  }

  private func duration(in folder: Folder) throws -> Double {
    try folder.write(Self.stale, to: "page.md")
    let start = Date()
    let process = process(in: folder)
    try process.run()
    process.waitUntilExit()
    return Date().timeIntervalSince(start)
  }

  private func kill(after seconds: Double, in folder: Folder) throws {
    let process = process(in: folder)
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
