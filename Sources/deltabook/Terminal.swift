import Diagnostics
import Foundation

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

  private static var isColored: Bool { isColored(STDERR_FILENO) }

  /// Whether somebody reads standard output as it is written.
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) != 0 }

  /// Whether standard output takes colours.
  static var isOutputColored: Bool { isColored(STDOUT_FILENO) }

  /// Colours on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  private static func isColored(_ file: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(file) != 0 && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }
}
