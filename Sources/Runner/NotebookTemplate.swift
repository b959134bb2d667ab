package import Diagnostics
import Foundation

/// Begins notebooks from `templates/notebooks/`.
package struct NotebookTemplate {
  private let templates: TemplateStore

  package init(_ templates: TemplateStore) { self.templates = templates }

  /// Writes a new notebook; an existing file is never overwritten.
  ///
  /// - Throws: `DiagnosticError`.
  package func create(_ path: String, from name: String) throws(DiagnosticError) {
    guard let source = templates.source(.notebooks, name) else {
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-template", "there is no notebook template `\(name)`",
          help: templates.help(for: name, .notebooks)))
    }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw DiagnosticError(
        Diagnostic(
          id: "file-exists", "`\(path)` exists already",
          help: "name another file, or remove this one first"))
    }
    do {
      try AtomicFile.write(Array(source.text.utf8), to: path)
    } catch {
      throw DiagnosticError(Diagnostic(id: "cannot-write", "\(error)"))
    }
  }
}
