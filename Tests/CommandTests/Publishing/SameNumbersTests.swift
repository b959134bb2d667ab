import Foundation
import Testing

/// The numbers of every format are the same numbers.
@Suite struct SameNumbersTests {
  private let folder: Folder

  init() throws { folder = try Notebooks.folder() }

  private func output(_ text: String, _ format: String) throws -> String {
    try folder.write(text, to: "page.md")
    return try Program.run(["run", "--quiet", "--to", format, "page.md"], in: folder).output
  }

  /// Decimal numbers in the order in which they stand.
  private func numbers(_ text: String) -> [String] {
    text.matches(of: /[0-9]+\.[0-9]+/).map { String($0.output) }
  }

  /// A document in two parts: what stands around its pictures, and the words in each of them.
  private struct Parts {
    let text: String
    let pictures: [String]

    /// - Parameters:
    ///   - picture: What a picture is in the format, its words in the first group or all of it.
    init(_ document: String, _ picture: Regex<(Substring, Substring)>, words: (Substring) -> String)
    {
      text = document.replacing(picture, with: "")
      pictures = document.matches(of: picture).map { words($0.output.1) }
    }
  }

  private func parts(markdown: String) -> Parts {
    // Comments are no part of what readers see.
    Parts(
      markdown.replacing(/<!--(.|\n)*?-->/, with: ""), /```text\n((?:.|\n)*?)```/,
      words: String.init)
  }

  private func parts(html: String) -> Parts {
    Parts(html, /<svg ((?:.|\n)*?)<\/svg>/) { svg in
      // What is meant for those who do not see the picture is not in it.
      svg.matches(of: /<text [^>]*>((?:.|\n)*?)<\/text>/)
        .map { $0.output.1.replacing(/<[^>]*>/, with: "") }.joined(separator: " ")
    }
  }

  private func parts(latex: String) -> Parts {
    // Widths of columns are no numbers of the document.
    let plain = latex.replacing(
      /p\{0\.[0-9]+\\linewidth\}|\\\\\[1\.6ex\]|\{3\.6ex\}|\[-2\.8ex\]/, with: "")
    return Parts(plain, /\\begin\{tikzpicture\}((?:.|\n)*?)\\end\{tikzpicture\}/) { tikz in
      tikz.matches(of: /\\node[^;]*? at \([^)]*\) \{(.*)\};/).map { String($0.output.1) }
        .joined(separator: " ")
    }
  }

  /// Text and pictures have the numbers of the Markdown; in a picture their order is another one.
  private func expectEqual(_ parts: Parts, _ markdown: Parts, _ name: String) {
    #expect(numbers(parts.text) == numbers(markdown.text), "\(name)")
    let shown = parts.pictures.map { numbers($0).sorted() }
    #expect(shown == markdown.pictures.map { numbers($0).sorted() }, "\(name)")
  }

  @Test func `Markdown, LaTeX and pages print the same numbers in the same order`() throws {
    for notebook in try Notebooks.all {
      let markdown = parts(markdown: try output(notebook.text, "markdown"))
      #expect(numbers(markdown.text).count > 10, "\(notebook.name)")
      let latex = try output(notebook.text, "latex")
      let start = try #require(latex.firstRange(of: "\\begin{document}")).upperBound
      expectEqual(parts(latex: String(latex[start...])), markdown, "\(notebook.name) in LaTeX")
      let html = try output(notebook.text, "html")
      let text = try #require(html.firstRange(of: "<main")).upperBound
      let end = try #require(html.firstRange(of: "</main>")).lowerBound
      expectEqual(parts(html: String(html[text..<end])), markdown, "\(notebook.name) as a page")
    }
  }

  @Test func `A Jupyter notebook prints them too, in each of its forms`() throws {
    for notebook in try Notebooks.all {
      var whole = ""
      for cell in try JupyterFile.cells(try output(notebook.text, "ipynb")) {
        if cell.kind == "markdown" { whole += cell.source.joined() + "\n\n" }
        for forms in (cell.outputs ?? []).map({ $0.data.mapValues { $0.joined() } }) {
          let markdown = try #require(forms["text/markdown"])
          whole += markdown + "\n\n"
          let expected = parts(markdown: markdown)
          for (type, text) in forms {
            let found =
              switch type {
              case "text/html": parts(html: text)
              case "text/latex": parts(latex: text)
              default: parts(markdown: text)
              }
            expectEqual(found, expected, "\(notebook.name): \(cell.source.joined()) as \(type)")
          }
        }
      }
      let markdown = parts(markdown: try output(notebook.text, "markdown"))
      expectEqual(parts(markdown: whole), markdown, notebook.name)
    }
  }

  /// Values of the first pass, as magnitudes.
  private func values(_ json: String) -> [Double] {
    json.matches(of: /[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?/).compactMap { Double($0.output) }
  }

  @Test func `Numbers in pictures are those of the JSON, rounded`() throws {
    let notebook = try #require(Notebooks.all.first { $0.name == "pictures.md" })
    let known = values(try output(notebook.text, "json"))
    let html = try output(notebook.text, "html")
    for label in ["fig-network", "fig-map", "fig-unit"] {
      let start = try #require(html.firstRange(of: "id=\"\(label)\">")).upperBound
      let end = try #require(html[start...].firstRange(of: "</figure>")).lowerBound
      let picture = try #require(parts(html: String(html[start..<end])).pictures.first)
      let shown = numbers(picture)
      #expect(shown.count > 5, "\(label)")
      for number in shown {
        let decimals = number.drop { $0 != "." }.count - 1
        let value = try #require(Double(number))
        let half = 0.5 * pow(10, -Double(decimals)) + 1e-12
        #expect(known.contains { abs($0 - value) <= half }, "\(number) in \(label)")
      }
    }
  }

  @Test func `A page's numbers are those of the JSON, rounded`() throws {
    for notebook in try Notebooks.all {
      // Values of later passes are not in the JSON; where they are many, some of the first pass are.
      let isOfFirstPass = ["@", "step=", "steps=", "train:"].allSatisfy {
        !notebook.text.contains($0)
      }
      let json = try output(notebook.text, "json")
      let known = Set(json.matches(of: /-?[0-9.]+(?:e-?[0-9]+)?/).map { String($0.output) })
      let html = try output(notebook.text, "html")
      let opening = "<script type=\"application/json\" id=\"numbers\">"
      let start = try #require(html.firstRange(of: opening)).upperBound
      let end = try #require(html[start...].firstRange(of: "</script>")).lowerBound
      let data = Data(html[start..<end].utf8)
      let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String]])
      #expect(rows.count > 5, "\(notebook.name)")
      var unknown = 0
      for row in rows {
        #expect(row.count == 2 || row.count == 3)
        if !known.contains(row[1]) { unknown += 1 }
      }
      #expect(
        isOfFirstPass ? unknown * 4 < rows.count : rows.count - unknown > 3,
        "\(notebook.name): \(unknown) of \(rows.count)")
    }
  }
}
