package import Diagnostics
internal import Markdown
internal import NeuralCore
internal import Notation
internal import Notebook
internal import Runner
internal import Walkthrough

/// `deltabook diff` over files: reads them and judges the published one.
package struct DiffJob {
  /// A notebook's whole run and a document beside it.
  private struct Beside {
    let rendering: Rendering
    let alignment: RenderingAlignment
    /// Views that cannot be shown.
    let faults: [Diagnostic]
  }

  private let lexicon: Lexicon
  private let networks: [Worksheet]
  private let presets: [NotationPreset]
  /// What the notebook's run writes, and the document beside it, if that is another one.
  private let run: Background<Beside>?
  /// Where the document's front matter ends.
  private let start: Int
  private let isJupyter: Bool
  /// The document whose numbers are judged.
  package let source: SourceText
  /// What regenerating the document's regions would change.
  package let regions: RegionDifference
  /// - Parameters:
  ///   - file: The document itself, or a notebook with its network.
  ///   - published: The document if `file` is a notebook.
  /// - Throws: `DiagnosticError` for files that cannot be read and notebooks with errors.
  package init(file: String, published: String? = nil) throws {
    let document = try NotebookSource(published ?? file)
    source = document.published
    isJupyter = document.isJupyter
    start = NotebookDocument.start(of: source)
    let notebook = published == nil ? document : try NotebookSource(file)
    let folder = Self.folder(of: file)
    run = published == nil ? nil : Self.startRun(of: notebook, in: folder, beside: source)
    let templates = TemplateStore(notebookFolder: folder)
    lexicon = try Lexicon.installed(templates)
    let runner = NotebookRunner(
      notebook.text, templates: templates, folder: folder,
      extent: published == nil ? .places : .networks)
    if published == nil, runner.networks.names.isEmpty {
      networks = []
    } else {
      let areViewsNeeded = published == nil && !notebook.isJupyter
      if let diagnostics = Self.failure(of: runner, areViewsNeeded: areViewsNeeded) {
        // The whole run has more to say.
        _ = try run?.value()
        throw DiagnosticError(diagnostics)
      }
      networks = runner.networks.worksheets
    }
    // Without a network there is nothing to write in another notation.
    presets =
      networks.isEmpty
      ? []
      : templates.names(.notations).compactMap {
        try? templates.preset(NotationChoice(preset: $0))
      }
    // A Jupyter notebook's outputs are numbers that it publishes, and judged as such.
    regions = published == nil && !isJupyter ? RegionDifference(runner) : RegionDifference()
  }

  /// Runs all of a notebook while the document is read. Its networks are computed anew: those of a run belong
  /// to the thread that it has.
  private static func startRun(
    of notebook: NotebookSource, in folder: String, beside source: SourceText
  ) -> Background<Beside> {
    Background {
      let runner = NotebookRunner(
        notebook.text, templates: TemplateStore(notebookFolder: folder), folder: folder)
      if let diagnostics = failure(of: runner, areViewsNeeded: false) {
        throw DiagnosticError(diagnostics)
      }
      let rendering = Rendering(runner)
      return Beside(
        rendering: rendering, alignment: RenderingAlignment(rendering, source),
        faults: runner.diagnostics.filter { $0.severity == .error })
    }
  }

  /// What is wrong with a notebook that cannot be gone by. A Jupyter notebook shows what its views gave,
  /// wherever their templates are; of another document's notebook the networks are what counts.
  private static func failure(of runner: NotebookRunner, areViewsNeeded: Bool) -> [Diagnostic]? {
    let hasNoNetwork = runner.networks.hasFailed || runner.networks.names.isEmpty
    return runner.hasErrors && (areViewsNeeded || hasNoNetwork) ? runner.diagnostics : nil
  }

  /// What the notebook beside the document shows no more, so that nothing is held against it.
  package func warnings() throws -> [Diagnostic] {
    try run?.value().faults.map(\.asWarning) ?? []
  }

  /// What is said of the document.
  ///
  /// - Throws: `DiagnosticError` for a notebook whose networks have errors.
  package func report() throws -> AuditReport {
    // Trainings of the run beside are watched; two of them cannot be.
    try Monitoring.$monitor.withValue(run == nil ? Monitoring.monitor : nil) {
      try AuditReport(source, lexicon: lexicon, networks: networks, presets: presets, from: start) {
        try run?.value().alignment ?? RenderingAlignment()
      }
    }
  }

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
    let rendering = try run?.value().rendering
    return try Fixer(keeping: kept) { source in
      AuditReport(
        source, lexicon: lexicon, networks: networks, presets: presets, rendering: rendering,
        from: start)
    }.fix(report)
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
