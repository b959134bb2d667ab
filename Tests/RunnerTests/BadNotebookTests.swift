import Diagnostics
import Foundation
import Runner
import Testing

/// A notebook with something wrong in it, and all that is said about it.
struct BadNotebook: CustomTestStringConvertible {
  let name: String
  let text: String
  /// Standard error, with one line end behind each problem's empty line.
  let errors: String

  var testDescription: String { name }

  /// A small network without anything wrong; cells of nine lines.
  static let network = """
    ```yaml network
    name: net
    input: {x: [1, 2]}
    layers:
      - H: {dense: 2, activation: sigmoid, weight: [[0.1, 0.2], [0.3, 0.4]]}
    target: {t: [0, 1]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    ```

    """

  /// The same with a line before the optimizer.
  static func network(with line: String) -> String {
    network.replacing("optimizer:", with: "\(line)\noptimizer:")
  }
}

/// Bad notebooks are refused as a whole, with every problem in its place.
@Suite struct BadNotebookTests {
  @Test(
    arguments: BadNotebook.cells + BadNotebook.views + BadNotebook.values + BadNotebook.limits
      + BadNotebook.pictures + BadNotebook.batches)
  func saysWhatIsWrong(_ notebook: BadNotebook) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (page, output) = (folder.appending(path: "page.md"), folder.appending(path: "out.md"))
    try Data(notebook.text.utf8).write(to: page)
    let report = RunJob(files: [page.path], mode: .markdown, output: output.path, sets: []).run()
    let errors = DiagnosticRenderer().render(report.diagnostics)
      .replacing(folder.path + "/", with: "")
    #expect(errors == notebook.errors)
    #expect(report.status == 2)
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }
}
