import ArgumentParser
import Diagnostics
import Runner

/// `deltabook convert`: notebooks from Markdown to Jupyter's format and back, without computing them.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turn a Markdown notebook into a Jupyter notebook, or one of those into Markdown.",
    discussion: """
      Nothing is computed: cells and prose stay what they are, and converting there and back gives the same \
      bytes. `deltabook run --to ipynb` writes a Jupyter notebook with results.

        deltabook convert page.ipynb -o page.md
        deltabook convert page.md -o page.ipynb

      Exit status: 0 fine, 2 bad input, 64 bad usage.
      """)

  @Argument(
    help: "The notebook; - reads standard input.", completion: .file(extensions: ["md", "ipynb"]))
  var file: String

  @Option(
    name: [.short, .long], help: "Write to this file instead of standard output.",
    completion: .file())
  var output: String?

  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    let report = ConvertJob(file: file, output: output).run()
    Terminal.write(report.diagnostics, quiet: quiet)
    if report.status != 0 { throw ExitCode(report.status) }
  }
}
