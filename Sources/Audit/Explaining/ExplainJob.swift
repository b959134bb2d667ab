internal import Algebra
internal import Diagnostics
internal import NeuralCore
internal import Notation
internal import Runner
internal import Walkthrough

/// `deltabook explain`: a reference of a notebook, or a line of a document, taken apart.
package struct ExplainJob {
  private let file: String
  private let target: String
  private let published: String?
  private let depth: Int
  private let colored: Bool

  /// - Parameters:
  ///   - target: A reference such as `w_5.new`, or the number of a line.
  ///   - published: The document of the line, if the network is another file's.
  ///   - depth: Levels shown at most.
  package init(
    file: String, target: String, published: String? = nil, depth: Int = 8, colored: Bool = false
  ) {
    (self.file, self.target, self.published) = (file, target, published)
    (self.depth, self.colored) = (depth, colored)
  }

  /// - Throws: `DiagnosticError` for files that cannot be read, notebooks with errors, lines and
  ///   references that are not there.
  package func text() throws -> String {
    let numbers = target.split(separator: ":", omittingEmptySubsequences: false).compactMap {
      Int($0)
    }
    if let line = numbers.last, target == numbers.map(String.init).joined(separator: ":"),
      numbers.count <= 2
    {
      return try text(line: line, ofCell: numbers.count == 2 ? numbers[0] : nil)
    }
    if let published {
      throw DiagnosticError(
        Diagnostic(
          id: "explain-reference",
          "`\(target)` is a reference, which `\(file)` explains; `\(published)` has lines"))
    }
    return try text(reference: target)
  }

  private func text(line: Int, ofCell cell: Int?) throws -> String {
    let job = try DiffJob(file: file, published: published)
    if job.source.hasSections { return try text(line: line, ofCell: cell, of: job) }
    guard (1...job.source.lineCount).contains(line) else {
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-line",
          "`\(job.source.name)` has \(job.source.lineCount) lines, there is no line \(line)"))
    }
    return LineExplanation(try job.report(), line: line, colored: colored).text
  }

  /// A line of a Jupyter notebook: of a cell, or else of its output.
  private func text(line: Int, ofCell cell: Int?, of job: DiffJob) throws -> String {
    guard let cell else {
      throw DiagnosticError(
        Diagnostic(
          id: "explain-cell",
          "`\(job.source.name)` is a Jupyter notebook, whose lines are counted by cells",
          help: "write `CELL:LINE`, such as `3:\(line)`"))
    }
    let found = ["cell \(cell)", "cell \(cell) output"].lazy
      .compactMap { job.source.line(line, ofSection: $0) }.first
    guard let found else {
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-line", "`\(job.source.name)` shows no line \(line) of a cell \(cell)"))
    }
    return LineExplanation(try job.report(), line: found, colored: colored).text
  }

  private func text(reference: String) throws -> String {
    let runner = NotebookRunner(
      try NotebookSource(file).text,
      templates: TemplateStore(notebookFolder: DiffJob.folder(of: file)),
      folder: DiffJob.folder(of: file), extent: .networks)
    if runner.hasErrors { throw DiagnosticError(runner.diagnostics) }
    let (sheet, rest) = try sheet(reference, runner.networks)
    let path = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let limits = ElementTree.Limits(depth: depth)
    switch sheet.reader.resolve(path) {
    case .success(.element(let element)):
      return try tree(element, sheet, limits)
    case .success(.quantity(let id, let index, let step)):
      let elements = elements(of: sheet.graph[id], index, step: step)
      let trees = try elements.prefix(limits.width).map { try tree($0, sheet, limits) }
      let more = elements.count - trees.count
      return trees.joined(separator: "\n") + (more > 0 ? "\n… and \(more) more elements\n" : "")
    case .success(.layer):
      throw DiagnosticError(
        Diagnostic(
          id: "explain-layer", "`\(rest)` is a layer",
          help: "name one of its quantities: `\(rest).net`, `\(rest).out`"))
    case .failure(let unknown):
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-name", "`\(path[unknown.position])` is not known in `\(sheet.graph.name)`",
          help: Suggestion.help(for: path[unknown.position], among: unknown.candidates)))
    }
  }

  private func tree(
    _ element: Element, _ sheet: Worksheet, _ limits: ElementTree.Limits
  ) throws -> String {
    do {
      return try ElementTree.text(element, of: sheet, limits: limits)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(sheet.diagnostic(for: error))
    }
  }

  /// The elements of a quantity whose index begins so.
  private func elements(of quantity: Quantity, _ index: [Int], step: Int) -> [Element] {
    (0..<quantity.count).filter { quantity.index(of: $0).starts(with: index) }
      .map { Element(quantity.id, $0, step: step) }
  }

  private func sheet(
    _ reference: String, _ networks: NetworkBook
  ) throws -> (Worksheet, String) {
    if let slash = reference.firstIndex(of: "/") {
      let name = String(reference[..<slash])
      guard let sheet = networks[name] else {
        throw DiagnosticError(
          Diagnostic(
            id: "unknown-network", "there is no network `\(name)` in `\(file)`",
            help: Suggestion.help(for: name, among: networks.names)))
      }
      return (sheet, String(reference[reference.index(after: slash)...]))
    }
    let sheets = networks.worksheets
    guard let last = sheets.last else {
      throw DiagnosticError(
        Diagnostic(
          id: "no-network", "`\(file)` defines no network, so there is no `\(reference)`",
          help: "name a line to see how its numbers were judged"))
    }
    // Of several networks the first that knows the name.
    let first = reference.split(separator: ".").first.map(String.init) ?? reference
    return (sheets.first { $0.reader.root(first) != nil } ?? last, reference)
  }
}
