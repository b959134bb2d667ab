import Diagnostics
import Testing

@testable import Notebook

struct NotebookDocumentTests {
  @Test func everyKindOfItemIsFoundInOrder() {
    let text = """
      ---
      title: x
      ---
      # Title `= a`

      ```yaml network echo
      name: ffnn
      ```

      ```markdown show net-inputs layer=H title="a b"
      ```

      <!-- network
      name: b
      -->

      <!-- show net-inputs layer=H -->
      | a |
      <!-- /show 5f0c1a2b -->

      In <!--= w -->$1$<!--/=-->, math $x <<w.new>>$ and $5 and $10 <<no>>.

      <!-- show new -->
      """
    #expect(
      dump(text) == """
        4:9 value "a"
        6:1 network echo "name: ffnn\\n" at 7:1
        10:1 show net-inputs layer=H,title=a b "" at 11:1
        13:1 hidden network "name: b\\n" at 14:1
        17:1 region net-inputs layer=H "| a |\\n" at 18:1 #5f0c1a2b
        21:4 in place "w" "$1$"
        21:37 hole "w.new" at 21:39
        23:1 region new
        """)
  }

  @Test func itemsInContainersHaveTheirPlaces() {
    let text = """
      > - a
      >
      >   ```yaml network
      >   x: 1
      >
      >     y: 2
      >   ```
      >
      >   <!-- show v -->
      >   | a |
      >
      >   b
      >   <!-- /show -->
      >
      >   lazy `= x
      y` and $z
      <<w>>$
      1. <!-- show first -->
      2. <!-- network
         a
         -->
      3. - > <!-- show deep -->
         - x
      """
    #expect(
      dump(text) == """
        3:5 network "x: 1\\n\\n  y: 2\\n" at 4:5,5:2,6:5
        9:5 region v "| a |\\n\\nb\\n" at 10:5,11:2,12:5
        15:10 value "x\\ny"
        17:1 hole "w" at 17:3
        18:4 region first
        19:4 hidden network "a\\n" at 20:4
        22:8 region deep
        """)
  }

  @Test func tabsCountAsColumns() {
    let text = "-\t```network\n\ta\n\t\tb\n  \t```\n\n>\t```show v\n>\tc\n>\t\td\n>\t```\n"
    #expect(
      dump(text) == """
        1:3 network "a\\n\\tb\\n" at 2:2,3:2
        6:3 show v "c\\n\\td\\n" at 7:3,8:3
        """)
  }

  @Test(arguments: [("\n", false), ("\r\n", false), ("\r", false), ("\n", true), ("\r\n", true)])
  func placesAreThoseOfTheFile(ending: String, hasMark: Bool) {
    let text = """
      ---
      a: b
      ...
      ```network
      x
      ```

      `= x`

      <!-- show v -->
      y
      <!-- /show -->
      """.replacing("\n", with: ending)
    #expect(
      dump((hasMark ? "\u{FEFF}" : "") + text) == """
        4:1 network "x\\n" at 5:1
        8:1 value "x"
        10:1 region v "y\\n" at 11:1
        """)
  }

  @Test func byteOrderMarksAreSteppedOver() {
    #expect(dump("\u{FEFF}```show v") == "1:1 show v \"\" at 1:10\n1:1 error cell-unclosed")
    #expect(dump("\u{FEFF}<!-- show v -->") == "1:1 region v")
  }

  @Test func frontMatterIsAnExcerptOfTheFile() {
    let source = SourceText(name: "a.md", text: "\u{FEFF}--- \r\na: `= x`\r\n---\r\n# b\r\n")
    let (document, _) = NotebookDocument.parse(source)
    #expect(document.frontMatter?.text == "a: `= x`\r\n")
    #expect(document.frontMatter?.span(3..<4).column == 4)
    #expect(document.items.isEmpty)
    for text in ["---\n\na\n---\n", "---\na\n", "----\na\n---\n", "a\n---\nb\n---\n"] {
      let (document, _) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
      #expect(document.frontMatter == nil)
    }
  }

  @Test func mathIsReadAsPandocDoes() {
    #expect(
      dump(
        """
        $<<a>>$ $`<<b>>`$ $$<<c>>$$ \\$<<d>>$ costs $5, <<e>> or $6, $x$<<f>>$y$ `$`<<g>>`$`

        | $<<h>>$ | $i |
        |---|---|
        | <<j>>$ | $\\text{\\$}<<k>>$ |

        ```math
        a <<l.m>>
        <<n>>
        ```
        """) == """
          1:2 hole "a" at 1:4
          1:11 hole "b" at 1:13
          1:21 display hole "c" at 1:23
          3:4 hole "h" at 3:6
          5:22 hole "k" at 5:24
          8:3 display hole "l.m" at 8:5
          9:1 display hole "n" at 9:3
          """)
  }

  @Test func openingsWithoutEndAreScannedOnce() {
    let openings = [
      "`", "``a`", "$", "$a ", "$$", "<!--", "<!--= a -->", "<a b='", "<a b=\"", "$`",
    ]
    for opening in openings {
      let text = "x " + String(repeating: opening + "a ", count: 50_000)
      let (document, _) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
      #expect(document.items.isEmpty)
    }
  }
}
