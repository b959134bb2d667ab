import Foundation
import TestSupport
import Testing

/// `--math github`, and `math:` in the front matter.
struct MathDialectTests {
  private static let notebook =
    Samples.cell + """

      Of $\\{x\\}$ it makes `= y.out.1`, and $E = <<loss>>$:

      $$
      E = <<loss>>
      $$

      <!-- show weights layer=y -->

      `$code$` <!--= loss --><!--/=-->

      """

  @Test func everythingIsRewritten() throws {
    let folder = try Folder()
    let outcome = try Program.run(
      ["run", "-", "--math", "github"], input: Self.notebook, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.hasPrefix(
        """
        Of $`\\{x\\}`$ it makes $`0.4000`$, and $`E = 0.1800`$:

        ```math
        E = 0.1800
        ```

        <!-- show weights layer=y -->
        | Weight | Value | Connection |
        |--------|-------|------------|
        | $`w_1`$ | $`0.5`$ | $`x_1 \\to y_1`$ |
        | $`w_2`$ | $`-0.2`$ | $`x_2 \\to y_1`$ |
        <!-- /show
        """))
    #expect(outcome.output.hasSuffix("`$code$` <!--= loss -->$`0.1800`$<!--/=-->\n"))
  }

  @Test func theFrontMatterDecidesInPlace() throws {
    let folder = try Folder()
    let page = "---\ndeltabook: {math: github}\n---\n\n" + Self.notebook
    try folder.write(page, to: "page.md")
    #expect(try Program.run(["run", "--in-place", "page.md"], in: folder).status == 0)
    let written = try folder.read("page.md")
    #expect(written.contains("| $`w_1`$ | $`0.5`$ |"))
    #expect(written.contains("Of $\\{x\\}$ it makes `= y.out.1`"), "the author's own stays")
    #expect(try Program.run(["run", "--check", "page.md"], in: folder).status == 0)
    #expect(try Program.run(["run", "--in-place", "page.md"], in: folder).status == 0)
    #expect(try folder.read("page.md") == written)
    // Another dialect is another text.
    let other = try Program.run(["run", "--check", "--math", "dollar", "page.md"], in: folder)
    #expect(other.status == 1)
    // For readers all of it is GitHub's.
    let shown = try Program.run(["run", "page.md"], in: folder)
    #expect(shown.output.contains("Of $`\\{x\\}`$ it makes $`0.4000`$"))
    #expect(shown.output.hasPrefix("---\ndeltabook: {math: github}\n---\n"))
  }

  @Test func dollarTakesGitHubsAway() throws {
    let folder = try Folder()
    let text = "Of $`x`$ and `= y.out.1`.\n\n```math\nx\n```\n"
    let plain = try Program.run(["run", "-"], input: Samples.cell + "\n" + text, in: folder)
    #expect(plain.output == "Of $`x`$ and $0.4000$.\n\n```math\nx\n```\n")
    let dollar = try Program.run(
      ["run", "-", "--math", "dollar"], input: Samples.cell + "\n" + text, in: folder)
    #expect(dollar.output == "Of $x$ and $0.4000$.\n\n$$\nx\n$$\n")
  }

  @Test func diffReadsWhatRunWrites() throws {
    let folder = try Folder()
    for name in ["feed-forward.md", "textbook.md", "in-place/feed-forward.md"] {
      let path = Repository.root.appending(path: "notebooks/\(name)").path
      var summaries: [String] = []
      for math in ["dollar", "github"] {
        let page = try Program.run(["run", path, "--math", math], in: folder)
        try folder.write(page.output.replacing(/<!-- .*/, with: ""), to: "page.md")
        let diff = try Program.run(["diff", "page.md", "--fail-on", "unread"], in: folder)
        #expect(diff.status == 0, "\(name), \(math): \(diff.output)")
        summaries.append(diff.output)
      }
      #expect(summaries[0] == summaries[1], "\(name)")
    }
  }

  @Test func unknownDialectsAreErrors() throws {
    let folder = try Folder()
    let page = "---\ndeltabook: {math: githbu}\n---\n\nText.\n"
    let outcome = try Program.run(["run", "-"], input: page, in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error[unknown-math]: there is no way of writing math called `githbu`
         --> <stdin>:2:19
          |
        2 | deltabook: {math: githbu}
          |                   ^^^^^^
          = help: did you mean `github`?


        """)
    let usage = try Program.run(["run", "-", "--math", "github", "--to", "html"], in: folder)
    #expect(usage.status == 64)
    #expect(usage.errors.hasPrefix("Error: --math goes with markdown, not with html\n"))
  }
}
