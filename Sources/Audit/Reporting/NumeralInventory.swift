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

  static func forEach(
    in document: PublishedDocument, _ body: (Excerpt, Range<Int>) -> Void
  ) {
    func add(_ text: Excerpt) {
      for range in NumeralScanner.ranges(in: text.text) { body(text, range) }
    }
    func add(_ flow: Flow) {
      for piece in flow.pieces {
        switch piece {
        case .text(let text), .verbatim(let text): add(text)
        case .formula(let formula): add(formula.tex)
        }
      }
    }
    for passage in document.passages {
      switch passage {
      case .flow(let flow): add(flow)
      case .table(let table):
        table.header.forEach(add)
        table.rows.joined().forEach(add)
      case .code(let text): add(text)
      }
    }
  }
}
