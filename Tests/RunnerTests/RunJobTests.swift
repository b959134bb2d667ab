import Diagnostics
import Foundation
import Runner
import Testing

/// Names that need care on their way through templates, and jobs that must not fail silently.
@Suite struct RunJobTests {
  private func run(_ text: String, _ mode: RunJob.Mode = .markdown, sets: [String] = []) throws -> (
    output: String?, errors: String, status: Int32
  ) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (page, output) = (folder.appending(path: "page.md"), folder.appending(path: "out"))
    try Data(text.utf8).write(to: page)
    let report = RunJob(files: [page.path], mode: mode, output: output.path, sets: sets).run()
    let errors = DiagnosticRenderer().render(report.diagnostics)
      .replacing(folder.path + "/", with: "")
    return (try? String(contentsOf: output, encoding: .utf8), errors, report.status)
  }

  /// A quantity of the author's name is meant before a word that templates use.
  @Test func namesThatTemplatesUseAreReferences() throws {
    let cell = """
      ```yaml network
      input: {input: [1, 2]}
      layers:
        - title: {dense: 2, weight: [[3, 4], [5, 6]]}
        - a-b: {dense: 1, weight: [[1, -1]]}
      target: {target: [7]}
      notation: vectors
      ```


      """
    let values: [(String, String)] = [
      ("input.2", "$2$"), ("title.net.1", "$11.0000$"), ("target.1", "$7$"),
      ("a-b.net.1", "$-6.0000$"), ("title.net.1 - a-b.net.1", "$17.0000$"), ("w_21^(1)", "$5$"),
      ("w_21^(1) * 2", "$10.0000$"),
    ]
    let text = cell + values.map { "`= \($0.0)`\n" }.joined(separator: "\n")
    let outcome = try run(text)
    #expect(outcome.errors == "")
    #expect(outcome.output == values.map { $0.1 + "\n" }.joined(separator: "\n"))
  }

  /// e^1000 is too large for a number, although the activation itself is not.
  @Test func jsonNamesTheStepThatOverflows() throws {
    let outcome = try run(
      """
      ```yaml network
      input: {x: [1]}
      layers: [h: {dense: 1, activation: sigmoid, weight: [[-1000]]}]
      ```

      """, .json)
    #expect(outcome.status == 2)
    #expect(outcome.output == nil)
    #expect(
      outcome.errors
        == "error[overflow]: `h.out.exp.1` is too large for a 64-bit number in the first pass\n\n")
  }

  @Test func setsForOtherNetworksAreNotIgnored() throws {
    let outcome = try run(BadNotebook.network, sets: ["nte/w_1=1"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error[unknown-network]: `--set` names the network `nte`, which there is not
         = help: did you mean `net`?


        """)
  }

  /// What refers to a network whose cell has an error is not blamed as well.
  @Test func brokenNetworksAreKnown() throws {
    let outcome = try run(
      """
      ```yaml network
      name: base
      input: {x: [1]}
      layers: [h: {dense: 1, weight: [[oops]]}]
      ```

      ```yaml network
      name: more
      like: base
      ```

      `= base/h_1`

      """)
    #expect(
      outcome.errors == """
        error[not-a-number]: expected a number, not `oops`
         --> page.md:4:34
          |
        4 | layers: [h: {dense: 1, weight: [[oops]]}]
          |                                  ^^^^


        """)
  }
}
