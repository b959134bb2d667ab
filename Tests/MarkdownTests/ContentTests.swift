import Diagnostics
import Testing

@testable import Markdown

/// Every node on a line, indented by depth.
private func nodes(_ text: String) -> String {
  let content = MarkdownContent(SourceText(name: "a.md", text: text))
  var depth = -1
  var lines: [String] = []
  content.walk { event in
    switch event {
    case .enter(let index):
      let kind = content.nodes[index].kind
      lines.append(String(repeating: "  ", count: depth + 1) + name(of: kind))
      if kind.isContainer { depth += 1 }
    case .exit: depth -= 1
    }
  }
  return lines.dropFirst().map { String($0.dropFirst(2)) }.joined(separator: "\n")
}

private func name(of kind: ContentNode.Kind) -> String {
  switch kind {
  case .text(let text): "'\(text)'"
  case .math(let tex, let isDisplay): isDisplay ? "display(\(tex))" : "math(\(tex))"
  case .mathBlock(let tex): "mathBlock(\(tex))"
  case .code(let text): "code(\(text))"
  case .html(let text): "html(\(text))"
  case .tableCell(let alignment): "cell \(alignment.rawValue)"
  case .tableRow(let isHeader): isHeader ? "header" : "row"
  case .table: "table"
  case .list(let start, let isTight):
    "\(start.map { "numbers from \($0)" } ?? "bullets")\(isTight ? "" : " loose")"
  case .link(let target): "link(\(target.destination))"
  case .image(let target): "image(\(target.destination))"
  case .codeBlock(let info, let literal): "code[\(info)](\(literal))"
  case .htmlBlock(let html): "html[\(html)]"
  case .heading(let level): "heading \(level)"
  case .document, .blockQuote, .item, .paragraph, .thematicBreak, .softBreak, .lineBreak,
    .emphasis, .strong:
    "\(kind)"
  }
}

struct ContentTests {
  @Test func `Math is read before Markdown's own marks`() {
    #expect(
      nodes("**a $x_1*y_2*z$** and \\$5 or $$a \\\\ b$$ `$c$`") == """
        paragraph
          strong
            'a '
            math(x_1*y_2*z)
          ' and $5 or '
          display(a \\\\ b)
          ' '
          code($c$)
        """)
  }

  @Test func `A display over several lines is no list and no heading`() {
    #expect(
      nodes("> $$\n> a\n> = b\n> - c\n> $$\n\nx\n\n```math\ny\n```") == """
        blockQuote
          mathBlock(
        a
        = b
        - c
        )
        paragraph
          'x'
        mathBlock(y
        )
        """)
  }

  @Test func `Dollars that nothing closes are text, and what follows is a list`() {
    #expect(
      nodes("a $$ b\n- c") == """
        paragraph
          'a $$ b'
        bullets
          item
            paragraph
              'c'
        """)
  }

  @Test func `GitHub's backticks are not part of the formula`() {
    #expect(nodes("$`a|b`$") == "paragraph\n  math(a|b)")
  }

  @Test func `A table's cells are read one by one`() {
    #expect(
      nodes("| a*b | `x \\| y` |\n|:--|--:|\n| c*d | $u_v$ **w** |\n| only |\n| 1 | 2 | 3 |")
        == """
        table
          header
            cell left
              'a*b'
            cell right
              code(x | y)
          row
            cell left
              'c*d'
            cell right
              math(u_v)
              ' '
              strong
                'w'
          row
            cell left
              'only'
            cell right
          row
            cell left
              '1'
            cell right
              '2'
        """)
  }

  @Test func `What begins a block elsewhere begins none in a cell`() {
    #expect(
      nodes(
        "| # a | - b | 1. c | > d |\n|---|---|---|---|\n| <div> | ``` | *** | [x] |\n\n[x]: /u")
          == """
          table
            header
              cell none
                '# a'
              cell none
                '- b'
              cell none
                '1. c'
              cell none
                '> d'
            row
              cell none
                html(<div>)
              cell none
                '```'
              cell none
                '***'
              cell none
                link(/u)
                  'x'
          """)
  }

  @Test func `A table in a tight list leaves it tight`() {
    #expect(
      nodes("- | a |\n  |---|\n  | b |\n- c") == """
        bullets
          item
            table
              header
                cell none
                  'a'
              row
                cell none
                  'b'
          item
            paragraph
              'c'
        """)
  }

  @Test func `A table behind text in a quote begins a block of its own`() {
    #expect(
      nodes("> text $x$\n> | a |\n> |---|\n> | b |\n\nafter") == """
        blockQuote
          paragraph
            'text '
            math(x)
          table
            header
              cell none
                'a'
            row
              cell none
                'b'
        paragraph
          'after'
        """)
  }

  @Test func `Dollars in addresses are part of them`() {
    #expect(nodes("[a](/x$1$y)") == "paragraph\n  link(/x$1$y)\n    'a'")
  }

  @Test func `Private characters of the author stay what they are`() {
    #expect(nodes("a\u{E002}0\u{E003} $x$") == "paragraph\n  'a\u{E002}0\u{E003} '\n  math(x)")
  }

  @Test func `Nodes know their lines`() {
    let text = "# a\n\nb\n$$\nc\n$$\n\n| d |\n|---|\n| e |\n| f |\n\n- g\n- h\n"
    let content = MarkdownContent(SourceText(name: "a.md", text: text))
    let lines = content.nodes.compactMap { node -> String? in
      switch node.kind {
      case .heading, .paragraph, .mathBlock, .tableRow, .item: "\(node.line)"
      default: nil
      }
    }
    #expect(lines == ["1", "3", "8", "10", "11", "13", "13", "14", "14"])
  }

  @Test func `Deep nesting is no matter of recursion`() {
    let text =
      String(repeating: "> ", count: 5000) + "a\n\n" + String(repeating: "*", count: 9999)
      + "b" + String(repeating: "*", count: 9999)
    #expect(MarkdownContent(SourceText(name: "a.md", text: text)).nodes.count > 5000)
  }
}
