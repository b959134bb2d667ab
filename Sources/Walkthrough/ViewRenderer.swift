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
  private struct Compiled {
    let text: TemplateText
    let template: MustacheTemplate
  }

  private let partials: (String) -> Excerpt?
  private var cache: [String: Compiled] = [:]
  private var library = MustacheLibrary()
  private var registered: Set<String> = []

  /// - Parameter partials: Finds the templates that `<<> name>>` includes.
  package init(partials: @escaping (String) -> Excerpt?) { self.partials = partials }

  /// - Throws: `DiagnosticError` with every unknown name and every value that could not be had.
  package func render(_ request: ViewRequest, with worksheet: Worksheet) throws -> AnnotatedText {
    let compiled = try compile(request.template)
    let state = ViewState(worksheet: worksheet)
    let root = ViewContext(state, .scope, Scope())
    let context = try AttributeReader(root: root, request: request).enter()
    let marked = compiled.template.render(context, library: library)
    guard state.errors.isEmpty else {
      let faults = FaultMessages(request: request, tags: compiled.text.tags, worksheet: worksheet)
      var seen: Set<Diagnostic> = []
      throw DiagnosticError(state.errors.map(faults.diagnostic).filter { seen.insert($0).inserted })
    }
    var text = AnnotatedText(marked: marked, marks: state.marks.marks)
    RelationRepair(check: RelationCheck(worksheet: worksheet)).repair(&text)
    return text
  }

  private func compile(_ template: Excerpt) throws -> Compiled {
    if let compiled = cache[template.text] { return compiled }
    let text = TemplateText(template.text)
    for tag in text.tags where tag.kind == ">" { try register(tag, in: template) }
    let compiled = Compiled(text: text, template: try parse(text, template))
    cache[template.text] = compiled
    return compiled
  }

  private func register(_ tag: TemplateText.Tag, in template: Excerpt) throws {
    guard registered.insert(tag.name).inserted else { return }
    guard let partial = partials(tag.name) else {
      throw DiagnosticError(
        Diagnostic(
          id: "unknown-view", "there is no view `\(tag.name)` to include",
          at: template.span(tag.range)))
    }
    let text = TemplateText(partial.text)
    for inner in text.tags where inner.kind == ">" { try register(inner, in: partial) }
    library.register(try parse(text, partial), named: tag.name)
  }

  private func parse(_ text: TemplateText, _ template: Excerpt) throws -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text.mustache)
    } catch let error as MustacheTemplate.ParserError {
      let range =
        text.unclosedTag ?? text.unbalancedSection ?? lineRange(error.context, in: template.text)
      let what =
        text.unclosedTag == nil ? FaultMessages.describe(error.error) : "a tag is not closed"
      throw DiagnosticError(
        Diagnostic(
          id: "template-syntax", "the template does not parse: \(what)",
          at: template.span(range)))
    }
  }

  /// The line that Mustache was in when it gave up.
  private func lineRange(_ context: MustacheParserContext, in text: String) -> Range<Int> {
    let line = max(1, context.lineNumber - TemplateText.addedLines)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let offset = lines.prefix(line - 1).reduce(0) { $0 + $1.utf8.count + 1 }
    return offset..<offset + (line <= lines.count ? lines[line - 1].utf8.count : 0)
  }
}
