import Diagnostics
import Markdown
import Testing

@testable import Publishing

/// No construct is lost in any format.
struct EveryNodeTests {
  /// One of everything, each with a word of its own.
  private static let document = """
    # wheading

    wparagraph *wemphasis* **wstrong** `wcode` [wlink](/a "t") ![wimage](b.png)
    wsoft\\
    wbreak $w_{inline}$ and $$w_{shown}$$ <kbd>whtml</kbd>

    > wquote

    - wbullet
      1. wnumber

    ***

    ```swift
    wfence
    ```

        windented

    <p>wblock</p>

    | whead | wright |
    |:------|------:|
    | wcell | $w_{cell}$ |

    $$
    w_{display}
    $$

    ```math
    w_{fence}
    ```

    """

  private var content: MarkdownContent {
    MarkdownContent(SourceText(name: "a.md", text: Self.document))
  }

  @Test func `The document has every kind of node`() {
    let names = Set(content.nodes.map { String("\($0.kind)".prefix { $0 != "(" }) })
    #expect(
      names == [
        "document", "blockQuote", "list", "item", "codeBlock", "htmlBlock", "paragraph", "heading",
        "thematicBreak", "table", "tableRow", "tableCell", "mathBlock", "text", "softBreak",
        "lineBreak", "code", "html", "emphasis", "strong", "link", "image", "math",
      ])
  }

  private static let words = [
    "wheading", "wparagraph", "wemphasis", "wstrong", "wcode", "wlink", "wimage", "wsoft", "wbreak",
    "w_{inline}", "w_{shown}", "whtml", "wquote", "wbullet", "wnumber", "wfence", "windented",
    "whead", "wright", "wcell", "w_{cell}", "w_{display}", "w_{fence}",
  ]

  @Test func `Nothing is lost in HTML`() {
    for (form, trusted) in [(HTMLWriter.Form.fragment, true), (.fragment, false), (.page, false)] {
      var writer = HTMLWriter(content, form: form, trusted: trusted)
      let text = writer.write()
      for word in Self.words + ["wblock", "<kbd>", "<hr />", "<ol>", "<blockquote>"] {
        #expect(text.contains(word), "\(word) in \(form)")
      }
    }
  }

  @Test func `Nothing is lost in LaTeX but HTML, and that is said`() {
    var writer = LaTeXWriter(content)
    let text = writer.write()
    for word in Self.words + ["\\texttt{whtml}", "\\rule", "\\begin{enumerate}", "\\begin{quote}"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(
      writer.notices.map { "\($0.line): \($0.message)" } == [
        "3: there is no picture `b.png`",
        "20: this HTML, from `<p>` on, is left out: LaTeX has none",
      ])
  }

  @Test func `A line of LaTeX knows the line of Markdown it comes from`() {
    var writer = LaTeXWriter(content)
    let lines = writer.write().split(separator: "\n", omittingEmptySubsequences: false)
    let source = Self.document.split(separator: "\n", omittingEmptySubsequences: false)
    for word in ["wheading", "wquote", "wbullet", "wnumber", "wcell", "whead"] {
      let line = lines.firstIndex { $0.contains(word) }.map { writer.lines[$0] }
      let expected = source.firstIndex { $0.contains(word) }.map { $0 + 1 }
      #expect(line == expected, "\(word)")
    }
  }
}
