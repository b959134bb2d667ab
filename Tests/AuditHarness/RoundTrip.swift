import Audit
package import Diagnostics
package import Foundation
import Notebook
package import Runner

/// The round-trip law: what `run` writes, `diff` reads, with nothing unread and nothing but `match`, or
/// `rounding` where `\approx` stands.
package struct RoundTrip: Sendable {
  package private(set) var pages = 0
  package private(set) var claims = 0
  /// What is not so, in words.
  package private(set) var violations: [String] = []

  package init() {}

  /// Judges what a notebook writes, without and with its networks.
  ///
  /// - Parameters:
  ///   - folder: Where the notebook's data are.
  ///   - dropsFailingViews: Whether views that do not apply to the network are left out.
  package mutating func add(
    _ notebook: SourceText, templates: TemplateStore, folder: String? = nil,
    dropsFailingViews: Bool = false
  ) throws {
    let notebook =
      dropsFailingViews ? Self.withoutFailingViews(notebook, templates) : notebook
    let runner = NotebookRunner(notebook, templates: templates, folder: folder)
    guard !runner.hasErrors else {
      violations.append("\(notebook.name): \(runner.diagnostics.map(\.message))")
      return
    }
    let text = Weaver(runner.document, accept: true).woven(runner.output).text
    let page = SourceText(name: notebook.name, text: text)
    let sheets = runner.networks.worksheets
    let lexicon = try Lexicon.installed(templates)
    for networks in [[], sheets] {
      let report = AuditReport(
        page, lexicon: lexicon, networks: networks,
        rendering: networks.isEmpty ? nil : Rendering(runner))
      add(report, networks.isEmpty ? "alone" : "with its network")
    }
  }

  private mutating func add(_ report: AuditReport, _ how: String) {
    pages += 1
    claims += report.findings.count
    let name = report.source.name
    if report.isOtherNetwork { violations.append("\(name), \(how): called another network") }
    for diagnostic in report.unread {
      violations.append("\(name):\(diagnostic.place?.line ?? 0), \(how): \(diagnostic.message)")
    }
    for finding in report.findings where finding.verdict != .match {
      let isHonest = finding.verdict == .rounding && finding.claim.text.contains("\\approx")
      guard !isHonest else { continue }
      violations.append(
        "\(name):\(finding.claim.place.line), \(how): `\(finding.claim.published)` "
          + "\(finding.verdict.rawValue) in \(finding.claim.text)")
    }
  }

  /// The notebook without the cells that show nothing.
  private static func withoutFailingViews(
    _ notebook: SourceText, _ templates: TemplateStore
  ) -> SourceText {
    let runner = NotebookRunner(notebook, templates: templates)
    let failing = runner.document.items.filter { item in
      if case .show = item { runner.output(item) == nil } else { false }
    }
    var bytes = Array(notebook.text.utf8)
    for item in failing.reversed() { bytes.removeSubrange(item.span.range) }
    return SourceText(name: notebook.name, text: String(decoding: bytes, as: UTF8.self))
  }

  package mutating func add(_ other: RoundTrip) {
    pages += other.pages
    claims += other.claims
    violations = (violations + other.violations).sorted()
  }

  /// All notebooks of a repository, every view in every notation, and random networks.
  ///
  /// - Parameter isWhole: Whether every view for every network, precision and place.
  package static func measure(
    root: URL, networks count: Int, seed: UInt64, isWhole: Bool = true, workers: Int
  ) async throws -> RoundTrip {
    try await withThrowingTaskGroup(of: RoundTrip.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var result = RoundTrip()
          let sources =
            try RandomNotebook.catalogue(root, isWhole: isWhole)
            + RandomNotebook.random(count, seed)
          for (index, source) in sources.enumerated() where index % workers == worker {
            let folder = source.isOfRepository ? root.appending(path: "notebooks").path : nil
            let templates = TemplateStore(repository: root, notebookFolder: folder)
            try result.add(
              source.text, templates: templates, folder: folder,
              dropsFailingViews: !source.isOfRepository)
          }
          return result
        }
      }
      return try await group.reduce(into: RoundTrip()) { $0.add($1) }
    }
  }
}
