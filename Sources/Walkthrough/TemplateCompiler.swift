import Diagnostics
import Mustache

/// A template ready to be rendered.
struct CompiledTemplate {
  let text: TemplateText
  let template: MustacheTemplate
}

/// Compiles templates and what they include, and refuses what Mustache would skip silently or what
/// would not end.
final class TemplateCompiler {
  private let partials: (String) -> Excerpt?
  private var cache: [String: CompiledTemplate] = [:]
  /// How many tags each included template comes to, with what it includes in turn.
  private var sizes: [String: Int] = [:]
  /// The templates that are being included, outermost first.
  private var including: [String] = []
  private(set) var library = MustacheLibrary()

  /// Sections may be nested so deep.
  static let depthLimit = 64
  /// A template may come to so many tags with everything it includes.
  static let sizeLimit = 10_000
  private static let transforms: Set<String> = ["reversed", "count", "empty"]

  init(partials: @escaping (String) -> Excerpt?) { self.partials = partials }

  /// - Throws: `DiagnosticError`.
  func compile(_ template: Excerpt) throws(DiagnosticError) -> CompiledTemplate {
    if let compiled = cache[template.text] { return compiled }
    let text = TemplateText(template.text)
    _ = try check(text, template)
    let compiled = CompiledTemplate(text: text, template: try parse(text, template))
    cache[template.text] = compiled
    return compiled
  }

  /// Checks the tags and includes what they include.
  ///
  /// - Returns: How many tags there are in all.
  private func check(_ text: TemplateText, _ template: Excerpt) throws(DiagnosticError) -> Int {
    if let deep = text.tag(deeperThan: Self.depthLimit) {
      throw fault(
        "template-too-deep", "sections are nested deeper than \(Self.depthLimit)", template, deep)
    }
    var size = 0
    for tag in text.tags {
      switch tag.kind {
      case ">": size += try include(tag, in: template)
      case "<", "$":
        throw fault("template-syntax", "blocks that inherit are not supported", template, tag)
      default: try checkTransforms(of: tag, in: template)
      }
      size += 1
      if size > Self.sizeLimit {
        throw fault(
          "template-too-large", "the template comes to more than \(Self.sizeLimit) tags", template,
          tag)
      }
    }
    return size
  }

  private func checkTransforms(
    of tag: TemplateText.Tag, in template: Excerpt
  ) throws(DiagnosticError) {
    guard !"!=%".contains(tag.kind), tag.name.contains("(") else { return }
    let names = tag.name.split(separator: "(", omittingEmptySubsequences: false).dropLast()
    for name in names where !Self.transforms.contains(String(name)) && !name.hasSuffix("^") {
      throw fault(
        "unknown-transform", "there is no transform `\(name)`", template, tag,
        help: Suggestion.help(for: String(name), among: Self.transforms))
    }
  }

  private func include(
    _ tag: TemplateText.Tag, in template: Excerpt
  ) throws(DiagnosticError) -> Int {
    if let first = including.firstIndex(of: tag.name) {
      let circle = (including[first...] + [tag.name]).joined(separator: " → ")
      throw fault("view-cycle", "`\(tag.name)` includes itself: \(circle)", template, tag)
    }
    if let size = sizes[tag.name] { return size }
    guard let partial = partials(tag.name) else {
      throw fault("unknown-view", "there is no view `\(tag.name)` to include", template, tag)
    }
    including.append(tag.name)
    defer { including.removeLast() }
    let text = TemplateText(partial.text)
    let size = try check(text, partial)
    library.register(try parse(text, partial), named: tag.name)
    sizes[tag.name] = size
    return size
  }

  private func fault(
    _ id: String, _ message: String, _ template: Excerpt, _ tag: TemplateText.Tag,
    help: String? = nil
  ) -> DiagnosticError {
    DiagnosticError(Diagnostic(id: id, message, at: template.span(tag.range), help: help))
  }

  private func parse(
    _ text: TemplateText, _ template: Excerpt
  ) throws(DiagnosticError) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text.mustache)
    } catch {
      let failure = error as? MustacheTemplate.ParserError
      let line = failure.map { Self.lineRange($0.context, in: template.text) }
      let range = text.unclosedTag ?? text.unbalancedSection ?? line ?? 0..<0
      let what =
        text.unclosedTag == nil
        ? FaultMessages.describe(failure?.error ?? error) : "a tag is not closed"
      throw DiagnosticError(
        Diagnostic(
          id: "template-syntax", "the template does not parse: \(what)", at: template.span(range)))
    }
  }

  /// The line that Mustache was in when it gave up.
  private static func lineRange(_ context: MustacheParserContext, in text: String) -> Range<Int> {
    let line = max(1, context.lineNumber - TemplateText.addedLines)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let offset = lines.prefix(line - 1).reduce(0) { $0 + $1.utf8.count + 1 }
    return offset..<offset + (line <= lines.count ? lines[line - 1].utf8.count : 0)
  }
}
