import Diagnostics
import Testing

@testable import Notebook

/// Every problem of a document, exactly as drawn.
struct NotebookErrorTests {
  private func drawn(_ text: String) -> String {
    let (_, diagnostics) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
    return DiagnosticRenderer().render(diagnostics)
  }

  @Test(arguments: [
    (
      "> ```yaml network ecko\n> ```\n",
      """
      error[cell-word]: a `network` cell does not know the word `ecko`
       --> a.md:1:19
        |
      1 | > ```yaml network ecko
        |                   ^^^^
        = help: did you mean `echo`?
      """
    ),
    (
      "```network layer=H\n```\n",
      """
      error[cell-word]: a `network` cell takes no attributes, found `layer=H`
       --> a.md:1:12
        |
      1 | ```network layer=H
        |            ^^^^^^^
      """
    ),
    (
      "```show layer=H net-inputs\n```\n",
      """
      error[cell-word]: the view's name `net-inputs` must stand before the other words
       --> a.md:1:17
        |
      1 | ```show layer=H net-inputs
        |                 ^^^^^^^^^^
      """
    ),
    (
      "<!-- show net inputs -->\n",
      """
      error[cell-word]: a region does not know the word `inputs`
       --> a.md:1:15
        |
      1 | <!-- show net inputs -->
        |               ^^^^^^
        = help: attributes are written `name=value`, values with spaces in quotes
      """
    ),
    (
      "```view\n```\n",
      """
      error[view-name]: a `view` cell needs the name of the view it defines
       --> a.md:1:4
        |
      1 | ```view
        |    ^^^^
        = help: write `view NAME`
      """
    ),
    (
      "```show a layer=\n```\n",
      """
      error[attribute-malformed]: `layer=` has no value
       --> a.md:1:11
        |
      1 | ```show a layer=
        |           ^^^^^^
        = help: write `layer=VALUE`, without spaces around `=`
      """
    ),
    (
      "```show a =H\n```\n",
      """
      error[attribute-malformed]: expected a name before `=`, found `=H`
       --> a.md:1:11
        |
      1 | ```show a =H
        |           ^^
      """
    ),
    (
      "```show a title=\"x y\n```\n",
      """
      error[attribute-malformed]: the quote of `title="…` is not closed
       --> a.md:1:17
        |
      1 | ```show a title="x y
        |                 ^^^^
      """
    ),
    (
      "```show a title=\"x\"y\n```\n",
      """
      error[attribute-malformed]: expected a space behind the quoted value, found `y`
       --> a.md:1:20
        |
      1 | ```show a title="x"y
        |                    ^
      """
    ),
    (
      "```show a layer=H layer=O\n```\n",
      """
      error[attribute-duplicate]: `layer` is given twice
       --> a.md:1:19
        |
      1 | ```show a layer=H layer=O
        |                   ^^^^^^^
      """
    ),
    (
      "- ~~~~network\n  x\n\ny\n",
      """
      error[cell-unclosed]: the fence of this `network` cell is never closed
       --> a.md:1:3
        |
      1 | - ~~~~network
        |   ^^^^
        = help: end it with a line of ~~~~
      """
    ),
    (
      "<!-- network\nx\n",
      """
      error[cell-unclosed]: the comment of this `network` cell is never closed
       --> a.md:1:1
        |
      1 | <!-- network
        | ^^^^^^^^^^^^
        = help: end it with `-->` on a line of its own
      """
    ),
    (
      "<!-- network\nx\n--> text\n",
      """
      error[cell-comment]: expected the line to end behind `-->`
       --> a.md:3:5
        |
      3 | --> text
        |     ^^^^
      """
    ),
    (
      "<!-- show a -->\n\n<!-- show b -->\nx\n",
      """
      error[region-unclosed]: the region `b` is never closed
       --> a.md:3:1
        |
      3 | <!-- show b -->
        | ^^^^^^^^^^^^^^^
        = help: put `<!-- /show -->` behind its output, or an empty line here if it has none yet
      """
    ),
    (
      "<!-- show a -->\nx\n\n<!-- show b -->\ny\n<!-- /show -->\n<!-- /show -->\n",
      """
      error[region-nested]: regions cannot be nested: `b` opens inside `a`
       --> a.md:4:1
        |
      4 | <!-- show b -->
        | ^^^^^^^^^^^^^^^
      """
    ),
    (
      "<!-- show a -->\n> <!-- show b -->\n\n<!-- /show -->\n",
      """
      error[region-nested]: regions cannot be nested: `b` opens inside `a`
       --> a.md:2:3
        |
      2 | > <!-- show b -->
        |   ^^^^^^^^^^^^^^^
      """
    ),
    (
      "- a\n  <!-- /show 12345678 -->\n",
      """
      error[region-stray]: this comment closes no region
       --> a.md:2:3
        |
      2 |   <!-- /show 12345678 -->
        |   ^^^^^^^^^^^^^^^^^^^^^^^
      """
    ),
    (
      "a\n<!-- show a -->\n",
      """
      error[region-placement]: a region must begin behind an empty line
       --> a.md:2:1
        |
      2 | <!-- show a -->
        | ^^^^^^^^^^^^^^^
        = help: put an empty line before it
      """
    ),
    (
      "<!-- show a --> b\n",
      """
      error[region-marker]: a region's comment must stand alone on its line
       --> a.md:1:17
        |
      1 | <!-- show a --> b
        |                 ^
      """
    ),
    (
      "<!-- show a\nlayer=H -->\n",
      """
      error[region-marker]: a region's comment must end on the line it begins on
       --> a.md:1:1
        |
      1 | <!-- show a
        | ^^^^^^^^^^^
        = help: close it with `-->`
      """
    ),
    (
      "<!-- show layer=H -->\n",
      """
      error[region-name]: a region needs the name of the view it shows
       --> a.md:1:6
        |
      1 | <!-- show layer=H -->
        |      ^^^^
        = help: write `<!-- show NAME -->`
      """
    ),
    (
      "<!-- show a -->\n<!-- /show 12G -->\n",
      """
      error[region-checksum]: expected a checksum of eight hexadecimal digits or nothing, found `12G`
       --> a.md:2:12
        |
      2 | <!-- /show 12G -->
        |            ^^^
      """
    ),
    (
      "<div>\n<!-- show a -->\n",
      """
      warning[region-hidden]: this comment is inside the HTML block that begins on line 1, so it is \
      no region
       --> a.md:2:1
        |
      2 | <!-- show a -->
        | ^^^^^^^^^^^^^^^
        = help: put an empty line before it
      """
    ),
    (
      "<!-- show a -->\n```network\n```\n<!-- /show -->\n",
      """
      error[cell-in-region]: a `network` cell inside the region `a` would be overwritten
       --> a.md:2:4
        |
      2 | ```network
        |    ^^^^^^^
      """
    ),
    (
      "a\n<!--= x -->1<!--/=-->\n",
      """
      error[value-placement]: a value in place cannot stand at the beginning of a line: Markdown \
      reads the line as HTML
       --> a.md:2:1
        |
      2 | <!--= x -->1<!--/=-->
        | ^^^^^
        = help: put a word before it
      """
    ),
    (
      "a <!--= x -->1 <!--= y -->2<!--/=-->\n",
      """
      error[value-unclosed]: this value in place is never closed
       --> a.md:1:3
        |
      1 | a <!--= x -->1 <!--= y -->2<!--/=-->
        |   ^^^^^^^^^^^
        = help: put `<!--/=-->` behind the value
      """
    ),
    (
      "a <!--/=-->\n",
      """
      error[value-stray]: this comment closes no value in place
       --> a.md:1:3
        |
      1 | a <!--/=-->
        |   ^^^^^^^^^
      """
    ),
    (
      "a <!--= --><!--/=-->\n",
      """
      error[value-empty]: expected what to show behind `=`
       --> a.md:1:3
        |
      1 | a <!--= --><!--/=-->
        |   ^^^^^^^^^^^^^^^^^^
      """
    ),
    (
      "$a << b$\n",
      """
      error[hole-unclosed]: `<<` in math is never closed
       --> a.md:1:4
        |
      1 | $a << b$
        |    ^^
        = help: end the hole with `>>`; for “much less than” write `\\ll`
      """
    ),
    (
      "$$\n<< >>\n$$\n",
      """
      error[hole-empty]: expected what to show between `<<` and `>>`
       --> a.md:2:1
        |
      2 | << >>
        | ^^^^^
      """
    ),
    (
      "$$\na <<x>>\n\nb\n$$\n",
      """
      warning[math-unclosed]: `$$` is not closed in this paragraph, so what follows is text
       --> a.md:1:1
        |
      1 | $$
        | ^^
      """
    ),
  ])
  func problemsAreDrawnExactly(text: String, expected: String) {
    #expect(drawn(text) == expected + "\n\n")
  }

  @Test(arguments: [
    "```{network}\nx\n```", "```yaml {network}\n```", "```yaml netwrok\n```", "    ```network",
    "`<!-- show a -->`", "a <!-- show a -->", "```\n<!-- show a -->\n```", "<!-- network -->",
    "<!-- networks\nx -->", "$5 and $10 <<x>>", "\\$a <<x>>$", "`$` <<x>> `$`", "$ a <<x>>$",
    "$a <<x>>$5", "\\`= x`", "`` `= x` ``", "`=x`", "<!-- a `= x` -->", "a <!-- `= x` --> b",
    "| `= x | y` |\n|---|---|", "---\n`= x`\n---\n", "<a href=\"`= x`\">",
  ])
  func otherTextIsLeftAlone(text: String) {
    let (document, diagnostics) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
    #expect(document.items.isEmpty)
    #expect(diagnostics.isEmpty)
  }
}
