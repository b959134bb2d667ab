import ArgumentParser
import Audit
import Diagnostics
import Runner

/// `deltabook explain`: where a number comes from.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show where a number comes from, level by level.",
    discussion: """
      A reference is taken apart down to what the notebook gives: formula, numbers put in, result. Of a \
      line, every number is shown with how `diff` judged it.

        deltabook explain notebook.md w_5.new       a reference of a notebook
        deltabook explain page.md 58                a line of a document
        deltabook explain notebook.md 58 page.md    a line, with a notebook's network

      Exit status: 0 fine, 2 bad input, 64 bad usage.
      """)

  @Argument(help: "The notebook or document.", completion: .file(extensions: ["md", "ipynb"]))
  var file: String

  @Argument(
    help: "A reference such as w_5.new, or the number of a line; of a Jupyter notebook, CELL:LINE.")
  var target: String

  @Argument(
    help: "The published document, if the line is one of it.",
    completion: .file(extensions: ["md", "ipynb"]))
  var published: String?

  @Option(help: ArgumentHelp("Levels to show at most.", valueName: "levels"))
  var depth = 8

  func validate() throws {
    if depth < 0 { throw ValidationError("--depth is 0 or more") }
  }

  func run() throws {
    let job = ExplainJob(
      file: file, target: target, published: published, depth: depth,
      colored: Terminal.isOutputColored)
    do {
      try Terminal.writeOutput(job.text())
    } catch let error as DiagnosticError {
      Terminal.write(error.diagnostics)
      throw ExitCode(2)
    }
  }
}
