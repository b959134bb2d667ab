import Foundation
import TestSupport
import Testing

/// Jupyter notebooks, as users write and read them.
struct JupyterTests {
  private static let notebook =
    Samples.cell + """

      It answers `= y.out.1`, a loss of `= loss`.

      ```show net-inputs layer=y
      ```

      """

  @Test func proseHasValuesAndCellsHaveOutputs() throws {
    let folder = try Folder()
    let outcome = try Program.run(["run", "-", "--to", "ipynb"], input: Self.notebook, in: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let cells = try JupyterFile.cells(outcome.output)
    #expect(cells.map(\.kind) == ["code", "markdown", "code"])
    #expect(cells[0].source.first == "%%network\n" && cells[0].outputs?.isEmpty == true)
    #expect(cells[1].source == ["It answers $0.4000$, a loss of $0.1800$."])
    #expect(cells[2].source == ["%%show net-inputs layer=y"])
    let data = try #require(cells[2].outputs?.first?.data)
    #expect(
      data.keys.sorted() == ["text/html", "text/latex", "text/markdown", "text/plain"])
    #expect(data.values.allSatisfy { $0.joined().contains("\\boxed{0.4000}") })
  }

  @Test func notebooksComeBackAndRunAsBefore() throws {
    let folder = try Folder()
    for name in ["feed-forward.md", "textbook.md", "in-place/feed-forward.md"] {
      let path = Repository.root.appending(path: "notebooks/\(name)").path
      let original = try String(contentsOfFile: path, encoding: .utf8)
      // Beside the original, so that its templates are found.
      let written = try Program.run(["run", path, "--to", "ipynb"], in: folder)
      #expect(written.status == 0)
      try folder.write(written.output, to: "page.ipynb")
      let back = try Program.run(["convert", "page.ipynb"], in: folder)
      #expect(back.status == 0 && back.errors.isEmpty)
      #expect(back.output == original, "\(name)")
      let plain = try Program.run(["convert", path], in: folder)
      let again = try Program.run(["convert", "-"], input: plain.output, in: folder)
      #expect(again.output == original, "\(name)")
      // What it shows is right.
      let diff = try Program.run(["diff", "page.ipynb", "--fail-on", "unread"], in: folder)
      #expect(diff.status == 0, "\(name): \(diff.output)")
    }
  }

  @Test func aJupyterNotebookRunsAsItsMarkdown() throws {
    let folder = try Folder()
    let file = try Program.run(["convert", "-"], input: Self.notebook, in: folder)
    try folder.write(file.output, to: "page.ipynb")
    let direct = try Program.run(["run", "-"], input: Self.notebook, in: folder)
    let outcome = try Program.run(["run", "page.ipynb"], in: folder)
    #expect(outcome.status == 0 && outcome.output == direct.output)
    let explained = try Program.run(["explain", "page.ipynb", "y.out.1"], in: folder)
    #expect(explained.status == 0 && explained.output.contains("0.4000"))
    let other = try Program.run(["run", "page.ipynb", "-o", "page.md"], in: folder)
    #expect(other.status == 0)
    #expect(try folder.read("page.md") == direct.output)
    let named = try Program.run(["run", "page.md", "-o", "new.ipynb"], in: folder)
    #expect(named.status == 0)
    #expect(try folder.read("new.ipynb").hasPrefix("{\n \"cells\": ["))
  }

  @Test func errorsNameTheCell() throws {
    let folder = try Folder()
    let file = try Program.run(["convert", "-"], input: Samples.unknownName, in: folder)
    try folder.write(file.output, to: "page.ipynb")
    let outcome = try Program.run(["run", "page.ipynb"], in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error[unknown-name]: `z` is not known here
         --> page.ipynb:cell 2:1:15
          |
        1 | It answers `= z.out.1`.
          |               ^


        """)
  }

  @Test func diffFindsASlipInAnOutput() throws {
    let folder = try Folder()
    let file = try Program.run(["run", "-", "--to", "ipynb"], input: Self.notebook, in: folder)
    try folder.write(file.output.replacing("0.4000}", with: "0.4600}"), to: "page.ipynb")
    let outcome = try Program.run(["diff", "page.ipynb"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("--> page.ipynb:cell 3 output:3:"), "\(outcome.output)")
    let json = try Program.run(["diff", "page.ipynb", "--format", "json"], in: folder)
    #expect(json.output.contains(#""cell":"cell 3 output","line":3,"#))
    let github = try Program.run(["diff", "page.ipynb", "--format", "github"], in: folder)
    #expect(github.output.contains("::error file=page.ipynb,line=78,title="))
    #expect(github.output.contains("::cell 3 output:3:"))
    // The document's own notebook judges it as well.
    try folder.write(Self.notebook, to: "page.md")
    #expect(try Program.run(["diff", "page.md", "page.ipynb"], in: folder).status == 1)
    let fix = try Program.run(["diff", "--fix", "page.ipynb"], in: folder)
    #expect(fix.status == 2)
    #expect(
      fix.errors == """
        error[fix-notebook]: `--fix` corrects Markdown, and `page.ipynb` is a Jupyter notebook
         = help: `deltabook convert` makes Markdown of it


        """)
  }

  @Test func linesToExplainAreCountedByCells() throws {
    let folder = try Folder()
    let file = try Program.run(["run", "-", "--to", "ipynb"], input: Self.notebook, in: folder)
    try folder.write(file.output, to: "page.ipynb")
    let line = try Program.run(["explain", "page.ipynb", "3:3"], in: folder)
    #expect(line.status == 0 && line.output.contains("page.ipynb:cell 3 output:3:"))
    for (target, message) in [
      (
        "3",
        """
        error[explain-cell]: `page.ipynb` is a Jupyter notebook, whose lines are counted by cells
         = help: write `CELL:LINE`, such as `3:3`
        """
      ), ("9:1", "error[unknown-line]: `page.ipynb` shows no line 1 of a cell 9"),
    ] {
      let outcome = try Program.run(["explain", "page.ipynb", target], in: folder)
      #expect(outcome.status == 2 && outcome.errors == message + "\n\n")
    }
  }

  @Test(arguments: ["--in-place", "--check"]) func inPlaceIsForMarkdown(_ option: String) throws {
    let folder = try Folder()
    let file = try Program.run(["convert", "-"], input: Self.notebook, in: folder)
    try folder.write(file.output, to: "page.ipynb")
    let outcome = try Program.run(["run", option, "page.ipynb"], in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error[in-place-notebook]: `\(option)` works on Markdown, and `page.ipynb` is a Jupyter notebook
         = help: `run --to ipynb --output FILE` writes one anew


        """)
    #expect(try folder.read("page.ipynb") == file.output)
  }

  @Test func convertDoesNotOverwriteItsInput() throws {
    let folder = try Folder()
    try folder.write(Self.notebook, to: "page.md")
    let outcome = try Program.run(["convert", "page.md", "-o", "./page.md"], in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error[cannot-write]: cannot write `./page.md`: it is the notebook itself\n\n")
    #expect(try folder.read("page.md") == Self.notebook)
  }

  @Test func brokenFilesAreSaid() throws {
    let folder = try Folder()
    try folder.write("# No JSON\n", to: "page.ipynb")
    let outcome = try Program.run(["diff", "page.ipynb"], in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error[json-syntax]: this is no JSON: expected a value, found `#`
         --> page.ipynb:1:1
          |
        1 | # No JSON
          | ^


        """)
  }

  /// The numbers of every format are those of `--to json`.
  @Test func numbersAreThoseOfTheJSON() throws {
    let notebook = """
      ```yaml network
      input: {x: [0.3, -0.7]}
      layers:
        - h: {dense: 2, activation: tanh, weight: [[0.5, -0.2], [0.1, 0.9]], bias: [0.3, -0.4]}
        - y: {dense: 1, activation: sigmoid, weight: [[0.8, -0.6]], bias: [0.1]}
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.5}}
      ```

      ```markdown show
      <<#layers>><<#units>>
      - $<<out.exact>>$
      <<#net>>
      - $<<exact>>$
      <</net>>
      <</units>><<#weights>>
      - $<<grad.exact>>$ $<<new.exact>>$
      <</weights>><</layers>>
      ```

      """
    let folder = try Folder()
    let json = try Program.run(["run", "-", "--to", "json"], input: notebook, in: folder).output
    let known = Set(numbers(json))
    let file = try Program.run(["run", "-", "--to", "ipynb"], input: notebook, in: folder)
    #expect(file.status == 0, "\(file.errors)")
    let data = try #require(try JupyterFile.cells(file.output).last?.outputs?.first?.data)
    #expect(data.count == 4)
    for (type, lines) in data {
      let shown = numbers(lines.joined())
      // Two of each unit, one of each input, and two of each weight.
      #expect(shown.count == 3 * 2 + 2 + 6 * 2, "\(type): \(lines.joined())")
      #expect(shown.allSatisfy(known.contains), "\(type)")
    }
  }

  private func numbers(_ text: String) -> [Double] {
    text.matches(of: /-?[0-9]+\.[0-9]+(?:e-?[0-9]+)?/).compactMap { Double(String($0.output)) }
  }

  /// Two slips, of which one is on the file's line 9, the other on its line 22.
  private static let slips = #"""
    {
     "cells": [
      {
       "cell_type": "markdown",
       "metadata": {},
       "source": [
        "# Sums\n",
        "\n",
        "$0.5 + 0.25 = 0.80$\n"
       ]
      },
      {
       "cell_type": "code",
       "execution_count": null,
       "metadata": {},
       "outputs": [
        {
         "data": {
          "text/markdown": [
           "Below\n",
           "\n",
           "$2 \\cdot 3 = 7$"
          ]
         },
         "metadata": {},
         "output_type": "display_data"
        }
       ],
       "source": "x = 1\ny = 2"
      }
     ],
     "metadata": {},
     "nbformat": 4,
     "nbformat_minor": 5
    }

    """#

  @Test func reportsForOtherProgramsNameTheLinesOfTheFile() throws {
    let folder = try Folder()
    try folder.write(Self.slips, to: "page.ipynb")
    let github = try Program.run(["diff", "page.ipynb", "--format", "github"], in: folder).output
    let commands = github.split(separator: "\n").prefix(2)
    #expect(
      commands.map { $0.components(separatedBy: "%0A")[0] } == [
        "::error file=page.ipynb,line=9,title=deltabook%3A slip::cell 1:3:15: `0.80` should be `0.75`",
        "::error file=page.ipynb,line=22,title=deltabook%3A slip::cell 2 output:3:14: `7` should be `6`",
      ])
    let sarif = try Program.run(["diff", "page.ipynb", "--format", "sarif"], in: folder).output
    let lines = sarif.matches(of: /"startLine": ?([0-9]+)/).map { String($0.output.1) }
    #expect(lines == ["9", "22"])
    #expect(!sarif.contains("startColumn"))
  }
}
