internal import Algebra
internal import Diagnostics

/// What stands in a cell of a table.
enum CellContent {
  case blank
  /// A number and nothing else but perhaps a relation in front, be it math or plain.
  case number(PrintedNumber, isApproximate: Bool, Context)
  case formulas
  case words

  init(_ cell: Flow, row: RowText) {
    let (formulas, words) = (cell.formulas, cell.words)
    let isBare = words.isPadding
    if formulas.isEmpty, isBare || words.isDash {
      self = .blank
    } else if isBare, formulas.count == 1 {
      self = CellContent.number(in: formulas[0], row: row) ?? .formulas
    } else if formulas.isEmpty {
      self = CellContent.plainNumber(in: cell, row: row) ?? .words
    } else {
      self = .formulas
    }
  }

  private static func number(in formula: Formula, row: RowText) -> CellContent? {
    guard formula.unread.isEmpty, formula.pieces.count == 1,
      let chain = formula.pieces.first?.chain,
      chain.links.count == 1, let scalar = chain.links[0].scalar,
      let number = PrintedNumber(scalar)
    else { return nil }
    let relation = chain.relation(before: 0)?.kind
    guard [nil, .equal, .approximately].contains(relation) else { return nil }
    return .number(
      number, isApproximate: relation == .approximately,
      Context(formula, in: row))
  }

  private static func plainNumber(in cell: Flow, row: RowText) -> CellContent? {
    guard cell.pieces.count == 1, case .text(let text)? = cell.pieces.first else { return nil }
    let ranges = NumeralScanner.ranges(in: text.text)
    guard ranges.count == 1, let range = ranges.first else { return nil }
    let bytes = Array(text.text.utf8)
    let before = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
      .filter { !$0.isWhitespace && !"*_+".contains($0) }
    let after = String(decoding: bytes[range.upperBound...], as: UTF8.self)
      .filter { !$0.isWhitespace && !"*_".contains($0) }
    let digits = String(decoding: bytes[range], as: UTF8.self)
    let isApproximate = before.hasPrefix("≈") || before.hasPrefix("~")
    let sign = isApproximate || before.hasPrefix("=") ? before.dropFirst() : Substring(before)
    guard after.isEmpty, ["", "-", "−"].contains(sign), let literal = Literal(digits) else {
      return nil
    }
    let number = PrintedNumber(sign.isEmpty ? literal : -literal, range)
    return .number(
      number, isApproximate: isApproximate, Context(text, in: row))
  }
}

extension String {
  /// Whether there is nothing in it but dashes, white space and signs of emphasis.
  fileprivate var isDash: Bool { allSatisfy { $0.isWhitespace || "*_-—–".contains($0) } }
}
