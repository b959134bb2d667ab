import Markdown

/// A table in the manner of booktabs: as wide as its cells while that fits the line, in smaller letters
/// if that makes it fit, and with columns that break their lines otherwise. Where a page would overflow
/// it is a `longtable`.
struct LaTeXTable {
  struct Cell {
    let tex: String
    let size: CellMeasure
  }

  /// Stands in a cell where a line ends.
  static let lineBreak = "\u{1}"

  private let alignments: [ColumnAlignment]
  private var rows: [[Cell]] = []
  private var lines: [Int] = []

  init(_ alignments: [ColumnAlignment]) { self.alignments = alignments }

  mutating func beginRow(line: Int) {
    rows.append([])
    lines.append(line)
  }

  mutating func add(_ cell: Cell) { rows[rows.count - 1].append(cell) }

  // MARK: Layout

  private struct Size {
    let command: String
    /// Points.
    let points: Double
  }

  private static let sizes = [
    Size(command: "", points: 10.95), Size(command: "\\small", points: 10),
    Size(command: "\\footnotesize", points: 9), Size(command: "\\scriptsize", points: 8),
  ]

  /// How wide a column is; `nil` is as wide as its cells.
  private struct Layout {
    var size: Size
    var widths: [Double?]
    var isScaled = false
  }

  private func layout(_ lineWidth: Double) -> Layout {
    let natural = alignments.indices.map { column in
      rows.map { $0[column].size.natural }.max() ?? 0
    }
    let minimum = alignments.indices.map { column in
      rows.map { $0[column].size.minimum }.max() ?? 0
    }
    for size in Self.sizes.prefix(3)
    where natural.reduce(0, +) * 1.04 <= available(lineWidth, size) {
      return Layout(size: size, widths: natural.map { _ in nil })
    }
    for size in Self.sizes.dropFirst() {
      if let widths = distributed(available(lineWidth, size), natural, minimum) {
        return Layout(size: size, widths: widths)
      }
    }
    return Layout(size: Self.sizes[2], widths: natural.map { _ in nil }, isScaled: true)
  }

  /// The em of a size that the line leaves for cells.
  private func available(_ lineWidth: Double, _ size: Size) -> Double {
    (lineWidth * 10.95 - 12 * Double(alignments.count - 1)) / size.points
  }

  /// Widths of columns in em: narrow ones get what they need, the others share what is left.
  private func distributed(
    _ available: Double, _ natural: [Double], _ minimum: [Double]
  ) -> [Double?]? {
    let needed = minimum.map { $0 * 1.06 + 0.2 }
    guard needed.reduce(0, +) <= available else { return nil }
    var widths = [Double?](repeating: nil, count: natural.count)
    var open = Array(natural.indices)
    var left = available
    while let narrow = open.filter({ natural[$0] * 1.04 <= left / Double(open.count) }).min(by: {
      natural[$0] < natural[$1]
    }), open.count > 1 {
      open.removeAll { $0 == narrow }
      left -= natural[narrow] * 1.04
    }
    let extra = left - open.reduce(0) { $0 + needed[$1] }
    guard extra >= 0 else {
      // The narrow ones took too much: everybody gets the least, and a share by need.
      let rest = available - needed.reduce(0, +)
      let wishes = natural.indices.map { max(0, natural[$0] - needed[$0]) }
      let total = max(1, wishes.reduce(0, +))
      return natural.indices.map { needed[$0] + rest * wishes[$0] / total }
    }
    let wishes = open.map { max(0, natural[$0] - needed[$0]) }
    let total = max(0.001, wishes.reduce(0, +))
    for (column, wish) in zip(open, wishes) {
      widths[column] = needed[column] + extra * wish / total
    }
    return widths
  }

  // MARK: Writing

  /// A piece of the result and the line of the document it comes from.
  typealias Part = (text: String, line: Int)

  /// The table, a row to a part.
  func written(lineWidth: Double, canBreak: Bool, caption: LaTeXCaption? = nil) -> [Part] {
    let layout = layout(lineWidth)
    let columns = alignments.indices.map { column(at: $0, layout, lineWidth) }.joined()
    let isLong = canBreak && !layout.isScaled && height(layout) > 26
    let hasHeader = rows.first?.contains { !$0.tex.allSatisfy(\.isWhitespace) } ?? false
    let (first, last) = (lines.first ?? 1, lines.last ?? 1)
    let head = hasHeader ? [(row(rows[0], layout), first), ("\\midrule\n", first)] : []
    let body = zip(rows, lines).dropFirst().map { (row($0, layout), $1) }
    if isLong {
      let opening =
        "{\(layout.size.command)\n\\begin{longtable}{@{}\(columns)@{}}\n"
      let top = [("\\toprule\n", first)] + head
      let words = caption.map {
        [($0.command("caption") + "\\\\\n", first)] + top + [("\\endfirsthead\n", first)]
      }
      return [(opening, first)] + (words ?? []) + top
        + [("\\endhead\n\\bottomrule\n\\endlastfoot\n", first)] + body
        + [("\\end{longtable}\n}\n", last)]
    }
    let size = layout.size.command.isEmpty ? "" : layout.size.command + "\n"
    let scale = layout.isScaled ? "\\resizebox{\\linewidth}{!}{%\n" : ""
    // A box is not torn from its caption by a new page.
    let box = caption.map { "\\begin{minipage}{\\linewidth}\\centering\n\($0.besideFloat)" } ?? ""
    let boxEnd = caption == nil ? "" : "\\end{minipage}\n"
    let opening =
      "\\begin{center}\n\(box)\(size)\(scale)\\begin{tabular}{@{}\(columns)@{}}\n\\toprule\n"
    let closing =
      "\\bottomrule\n\\end{tabular}\(layout.isScaled ? "}" : "")\n\(boxEnd)\\end{center}\n"
    return [(opening, first)] + head + body + [(closing, last)]
  }

  private func column(at index: Int, _ layout: Layout, _ lineWidth: Double) -> String {
    guard let width = layout.widths[index] else {
      switch alignments[index] {
      case .none, .left: return "l"
      case .center: return "c"
      case .right: return "r"
      }
    }
    let ragged =
      switch alignments[index] {
      case .none, .left: "\\raggedright"
      case .center: "\\centering"
      case .right: "\\raggedleft"
      }
    let fraction = width * layout.size.points / (lineWidth * 10.95)
    let percent = Int((fraction * 1000).rounded(.down))
    let digits = String(percent)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return ">{\(ragged)\\arraybackslash}p{0.\(padded)\\linewidth}"
  }

  private func row(_ cells: [Cell], _ layout: Layout) -> String {
    // Room above and below fractions, which would touch the rules.
    let isTall = cells.contains { $0.tex.contains("\\displaystyle") }
    let begin = isTall ? "\\rule{0pt}{3.6ex}" : ""
    let end = isTall ? " \\\\[1.6ex]\n" : " \\\\\n"
    return begin
      + zip(cells, layout.widths).map { cell, width in
        let tex = cell.tex.trimmingLines
        guard tex.contains(Self.lineBreak) else { return tex }
        if width != nil { return tex.replacing(Self.lineBreak, with: " \\newline ") }
        // The row's own space does not reach below a tall last line.
        let last = tex.split(separator: Self.lineBreak).last
        let strut = last?.contains("\\displaystyle") == true ? "\\rule[-2.8ex]{0pt}{1ex}" : ""
        return "\\begin{tabular}[t]{@{}l@{}}" + tex.replacing(Self.lineBreak, with: "\\\\")
          + strut + "\\end{tabular}"
      }.joined(separator: " & ") + end
  }

  /// Roughly how many lines of text the table takes up.
  private func height(_ layout: Layout) -> Double {
    rows.reduce(0) { height, cells in
      let lines = zip(cells, layout.widths).map { cell, width -> Double in
        let breaks = Double(cell.tex.count { String($0) == Self.lineBreak })
        guard let width, width > 0 else { return breaks + 1 }
        return breaks + (cell.size.natural / width).rounded(.up)
      }
      let isTall = cells.contains { $0.tex.contains("\\displaystyle") }
      return height + (isTall ? 2.4 : 1.3) * (lines.max() ?? 1) * layout.size.points / 10.95
    }
  }
}
