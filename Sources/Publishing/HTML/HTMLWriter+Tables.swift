import Markdown

extension HTMLWriter {
  mutating func beginTable() {
    newLine()
    put(form == .page ? "<div class=\"table\" role=\"region\" tabindex=\"0\">\n" : "")
    put("<table>\n")
  }

  mutating func endTable(_ index: Int) {
    if content.children(of: index).count > 1 { put("</tbody>\n") }
    put(form == .page ? "</table>\n</div>\n" : "</table>\n")
  }

  mutating func beginRow(_ isHeader: Bool) {
    newLine()
    if isHeader {
      put("<thead>\n")
    } else if output.suffix(9).elementsEqual("</thead>\n".utf8) {
      put("<tbody>\n")
    }
    put("<tr>\n")
  }

  mutating func beginCell(_ index: Int, _ alignment: ColumnAlignment) {
    let isHeader = isInHeader(index)
    put(isHeader ? "<th" : "<td")
    if isHeader, form == .page { put(" scope=\"col\"") }
    if alignment != .none { put(" align=\"\(alignment.rawValue)\"") }
    put(">")
  }

  func isInHeader(_ cell: Int) -> Bool {
    guard let row = content.nodes[cell].parent,
      case .tableRow(let isHeader) = content.nodes[row].kind
    else { return false }
    return isHeader
  }
}
