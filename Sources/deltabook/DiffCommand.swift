import ArgumentParser
import Audit
import Diagnostics
import Foundation
import Runner

/// `deltabook diff`: which numbers of a document are wrong.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Find the numbers of a published document that are wrong.",
    discussion: """
      Recomputes what a Markdown document computes and tells slips from rounding and from errors that \
      were carried forward.

        deltabook diff page.md               check a document's arithmetic
        deltabook diff notebook.md page.md   check it against a notebook's network, too

      Exit status: 0 fine, 1 slips, 2 bad input, 64 bad usage.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  enum Severity: String, ExpressibleByArgument, CaseIterable { case slip, unread }

  @Argument(help: "The document, or the notebook that defines its network.")
  var file: String

  @Argument(help: "The published document.", completion: .file(extensions: ["md"]))
  var published: String?

  @Flag(help: "List every claim, and what could not be read.")
  var all = false

  @Option(help: "The format to write: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "Exit with 1 on slips, or also on numbers that could not be read.", valueName: "what"))
  var failOn: Severity = .slip

  func run() throws {
    let report: AuditReport
    do {
      report = try TrainingProgress.watching {
        try DiffJob(file: file, published: published).run()
      }
    } catch let error as DiagnosticError {
      Terminal.write(error.diagnostics)
      throw ExitCode(2)
    }
    let text =
      format == .json
      ? JSONReport(report).text
      : TextReport(report, showsAll: all, colored: Terminal.isOutputColored).text
    FileHandle.standardOutput.write(Data(text.utf8))
    let isBad = report.count(.slip) > 0 || failOn == .unread && report.hasUnread
    if isBad { throw ExitCode(1) }
  }
}
