/// Writes a diagram as a Mermaid flowchart, which GitHub draws.
package struct MermaidWriter {
  package init() {}

  package func text(_ diagram: Diagram) -> String {
    var lines = ["flowchart LR"]
    if !diagram.title.isEmpty { lines.append("  accTitle: \(oneLine(diagram.title))") }
    if !diagram.description.isEmpty { lines.append("  accDescr: \(oneLine(diagram.description))") }
    for column in 0..<diagram.columnCount {
      let nodes = diagram.nodes.indices.filter { diagram.nodes[$0].column == column }
      let isGrouped = diagram.headings.indices.contains(column)
      if isGrouped {
        lines.append("  subgraph c\(column)[\(quoted([diagram.headings[column]]))]")
        lines.append("    direction TB")
      }
      lines += nodes.map { (isGrouped ? "    " : "  ") + node($0, diagram.nodes[$0]) }
      if isGrouped { lines.append("  end") }
    }
    for edge in diagram.edges {
      let label = edge.label.map { "|\(quoted([$0]))|" } ?? ""
      lines.append("  n\(edge.from) -->\(label) n\(edge.to)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func node(_ index: Int, _ node: Diagram.Node) -> String {
    let text = quoted(node.lines)
    return switch node.kind {
    case .quantity: "n\(index)[\(text)]"
    case .operation: "n\(index)([\(text)])"
    case .ellipsis: "n\(index)[\(text)]"
    }
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing(";", with: ",")
  }

  /// A string in quotes; Mermaid spells characters that mean something by their number.
  private func quoted(_ lines: [Label]) -> String {
    let text = lines.map { label in
      label.plain.map { character in
        switch character {
        case "\"", "#", "&", "<", ">", ";", "`", "|", "\\":
          "#\(character.unicodeScalars.first?.value ?? 0);"
        case _ where character.isNewline: " "
        default: String(character)
        }
      }.joined()
    }
    return "\"\(text.joined(separator: "<br/>"))\""
  }
}
