internal import Diagnostics
internal import Markdown

/// Collects the items of a document, and problems, block by block.
struct ItemFinder {
  let tree: MarkdownTree
  var items: [NotebookItem] = []
  var diagnostics: [Diagnostic] = []
  var markers: [RegionMarker] = []

  init(tree: MarkdownTree) { self.tree = tree }

  mutating func findAll() {
    for index in tree.blocks.indices {
      switch tree.blocks[index].kind {
      case .codeBlock(let code): readCode(code, at: index)
      case .htmlBlock: readHTML(at: index)
      case .paragraph, .heading: readInline(at: index)
      case .document, .blockQuote, .list, .item, .thematicBreak: break
      }
    }
    items += matchRegions().map { .region($0) }
    items.sort { $0.span.range.lowerBound < $1.span.range.lowerBound }
    dropItemsInsideRegions()
  }

  /// A region's body is output: what looks like an item in it is text that will be replaced.
  private mutating func dropItemsInsideRegions() {
    var kept = [NotebookItem]()
    var region: Region?
    for item in items {
      guard let around = region, item.span.range.lowerBound < around.span.range.upperBound else {
        if case .region(let opened) = item { region = opened }
        kept.append(item)
        continue
      }
      switch item {
      case .region(let inner):
        report(
          "region-nested",
          "regions cannot be nested: `\(inner.name.text)` opens inside "
            + "`\(around.name.text)`", inner.opening.range)
      case .network(let cell), .show(let cell), .view(let cell):
        report(
          "cell-in-region",
          "a `\(cell.kind.rawValue)` cell inside the region "
            + "`\(around.name.text)` would be overwritten", cell.keyword.span.range)
      case .inlineValue, .inPlaceValue, .mathHole, .crossReference: break
      }
    }
    items = kept
  }

  mutating func report(
    _ id: String, _ message: String, _ range: Range<Int>, help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(severity, id: id, message, at: span(range), help: help))
  }

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(source: tree.source, range: range) }

  func word(_ range: Range<Int>) -> Word {
    Word(text: String(tree.source[range]), span: span(range))
  }
}
