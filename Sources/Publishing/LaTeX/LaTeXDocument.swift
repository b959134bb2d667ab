package import Diagnostics

/// A complete LaTeX document.
package struct LaTeXDocument {
  package let skeleton: SourceText

  package init(skeleton: SourceText) { self.skeleton = skeleton }

  /// The document and, for each of its lines, the line of the Markdown it comes from; 0 for lines of
  /// the skeleton.
  ///
  /// - Throws: `DiagnosticError` for a skeleton that cannot be filled in.
  package func text(
    _ writer: LaTeXWriter, body: String, info: DocumentInfo
  ) throws(DiagnosticError) -> (text: String, lines: [Int]) {
    var words = LaTeXText()
    // A heading that says the same may have formulas and emphasis.
    var title = writer.title
    if title.isEmpty { title = info.title.map { words.escaped($0) } ?? "" }
    let text = try DocumentSkeleton(skeleton).filled([
      "title": title,
      "author": info.authors.map { words.escaped($0) }.joined(separator: " \\and "),
      "date": info.date.map { words.escaped($0) } ?? "",
      "language": info.language ?? "en",
      "pictures": writer.usesTikZ ? "tikz" : "",
      "body": body.trimmingLines,
    ])
    return (text, lines(of: text, body.trimmingLines, writer.lines))
  }

  private func lines(of text: String, _ body: String, _ bodyLines: [Int]) -> [Int] {
    let count = text.utf8.count { $0 == 0x0A } + 1
    guard let start = text.firstRange(of: body), !body.isEmpty else {
      return Array(repeating: 0, count: count)
    }
    let before = text[..<start.lowerBound].utf8.count { $0 == 0x0A }
    let inside = body.utf8.count { $0 == 0x0A }
    var lines = Array(repeating: 0, count: before)
    lines += bodyLines.prefix(inside + 1)
    while lines.count < count { lines.append(0) }
    return lines
  }
}
