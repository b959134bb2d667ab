import AuditHarness
import Diagnostics
import Runner
import TestSupport
import Testing

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
}
