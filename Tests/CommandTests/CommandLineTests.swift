import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `Help names every command`() throws {
    let outcome = try Program.run(["--help"], in: folder)
    #expect(outcome.status == 0)
    for command in ["run", "new", "list"] { #expect(outcome.output.contains("\n  \(command) ")) }
    #expect(outcome.output.contains("Exit status: 0 fine"))
  }

  @Test func `README and the manual name every option of run`() throws {
    let help = try Program.run(["run", "--help"], in: folder).output
    let options = help.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }
    #expect(options.contains("--in-place"))
    let readme = try text("README.md")
    let manual = try text("man/deltabook.1").replacing("\\-", with: "-")
    for option in Set(options) where !["--help", "--version"].contains(option) {
      #expect(readme.contains(option), "README has \(option)")
      #expect(manual.contains(option), "the manual has \(option)")
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: [
    "views", "notations", "notebooks", "activations", "losses", "optimizers", "layers",
  ])
  func `Everything that notebooks can name is listed`(what: String) throws {
    let outcome = try Program.run(["list", what], in: folder)
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.output.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func `The catalogue is the folder`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "templates/views").path)
    let listed = try Program.run(["list", "views"], in: folder).output.split(separator: "\n")
      .map { String($0.prefix { $0 != " " }) + ".md" }
    #expect(listed.sorted() == files.sorted())
  }

  @Test func `What cannot be listed is bad usage`() throws {
    #expect(try Program.run(["list", "planets"], in: folder).status == 64)
  }

  // MARK: New

  @Test(arguments: ["minimal", "feed-forward"])
  func `A notebook from a template runs without errors`(name: String) throws {
    #expect(try Program.run(["new", "a.md", "--from", name], in: folder).status == 0)
    let outcome = try Program.run(["run", "a.md"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("| $w_1$ |"))
    #expect(!outcome.output.contains("```"), "every cell is replaced by its result")
  }

  @Test func `New overwrites nothing`() throws {
    try folder.write("mine\n", to: "a.md")
    let outcome = try Program.run(["new", "a.md"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error[file-exists]: `a.md` exists already"))
    #expect(try folder.read("a.md") == "mine\n")
  }

  @Test func `A misspelt template is suggested`() throws {
    let outcome = try Program.run(["new", "a.md", "--from", "minimul"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("did you mean `minimal`?"))
    #expect(try folder.names.isEmpty)
  }

  @Test func `The restyled view of the documentation gives what is printed there`() throws {
    let chapter = try text("docs/views.md")
    let section = try #require(chapter.split(separator: "## Restyling a view").last)
    let blocks = section.matches(of: /```markdown\n([^`]+)```/).map { String($0.output.1) }
    try #require(blocks.count >= 2)
    try folder.write(
      "```network\ninput: {x: 2}\nlayers:\n  - H: {dense: 1, weight: [[0.15, 0.20]]}\n```\n\n"
        + "```show weights layer=H\n```\n", to: "a.md")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "templates/views"), withIntermediateDirectories: true)
    try folder.write(blocks[0], to: "templates/views/weights.md")
    #expect(try Program.run(["run", "a.md"], in: folder).output.hasSuffix(blocks[1]))
  }

  @Test func `Views beside the notebook come first`() throws {
    try folder.write(Samples.cell + "\n```show weights\n```\n", to: "a.md")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "templates/views"), withIntermediateDirectories: true)
    try folder.write("<<#weights>><<equation>>;<</weights>>\n", to: "templates/views/weights.md")
    let elsewhere = try Folder()
    let path = folder.url.appending(path: "a.md").path
    let outcome = try Program.run(["run", path], in: elsewhere)
    #expect(outcome.output.hasSuffix("w_1 = 0.5;w_2 = -0.2;\n"))
  }
}
