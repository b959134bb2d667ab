import Diagnostics
import Testing

@testable import Runner

/// What pdflatex logs, said plainly.
struct LaTeXLogTests {
  private static func message(_ log: String) -> String {
    let source = SourceText(name: "page.md", text: "a\n\nb\n")
    let diagnostic = LaTeXLog(log).diagnostic(lines: [0, 0, 1, 3], source: source)
    return DiagnosticRenderer().render([diagnostic])
  }

  @Test func `An error in a package is the package's message, with all of its lines`() {
    #expect(
      Self.message(
        """
        (/usr/share/texlive/texmf-dist/tex/generic/babel/txtbabel.def)

        /usr/share/texlive/texmf-dist/tex/generic/babel/babel.sty:4357: Package babel Error: Unknown option \
        'ngerman'. Either you misspelled it
        (babel)                or the language definition file ngerman.ldf was not found.

        See the babel package documentation for explanation.
        l.4357 \\ProcessOptions*

        """) == """
          error[latex-error]: LaTeX: Package babel Error: Unknown option 'ngerman'. Either you misspelled it or the \
          language definition file ngerman.ldf was not found
           = help: apt-get install the language's package, such as texlive-lang-german


          """)
  }

  @Test func `An error in the document names the notebook's line`() {
    #expect(
      Self.message("./document.tex:4: Missing $ inserted.\n<inserted text>\nl.4 b\n") == """
        error[latex-error]: LaTeX: Missing $ inserted
         --> page.md:3:1
          |
        3 | b
          | ^
          = help: check the braces and dollars of the formulas near here


        """)
  }

  @Test func `A log without an error says so`() {
    #expect(
      Self.message("This is pdfTeX\nat 12:30: no errors\n") == """
        error[latex-error]: pdflatex failed and did not say why


        """)
  }
}
