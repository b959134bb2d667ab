import Diagnostics
import Jupyter
import Markdown
import Notebook
import Publishing
import Walkthrough

/// Writes a notebook that was run as a document for readers.
struct NotebookPublisher {
  private let runner: NotebookRunner
  private let templates: TemplateStore
  private let options: PublishingOptions
  private let images: ImageSource
  /// What could not be taken over.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter folder: The notebook's.
  init(
    _ runner: NotebookRunner, templates: TemplateStore, folder: String, options: PublishingOptions
  ) {
    (self.runner, self.templates, self.options) = (runner, templates, options)
    images = ImageSource(folder: folder)
  }

  /// The document in a format.
  ///
  /// - Throws: `DiagnosticError`.
  mutating func bytes(_ format: DocumentFormat) throws(DiagnosticError) -> [UInt8] {
    switch format {
    case .markdown: return Array(computed { runner.output($0) }.text.text.utf8)
    case .html: return Array(try html().utf8)
    case .latex: return Array(try latex().text.utf8)
    case .pdf: return try LaTeXCompiler(try latex(), source: runner.document.source).pdf()
    case .ipynb: return Array(jupyter().utf8)
    case .json:
      let sheets = runner.networks.worksheets
      return Array(try ValuesJSON().text(sheets).utf8)
    }
  }

  /// The computed document.
  private struct Computed {
    let content: MarkdownContent
    let text: SourceText
    let patched: PatchedSource
  }

  private func computed(_ render: (NotebookItem) -> String?) -> Computed {
    let weaving = Weaver(runner.document, accept: true).woven(render)
    let text = SourceText(name: runner.document.source.name, text: weaving.text)
    // Nothing before the Markdown changes.
    let content = MarkdownContent(text, from: runner.document.tree.start)
    return Computed(content: content, text: text, patched: weaving.patched)
  }

  // MARK: HTML

  /// - Throws: `DiagnosticError`.
  mutating func html() throws(DiagnosticError) -> String {
    let register = NumberRegister()
    let computed = computed { [runner, options] item in
      register.marked(item, of: runner, hasNumbers: !options.isFragment) ?? runner.output(item)
    }
    var writer = HTMLWriter(
      computed.content, form: options.isFragment ? .fragment : .page,
      trusted: options.isHTMLTrusted, images: images, pictures: register.pictures,
      captions: register.captions)
    let body = writer.write()
    report(writer.notices, computed)
    if options.isFragment { return body }
    let katex = KaTeX(folders: options.katexFolders)
    if katex == nil, !writer.formulas.isEmpty { diagnostics.append(Self.missingKaTeX) }
    // A script beside a notebook is its author's, and runs only where the author's HTML does.
    let parts = HTMLPage.Parts(
      skeleton: try templates.document("page.html"), styles: try templates.document("page.css"),
      script: try templates.document("page.js", trusted: options.isHTMLTrusted))
    return try HTMLPage(parts: parts, katex: katex, trusted: options.isHTMLTrusted)
      .text(writer, body: body, info: info, numbers: register.numbers)
  }

  private static let missingKaTeX = Diagnostic(
    .warning, id: "katex-missing", "KaTeX is not installed, so formulas are written as TeX",
    help: "apt-get install libjs-katex fonts-katex")

  // MARK: LaTeX

  /// A LaTeX document with the way back to the notebook.
  struct LaTeX {
    let text: String
    /// For each line, the line of the notebook.
    let lines: [Int]
    /// Files by the names that the document includes them by.
    let pictures: [String: String]
  }

  /// - Throws: `DiagnosticError`.
  mutating func latex() throws(DiagnosticError) -> LaTeX {
    let register = NumberRegister()
    let computed = computed { [runner] item in
      register.marked(item, of: runner) ?? runner.output(item)
    }
    var writer = LaTeXWriter(
      computed.content, images: images, drawings: register.pictures, captions: register.captions,
      titleHeading: options.isFragment
        ? nil : computed.content.titleHeading(givenTitle: info.title))
    let body = writer.write()
    report(writer.notices, computed)
    if options.isFragment {
      let lines = writer.lines.map { line(of: $0, computed) }
      return LaTeX(text: Self.fragmentHead + body, lines: lines, pictures: writer.pictures)
    }
    let (text, lines) = try LaTeXDocument(skeleton: templates.document("document.tex"))
      .text(writer, body: body, info: info)
    return LaTeX(
      text: text, lines: lines.map { $0 == 0 ? 0 : line(of: $0, computed) },
      pictures: writer.pictures)
  }

  private static let fragmentHead = """
    % Needs: amsmath, amssymb, array, booktabs, longtable, caption, graphicx, alltt, listings, hyperref,
    % and \\usepackage[T1]{fontenc}; where there are pictures, tikz with its library patterns; for matrices of more
    % than ten columns \\setcounter{MaxMatrixCols}{100}.

    """

  // MARK: Jupyter

  private func jupyter() -> String {
    JupyterWriter(runner.document, render: runner.output, formats: outputFormats).text()
  }

  /// What a code cell shows, for tools that do not take Markdown; pictures are SVG, TikZ and text art.
  private func outputFormats(_ item: NotebookItem) -> JupyterCell.Output {
    guard let text = runner.annotated(item) else { return [:] }
    func content(_ register: NumberRegister, hasCaptions: Bool) -> MarkdownContent {
      let marked = register.marked(item, of: runner, hasCaptions: hasCaptions) ?? text.text
      return MarkdownContent(SourceText(name: "", text: marked))
    }
    let register = NumberRegister()
    let shown = content(register, hasCaptions: true)
    var html = HTMLWriter(
      shown, form: .fragment, trusted: options.isHTMLTrusted, images: images,
      pictures: register.pictures, captions: register.captions)
    // Jupyter's own LaTeX prints no captions: they stay paragraphs.
    let plain = content(NumberRegister(), hasCaptions: false)
    var latex = LaTeXWriter(plain, images: images, drawings: register.pictures)
    return [
      "text/html": html.write(), "text/latex": latex.write(), "text/plain": text.text,
    ]
  }

  // MARK: Common

  private var info: DocumentInfo {
    runner.document.frontMatter.map { FrontMatter.info(in: $0) } ?? DocumentInfo()
  }

  private mutating func report(_ notices: [Notice], _ computed: Computed) {
    var seen: Set<Notice> = []
    for notice in notices where seen.insert(notice).inserted {
      let line = line(of: notice.line, computed)
      let source = runner.document.source
      let range = source.offset(ofLine: line)..<source.offset(ofLine: line)
      diagnostics.append(
        Diagnostic(
          .warning, id: notice.id, notice.message, at: SourceSpan(source: source, range: range),
          help: notice.help))
    }
  }

  /// The notebook's line for a line of the computed document.
  private func line(of line: Int, _ computed: Computed) -> Int {
    let offset = computed.patched.sourceOffset(of: computed.text.offset(ofLine: line))
    return runner.document.source.position(of: offset).line
  }
}
