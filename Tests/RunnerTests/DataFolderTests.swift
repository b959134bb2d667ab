import Diagnostics
import Foundation
import Runner
import Testing

/// Data beside a notebook, and what lies outside of its folder.
@Suite struct DataFolderTests {
  private static func cell(_ file: String) -> String {
    """
    ```yaml network
    input: {x: {csv: \(file), columns: [a, b]}}
    layers: [O: {dense: 1, weight: [[0.5, 0.25]]}]
    ```

    `= O.out.2.1`, `= x.2.1`

    """
  }

  /// A folder `book` with a notebook in it, data in and beside it, and a link that leads out.
  private static func run(_ file: String) throws -> (report: RunJob.Report, text: String?) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let book = folder.appending(path: "book")
    try FileManager.default.createDirectory(
      at: book.appending(path: "data"), withIntermediateDirectories: true)
    for place in ["secret.csv", "book/xor.csv", "book/data/xor.csv"] {
      try Data("a,b\n0.50,1\n2.50,4\n".utf8).write(to: folder.appending(path: place))
    }
    try FileManager.default.createSymbolicLink(
      at: book.appending(path: "link.csv"), withDestinationURL: folder.appending(path: "secret.csv")
    )
    try Data(cell(file).utf8).write(to: book.appending(path: "page.md"))
    let output = folder.appending(path: "out.md")
    let report = RunJob(
      files: [book.appending(path: "page.md").path], mode: .markdown, output: output.path, sets: []
    ).run()
    return (report, try? String(contentsOf: output, encoding: .utf8))
  }

  /// 0.5 · 2.50 + 0.25 · 4; the literal keeps its digits.
  @Test(arguments: ["xor.csv", "data/xor.csv", "data/../xor.csv"])
  func readsFilesOfTheFolder(_ file: String) throws {
    let (report, text) = try Self.run(file)
    #expect(report.diagnostics.isEmpty)
    #expect(text == "$2.2500$, $2.50$\n")
  }

  @Test(arguments: [
    ("no.csv", "there is no file `no.csv` in the notebook's folder"),
    ("data", "`data` is a folder, expected a file"),
    (".", "`.` is outside of the notebook's folder"),
    ("../secret.csv", "`../secret.csv` is outside of the notebook's folder"),
    ("data/../../secret.csv", "`data/../../secret.csv` is outside of the notebook's folder"),
    ("/etc/passwd", "`/etc/passwd` is outside of the notebook's folder"),
    ("link.csv", "`link.csv` is outside of the notebook's folder"),
  ])
  func refusesOtherFiles(_ file: String, _ message: String) throws {
    let (report, text) = try Self.run(file)
    #expect(report.diagnostics.map(\.message) == [message])
    #expect(report.status == 2)
    #expect(text == nil)
  }
}
