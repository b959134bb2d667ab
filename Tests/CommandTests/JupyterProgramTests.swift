import Foundation
import TestSupport
import Testing

/// What Jupyter's own programs say of the notebooks that Deltabook writes.
struct JupyterProgramTests {
  /// The Python of the environment that `scripts/setup test` makes. Without it a notice, and a failure
  /// under continuous integration.
  private static func python() -> URL? {
    let url = Repository.root.appending(path: ".build/jupyter/bin/python")
    if FileManager.default.isExecutableFile(atPath: url.path) { return url }
    let message = "skipped, run scripts/setup test first: \(url.path) is missing"
    if ProcessInfo.processInfo.environment["CI"] != nil {
      Issue.record("\(message)")
    } else {
      FileHandle.standardError.write(Data("notice: \(message)\n".utf8))
    }
    return nil
  }

  private func run(_ program: URL, _ arguments: [String], in folder: Folder) throws -> String {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    let log = folder.url.appending(path: "log")
    try Data().write(to: log)
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "" : try folder.read("log")
  }

  /// Every notebook is valid, is written as nbformat writes it, and nbconvert makes a page of it.
  @Test func notebooksAreValidAndConvert() throws {
    guard let python = Self.python() else { return }
    let folder = try Folder()
    let names = try ["notebooks", "notebooks/in-place"].flatMap { name in
      let path = Repository.root.appending(path: name).path
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".md") }.map { "\(path)/\($0)" }
    }
    #expect(names.count >= 3)
    var files: [String] = []
    for (number, name) in names.sorted().enumerated() {
      for format in ["computed", "plain"] {
        let arguments = format == "plain" ? ["convert", name] : ["run", name, "--to", "ipynb"]
        let outcome = try Program.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        files.append("\(number)-\(format).ipynb")
        try folder.write(outcome.output, to: files[files.count - 1])
      }
    }
    try folder.write(
      """
      import sys, nbformat
      for name in sys.argv[1:]:
          with open(name, encoding="utf-8") as file:
              text = file.read()
          book = nbformat.reads(text, as_version=4)
          nbformat.validate(book)
          assert book.nbformat_minor == 5
          assert nbformat.writes(book) + "\\n" == text, name + " is not written as nbformat writes"

      """, to: "validate.py")
    #expect(try run(python, ["validate.py"] + files, in: folder) == "")
    let convert = ["-m", "nbconvert", "--to", "html", "--log-level", "ERROR"] + files
    #expect(try run(python, convert, in: folder) == "")
    for file in files {
      let page = try folder.read(file.replacing(".ipynb", with: ".html"))
      #expect(page.contains("%%network") || page.contains("network"))
      #expect(file.contains("plain") || page.contains("<table>"), "\(file)")
    }
  }
}
