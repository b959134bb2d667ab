import ArgumentParser
import Audit
import Diagnostics
import Runner

/// `deltabook diff`: which numbers of a document are wrong.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Find the numbers of a published document that are wrong.",
    discussion: """
      Recomputes what a Markdown document computes and tells slips from rounding and from errors that \
      were carried forward. `<!-- deltabook: ignore -->` on the line before silences a finding.

        deltabook diff page.md               check a document's arithmetic
        deltabook diff notebook.md page.md   check it against a notebook's network, too
        deltabook diff --fix page.md         write the right numbers, showing the change first

      Exit status: 0 fine, 1 slips, 2 bad input, 64 bad usage.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github }
  enum Severity: String, ExpressibleByArgument, CaseIterable { case slip, unread }

  @Argument(help: "The document, or the notebook that defines its network.")
  var file: String

  @Argument(help: "The published document.", completion: .file(extensions: ["md", "ipynb"]))
  var published: String?

  @Flag(help: "List every claim, and what could not be read.")
  var all = false

  @Flag(help: "Write the corrected numbers into the document, showing the change first.")
  var fix = false

  @Option(help: "The format to write: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "Exit with 1 on slips, or also on numbers that could not be read.", valueName: "what"))
  var failOn: Severity = .slip

  func validate() throws {
    if fix, published ?? file == "-" {
      throw ValidationError("standard input cannot be corrected; name a file")
    }
    if all, format != .text { throw ValidationError("--all goes with --format text") }
    if file == "-", published == "-" {
      throw ValidationError("only one of the files can be standard input")
    }
  }

  func run() throws {
    do {
      let (job, first) = try TrainingProgress.watching {
        let job = try DiffJob(file: file, published: published)
        return (job, try job.report())
      }
      Terminal.write(try job.warnings())
      var report = first
      if fix { report = try correct(report, job) }
      try write(report, job.regions)
      let isBad =
        report.hasSlips || job.regions.changesNumbers || failOn == .unread && report.hasUnread
      if isBad { throw ExitCode(1) }
    } catch let error as DiagnosticError {
      Terminal.write(error.diagnostics)
      throw ExitCode(2)
    }
  }

  private func write(_ report: AuditReport, _ regions: RegionDifference) throws {
    let isColored = Terminal.isOutputColored
    let text =
      switch format {
      case .text:
        TextReport(report, showsAll: all, colored: isColored, regions: regions).text
      case .json: JSONReport(report, regions: regions).text
      case .sarif:
        SARIFReport(report, version: Deltabook.configuration.version, regions: regions).text
      case .github: GitHubReport(report, regions: regions).text
      }
    try Terminal.writeOutput(text)
  }

  /// Writes the corrected document, after showing what changes.
  private func correct(_ report: AuditReport, _ job: DiffJob) throws -> AuditReport {
    let fix = try job.fix(report)
    if fix.changes > 0 {
      Terminal.writeError(Terminal.coloredDifference(fix.difference))
      do {
        try AtomicFile.write(Array(fix.text.utf8), to: published ?? file)
      } catch {
        throw DiagnosticError(Diagnostic(id: "cannot-write", "\(error)"))
      }
    }
    Terminal.write(fix.uncorrected)
    let noun = fix.changes == 1 ? "number" : "numbers"
    Terminal.writeError("\(report.source.name): \(fix.changes) \(noun) changed\n")
    return fix.report
  }
}
