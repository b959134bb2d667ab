internal import Algebra
internal import NeuralCore

/// What a document says of its symbols before anybody knows what they stand for: the numbers that it states for
/// them, in sentences and in tables, and what its formulas multiply them by.
struct SymbolEvidence {
  /// A product of two symbols in what a formula says of a third one, as in `z_1 = w_1 x_1 + w_3 x_2`.
  struct Product: Hashable {
    let subject: String?
    let factor: String
  }

  /// The symbols of all formulas.
  private(set) var symbols: Set<String> = []
  /// The numbers that equalities end with, by the symbols that they begin with.
  private(set) var stated: [String: [Literal]] = [:]
  /// The numbers of rows that a symbol names, by the quantity that their column's heading names.
  private(set) var tabled: [String: [String: [Literal]]] = [:]
  /// The products that a symbol is a factor of.
  private(set) var products: [String: Set<Product>] = [:]

  /// Whether any numbers are stated for symbols.
  var hasNumbers: Bool { !stated.isEmpty || !tabled.isEmpty }

  init(symbols: Set<String>, stated: [String: [Literal]]) {
    (self.symbols, self.stated) = (symbols, stated)
  }

  init(_ document: PublishedDocument, _ lexicon: Lexicon) {
    self.init(symbols: document.symbols, stated: document.statedNumbers)
    document.forEachChain { addProducts(of: $0) }
    for case .table(let table) in document.passages { addRows(of: table, lexicon) }
  }

  // MARK: Tables

  private mutating func addRows(of table: PublishedTable, _ lexicon: Lexicon) {
    let quantities = table.header.map { lexicon.heading(of: $0).quantity }
    guard quantities.contains(where: { $0 != nil }) else { return }
    for row in table.rows {
      guard let symbol = row.lazy.compactMap(\.namedSymbol).first else { continue }
      let text = RowText(row)
      for (cell, quantity) in zip(row, quantities) {
        guard let quantity, case .number(let number, _, _) = CellContent(cell, row: text) else {
          continue
        }
        tabled[symbol, default: [:]][quantity, default: []].append(number.literal)
      }
    }
  }

  // MARK: Formulas

  private mutating func addProducts(of chain: TeXChain) {
    let subject = chain.links.first?.value.loneSymbol
    for link in chain.links {
      guard let scalar = link.scalar else { continue }
      addProducts(in: scalar, subject)
    }
  }

  private mutating func addProducts(in expression: Expr<TeXLeaf>, _ subject: String?) {
    switch expression {
    case .number, .leaf, .cases: return
    case .sum(let terms): for term in terms { addProducts(in: term, subject) }
    case .product(let factors):
      let names = factors.compactMap(\.symbol)
      guard factors.count == 2, names.count == 2 else { return }
      products[names[0], default: []].insert(Product(subject: subject, factor: names[1]))
      products[names[1], default: []].insert(Product(subject: subject, factor: names[0]))
    case .negation(let operand): addProducts(in: operand, subject)
    case .quotient(let a, let b), .power(let a, let b):
      addProducts(in: a, subject)
      addProducts(in: b, subject)
    case .call(_, let arguments):
      for argument in arguments { addProducts(in: argument, subject) }
    }
  }
}

extension Expr<TeXLeaf> {
  /// The symbol that is all there is.
  fileprivate var symbol: String? {
    if case .leaf(.symbol(let name, _)) = self { return name }
    return nil
  }
}

extension Flow {
  /// The symbol that a cell is named by, alone or with its number behind it: `$w_1$`, `$w_1 = 0.5$`.
  var namedSymbol: String? {
    guard words.isPadding, formulas.count == 1, let formula = formulas.first,
      formula.unread.isEmpty, formula.pieces.count == 1, let chain = formula.pieces.first?.chain,
      let name = chain.links.first?.value.loneSymbol
    else { return nil }
    if chain.links.count == 1 { return chain.relation(before: 0) == nil ? name : nil }
    guard chain.links.count == 2, chain.relation(before: 1)?.kind == .equal,
      chain.links[1].scalar.flatMap({ PrintedNumber($0) }) != nil
    else { return nil }
    return name
  }
}
