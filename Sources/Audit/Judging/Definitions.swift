internal import Algebra

/// What a document says symbols are, in other symbols: `o_1 = \sigma(net_{o1})`.
struct Definitions {
  private var values: [String: [TeXValue]] = [:]

  /// Notes an equality if its right side computes with symbols and no measured numbers.
  mutating func add(_ symbol: String, _ value: TeXValue) {
    guard value.scalar != nil, value.loneSymbol == nil, value.hasSymbols,
      !value.symbols.contains(symbol), !value.containsLeaf(where: { !$0.isFormal })
    else { return }
    values[symbol, default: []].append(value)
  }

  /// The first definition of a symbol.
  subscript(symbol: String) -> TeXValue? { values[symbol]?.first }
}

extension TeXLeaf {
  /// A symbol, or a whole number such as belongs to a formula.
  fileprivate var isFormal: Bool {
    switch self {
    case .symbol: true
    case .numeral(let literal, _): literal.exponent >= 0
    }
  }
}

extension TeXValue {
  /// Whether there are symbols in it and no measured numbers.
  var isSymbolic: Bool { hasSymbols && !containsLeaf { !$0.isFormal } }

  /// The names of the symbols in it.
  var symbols: Set<String> {
    var names: Set<String> = []
    forEachLeaf { if case .symbol(let name, _) = $0 { names.insert(name) } }
    return names
  }
}
