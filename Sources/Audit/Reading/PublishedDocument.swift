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
    chains.flatMap(\.links).reduce(into: []) { $0.formUnion($1.value.symbols) }
  }

  /// The numbers that equalities end with, by the symbols they begin with.
  var statedNumbers: [String: [Literal]] {
    var numbers: [String: [Literal]] = [:]
    for chain in chains {
      guard chain.links.count > 1, let symbol = chain.links.first?.value.loneSymbol,
        let number = chain.links.last?.scalar.flatMap({ PrintedNumber($0) })
      else { continue }
      numbers[symbol, default: []].append(number.literal)
    }
    return numbers
  }

  private var chains: [TeXChain] {
    var flows: [Flow] = []
    for passage in passages {
      switch passage {
      case .flow(let flow): flows.append(flow)
      case .table(let table): flows += table.header + table.rows.joined()
      case .code: break
      }
    }
    return flows.flatMap(\.formulas).flatMap(\.pieces).map(\.chain)
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
  package var formulas: [Formula] {
    pieces.compactMap { if case .formula(let formula) = $0 { formula } else { nil } }
  }

  /// The words without the math.
  package var words: String {
    pieces.map { if case .text(let text) = $0 { text.text } else { " " } }.joined()
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
