internal import Diagnostics

/// A row of a table on one line, made once for all claims of its cells, where there are any.
final class RowText {
  private let row: [Flow]
  private(set) lazy var text = row.map(Self.text).joined(separator: " | ")

  init(_ row: [Flow]) { self.row = row }

  private static func text(_ cell: Flow) -> String {
    cell.pieces.map { piece in
      switch piece {
      case .text(let text), .verbatim(let text): text.text
      case .formula(let formula): "$\(formula.tex.text)$"
      }
    }.joined().onOneLine
  }
}
