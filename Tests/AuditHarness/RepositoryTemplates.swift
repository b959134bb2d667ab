package import Foundation
package import Runner

extension TemplateStore {
  /// Templates beside a notebook and, of the installed ones, those of a repository.
  package convenience init(repository root: URL, notebookFolder: String? = nil) {
    self.init(
      notebookFolder: notebookFolder, installed: [root.appending(path: "templates").path])
  }
}
