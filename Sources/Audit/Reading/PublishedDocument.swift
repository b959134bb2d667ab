internal import Algebra
package import Diagnostics

/// A Markdown document as a reader of its numbers sees it.
package struct PublishedDocument: Sendable {
  package let source: SourceText
  /// Paragraphs, tables, displays and code in the order of the document.
  package let passages: [Passage]
}

extension PublishedDocument {
  /// The symbols of all formulas, in normal form.
  var symbols: Set<String> {
    var names: Set<String> = []
    forEachChain { chain in
      for link in chain.links {
        link.value.forEachLeaf { if case .symbol(let name, _) = $0 { names.insert(name) } }
      }
    }
    return names
  }

  /// The numbers that equalities end with, by the symbols they begin with.
  var statedNumbers: [String: [Literal]] {
    var numbers: [String: [Literal]] = [:]
    forEachChain { chain in
      guard chain.links.count > 1, let symbol = chain.links.first?.value.loneSymbol,
        let number = chain.links.last?.scalar.flatMap({ PrintedNumber($0) })
      else { return }
      numbers[symbol, default: []].append(number.literal)
    }
    return numbers
  }

  func forEachChain(_ body: (TeXChain) -> Void) {
    func read(_ flow: Flow) {
      for formula in flow.formulas { for piece in formula.pieces { body(piece.chain) } }
    }
    for passage in passages {
      switch passage {
      case .flow(let flow): read(flow)
      case .table(let table):
        table.header.forEach(read)
        for row in table.rows { row.forEach(read) }
      case .code: break
      }
    }
  }
}

/// A paragraph, heading, table or block of code.
package enum Passage: Sendable {
  case flow(Flow)
  case table(PublishedTable)
  /// Code that is not math, such as a picture in letters.
  case code(Excerpt)
}

/// Running text with math in it.
package struct Flow: Sendable {
  package enum Kind: Sendable, Hashable { case heading, paragraph, display, code }

  package let kind: Kind
  package let pieces: [FlowPiece]
  /// The formulas in order.
  package let formulas: [Formula]
  /// The words without the math.
  package let words: String

  init(kind: Kind, pieces: [FlowPiece]) {
    (self.kind, self.pieces) = (kind, pieces)
    formulas = pieces.compactMap { if case .formula(let formula) = $0 { formula } else { nil } }
    words = pieces.map { if case .text(let text) = $0 { text.text } else { " " } }.joined()
  }
}

extension Flow {
  /// The words of a heading; where it is a formula alone, that.
  var heading: String {
    words.contains { !$0.isWhitespace } ? words : formulas.map(\.tex.text).joined(separator: " ")
  }
}

/// A part of running text.
package enum FlowPiece: Sendable {
  case text(Excerpt)
  case formula(Formula)
  /// A code span or HTML: nothing in it is a claim.
  case verbatim(Excerpt)

  var span: SourceSpan {
    let excerpt =
      switch self {
      case .text(let text), .verbatim(let text): text
      case .formula(let formula): formula.tex
      }
    return excerpt.span(0..<excerpt.text.utf8.count)
  }
}

/// A pipe table: the header row's cells and the others'.
package struct PublishedTable: Sendable {
  package let header: [Flow]
  package let rows: [[Flow]]
}
