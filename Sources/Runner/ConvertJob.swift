package import Diagnostics
import Foundation
import Jupyter
import Notebook

/// `deltabook convert`: a Markdown notebook as a Jupyter notebook, or the other way, not computed.
package struct ConvertJob {
  package struct Report {
    package var diagnostics: [Diagnostic] = []
    /// 0 fine, 2 bad input.
    package var status: Int32 = 0
  }

  private let file: String
  private let output: String?

  /// - Parameter output: The file to write, standard output if `nil`.
  package init(file: String, output: String?) { (self.file, self.output) = (file, output) }

  package func run() -> Report {
    var report = Report()
    do {
      let source = try NotebookSource(file)
      report.diagnostics = source.diagnostics
      try write(
        source.isJupyter
          ? source.text.text
          : JupyterWriter(NotebookDocument.parse(source.text).0, render: nil).text())
    } catch let error as DiagnosticError {
      report = Report(diagnostics: error.diagnostics, status: 2)
    } catch {
      report.diagnostics.append(Diagnostic(id: "cannot-write", "\(error)"))
      report.status = 2
    }
    return report
  }

  private func write(_ text: String) throws {
    guard let output else { return try AtomicFile.writeToStandardOutput(Array(text.utf8)) }
    guard URL(filePath: output).standardizedFileURL != URL(filePath: file).standardizedFileURL
    else {
      throw FileError(path: output, reason: "it is the notebook itself")
    }
    try AtomicFile.write(Array(text.utf8), to: output)
  }
}
