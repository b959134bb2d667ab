import Diagnostics
import Foundation
import Runner

/// Standard error, with colours where they are wanted.
enum Terminal {
  /// Draws diagnostics; warnings only where they are not unwanted.
  static func write(_ diagnostics: [Diagnostic], quiet: Bool = false) {
    let shown = quiet ? diagnostics.filter { $0.severity == .error } : diagnostics
    guard !shown.isEmpty else { return }
    writeError(DiagnosticRenderer(colored: isColored).render(Array(shown.prefix(limit))))
    if shown.count > limit { writeError("… and \(shown.count - limit) more\n") }
  }

  /// Nobody reads more at once; one mistake in a template can repeat itself a thousand times.
  private static let limit = 50

  static func writeError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Writes to standard output.
  ///
  /// - Throws: `DiagnosticError` where that is not possible, as on a full disk.
  static func writeOutput(_ text: String) throws {
    do {
      try AtomicFile.writeToStandardOutput(Array(text.utf8))
    } catch {
      throw DiagnosticError(Diagnostic(id: "cannot-write", "\(error)"))
    }
  }

  /// Lines of a `diff -u`: what goes in red, what comes in green.
  static func coloredDifference(_ text: String) -> String {
    guard isColored else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let color =
        line.hasPrefix("---") || line.hasPrefix("+++")
        ? "1"
        : line.hasPrefix("-") ? "31" : line.hasPrefix("+") ? "32" : line.hasPrefix("@@") ? "36" : ""
      return color.isEmpty ? String(line) : "\u{1B}[\(color)m\(line)\u{1B}[0m"
    }.joined(separator: "\n")
  }

  private static var isColored: Bool { isColored(STDERR_FILENO) }

  /// Whether somebody reads standard output as it is written.
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) != 0 }

  /// Whether standard error is a terminal that can overwrite a line.
  static var isErrorTerminal: Bool {
    isatty(STDERR_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether standard output takes colours.
  static var isOutputColored: Bool { isColored(STDOUT_FILENO) }

  /// Colours on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  private static func isColored(_ file: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(file) != 0 && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }
}
