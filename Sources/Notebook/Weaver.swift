internal import Diagnostics
internal import Markdown

/// Puts rendered results into a document.
package struct Weaver: Sendable {
  /// Gives an item's result as Markdown, or `nil` to leave the item as it is. It is not asked for
  /// `network` and `view` cells.
  package typealias Render = (NotebookItem) -> String?

  let document: NotebookDocument
  /// Whether regions that were edited by hand are overwritten.
  let accept: Bool

  package init(_ document: NotebookDocument, accept: Bool = false) {
    self.document = document
    self.accept = accept
  }

  /// The document with regions and values in place rewritten; every other byte is kept.
  package func inPlace(_ render: Render) -> Weaving { weave(isInPlace: true, render) }

  /// The document for readers: cells give way to their results, values and holes are filled in,
  /// and regions and values in place are written as `inPlace` does.
  package func woven(_ render: Render) -> Weaving { weave(isInPlace: false, render) }

  private func weave(isInPlace: Bool, _ render: Render) -> Weaving {
    var cells = CellWeaver(tree: document.tree)
    var edits = [Edit]()
    var diagnostics = [Diagnostic]()
    var stale = [NotebookItem]()
    let regionLabels = regionLabels
    for item in document.items {
      switch item {
      case .region(let region):
        guard let result = render(item) else { continue }
        switch RegionWeaver(tree: document.tree).outcome(of: region, result, accept: accept) {
        case .unchanged: break
        case .replaced(let edit):
          edits.append(edit)
          stale.append(item)
        case .refused(let diagnostic):
          diagnostics.append(diagnostic)
          stale.append(item)
        }
      case .inPlaceValue(let value):
        guard let result = render(item).map(oneLine), value.content.text != result else { continue }
        edits.append(Edit(range: value.content.range, text: result))
        stale.append(item)
      case .network(let cell), .view(let cell):
        if !isInPlace, cell.echo == nil { cells.remove(cell) }
      case .show(let cell):
        if !isInPlace, let result = render(item) { cells.replace(cell, with: result) }
      case .crossReference(let reference):
        // Readers of a notebook that is to be woven see no table yet that could have a number.
        guard !isInPlace || regionLabels.contains(reference.label.text),
          let result = render(item), reference.span.text != result
        else { continue }
        edits.append(Edit(range: item.span.range, text: result))
        stale.append(item)
      case .inlineValue, .mathHole:
        guard !isInPlace, let result = render(item) else { continue }
        edits.append(Edit(range: item.span.range, text: oneLine(result)))
      }
    }
    return Weaving(
      patched: (edits + cells.finish()).applied(to: document.tree.bytes), diagnostics: diagnostics,
      staleItems: stale)
  }

  /// The labels of what the document itself holds.
  private var regionLabels: Set<String> {
    var labels: Set<String> = []
    for case .region(let region) in document.items {
      labels.formUnion(region.attributes.filter { $0.key.text == "label" }.map(\.value.text))
    }
    return labels
  }

  private func oneLine(_ text: String) -> String {
    MarkdownLines(text).lines.joined(separator: " ")
  }
}
