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

  @Test func `Markdown, LaTeX and pages print the same numbers in the same order`() throws {
    for notebook in try Notebooks.all {
      // Pictures have coordinates besides, and ticks in another order.
      let html = try output(notebook.text, "html")
      if html.contains("<svg") { continue }
      // Comments are no part of what readers see.
      let markdown = try output(notebook.text, "markdown")
        .replacing(/<!--(.|\n)*?-->/, with: "")
      let expected = numbers(markdown)
      #expect(expected.count > 20, "\(notebook.name)")
      let latex = try output(notebook.text, "latex")
      let start = try #require(latex.firstRange(of: "\\begin{document}")).upperBound
      // Widths of columns are no numbers of the document.
      let body = latex[start...].replacing(
        /p\{0\.[0-9]+\\linewidth\}|\\\\\[1\.6ex\]|\{3\.6ex\}|\[-2\.8ex\]/, with: "")
      #expect(numbers(String(body)) == expected, "\(notebook.name)")
      let text = try #require(html.firstRange(of: "<main")).upperBound
      let end = try #require(html.firstRange(of: "</main>")).lowerBound
      #expect(numbers(String(html[text..<end])) == expected, "\(notebook.name)")
    }
  }

  @Test func `A page's numbers are those of the JSON, rounded`() throws {
    for notebook in try Notebooks.all {
      // Values of later passes are not in the JSON.
      let isOfFirstPass = ["@", "step=", "steps=", "train:"].allSatisfy {
        !notebook.text.contains($0)
      }
      guard isOfFirstPass else { continue }
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
        // Values of later passes are not in the JSON.
        if !known.contains(row[1]) { unknown += 1 }
      }
      #expect(unknown * 4 < rows.count, "\(notebook.name): \(unknown) of \(rows.count)")
    }
  }
}
