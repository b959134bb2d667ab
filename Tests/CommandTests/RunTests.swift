import Foundation
import Testing

@Suite struct RunTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(Samples.values, to: "values.md")
    try folder.write(Samples.unknownName, to: "wrong.md")
    try folder.write(Samples.stale, to: "stale.md")
    try folder.write(Samples.fresh, to: "fresh.md")
  }

  private func run(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    try Program.run(["run"] + arguments, input: input, in: folder)
  }

  // MARK: Exit status

  private static let statuses: [(arguments: String, status: Int32)] = [
    ("values.md", 0),
    ("--check fresh.md", 0),
    ("--check stale.md", 1),
    ("--check fresh.md stale.md", 1),
    ("wrong.md", 2),
    ("missing.md", 2),
    ("values.md wrong.md", 2),
    ("--check wrong.md", 2),
    (".", 2),
    ("values.md --output no/such/folder.md", 2),
    ("", 64),
    ("--to docx values.md", 64),
    ("--in-place -", 64),
    ("--in-place --check values.md", 64),
    ("--accept values.md", 64),
    ("--in-place --output x values.md", 64),
    ("--no-such-option values.md", 64),
  ]

  @Test(arguments: statuses)
  func `The exit status tells stale regions, bad input and bad usage apart`(
    arguments: String, status: Int32
  ) throws {
    let outcome = try Program.run(
      ["run"] + arguments.split(separator: " ").map(String.init), in: folder)
    #expect(outcome.status == status)
    #expect(outcome.errors.isEmpty == (status == 0))
  }

  // MARK: Where results go

  @Test(arguments: ["x.docx", "x.HTML5", "a.md/x.rst", "x.md.gz"])
  func `A name that ends in no format's ending is an error`(name: String) throws {
    let ending = name.split(separator: ".").last?.lowercased() ?? ""
    let outcome = try run("values.md", "-o", name)
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix(
        "Error: `.\(ending)` is the ending of no format that is written; choose one with --to: "
          + "markdown, latex, html, pdf, ipynb, json\n"), "\(outcome.errors)")
    #expect(try !folder.names.contains(name))
  }

  @Test(arguments: ["x", "x.markdown", "x.qmd", "x.Rmd", "x.txt", ".x", "x."])
  func `Without an ending, and for Markdown's, Markdown is written`(name: String) throws {
    #expect(try run("values.md", "-o", name).errors == "")
    #expect(try folder.read(name).hasSuffix(Samples.valuesResult))
  }

  @Test func `A format that is named goes before any ending, and folders have none`() throws {
    #expect(try run("values.md", "--to", "markdown", "-o", "x.docx").errors == "")
    #expect(try folder.read("x.docx").hasSuffix(Samples.valuesResult))
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "out.d"), withIntermediateDirectories: false)
    #expect(try run("values.md", "-o", "out.d").errors == "")
    #expect(try folder.read("out.d/values.md").hasSuffix(Samples.valuesResult))
  }

  @Test func `Results go to standard output`() throws {
    let outcome = try run("values.md")
    #expect(outcome.output.hasSuffix(Samples.valuesResult))
    #expect(outcome.errors.isEmpty)
  }

  @Test func `A dash is standard input`() throws {
    #expect(try run("-", input: Samples.values).output == run("values.md").output)
  }

  @Test func `Errors name standard input`() throws {
    let outcome = try run("-", input: Samples.unknownName)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("--> <stdin>:11:15"))
  }

  @Test func `Output goes to a file`() throws {
    let outcome = try run("values.md", "-o", "result.md")
    #expect(outcome.output.isEmpty)
    #expect(try folder.read("result.md").hasSuffix(Samples.valuesResult))
  }

  @Test func `Output of several notebooks goes into a folder`() throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "out"), withIntermediateDirectories: false)
    #expect(try run("values.md", "fresh.md", "--output", "out").status == 0)
    #expect(try folder.read("out/values.md").hasSuffix(Samples.valuesResult))
    #expect(try folder.read("out/fresh.md").hasSuffix("$0.4000$<!--/=-->.\n"))
  }

  @Test func `Nothing is written where one notebook has an error`() throws {
    let outcome = try run("--in-place", "stale.md", "wrong.md")
    #expect(outcome.status == 2)
    #expect(try folder.read("stale.md") == Samples.stale)
  }

  // MARK: In place

  @Test func `A stale document is rewritten in place and is fresh then`() throws {
    #expect(try run("--check", "stale.md").errors == "stale.md:11: stale: y.out.1\n")
    #expect(try folder.read("stale.md") == Samples.stale)
    #expect(try run("--in-place", "stale.md").status == 0)
    #expect(try folder.read("stale.md") == Samples.fresh)
    #expect(try run("--check", "stale.md").status == 0)
    #expect(try folder.names == ["fresh.md", "stale.md", "values.md", "wrong.md"])
  }

  @Test func `A region edited by hand is overwritten only with --accept`() throws {
    try folder.write(Samples.cell + "\n<!-- show outputs -->\n", to: "region.md")
    #expect(try run("--in-place", "region.md").status == 0)
    let written = try folder.read("region.md")
    #expect(written.contains("| $y_1$ | $0.4000$ |\n<!-- /show "))
    let edited = written.replacing("0.4000", with: "0.4001")
    try folder.write(edited, to: "region.md")
    #expect(try run("--in-place", "region.md").errors.contains("region-edited"))
    #expect(try folder.read("region.md") == edited)
    #expect(try run("--in-place", "--accept", "region.md").status == 0)
    #expect(try folder.read("region.md") == written)
  }

  // MARK: Options

  @Test func `A set value is used in place of the notebook's`() throws {
    // 0.1 · 1 − 0.2 · 2 + 0.3 = 0, so the loss is ½.
    let outcome = try run("--set", "w_1=0.1", "values.md")
    #expect(outcome.output.hasSuffix("It answers $0.0000$, a loss of $0.5000$.\n"))
  }

  @Test func `Quantities are valid JSON, nested as their shapes`() throws {
    let output = try run("--to", "json", "values.md").output
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: [[String: Any]]])
    let network = try #require(json["networks"]?.first)
    #expect(network["name"] as? String == "unit")
    #expect(network["step"] as? Int == 0)
    let quantities = try #require(network["quantities"] as? [String: [String: Any]])
    let weight = try #require(quantities["y.weight"])
    #expect(weight["shape"] as? [Int] == [1, 2])
    #expect(weight["values"] as? [[Double]] == [[0.5, -0.2]])
    #expect(weight["symbols"] as? [[String]] == [["w_1", "w_2"]])
    #expect(quantities["loss"]?["shape"] as? [Int] == [])
    let loss = try #require(quantities["loss"]?["values"] as? Double)
    // Three roundings of numbers below 1.
    #expect(abs(loss - 0.18) < 4 * 0x1p-53)
  }

  @Test func `Unknown numbers are null in JSON`() throws {
    let notebook = "```network\ninput: {x: 2}\nlayers:\n  - y: {dense: 1}\n```\n"
    let output = try run("--to", "json", "-", input: notebook).output
    #expect(output.contains(#""y.weight":{"shape":[1,2],"values":[[null,null]]"#))
    #expect(output.contains(#""y.out":{"shape":[1],"values":[null]"#))
  }
}
