import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Runner

/// Pages made where KaTeX is not installed.
struct MissingKaTeXTests {
  private static func page(_ text: String) throws -> (html: String, diagnostics: String) {
    let store = TemplateStore(notebookFolder: nil, installed: [Repository.templates.path])
    var options = PublishingOptions()
    options.katexFolders = ["/nowhere"]
    let runner = NotebookRunner(SourceText(name: "page.md", text: text), templates: store)
    var publisher = NotebookPublisher(
      runner, templates: store, folder: "/nowhere", options: options)
    let html = try publisher.html()
    return (html, DiagnosticRenderer().render(publisher.diagnostics))
  }

  @Test func `Formulas stay TeX, and the page and the command say so`() throws {
    let (html, diagnostics) = try Self.page("# Title\n\nSo $x_1 < 2$.\n")
    #expect(html.contains("<p>So <span class=\"math\">x_1 &lt; 2</span>.</p>"))
    #expect(
      html.contains(
        """
        <p class="notice">Formulas are shown as TeX, because <a href="https://katex.org">KaTeX</a> was not \
        installed where this page was made.</p>
        """))
    #expect(
      diagnostics == """
        warning[katex-missing]: KaTeX is not installed, so formulas are written as TeX
         = help: apt-get install libjs-katex fonts-katex


        """)
  }

  @Test func `A page without formulas needs no KaTeX`() throws {
    let (html, diagnostics) = try Self.page("# Title\n\ntext\n")
    #expect(diagnostics == "" && !html.contains("katex.org"))
  }
}
