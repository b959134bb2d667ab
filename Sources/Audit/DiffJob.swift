package import Diagnostics
internal import Markdown
internal import Notation
internal import Notebook
internal import Runner
internal import Walkthrough

/// `deltabook diff` over files: reads them and judges the published one.
package struct DiffJob {
  private let lexicon: Lexicon
  private let networks: [Worksheet]
  private let presets: [NotationPreset]
  /// What the notebook's run writes, if the document is another one.
  private let rendering: Rendering?
  /// Where the document's front matter ends.
  private let start: Int
  private let isJupyter: Bool
  /// The document whose numbers are judged.
  package let source: SourceText
  /// What regenerating the document's regions would change.
  package let regions: RegionDifference
  /// What the notebook shows no more, so that nothing is held against it.
  package let warnings: [Diagnostic]

  /// - Parameters:
  ///   - file: The document itself, or a notebook with its network.
  ///   - published: The document if `file` is a notebook.
  /// - Throws: `DiagnosticError` for files that cannot be read and notebooks with errors.
  package init(file: String, published: String? = nil) throws {
    let document = try NotebookSource(published ?? file)
    source = document.published
    isJupyter = document.isJupyter
    start = NotebookDocument.parse(source).0.tree.start
    let templates = TemplateStore(notebookFolder: Self.folder(of: file))
    lexicon = try Lexicon.installed(templates)
    presets = templates.names(.notations).compactMap {
      try? templates.preset(NotationChoice(preset: $0))
    }
    let notebook = published == nil ? document : try NotebookSource(file)
    let runner = NotebookRunner(
      notebook.text, templates: templates,
      folder: Self.folder(of: file), extent: published == nil ? .places : .all)
    if published == nil, runner.networks.names.isEmpty {
      networks = []
    } else {
      // A Jupyter notebook shows what its views gave, wherever their templates are; of another document's
      // notebook the networks are what counts.
      let areViewsNeeded = published == nil && !notebook.isJupyter
      let hasNoNetwork = runner.networks.hasFailed || runner.networks.names.isEmpty
      if runner.hasErrors, areViewsNeeded || hasNoNetwork {
        throw DiagnosticError(runner.diagnostics)
      }
      networks = runner.networks.worksheets
    }
    warnings =
      published == nil ? [] : runner.diagnostics.filter { $0.severity == .error }.map(\.asWarning)
    rendering = published == nil ? nil : Rendering(runner)
    // A Jupyter notebook's outputs are numbers that it publishes, and judged as such.
    regions = published == nil && !isJupyter ? RegionDifference(runner) : RegionDifference()
  }

  /// What is said of the document.
  package func run() -> AuditReport { report(source) }

  /// The document with its slips corrected.
  ///
  /// - Throws: `DiagnosticError` if it is a Jupyter notebook.
  package func fix(_ report: AuditReport) throws -> Fix {
    if isJupyter {
      throw DiagnosticError(
        Diagnostic(
          id: "fix-notebook",
          "`--fix` corrects Markdown, and `\(source.name)` is a Jupyter notebook",
          help: "`deltabook convert` makes Markdown of it"))
    }
    let kept = regions.generatedLines.map {
      ($0, "it stands in a generated region, which `deltabook run --in-place` writes")
    }
    return try Fixer(keeping: kept) { self.report($0) }.fix(report)
  }

  private func report(_ source: SourceText) -> AuditReport {
    AuditReport(
      source, lexicon: lexicon, networks: networks, presets: presets, rendering: rendering,
      from: start)
  }

  static func folder(of path: String) -> String {
    guard path != "-", let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension Diagnostic {
  fileprivate var asWarning: Diagnostic {
    var warning = self
    warning.severity = .warning
    return warning
  }
}
