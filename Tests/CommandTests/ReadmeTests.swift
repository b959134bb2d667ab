import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  private let readme: String

  init() throws {
    readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
  }

  private func text(between start: String, _ end: String) throws -> String {
    let begin = try #require(readme.firstRange(of: start), "README has \(start)")
    let rest = readme[begin.upperBound...]
    let stop = try #require(rest.firstRange(of: end), "README has \(end) after \(start)")
    return String(rest[..<stop.lowerBound])
  }

  @Test func `README shows what its notebook gives`() throws {
    let notebook = try text(between: "<!-- example -->\n````markdown\n", "````\n")
    let result = try text(between: "<!-- result -->\n", "<!-- /result -->")
    let outcome = try Program.run(["run", "-"], input: notebook, in: Folder())
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output == result)
  }

  @Test func `README's network cell with every key is valid`() throws {
    let cell = try text(between: "A network cell with what there is:\n\n```yaml\n", "```\n")
    let outcome = try Program.run(
      ["run", "-"], input: "```yaml network\n\(cell)```\n", in: Folder())
    #expect(outcome.errors.isEmpty)
    #expect(outcome.status == 0)
  }

  @Test func `README shows a slip as it is drawn`() throws {
    let drawing = try text(between: "```\nerror[slip]", "```\n")
    let folder = try Folder()
    let lines = [
      57: "$$", 58: "a_5 = \\frac{1}{1 + e^{-0.1}} = 0.325", 59: "$$", 118: "$2 a_5 = 0.65$",
    ]
    try folder.write((1...118).map { lines[$0] ?? "" }.joined(separator: "\n"), to: "page.md")
    let outcome = try Program.run(["diff", "page.md"], in: folder)
    #expect(outcome.output.hasPrefix("error[slip]" + drawing))
  }

  @Test func `README shows an error as it is drawn`() throws {
    let drawing = try text(between: "```\nerror[weight-shape]", "```\n")
    let folder = try Folder()
    try folder.write(
      """
      ```yaml network
      input: {I: [0.05, 0.10]}
      layers:
        - H: {dense: 2, weight: [[0.15, 0.20], [0.25, 0.30]]}
        - O: {dense: 1, weight: [[0.40, 0.45, 0.1]]}
      ```

      """, to: "ffnn.md")
    let errors = try Program.run(["run", "ffnn.md"], in: folder).errors
    #expect(errors == "error[weight-shape]\(drawing)\n")
  }

  @Test func `Links in the documentation lead to files`() throws {
    for path in [
      "README.md", "docs/notebook.md", "docs/views.md", "docs/architecture.md", "docs/pictures.md",
    ] {
      let url = Repository.root.appending(path: path)
      let text = try String(contentsOf: url, encoding: .utf8)
      for match in text.matches(of: /\]\(([^)#:]+)\)/) {
        let target = url.deletingLastPathComponent().appending(path: String(match.output.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(path) links to a file")
      }
    }
  }
}
