import Foundation
import TestSupport
import Testing

/// Captions and pictures in the formats that have structures for them.
struct CaptionFormatTests {
  private static let notebook =
    Samples.cell + #"""

      [](#tbl-in), [](#fig-net), [](#eq-net), [the inputs](#tbl-in)

      ```show inputs caption="What $x$ is" label=tbl-in
      ```

      ```show network-diagram caption=Drawn label=fig-net
      ```

      ```show net-input unit=y_1 label=eq-net
      ```

      ```show weights caption=Again
      ```

      """#

  private let folder: Folder

  init() throws { folder = try Folder() }

  private func output(_ format: String, _ text: String = notebook) throws -> String {
    try folder.write(text, to: "page.md")
    let outcome = try Program.run(["run", "page.md", "--to", format, "--fragment"], in: folder)
    #expect(outcome.errors == "")
    return outcome.output
  }

  @Test func `On a page they are figures with captions`() throws {
    let html = try output("html")
    #expect(
      html.contains(
        """
        <figure class="captioned tbl" id="tbl-in">
        <figcaption><strong>Table 1:</strong> What $x$ is</figcaption>
        <table>
        """))
    #expect(
      html.contains("</table>\n</figure>\n<figure class=\"captioned fig\" id=\"fig-net\">\n"))
    #expect(
      html.contains(
        "</svg>\n</div>\n<figcaption><strong>Figure 1:</strong> Drawn</figcaption>\n</figure>\n"))
    #expect(html.contains("<div class=\"captioned eq\" id=\"eq-net\">\n<p>$$"))
    // Without a label there is nothing to go to.
    #expect(
      html.contains(
        "<figure class=\"captioned tbl\">\n<figcaption><strong>Table 2:</strong> Again</figcaption>\n"
      ))
    #expect(
      html.hasPrefix(
        """
        <p><a href="#tbl-in">Table 1</a>, <a href="#fig-net">Figure 1</a>, \
        <a href="#eq-net">Equation 1</a>, <a href="#tbl-in">the inputs</a></p>
        """))
    for tag in ["figure", "figcaption", "div", "table"] {
      #expect(
        html.matches(of: try Regex("<\(tag)[ >]")).count == html.split(separator: "</\(tag)>").count
          - 1)
    }
  }

  @Test func `In LaTeX the numbers are LaTeX's own`() throws {
    let latex = try output("latex")
    #expect(
      latex.contains("\\captionof{table}[]{What $x$ is}\\label{cap:tbl-in}\n\\begin{tabular}"))
    #expect(
      latex.contains(
        "\\end{tikzpicture}\n\\par}\\nopagebreak\n\n\\captionof{figure}[]{Drawn}\\label{cap:fig-net}\n"
      ))
    #expect(latex.contains("\\captionof{table}[]{Again}\n\\begin{tabular}"))
    #expect(
      latex.contains(
        """
        \\hyperref[sec:tbl-in]{Table~\\ref*{cap:tbl-in}}, \\hyperref[sec:fig-net]{Figure~\\ref*{cap:fig-net}}, \
        \\hyperref[sec:eq-net]{Equation 1}, \\hyperref[sec:tbl-in]{the inputs}
        """))
    let german = try output("latex", "---\nlang: de\n---\n\n" + Self.notebook)
    #expect(german.contains("\\renewcommand{\\tablename}{Tabelle}\n"))
    #expect(german.contains("{Abbildung~\\ref*{cap:fig-net}}"))
  }

  @Test func `A long table has its caption inside`() throws {
    let weights = (0..<60).map { "[0.\($0 + 10)]" }.joined(separator: ", ")
    let text = """
      ```yaml network
      input: {x: [1]}
      layers:
        - y: {dense: 60, weight: [\(weights)]}
      ```

      [](#tbl-long)

      ```show weights caption=Many label=tbl-long
      ```

      """
    #expect(
      try output("latex", text).contains(
        "\\begin{longtable}{@{}lll@{}}\n\\caption[]{Many}\\label{cap:tbl-long}\\\\\n\\toprule\nWeight & Value & Connection \\\\\n\\midrule\n\\endfirsthead\n\\toprule\nWeight"
      ))
  }

  @Test func `A document around a fragment counts on`() throws {
    guard let program = Requirement.program("pdflatex"), Requirement.program("pdftotext") != nil
    else { return }
    try folder.write(try output("latex"), to: "body.tex")
    let skeleton = try String(
      contentsOf: Repository.root.appending(path: "templates/documents/document.tex"),
      encoding: .utf8)
    let head = try #require(skeleton.firstRange(of: "<<#title>>")).lowerBound
    let preamble = skeleton[..<head].replacing(/<<[#\/]pictures>>\n/, with: "")
    try folder.write(
      preamble + """
        \\begin{document}
        \\captionof{table}{Of the document's own}
        \\input{body}
        \\end{document}

        """, to: "paper.tex")
    #expect(try folder.typeset("paper.tex", with: program) == 0)
    let text = Process()
    text.executableURL = URL(filePath: "/usr/bin/env")
    text.arguments = ["pdftotext", "-layout", "paper.pdf", "paper.txt"]
    text.currentDirectoryURL = folder.url
    try text.run()
    text.waitUntilExit()
    let pages = try folder.read("paper.txt")
    #expect(pages.contains("Table 2, Figure 1, Equation 1, the inputs"))
    #expect(pages.contains("Table 2: What x is") && pages.contains("Table 3: Again"))
    #expect(pages.contains("Figure 1: Drawn"))
  }

  @Test func `Jupyter gets pictures and captions in every form`() throws {
    try folder.write(Self.notebook, to: "page.md")
    let outcome = try Program.run(["run", "page.md", "--to", "ipynb"], in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
    let cells = try JupyterFile.cells(outcome.output)
    #expect(
      cells[1].source == [
        "[Table 1](#tbl-in), [Figure 1](#fig-net), [Equation 1](#eq-net), [the inputs](#tbl-in)"
      ])
    let data = try cells[2...5].map { cell in
      try #require(cell.outputs?.first).data.mapValues { $0.joined() }
    }
    #expect(
      data[0]["text/markdown"]?.hasPrefix("<a id=\"tbl-in\"></a>**Table 1:** What $x$ is\n\n|")
        == true)
    #expect(
      data[0]["text/html"]?.hasPrefix("<figure class=\"captioned tbl\" id=\"tbl-in\">\n") == true)
    #expect(data[0]["text/latex"]?.hasPrefix("\\textbf{Table 1:} What $x$ is\n") == true)
    let picture = data[1]
    #expect(picture["text/html"]?.contains("<svg ") == true)
    #expect(picture["text/html"]?.contains("Figure 1:</strong> Drawn</figcaption>") == true)
    #expect(picture["text/latex"]?.contains("\\begin{tikzpicture}") == true)
    #expect(picture["text/markdown"]?.contains("```text\n") == true)
    #expect(picture["text/plain"]?.contains("**Figure 1:** Drawn") == true)
    #expect(data[2]["text/latex"]?.contains("\\tag{1}") == true)
    // And back again, as it was.
    try folder.write(outcome.output, to: "page.ipynb")
    let back = try Program.run(["convert", "page.ipynb"], in: folder)
    #expect(back.output == Self.notebook)
  }
}
