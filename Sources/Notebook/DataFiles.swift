package import Diagnostics

/// What a network cell may read: files in the folder of its notebook.
package struct DataFiles: Sendable {
  /// Reads a file by its path from the notebook's folder.
  ///
  /// - Throws: `DiagnosticError` without a place.
  package let read: @Sendable (String) throws(DiagnosticError) -> SourceText

  package init(read: @escaping @Sendable (String) throws(DiagnosticError) -> SourceText) {
    self.read = read
  }

  /// No files at all.
  package static let none = DataFiles { (path) throws(DiagnosticError) in
    throw DiagnosticError(
      Diagnostic(id: "data-file", "`\(path)` cannot be read: there is no folder to read from"))
  }
}
