import Diagnostics
import Testing

@testable import Notebook

private func parsed(_ text: String) -> NotebookDocument {
  NotebookDocument.parse(SourceText(name: "a.md", text: text)).0
}

/// Results by what an item asks for: `table` two rows, `list` two items, `none` nothing.
private func result(_ item: NotebookItem) -> String? {
  let name =
    switch item {
    case .show(let cell): cell.name?.text ?? "own"
    case .region(let region): region.name.text
    case .inlineValue(let value): value.expression.text
    case .inPlaceValue(let value): value.expression.text
    case .mathHole(let hole): hole.path.text
    case .crossReference(let reference): reference.label.text
    case .network, .view: "never asked"
    }
  switch name {
  case "table": return "| a |\n|---|\n| 1 |\n"
  case "paragraphs": return "one\n\ntwo"
  case "none": return ""
  case "unknown": return nil
  case "html": return "<div>\nx\n</div>"
  case "open": return "```\nx"
  default: return "$\(name)$"
  }
}

private func woven(_ text: String) -> String { Weaver(parsed(text)).woven(result).text }
private func inPlace(_ text: String) -> String { Weaver(parsed(text)).inPlace(result).text }

struct WeaverTests {
  @Test(arguments: [
    // A removed cell takes one blank line with it.
    ("a\n\n```network\nx\n```\n\nb\n", "a\n\nb\n"),
    ("```network\nx\n```\n\nb\n", "b\n"),
    ("a\n\n```network\nx\n```\n", "a\n"),
    ("a\n\n<!-- network\nx\n-->\n\n```view v\n```\n\nb\n", "a\n\nb\n"),
    ("a\n```network\nx\n```\nb\n", "a\n\nb\n"),
    ("---\nt: x\n---\n```network\nx\n```\n\nb", "---\nt: x\n---\n\nb"),
    // In containers.
    ("> a\n>\n> ```network\n> x\n> ```\n>\n> b\n", "> a\n>\n> b\n"),
    ("- ```network\n  x\n  ```\n\n  b\n  c\n", "- b\n  c\n"),
    ("- ```network\n  x\n  ```\n- b\n", "-\n- b\n"),
    ("> a\n> ```network\n> ```\nb\n", "> a\n\nb\n"),
    // Echo.
    ("```network echo\nx\n```\n\nb\n", "```network echo\nx\n```\n\nb\n"),
    (
      "> ```show table echo\n> ```\n> b\n",
      "> ```show table echo\n> ```\n>\n> | a |\n> |---|\n> | 1 |\n>\n> b\n"
    ),
    // Results.
    ("a\n\n```show table\n```\n\nb\n", "a\n\n| a |\n|---|\n| 1 |\n\nb\n"),
    ("a\n```show table\n```\nb\n", "a\n\n| a |\n|---|\n| 1 |\n\nb\n"),
    ("a\r\n\r\n~~~ markdown show paragraphs\r\n~~~\r\n", "a\r\n\r\none\r\n\r\ntwo\r\n"),
    ("- 1. ```show paragraphs\n     ```\n- b\n", "- 1. one\n\n     two\n- b\n"),
    (">```show paragraphs\n>```\nb\n", ">one\n>\n> two\n\nb\n"),
    ("a\n\n```show none\n```\n\nb\n", "a\n\nb\n"),
    ("a\n\n```show unknown\n```\n\nb\n", "a\n\n```show unknown\n```\n\nb\n"),
    ("> - ```show table\n>   ```\n", "> - | a |\n>   |---|\n>   | 1 |\n"),
    // Inline.
    ("a `= x` and $y <<z>>$ and `=x`.\n", "a $x$ and $y $z$$ and `=x`.\n"),
    ("| `= x` | <!--= y --><!--/=--> |\n", "| $x$ | <!--= y -->$y$<!--/=--> |\n"),
    ("```math\n<<x>>\n```\n\n```tex\n<<x>>\n```\n", "```math\n$x$\n```\n\n```tex\n<<x>>\n```\n"),
  ])
  func cellsGiveWayToResults(text: String, expected: String) {
    #expect(woven(text) == expected)
  }

  @Test(arguments: [
    ("<!-- show table -->", "<!-- show table -->\n| a |\n|---|\n| 1 |\n<!-- /show 8d27e0dc -->"),
    (
      "<!-- show table -->  \r\n\r\nb",
      "<!-- show table -->  \r\n| a |\r\n|---|\r\n| 1 |\r\n<!-- /show 8d27e0dc -->\r\n\r\nb"
    ),
    (
      "- > <!-- show paragraphs -->\n- b\n",
      "- > <!-- show paragraphs -->\n  > one\n  >\n  > two\n  > <!-- /show 42c28241 -->\n- b\n"
    ),
    (
      "<!-- show x -->\nold\n<!-- /show -->\nb\n",
      "<!-- show x -->\n$x$\n<!-- /show e028466f -->\nb\n"
    ),
    ("<!-- show html -->\n", "<!-- show html -->\n<div>\nx\n</div>\n\n<!-- /show a2e89e6e -->\n"),
    ("<!-- show none -->\nx\n<!-- /show -->\n", "<!-- show none -->\n<!-- /show 811c9dc5 -->\n"),
    ("a <!--= x -->$0$<!--/=--> `= x`\n", "a <!--= x -->$x$<!--/=--> `= x`\n"),
  ])
  func regionsAreWrittenInPlace(text: String, expected: String) {
    #expect(inPlace(text) == expected)
    #expect(inPlace(expected) == expected)
    if !text.contains("`=") { #expect(woven(text) == expected) }
  }

  @Test func editedRegionsAreReportedUnlessAccepted() {
    let text = "<!-- show x -->\n$y$\n<!-- /show e028466f -->\n"
    let weaving = Weaver(parsed(text)).inPlace(result)
    #expect(weaving.text == text)
    #expect(weaving.staleItems.count == 1)
    #expect(
      weaving.diagnostics.map { DiagnosticRenderer().render($0) } == [
        """
        error[region-edited]: the region `x` was edited by hand since it was written
         --> a.md:1:1
          |
        1 | <!-- show x -->
          | ^^^^^^^^^^^^^^^
          = help: `--accept` overwrites it; without the checksum in its closing comment it is \
        replaced too

        """
      ])
    let accepted = Weaver(parsed(text), accept: true).inPlace(result)
    #expect(accepted.text == "<!-- show x -->\n$x$\n<!-- /show e028466f -->\n")
    #expect(accepted.diagnostics.isEmpty)
  }

  @Test func formattersDoNotDisturbRegions() {
    let formatted = """
      <!-- show table -->

      | a   |
      | :-- |
      | 1   |

      <!-- /show 8d27e0dc -->

      """.replacing(":--", with: "---")
    let weaving = Weaver(parsed(formatted)).inPlace(result)
    #expect(weaving.text == formatted)
    #expect(weaving.staleItems.isEmpty)
    #expect(weaving.diagnostics.isEmpty)
  }

  @Test func outputWhoseEndWouldBeLostIsRefused() {
    let text = "<!-- show open -->\n"
    let weaving = Weaver(parsed(text)).inPlace(result)
    #expect(weaving.text == text)
    #expect(weaving.diagnostics.map(\.id) == ["region-output"])
  }

  @Test func manyItemsAreHandled() {
    let block = """
      <!-- show table -->

      ```show table
      ```

      a `= x` and $<<y>>$ and <!--= z --><!--/=-->

      <!-- network
      x
      -->


      """
    let document = parsed(String(repeating: block, count: 10_000))
    #expect(document.items.count == 60_000)
    var asked = 0
    let weaving = Weaver(document).woven {
      asked += 1
      return result($0)
    }
    #expect(asked == 50_000)
    #expect(weaving.staleItems.count == 20_000)
  }
}
