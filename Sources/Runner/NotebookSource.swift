package import Diagnostics
import Jupyter

/// A notebook's file: Markdown, or a Jupyter notebook read as Markdown.
package struct NotebookSource: Sendable {
  /// What is run. Of a Jupyter notebook, lines are counted by cells.
  package let text: SourceText
  /// What its readers see, which `diff` checks.
  package let published: SourceText
  package let isJupyter: Bool
  /// What of a Jupyter notebook could not be taken over.
  package let diagnostics: [Diagnostic]

  /// Reads a file.
  ///
  /// - Parameter path: `-` is standard input.
  /// - Throws: `DiagnosticError` for files that cannot be read and for `.ipynb` files that are none.
  package init(_ path: String) throws(DiagnosticError) {
    let source = try InputFile.read(path)
    guard JupyterReader.accepts(source) else {
      (text, published, isJupyter, diagnostics) = (source, source, false, [])
      return
    }
    let reading = try JupyterReader.read(source)
    (text, published) = (reading.authored, reading.published)
    (isJupyter, diagnostics) = (true, reading.diagnostics)
  }
}
