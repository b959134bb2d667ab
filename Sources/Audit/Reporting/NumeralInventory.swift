internal import Diagnostics

/// Lists every numeral of a page with what became of it.
enum NumeralInventory {
  static func numerals(
    of document: PublishedDocument, classes: NumeralClasses
  ) -> [Numeral] {
    var found: [Numeral] = []
    forEach(in: document) { text, range in
      let span = text.span(range)
      found.append(Numeral(place: span, kind: classes[span.range.lowerBound] ?? .definitional))
    }
    return found
  }

  /// How many decimal numbers stand in tables of which none is claimed, and in how many of these.
  static func underived(
    in document: PublishedDocument, classes: NumeralClasses
  ) -> (numbers: Int, tables: Int) {
    var found = (numbers: 0, tables: 0)
    for case .table(let table) in document.passages {
      var (decimals, isClaimed) = (0, false)
      for cell in table.rows.joined() {
        add(cell) { text, range in
          let span = text.span(range)
          isClaimed = isClaimed || classes[span.range.lowerBound] == .claim
          decimals += span.text.contains(".") ? 1 : 0
        }
      }
      guard !isClaimed, decimals > 0 else { continue }
      found.numbers += decimals
      found.tables += 1
    }
    return found
  }

  static func forEach(
    in document: PublishedDocument, _ body: (Excerpt, Range<Int>) -> Void
  ) {
    for passage in document.passages {
      switch passage {
      case .flow(let flow): add(flow, body)
      case .table(let table):
        for cell in table.header + table.rows.joined() { add(cell, body) }
      case .code(let text): add(text, body)
      }
    }
  }

  private static func add(_ text: Excerpt, _ body: (Excerpt, Range<Int>) -> Void) {
    for range in NumeralScanner.ranges(in: text.text) { body(text, range) }
  }

  private static func add(_ flow: Flow, _ body: (Excerpt, Range<Int>) -> Void) {
    for piece in flow.pieces {
      switch piece {
      case .text(let text), .verbatim(let text): add(text, body)
      case .formula(let formula): add(formula.tex, body)
      }
    }
  }
}
