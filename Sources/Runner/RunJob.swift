package import Diagnostics
import Foundation
import Markdown
import Notebook
import Publishing
import Walkthrough

/// `deltabook run` over files: every file is run before anything is written, and nothing is written
/// where one of them has an error.
package struct RunJob {
  package enum Mode: Sendable, Equatable {
    /// A document for readers, or the values.
    case document(DocumentFormat)
    case inPlace(accept: Bool)
    case check

    package static let markdown = Mode.document(.markdown)
    package static let json = Mode.document(.json)

    var isInPlace: Bool {
      switch self {
      case .inPlace, .check: true
      case .document: false
      }
    }
  }

  package struct Report {
    package var diagnostics: [Diagnostic] = []
    /// Lines for standard error, such as which regions are stale.
    package var notes: [String] = []
    /// 0 fine, 1 stale, 2 bad input.
    package var status: Int32 = 0
  }

  private struct Result {
    let path: String
    let source: SourceText
    let bytes: [UInt8]
    var staleItems: [NotebookItem] = []
  }

  private let files: [String]
  private let mode: Mode
  private let output: String?
  private let sets: [String]
  private let options: PublishingOptions

  package init(
    files: [String], mode: Mode, output: String?, sets: [String],
    options: PublishingOptions = PublishingOptions()
  ) {
    (self.files, self.mode, self.output) = (files, mode, output)
    (self.sets, self.options) = (sets, options)
  }

  package func run() -> Report {
    var report = Report()
    var results: [Result] = []
    for path in files {
      do {
        if let result = try result(path, &report.diagnostics) { results.append(result) }
      } catch {
        report.diagnostics += error.diagnostics
      }
    }
    if report.diagnostics.contains(where: { $0.severity == .error }) {
      report.status = 2
      return report
    }
    do {
      try write(results, &report)
    } catch {
      report.diagnostics.append(Diagnostic(id: "cannot-write", "\(error)"))
      report.status = 2
    }
    return report
  }

  private func result(
    _ path: String, _ diagnostics: inout [Diagnostic]
  ) throws(DiagnosticError) -> Result? {
    let file = try NotebookSource(path)
    diagnostics += file.diagnostics
    if file.isJupyter, mode.isInPlace { throw Self.notMarkdown(path, mode) }
    let source = file.text
    let folder = path == "-" ? "." : URL(filePath: path).deletingLastPathComponent().path
    let templates = TemplateStore(notebookFolder: folder)
    let runner = NotebookRunner(source, templates: templates, sets: sets, folder: folder)
    diagnostics += runner.diagnostics
    if runner.hasErrors { return nil }
    if case .document(let format) = mode, format != .markdown {
      var publisher = NotebookPublisher(
        runner, templates: templates, folder: folder, options: options)
      defer { diagnostics += publisher.diagnostics }
      return Result(path: path, source: source, bytes: try publisher.bytes(format))
    }
    // Only in place is there something of somebody's to overwrite.
    let isAccepting = if case .inPlace(let accept) = mode { accept } else { mode == .markdown }
    let weaver = Weaver(runner.document, accept: isAccepting)
    let math = options.math ?? runner.mathDialect
    let render = Self.render(runner, in: math)
    let weaving = mode == .markdown ? weaver.woven(render) : weaver.inPlace(render)
    if mode != .check { diagnostics += weaving.diagnostics }
    var bytes = weaving.patched.bytes
    if mode == .markdown, let math {
      // What is computed is in the dialect already; this is the author's.
      let start = runner.document.tree.start
      bytes = Array(MathRewriter.rewritten(weaving.text, in: math, from: start).utf8)
    }
    return Result(path: path, source: source, bytes: bytes, staleItems: weaving.staleItems)
  }

  /// What items are filled with, its math in a dialect. Views write dollars.
  private static func render(
    _ runner: NotebookRunner, in math: MathDialect?
  ) -> (NotebookItem) -> String? {
    guard math == .github else { return { runner.output($0) } }
    return { item in
      // A hole's value is math by itself; the formula around it is rewritten as a whole.
      if case .mathHole = item { return runner.output(item) }
      return runner.output(item).map { MathRewriter.rewritten($0, in: .github) }
    }
  }

  private static func notMarkdown(_ path: String, _ mode: Mode) -> DiagnosticError {
    let option = mode == .check ? "--check" : "--in-place"
    return DiagnosticError(
      Diagnostic(
        id: "in-place-notebook",
        "`\(option)` works on Markdown, and `\(path)` is a Jupyter notebook",
        help: "`run --to ipynb --output FILE` writes one anew"))
  }

  // MARK: Writing

  private func write(_ results: [Result], _ report: inout Report) throws {
    switch mode {
    case .check:
      for result in results {
        for item in result.staleItems {
          report.notes.append("\(result.path):\(item.span.line): stale: \(item.request)")
          report.status = 1
        }
      }
    case .inPlace:
      for result in results where !result.source.text.utf8.elementsEqual(result.bytes) {
        try AtomicFile.write(result.bytes, to: result.path)
      }
    case .document(let format): try writeOutput(results, format)
    }
  }

  private func writeOutput(_ results: [Result], _ format: DocumentFormat) throws {
    guard let output else {
      for result in results { try AtomicFile.writeToStandardOutput(result.bytes) }
      return
    }
    let isFolder = Self.isFolder(output)
    if !isFolder, results.count > 1 {
      throw FileError(path: output, reason: "several notebooks need a folder")
    }
    let targets = results.map { isFolder ? Self.path(of: $0.path, in: output, format) : output }
    for target in targets where results.contains(where: { Self.isSameFile($0.path, target) }) {
      throw FileError(
        path: target, reason: "it is the notebook itself; --in-place rewrites notebooks")
    }
    if Set(targets).count < targets.count {
      throw FileError(path: output, reason: "two of the notebooks have the same name")
    }
    for (result, target) in zip(results, targets) {
      try AtomicFile.write(result.bytes, to: target)
    }
  }

  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func path(
    of notebook: String, in folder: String, _ format: DocumentFormat
  ) -> String {
    let name =
      notebook == "-" ? "output" : URL(filePath: notebook).deletingPathExtension().lastPathComponent
    return "\(folder)/\(name).\(format.fileExtension)"
  }

  private static func isSameFile(_ a: String, _ b: String) -> Bool {
    func resolved(_ path: String) -> String {
      URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
    return a != "-" && resolved(a) == resolved(b)
  }
}

extension NotebookItem {
  /// What is asked for, as its author wrote it.
  fileprivate var request: String {
    switch self {
    case .network(let cell), .show(let cell), .view(let cell): cell.name?.text ?? cell.kind.rawValue
    case .region(let region):
      ([region.name.text] + region.attributes.map { "\($0.key.text)=\($0.value.text)" })
        .joined(separator: " ")
    case .inlineValue(let value): value.expression.text
    case .inPlaceValue(let value): value.expression.text
    case .mathHole(let hole): hole.path.text
    case .crossReference(let reference): "#" + reference.label.text
    }
  }
}
