import AuditHarness
import Diagnostics
import Runner
import TestSupport
import Testing

@testable import Audit

extension TemplateStore {
  static var repository: TemplateStore { TemplateStore(repository: Repository.root) }
}

extension NotebookRunner {
  /// A notebook without errors, run with the repository's templates.
  convenience init(
    withoutErrors notebook: SourceText, templates: TemplateStore = .repository,
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    self.init(notebook, templates: templates)
    #expect(!hasErrors, "\(diagnostics.map(\.message))", sourceLocation: location)
  }

  /// What is said of a page beside the notebook's networks and what its run writes.
  func report(on page: String) -> AuditReport {
    AuditReport(
      SourceText(name: "page.md", text: page), lexicon: ClaimTests.lexicon,
      networks: networks.worksheets, rendering: Rendering(self))
  }
}
