import Diagnostics

@testable import Notebook

/// One line an item: where it stands, what it is, and what was read.
func dump(_ text: String) -> String {
  let (document, diagnostics) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
  let problems = diagnostics.map { "\(place($0.place)) \($0.severity) \($0.id)" }
  return (document.items.map(dump) + problems).joined(separator: "\n")
}

func dump(_ item: NotebookItem) -> String {
  "\(place(item.span)) " + description(of: item)
}

private func description(of item: NotebookItem) -> String {
  switch item {
  case .network(let cell), .show(let cell), .view(let cell):
    let words = [
      cell.isHidden ? "hidden \(cell.kind)" : "\(cell.kind)", cell.name?.text,
      attributes(cell.attributes), cell.echo?.text,
    ]
    return words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
      + " \(quoted(cell.body.text)) at \(place(cell.body))"
  case .region(let region):
    let body = region.body.map { "\(quoted($0.text)) at \(place($0))" } ?? ""
    let words = [region.name.text, attributes(region.attributes), body].filter { !$0.isEmpty }
    return "region " + words.joined(separator: " ")
      + (region.checksum.map { " #\($0.text)" } ?? "")
  case .inlineValue(let value): return "value \(quoted(value.expression.text))"
  case .inPlaceValue(let value):
    return "in place \(quoted(value.expression.text)) \(quoted(String(value.content.text)))"
  case .mathHole(let hole):
    return (hole.isDisplay ? "display hole " : "hole ") + quoted(hole.path.text)
      + " at \(place(hole.path))"
  case .crossReference(let reference):
    return "reference \(quoted(reference.text)) to \(reference.label.text)"
  }
}

private func attributes(_ attributes: [Attribute]) -> String {
  attributes.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: ",")
}

private func quoted(_ text: String) -> String { text.debugDescription }

/// Where each line of an excerpt begins.
private func place(_ excerpt: Excerpt) -> String {
  var starts = [0]
  for (offset, byte) in excerpt.text.utf8.enumerated() where byte == 0x0A {
    starts.append(offset + 1)
  }
  if starts.count > 1 { starts.removeLast() }
  return starts.map { place(excerpt.span($0..<$0)) }.joined(separator: ",")
}

func place(_ span: SourceSpan?) -> String { span.map { "\($0.line):\($0.column)" } ?? "-" }
