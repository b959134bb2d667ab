import Diagnostics
import Foundation
import Notebook
import TestSupport
import Testing

@testable import Runner

/// Captions, their numbers, and links to them.
struct CaptionTests {
  private static var store: TemplateStore {
    TemplateStore(notebookFolder: nil, installed: [Repository.templates.path])
  }

  private static func run(_ text: String, inPlace: Bool = false) -> String {
    let runner = NotebookRunner(SourceText(name: "page.md", text: text), templates: store)
    let errors = DiagnosticRenderer().render(runner.diagnostics)
    #expect(errors == "")
    let weaver = Weaver(runner.document, accept: false)
    return inPlace ? weaver.inPlace(runner.output).text : weaver.woven(runner.output).text
  }

  private static let network = BadNotebook.network

  @Test func `A table has its caption above, and links have its number`() {
    let text =
      Self.network + """

        As [](#tbl-h) and [](#tbl-in) show.

        ```show inputs caption="What comes in" label=tbl-in
        ```

        ```show weights layer=H caption="Weights, $w$ for short" label=tbl-h
        ```

        """
    #expect(
      Self.run(text) == """
        As [Table 2](#tbl-h) and [Table 1](#tbl-in) show.

        <a id="tbl-in"></a>**Table 1:** What comes in

        | Parameter | Value |
        |-----------|-------|
        | $x_1$ | $1$ |
        | $x_2$ | $2$ |

        <a id="tbl-h"></a>**Table 2:** Weights, $w$ for short

        | Weight | Value | Connection |
        |--------|-------|------------|
        | $w_1$ | $0.1$ | $x_1 \\to H_1$ |
        | $w_2$ | $0.2$ | $x_2 \\to H_1$ |
        | $w_3$ | $0.3$ | $x_1 \\to H_2$ |
        | $w_4$ | $0.4$ | $x_2 \\to H_2$ |

        """)
  }

  @Test func `Tables, figures and equations are counted apart`() {
    let text =
      Self.network + """

        ```show net-input unit=H_1 label=eq-net
        ```

        ```show inputs caption=Inputs
        ```

        ```markdown show layer=H caption=Drawn label=fig-h
        <<picture.function>>
        ```

        ```show total-loss label=tbl-loss
        ```

        [](#eq-net), [](#fig-h), [](#tbl-loss), [the loss](#tbl-loss)

        """
    let page = Self.run(text)
    #expect(page.contains("<a id=\"eq-net\"></a>\n\n$$\n"))
    #expect(page.contains("\n\\tag{1}\n$$\n"))
    #expect(page.contains("\n**Table 1:** Inputs\n\n| Parameter"))
    #expect(page.contains("<a id=\"fig-h\"></a>\n\n```text\n"))
    #expect(page.contains("```\n\n**Figure 1:** Drawn\n"))
    // Without words the number stands alone.
    #expect(page.contains("<a id=\"tbl-loss\"></a>**Table 2**\n\n| "))
    #expect(
      page.hasSuffix(
        "[Equation 1](#eq-net), [Figure 1](#fig-h), [Table 2](#tbl-loss), [the loss](#tbl-loss)\n"))
  }

  @Test func `The language of the document decides the words`() {
    for (language, word) in [("de", "Tabelle"), ("de-AT", "Tabelle"), ("en", "Table")] {
      let text =
        "---\ntitle: T\nlang: \(language)\n---\n\n" + Self.network + """

          [](#tbl-a)

          ```show inputs label=tbl-a
          ```

          """
      #expect(Self.run(text).contains("[\(word) 1](#tbl-a)"))
    }
  }

  @Test func `A language without words is said to be written in English, where words are needed`() {
    let start = "---\nlang: tlh\n---\n\n" + Self.network
    let runner = NotebookRunner(
      SourceText(name: "page.md", text: start + "\n```show inputs label=tbl-a\n```\n"),
      templates: Self.store)
    #expect(
      DiagnosticRenderer().render(runner.diagnostics) == """
        warning[unknown-language]: there are no words in the language `tlh`, English ones are written
         --> page.md:2:7
          |
        2 | lang: tlh
          |       ^^^
          = help: `templates/words/tlh.yaml` beside the notebook adds them


        """)
    #expect(
      NotebookRunner(SourceText(name: "page.md", text: start), templates: Self.store)
        .diagnostics.isEmpty)
  }

  @Test func `In place, links to regions get their numbers, and a second run changes nothing`() {
    let hidden = Self.network.replacing("```yaml network", with: "<!-- network")
      .replacing("```", with: "-->")
    let text =
      hidden + """

        See [](#tbl-w) and [Table 7](#fig-net) and [](#tbl-shown).

        <!-- show weights layer=H caption="Weights" label=tbl-w -->

        <!-- show network-diagram caption="Net" label=fig-net -->

        ```show inputs label=tbl-shown
        ```

        """
    let once = Self.run(text, inPlace: true)
    #expect(
      once.contains("See [Table 1](#tbl-w) and [Figure 1](#fig-net) and [](#tbl-shown).\n"))
    #expect(once.contains("\n**Figure 1:** Net\n<!-- /show "))
    #expect(Self.run(once, inPlace: true) == once)
  }

  @Test func `Links that are not to labels stay as they are`() {
    let text = """
      [](#section) [](page.md) `[](#tbl-x)` ![](#fig-x) \\[](#tbl-x) [x](#tbl-own "title")

      """
    #expect(Self.run(text) == text)
  }

  @Test func `Every language has every word`() throws {
    for name in Self.store.names(.words) {
      let source = try #require(Self.store.source(.words, name))
      #expect(WordBook.read(source).1.map(\.message) == [])
    }
    #expect(Self.store.names(.words).contains("en"))
  }

  @Test func `A file of words says what it lacks`() {
    let (_, problems) = WordBook.read(
      SourceText(name: "templates/words/xx.yaml", text: "table: T\nfigur: F\n"))
    #expect(
      DiagnosticRenderer().render(Array(problems.prefix(2))) == """
        error[words-file]: `figur` is not a word that Deltabook writes
         --> templates/words/xx.yaml:2:1
          |
        2 | figur: F
          | ^^^^^
          = help: did you mean `figure`?

        error[words-file]: `templates/words/xx.yaml` has no `figure`


        """)
  }
}
