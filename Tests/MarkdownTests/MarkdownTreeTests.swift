import Diagnostics
import Testing

@testable import Markdown

/// Every block on a line: indented by depth, its kind and its lines.
func outline(_ text: String) -> String {
  let tree = MarkdownTree(SourceText(name: "a.md", text: text))
  var depths = [Int]()
  return tree.blocks.map { block in
    let depth = block.parent.map { depths[$0] + 1 } ?? 0
    depths.append(depth)
    let lines = "\(block.lines.lowerBound)-\(block.lines.upperBound)"
    return String(repeating: "  ", count: depth) + name(of: block.kind) + " " + lines
  }.joined(separator: "\n")
}

private func name(of kind: MarkdownBlock.Kind) -> String {
  switch kind {
  case .document: "document"
  case .blockQuote: "quote"
  case .list: "list"
  case .item: "item"
  case .codeBlock(let code):
    code.info.map { "fence(\($0))\(code.isClosed ? "" : " open")" } ?? "code"
  case .htmlBlock: "html"
  case .paragraph: "paragraph"
  case .heading(let level): "heading\(level)"
  case .thematicBreak: "break"
  }
}

struct MarkdownTreeTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesOfBlocksAreRight(ending: String) {
    let text = """
      a
      ===
      b
      ---

      - a
        - b

        ```x
        foo


      > ~~~ y
      > ~~~
      lazy
      <!-- one -->
      <!-- two

      -->
      text
      <div>
      x

          code

          more

      # h
      ***
      z
      """.replacing("\n", with: ending)
    #expect(
      outline(text) == """
        document 1-30
          heading1 1-2
          heading2 3-4
          list 6-12
            item 6-12
              paragraph 6-6
              list 7-7
                item 7-7
                  paragraph 7-7
              fence(x) open 9-12
          quote 13-14
            fence(y) 13-14
          paragraph 15-15
          html 16-16
          html 17-19
          paragraph 20-20
          html 21-22
          code 24-26
          heading1 28-28
          break 29-29
          paragraph 30-30
        """)
  }

  @Test(arguments: ["> ", "- ", "1. ", ">", "* ", "- > "])
  func deepNestingIsRead(marker: String) {
    let text = String(repeating: marker, count: 100_000) + "a\n\nb\n"
    let tree = MarkdownTree(SourceText(name: "a.md", text: text))
    #expect(tree.blocks.count > 100_000)
    #expect(tree.blocks.last?.lines == 3...3)
  }
}
