import Diagnostics
import Foundation

/// Runs pdflatex.
///
/// It works in a folder of its own, without a shell, reading and writing nothing outside of that folder but
/// TeX's own files, and not for long.
struct LaTeXCompiler {
  private let source: SourceText
  private let document: NotebookPublisher.LaTeX
  /// Seconds for a pass.
  private static let timeLimit = 60.0

  /// - Parameter source: The notebook, for the places of errors.
  init(_ document: NotebookPublisher.LaTeX, source: SourceText) {
    (self.document, self.source) = (document, source)
  }

  /// The PDF.
  ///
  /// - Throws: `DiagnosticError` if there is no pdflatex, or it finds an error.
  func pdf() throws(DiagnosticError) -> [UInt8] {
    guard let program = Self.program else {
      throw failure(
        "pdflatex-missing", "there is no pdflatex on this machine",
        help:
          "apt-get install --no-install-recommends texlive-latex-base texlive-latex-recommended lmodern"
      )
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "deltabook-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(document.text.utf8).write(to: folder.appending(path: "document.tex"))
      for (name, path) in document.pictures {
        try FileManager.default.copyItem(
          at: URL(filePath: path), to: folder.appending(path: name))
      }
    } catch {
      throw failure("cannot-write", "cannot write to `\(folder.path)`: \(error)")
    }
    var auxiliary: Data?
    for _ in 0..<4 {
      try run(program, in: folder)
      // Once nothing moves any more, references and the columns of long tables are right.
      let now = try? Data(contentsOf: folder.appending(path: "document.aux"))
      if now == auxiliary { break }
      auxiliary = now
    }
    guard let pdf = try? Data(contentsOf: folder.appending(path: "document.pdf")) else {
      throw failure("latex-error", "pdflatex made no pages: the document is empty")
    }
    return Array(pdf)
  }

  static var program: String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/pdflatex" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func run(_ program: String, in folder: URL) throws(DiagnosticError) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [
      "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "-file-line-error",
      "document.tex",
    ]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["openin_any"] = "p"
    environment["openout_any"] = "p"
    // Lines of the log whole.
    environment["max_print_line"] = "2000"
    environment["error_line"] = "254"
    environment["half_error_line"] = "238"
    // Dates in the PDF, so that equal notebooks make equal files.
    environment["SOURCE_DATE_EPOCH"] = environment["SOURCE_DATE_EPOCH"] ?? "0"
    environment["FORCE_SOURCE_DATE"] = "1"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw failure("pdflatex-missing", "`\(program)` does not run: \(error)")
    }
    let deadline = Date(timeIntervalSinceNow: Self.timeLimit)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.005) }
    if process.isRunning {
      process.terminate()
      process.waitUntilExit()
      throw failure(
        "latex-time", "pdflatex took longer than \(Int(Self.timeLimit)) seconds and was stopped")
    }
    guard process.terminationStatus != 0 else { return }
    let log = (try? Data(contentsOf: folder.appending(path: "document.log"))) ?? Data()
    throw DiagnosticError(
      LaTeXLog(String(decoding: log, as: UTF8.self))
        .diagnostic(lines: document.lines, source: source))
  }

  private func failure(_ id: String, _ message: String, help: String? = nil) -> DiagnosticError {
    DiagnosticError(Diagnostic(id: id, message, help: help))
  }
}
