internal import Diagnostics
internal import Markdown
internal import Notation
internal import Notebook
internal import Runner
internal import Walkthrough

/// `deltabook diff` over files: reads them and judges the published one.
package struct DiffJob {
  private let file: String
  private let published: String?

  /// - Parameters:
  ///   - file: The document itself, or a notebook with its network.
  ///   - published: The document if `file` is a notebook.
  package init(file: String, published: String? = nil) {
    (self.file, self.published) = (file, published)
  }

  /// - Throws: `DiagnosticError` for files that cannot be read and notebooks with errors.
  package func run() throws -> AuditReport {
    let source = try InputFile.read(published ?? file)
    let templates = TemplateStore(notebookFolder: Self.folder(of: file))
    let words = templates.names(.lexicon).compactMap { templates.source(.lexicon, $0) }
    let document = NotebookDocument.parse(source).0
    let presets = templates.names(.notations).compactMap {
      try? templates.preset(NotationChoice(preset: $0))
    }
    return AuditReport(
      source, lexicon: try Lexicon.read(words), networks: try networks(templates),
      presets: presets, from: document.tree.start)
  }

  /// The networks of the notebook.
  private func networks(_ templates: TemplateStore) throws -> [Worksheet] {
    let runner = NotebookRunner(
      try InputFile.read(file), templates: templates, folder: Self.folder(of: file))
    if published == nil, runner.networks.names.isEmpty { return [] }
    if runner.hasErrors { throw DiagnosticError(runner.diagnostics) }
    return runner.networks.names.compactMap { runner.networks[$0] }
  }

  private static func folder(of path: String) -> String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension AuditReport {
  /// Whether there is a number or a formula that could not be read or judged.
  package var hasUnread: Bool {
    count(Verdict.unread) + count(Numeral.Class.unread) > 0 || !unread.isEmpty
  }
}
