import ArgumentParser
import Diagnostics
import Publishing
import Runner

/// `deltabook run`: notebooks in, computed documents out.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Compute a notebook and write the result.",
    discussion: """
      Writes Markdown to standard output, or what --to or the name behind --output asks for. With \
      --in-place only the regions between \
      `<!-- show … -->` and `<!-- /show -->` and the values between `<!--= … -->` and `<!--/=-->` are \
      rewritten; every other byte of the file stays.
      """)

  @Argument(
    help: "Notebooks; - reads standard input.", completion: .file(extensions: ["md", "ipynb"]))
  var files: [String]

  @Option(
    name: [.short, .long],
    help: "Write to this file, or into this folder if there are several notebooks.",
    completion: .file())
  var output: String?

  @Option(
    help: """
      The format to write: \(DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")); without it, \
      the one that the name behind --output ends in; markdown for .txt, .qmd, .Rmd or no ending.
      """)
  var to: DocumentFormat?

  @Flag(help: "With latex and html: without what stands around the document, for one of your own.")
  var fragment = false

  @Flag(
    name: .customLong("unsafe-html"),
    help: "With html: write the notebook's own HTML, scripts and links as they are.")
  var unsafeHTML = false

  @Option(
    help: ArgumentHelp(
      """
      How Markdown writes math: dollar for $…$, github for $`…`$ and ```math fences, which GitHub takes as \
      they stand. Without it, as the front matter says, or as it is.
      """, valueName: "dialect"))
  var math: MathDialect?

  @Flag(help: "Rewrite the regions of the files themselves.")
  var inPlace = false

  @Flag(help: "Write nothing; exit with 1 if a region is stale.")
  var check = false

  @Flag(help: "Overwrite regions that were edited by hand.")
  var accept = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Give a quantity another value, such as rate=0.1.", valueName: "ref=value"))
  var sets: [String] = []

  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if inPlace, output != nil {
      throw ValidationError("--in-place and --output exclude each other")
    }
    try validateEnding()
    if inPlace || check, format != .markdown {
      throw ValidationError("--in-place and --check work on Markdown, not on \(format.rawValue)")
    }
    if fragment, format != .latex, format != .html {
      throw ValidationError("--fragment goes with latex and html, not with \(format.rawValue)")
    }
    if math != nil, format != .markdown {
      throw ValidationError("--math goes with markdown, not with \(format.rawValue)")
    }
    if unsafeHTML, format != .html {
      throw ValidationError("--unsafe-html goes with html, not with \(format.rawValue)")
    }
    if format == .pdf, output == nil, Terminal.isOutputTerminal {
      throw ValidationError("a PDF is nothing for a terminal: name a file with --output")
    }
    if inPlace || check, files.contains("-") {
      throw ValidationError("standard input cannot be rewritten or checked in place")
    }
    if check, output != nil { throw ValidationError("--check writes nothing, --output does") }
    if accept, !inPlace { throw ValidationError("--accept goes with --in-place") }
    if check, inPlace { throw ValidationError("--check writes nothing, --in-place writes") }
    if files.isEmpty { throw ValidationError("name a notebook, or - for standard input") }
  }

  private var format: DocumentFormat {
    to ?? output.flatMap { DocumentFormat(path: $0) } ?? .markdown
  }

  /// A file that would hold another format than its name says.
  private func validateEnding() throws {
    guard to == nil, let output, DocumentFormat(path: output) == nil,
      let ending = DocumentFormat.ending(ofPath: output), !RunJob.isFolder(output)
    else { return }
    let formats = DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError(
      "`.\(ending)` is the ending of no format that is written; choose one with --to: \(formats)")
  }

  func run() throws {
    let mode: RunJob.Mode =
      check ? .check : inPlace ? .inPlace(accept: accept) : .document(format)
    var options = PublishingOptions()
    (options.isFragment, options.isHTMLTrusted) = (fragment, unsafeHTML)
    options.math = math
    let job = RunJob(files: files, mode: mode, output: output, sets: sets, options: options)
    let report = try TrainingProgress.watching(quiet: quiet) { job.run() }
    Terminal.write(report.diagnostics, quiet: quiet)
    if !quiet { for note in report.notes { Terminal.writeError(note + "\n") } }
    if report.status != 0 { throw ExitCode(report.status) }
  }
}

extension DocumentFormat: ExpressibleByArgument {}
extension MathDialect: ExpressibleByArgument {}
