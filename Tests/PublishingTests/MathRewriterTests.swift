import Diagnostics
import Foundation
import Markdown
import TestSupport
import Testing

@testable import Publishing

struct MathRewriterTests {
  private func github(_ text: String) -> String { MathRewriter.rewritten(text, in: .github) }
  private func dollar(_ text: String) -> String { MathRewriter.rewritten(text, in: .dollar) }

  @Test(arguments: [
    ("The set $\\{a, b\\}$ and $x$.", "The set $`\\{a, b\\}`$ and $`x`$."),
    ("# Heading $x_1$", "# Heading $`x_1`$"),
    ("| a | $x$ |\n|---|---|\n| $y$ | `$z$` |", "| a | $`x`$ |\n|---|---|\n| $`y`$ | `$z$` |"),
    // Code, HTML, escapes and prices stay.
    ("`$x$` and \\$5 and $5 and $6", "`$x$` and \\$5 and $5 and $6"),
    ("```\n$x$\n```\n\n    $y$\n\n<p>$z$</p>", "```\n$x$\n```\n\n    $y$\n\n<p>$z$</p>"),
    ("$`x`$ stays", "$`x`$ stays"),
    ("over $a\nb$ lines", "over $`a\nb`$ lines"),
    // Displays.
    ("$$\nx\n$$", "```math\nx\n```"),
    ("$$x = 1$$", "```math\nx = 1\n```"),
    ("So\n$$\nx\n\\\\ y\n$$\nand", "So\n```math\nx\n\\\\ y\n```\nand"),
    ("> - $$\n>   - x\n>   $$\n>\n>   y", "> - ```math\n>   - x\n>   ```\n>\n>   y"),
    ("1. a\n   $$x$$", "1. a\n   ```math\n   x\n   ```"),
    ("- a\n$$x$$", "- a\n  ```math\n  x\n  ```"),
    ("Then $$ x $$, so.", "Then $`\\displaystyle x`$, so."),
    ("| $$x$$ |\n|---|", "| $`\\displaystyle x`$ |\n|---|"),
    // Bars in tables, where a backslash before one is the table's.
    ("| $\\|x\\|$ |\n|---|", "| $`\\vert x\\vert`$ |\n|---|"),
    (
      "| $\\begin{array}{c\\|c} 1 \\end{array}$ |\n|---|",
      "| $`\\begin{array}{c\\|c} 1 \\end{array}`$ |\n|---|"
    ),
    ("Outside $\\|x\\|$ it is a norm.", "Outside $`\\|x\\|`$ it is a norm."),
    // Macros that GitHub refuses.
    ("$\\operatorname{ReLU}(x)$", "$`\\mathrm{ReLU}(x)`$"),
    (
      "$\\operatorname*{arg\\,max}_x \\mbox{ of }$",
      "$`\\mathop{\\mathrm{arg\\,max}}_x \\text{ of }`$"
    ),
    ("```math\n\\operatorname{abs}(x)\n```", "```math\n\\mathrm{abs}(x)\n```"),
    ("$$\n\\operatorname{abs}(x)\n$$", "```math\n\\mathrm{abs}(x)\n```"),
    // There is no way to quote a backtick.
    ("$\\text{a`b}$", "$\\text{a`b}$"),
    ("A value <!--= x -->$0.5$<!--/=-->.", "A value <!--= x -->$`0.5`$<!--/=-->."),
    ("one\r\n$$x$$\r\ntwo", "one\r\n```math\r\nx\r\n```\r\ntwo"),
    ("---\n$x$\n---", "---\n$`x`$\n---"),
  ]) func githubQuotesMath(_ text: String, _ expected: String) {
    #expect(github(text) == expected)
    #expect(github(expected) == expected)
  }

  @Test(arguments: [
    ("$`\\{a\\}`$ and $x$", "$\\{a\\}$ and $x$"),
    ("```math\nx\n```", "$$\nx\n$$"),
    ("> ```math\n> x\n> ```", "> $$\n> x\n> $$"),
    // What would be no math between dollars stays.
    ("$` x `$ and $`x`$5", "$` x `$ and $`x`$5"),
    ("```math\na\n\nb\n```", "```math\na\n\nb\n```"),
    ("```math\n```", "```math\n```"),
    ("~~~math\nx\n~~~", "$$\nx\n$$"),
  ]) func dollarsTakeTheQuotesAway(_ text: String, _ expected: String) {
    #expect(dollar(text) == expected)
    #expect(dollar(expected) == expected)
  }

  @Test func frontMatterIsNoMarkdown() {
    let text = "---\nprice: $x$\n---\n$x$\n"
    #expect(MathRewriter.rewritten(text, in: .github, from: 20) == "---\nprice: $x$\n---\n$`x`$\n")
  }

  /// Rewriting twice changes nothing, and none of what is no math changes: what readers see is the same.
  @Test func rewritingIsAFixpointAndKeepsTheRest() throws {
    guard let examples = try SpecificationExamples.load() else { return }
    let math = [
      "$x$", "a $\\{y\\}$ b", "$$\nz\n$$", "```math\nw\n```", "| $u$ |\n|---|\n| $`v`$ |",
    ]
    for (number, example) in examples.map(\.markdown).enumerated() {
      let piece = math[number % math.count]
      for text in [example, "\(piece)\n\n\(example)", "\(example)\n\n\(piece)\n"] {
        let once = github(text)
        #expect(github(once) == once, "\(text)")
        let back = dollar(once)
        #expect(dollar(back) == back, "\(text)")
        #expect(html(once) == html(text), "\(text)\n===\n\(once)")
      }
    }
  }

  private func html(_ markdown: String) -> String {
    var writer = HTMLWriter(
      MarkdownContent(SourceText(name: "", text: markdown)), form: .fragment, trusted: true)
    return writer.write()
  }
}
