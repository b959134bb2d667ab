package import Diagnostics
package import Markdown

/// A Markdown document with the parts that Deltabook owns.
package struct NotebookDocument: Sendable {
  package let source: SourceText
  /// The YAML between the `---` lines at the beginning; `nil` if there is none.
  package let frontMatter: Excerpt?
  /// Cells, regions, inline values and holes in the order of the document.
  package let items: [NotebookItem]
  /// The document's blocks; front matter is not among them.
  package let tree: MarkdownTree

  /// Where the Markdown of a document begins: behind its front matter, if there is some.
  package static func start(of source: SourceText) -> Int { FrontMatter.find(in: source)?.end ?? 0 }

  /// Finds everything that Deltabook owns, and what is wrong with it.
  ///
  /// Items that have problems are among the items where enough of them can be read.
  package static func parse(_ source: SourceText) -> (NotebookDocument, [Diagnostic]) {
    let frontMatter = FrontMatter.find(in: source)
    let tree = MarkdownTree(source, from: frontMatter?.end ?? 0)
    var finder = ItemFinder(tree: tree)
    finder.findAll()
    let document = NotebookDocument(
      source: source, frontMatter: frontMatter?.text, items: finder.items, tree: tree)
    return (document, finder.diagnostics.sorted { $0.start < $1.start })
  }
}

extension Diagnostic {
  fileprivate var start: Int { place?.range.lowerBound ?? 0 }
}
