package import Diagnostics
package import Notebook
package import Publishing
package import Walkthrough

/// A notebook being run: networks computed, views rendered, item by item in the order of the document.
package final class NotebookRunner {
  package let document: NotebookDocument
  package let networks: NetworkBook
  package private(set) var diagnostics: [Diagnostic]
  /// What is shown with a caption or a label.
  package let captions: CaptionBook
  /// How the document writes its math, if its front matter says so.
  package let mathDialect: MathDialect?
  private let views: ViewBook
  private let renderer: ViewRenderer
  private let extent: Extent
  /// By the byte at which an item begins: no two begin at the same one.
  private var outputs: [Int: AnnotatedText] = [:]
  /// What has a caption, as it is without.
  private var captioned: [Int: (caption: Caption, text: AnnotatedText)] = [:]
  private var worksheets: [Int: Worksheet] = [:]
  /// The network that the item being run draws on.
  private var drawnOn: Worksheet?

  /// How much of a notebook is run.
  package enum Extent: Sendable {
    case all
    /// Networks, and what stands in place: regions and values.
    case places
    case networks
  }

  /// Runs a notebook; what is wrong is in `diagnostics`.
  ///
  /// - Parameters:
  ///   - sets: `REF=VALUE` of `--set`, applied to every network.
  ///   - folder: The notebook's folder, where its data are; `nil`: it has none.
  ///   - extent: What is run; nothing is said of the rest.
  package init(
    _ source: SourceText, templates: TemplateStore, sets: [String] = [], folder: String? = nil,
    extent: Extent = .all
  ) {
    self.extent = extent
    let (document, problems) = NotebookDocument.parse(source)
    self.document = document
    var all = problems
    let defaults = document.frontMatter.map { FrontMatter.defaults(in: $0) }
    all += defaults?.1 ?? []
    let (math, unknown) = Self.mathDialect(of: document)
    mathDialect = math
    all += unknown
    networks = NetworkBook(
      templates: templates, defaults: defaults?.0, sets: sets,
      files: folder.map { DataFolder(path: $0).files } ?? .none)
    let views = ViewBook(templates: templates, items: document.items)
    self.views = views
    let words = WordBook(templates: templates, frontMatter: document.frontMatter)
    captions = CaptionBook(wording: words.wording)
    renderer = ViewRenderer(wording: words.wording) { views.template($0) }
    diagnostics = all + views.diagnostics + words.problems
    for item in document.items { run(item) }
    // Only now is it known what has which number.
    for case .crossReference(let reference) in document.items where extent == .all {
      outputs[reference.span.range.lowerBound] = captions.link(reference)
        .map { AnnotatedText(text: $0) }
    }
    diagnostics += captions.diagnostics + networks.diagnostics + networks.unusedSets
    if !captions.isEmpty || hasPictures { diagnostics += words.fallback }
  }

  private var hasPictures: Bool { outputs.values.contains { !$0.pictures.isEmpty } }

  /// `deltabook: {math: github}`
  private static func mathDialect(of document: NotebookDocument) -> (MathDialect?, [Diagnostic]) {
    guard let body = document.frontMatter,
      let node = FrontMatter.setting("math", in: body)
    else { return (nil, []) }
    let names = MathDialect.allCases.map(\.rawValue)
    if let dialect = node.text.flatMap(MathDialect.init) { return (dialect, []) }
    let unknown = Diagnostic(
      id: "unknown-math", "there is no way of writing math called `\(node.text ?? "…")`",
      at: node.place,
      help: Suggestion.help(for: node.text ?? "", among: names)
        ?? "there are \(names.map { "`\($0)`" }.joined(separator: " and "))")
    return (nil, [unknown])
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What an item's place is filled with: Markdown, without a line end.
  package func output(_ item: NotebookItem) -> String? {
    switch item {
    case .network, .view: ""
    case .show, .region, .inlineValue, .inPlaceValue, .mathHole, .crossReference:
      outputs[item.start]?.markdown
    }
  }

  /// The same with what its parts stand for; pictures are text art in every case.
  package func annotated(_ item: NotebookItem) -> AnnotatedText? { outputs[item.start] }

  /// What an item shows with a caption, and the caption.
  func captioned(_ item: NotebookItem) -> (caption: Caption, text: AnnotatedText)? {
    captioned[item.start]
  }

  /// The network that an item's output draws on.
  package func worksheet(_ item: NotebookItem) -> Worksheet? { worksheets[item.start] }

  // MARK: Items

  private func run(_ item: NotebookItem) {
    guard isWanted(item) else { return }
    drawnOn = nil
    defer { worksheets[item.start] = drawnOn }
    do {
      switch item {
      case .network(let cell): networks.define(cell)
      case .view: break
      case .show(let cell): try run(cell, as: item)
      case .region(let region):
        try show(
          views.template(region.name), region.attributes, at: region.name.span, as: item)
      case .crossReference: break
      case .inlineValue(let value): outputs[item.start] = try math(value.expression)
      case .inPlaceValue(let value): outputs[item.start] = try math(value.expression)
      case .mathHole(let hole): outputs[item.start] = try self.value(hole.path)
      }
    } catch let error as DiagnosticError {
      captions.fail(item.attributes)
      diagnostics += error.diagnostics
    } catch {
      diagnostics.append(Diagnostic(id: "internal", "\(error)", at: item.span))
    }
  }

  private func isWanted(_ item: NotebookItem) -> Bool {
    switch item {
    case .network: true
    case .region, .inPlaceValue: extent != .networks
    case .show, .view, .inlineValue, .mathHole, .crossReference: extent == .all
    }
  }

  private func run(_ cell: Cell, as item: NotebookItem) throws {
    let isEmpty = cell.body.text.allSatisfy(\.isWhitespace)
    if let name = cell.name {
      guard isEmpty else {
        throw DiagnosticError(
          Diagnostic(
            id: "show-body", "the cell names the view `\(name.text)` and has a template of its own",
            at: name.span, help: "leave out the name or the template"))
      }
      try show(views.template(name), cell.attributes, at: name.span, as: item)
    } else {
      guard !isEmpty else {
        throw DiagnosticError(
          Diagnostic(
            id: "show-empty", "the cell names no view and has no template", at: cell.keyword.span))
      }
      try show(cell.body, cell.attributes, at: cell.keyword.span, as: item)
    }
  }

  /// Where a caption or label may stand: apart from what the view itself is asked.
  private func show(
    _ template: Excerpt, _ attributes: [Attribute], at place: SourceSpan, as item: NotebookItem
  ) throws {
    let isCaption = { (attribute: Attribute) in CaptionBook.keys.contains(attribute.key.text) }
    let text = try render(template, attributes.filter { !isCaption($0) }, at: place)
    guard let text else { return captions.fail(attributes) }
    let caption = captions.add(attributes.filter(isCaption), to: text, at: place)
    outputs[item.start] = caption?.around(text) ?? text
    captioned[item.start] = caption.map { ($0, text) }
  }

  private func render(
    _ template: Excerpt, _ attributes: [Attribute], at place: SourceSpan
  ) throws -> AnnotatedText? {
    let chosen = attributes.last { $0.key.text == "network" }
    guard let sheet = try network(chosen?.value.text, at: chosen?.value.span ?? place) else {
      return nil
    }
    let request = ViewRequest(
      template: template,
      attributes: attributes.map {
        .init(key: $0.key.text, value: $0.value.text, place: $0.value.span)
      },
      place: place)
    return try renderer.render(request, with: sheet).trimmingLineEnd
  }

  private func math(_ expression: Excerpt) throws -> AnnotatedText? {
    try value(expression)?.wrapped(in: "$")
  }

  private func value(_ expression: Excerpt) throws -> AnnotatedText? {
    let text = expression.text
    if let slash = text.firstIndex(of: "/"), networks.isKnown(String(text[..<slash])) {
      let name = String(text[..<slash])
      let start = name.utf8.count + 1
      let rest = Excerpt(
        source: expression.source, text: String(text.dropFirst(name.count + 1)),
        pieces: [.init(offset: 0, sourceOffset: expression.sourceOffset(of: start))])
      return try network(name, at: expression.span(0..<start - 1))
        .map { try renderer.renderValue(rest, with: $0) }
    }
    return try network(nil, at: expression.span(0..<text.utf8.count))
      .map { try renderer.renderValue(expression, with: $0) }
  }

  /// The network by name, or the nearest above, remembered as what the item draws on; `nil` where its cell had errors, which are reported there.
  private func network(_ name: String?, at place: SourceSpan) throws -> Worksheet? {
    drawnOn = try chosen(name, at: place)
    return drawnOn
  }

  private func chosen(_ name: String?, at place: SourceSpan) throws -> Worksheet? {
    if let name {
      guard networks.isKnown(name) else {
        throw DiagnosticError(
          Diagnostic(
            id: "unknown-network", "there is no network `\(name)` above", at: place,
            help: Suggestion.help(for: name, among: networks.names)))
      }
      return networks[name]
    }
    if networks.current == nil, !networks.hasFailed {
      throw DiagnosticError(
        Diagnostic(
          id: "no-network", "there is no network above this", at: place,
          help: "define one in a fence that opens with ```yaml network"))
    }
    return networks.current
  }
}

extension NotebookItem {
  fileprivate var start: Int { span.range.lowerBound }

  fileprivate var attributes: [Attribute] {
    switch self {
    case .network(let cell), .show(let cell), .view(let cell): cell.attributes
    case .region(let region): region.attributes
    case .inlineValue, .inPlaceValue, .mathHole, .crossReference: []
    }
  }
}
