package import Diagnostics
import Mustache
import NeuralCore
import Notation

/// A request for a view: its template and the indices its attributes fix.
package struct ViewRequest: Sendable {
  package struct Attribute: Sendable {
    package let key: String
    package let value: String
    package let place: SourceSpan?

    package init(key: String, value: String, place: SourceSpan? = nil) {
      (self.key, self.value, self.place) = (key, value, place)
    }
  }

  package let template: Excerpt
  package let attributes: [Attribute]
  /// Where the view is asked for.
  package let place: SourceSpan?

  package init(template: Excerpt, attributes: [Attribute] = [], place: SourceSpan? = nil) {
    (self.template, self.attributes, self.place) = (template, attributes, place)
  }
}

/// Renders views: templates with a network's numbers, symbols and formulas in them.
package final class ViewRenderer {
  private let compiler: TemplateCompiler
  private let wording: Wording

  /// - Parameters:
  ///   - wording: The words of pictures.
  ///   - partials: Finds the templates that `<<> name>>` includes.
  package init(wording: Wording = Wording(), partials: @escaping (String) -> Excerpt?) {
    compiler = TemplateCompiler(partials: partials)
    self.wording = wording
  }

  /// - Throws: `DiagnosticError` with every unknown name and every value that could not be had.
  package func render(_ request: ViewRequest, with worksheet: Worksheet) throws -> AnnotatedText {
    try render(request, with: worksheet, prefersReferences: false)
  }

  /// - Parameter prefersReferences: Whether the template is a single reference.
  func render(
    _ request: ViewRequest, with worksheet: Worksheet, prefersReferences: Bool
  ) throws -> AnnotatedText {
    let compiled = try compiler.compile(request.template)
    let state = ViewState(
      worksheet: worksheet, options: try PictureOptions(request), wording: wording)
    var root = ViewContext(state, .scope, Scope())
    root.prefersReferences = prefersReferences
    let context = try AttributeReader(root: root, request: request).enter()
    let marked = compiled.template.render(context, library: compiler.library)
    guard state.errors.isEmpty else {
      let faults = FaultMessages(request: request, tags: compiled.text.tags, worksheet: worksheet)
      var seen: Set<Diagnostic> = []
      throw DiagnosticError(state.errors.map(faults.diagnostic).filter { seen.insert($0).inserted })
    }
    try checkPictureAttributes(state, request)
    var text = AnnotatedText(marked: marked, marks: state.marks.marks)
    RelationRepair(check: RelationCheck(worksheet: worksheet)).repair(&text)
    return text
  }

  /// - Throws: `DiagnosticError` for attributes of pictures where there is none.
  private func checkPictureAttributes(_ state: ViewState, _ request: ViewRequest) throws {
    guard !state.hasPicture, !state.options.given.isEmpty else { return }
    throw DiagnosticError(
      state.options.given.map {
        Diagnostic(
          id: "unknown-attribute", "`\($0.key)` is for pictures, and the view has none",
          at: $0.place ?? request.place)
      })
  }
}
