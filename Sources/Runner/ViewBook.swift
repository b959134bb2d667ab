import Diagnostics
import Notebook
import Walkthrough

/// The views a notebook can show: the ones it names itself, then the catalogue.
final class ViewBook {
  private let templates: TemplateStore
  private var own: [String: Excerpt] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(templates: TemplateStore, items: [NotebookItem]) {
    self.templates = templates
    for case .view(let cell) in items {
      guard let name = cell.name else { continue }
      if own.updateValue(cell.body, forKey: name.text) != nil {
        diagnostics.append(
          Diagnostic(
            id: "duplicate-view", "the view `\(name.text)` is defined twice", at: name.span,
            help: "give one of them another name"))
      }
    }
  }

  func template(_ name: String) -> Excerpt? {
    own[name] ?? templates.source(.views, name).map { Excerpt($0) }
  }

  /// - Throws: `DiagnosticError` if there is no view of this name.
  func template(_ name: Word) throws(DiagnosticError) -> Excerpt {
    if let template = template(name.text) { return template }
    throw DiagnosticError(
      Diagnostic(
        id: "unknown-view", "there is no view `\(name.text)`", at: name.span,
        help: Suggestion.help(for: name.text, among: own.keys)
          ?? templates.help(for: name.text, .views)))
  }
}
