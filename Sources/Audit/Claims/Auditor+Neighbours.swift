internal import Algebra

/// Numbers put in for the symbols of the same chain: `w_1 x_1 + w_2 x_2 = 0.1 \cdot 0.5 + 0.2 \cdot 0.6`.
extension Auditor {
  /// Operands that are the value of a symbol's neighbour: in the place of `w_2` what `w_1` is.
  ///
  /// - Parameter next: The number that the expression is said to equal.
  func neighbours(in printed: Expr<TeXLeaf>, next: Literal?) -> [StrangeOperand] {
    guard let formula = trail.formula, let pairs = Substitution.pairs(formula, printed) else {
      return []
    }
    let values = pairs.map { meanings(of: $0.symbol, next) }
    let strangers = pairs.indices.filter { !values[$0].allow(pairs[$0].number.literal) }
    let fitting =
      pairs.indices.count { values[$0].isKnown && pairs[$0].number.literal.exponent < 0 }
      - strangers.count
    guard !strangers.isEmpty, fitting >= strangers.count else { return [] }
    // Several numbers that go on to the result may be another example's, or another unit's.
    if strangers.count > 1, follows(next, from: printed), !isOtherThanNetworks(next) { return [] }
    let found = strangers.compactMap { neighbour(pairs[$0], values[$0], among: pairs, next) }
    return found.count == strangers.count ? found : []
  }

  /// Whether a result follows from an expression as it is printed.
  private func follows(_ result: Literal?, from printed: Expr<TeXLeaf>) -> Bool {
    guard let result, case .scalar(let value)? = evaluate(.scalar(printed)) else { return false }
    return Enclosure.printing(result).intersects(value.printed)
  }

  /// What a symbol may stand for.
  private struct Meanings {
    var stated: [Literal] = []
    var network: NetworkModel.Value?

    var isKnown: Bool { !stated.isEmpty || network != nil }

    /// Whether a number, whatever its sign, may be put in for it.
    func allow(_ literal: Literal) -> Bool {
      guard isKnown, literal.exponent < 0 else { return true }
      return has(literal) {
        $0.decimals > 2 ? Publications.nearlyAgree($0, $1) : Publications.agree($0, $1)
      }
    }

    func has(_ literal: Literal, _ agree: (Literal, Literal) -> Bool) -> Bool {
      stated.contains { agree($0.magnitude, literal.magnitude) }
        || network?.magnitude.prints(literal.magnitude) ?? false
    }
  }

  private func meanings(of symbol: String, _ next: Literal?) -> Meanings {
    var meanings = Meanings(stated: allValues[symbol] ?? [])
    if let model, changedGivens.isEmpty, isOtherThanNetworks(next),
      model.element(symbol).map(isTrusted) ?? false
    {
      meanings.network = model.value(of: symbol)
    }
    return meanings
  }

  /// Whether a calculation's result is known not to be the network's: else its symbols may be numbered in
  /// another way than the network's.
  private func isOtherThanNetworks(_ result: Literal?) -> Bool {
    guard let result, let known = known(result, trail.subjects) else { return false }
    return !known.fits
  }

  private func neighbour(
    _ pair: Substitution.Pair, _ right: Meanings, among pairs: [Substitution.Pair], _ next: Literal?
  ) -> StrangeOperand? {
    let (literal, family) = (pair.number.literal, pair.symbol.withNumbersMasked)
    let relatives = Set(pairs.map(\.symbol)).union(allValues.keys)
      .filter { $0.withNumbersMasked == family }
      .union(model?.family(of: pair.symbol) ?? []).subtracting([pair.symbol])
    let other = relatives.sorted().first {
      meanings(of: $0, next).has(literal) { $0.equals($1) }
    }
    guard let other, let expected = expected(right) else { return nil }
    return StrangeOperand(
      number: pair.number, expected: expected, explanation: "it is the value of `\(other)`",
      isByNetwork: right.stated.isEmpty)
  }

  private func expected(_ right: Meanings) -> Traced? {
    guard let first = right.stated.first else {
      return right.network.map { Traced($0.magnitude.exact, range: $0.magnitude.exact) }
    }
    guard right.stated.allSatisfy({ Publications.agree($0, first) }) else { return nil }
    return Traced(published: first.magnitude, moves: publications.moves(first))
  }
}

/// Which number stands for which symbol where an expression is written once more with numbers, everything in
/// its place.
enum Substitution {
  struct Pair {
    let symbol: String
    let number: PrintedNumber
  }

  /// The pairs; `nil` if the expressions have not the same shape. Parts that are one number in the second
  /// have none.
  static func pairs(_ formula: Expr<TeXLeaf>, _ printed: Expr<TeXLeaf>) -> [Pair]? {
    if let number = PrintedNumber(printed) {
      guard case .leaf(.symbol(let name, _)) = formula.unsigned else { return [] }
      return [Pair(symbol: name, number: number)]
    }
    switch (formula.unsigned, printed.unsigned) {
    case (.sum(let left), .sum(let right)), (.product(let left), .product(let right)):
      guard left.count == right.count else { return nil }
      return zip(left, right).map { pairs($0, $1) }.joinedIfComplete()
    case (.quotient(let a, let c), .quotient(let b, let d)),
      (.power(let a, let c), .power(let b, let d)):
      return [pairs(a, b), pairs(c, d)].joinedIfComplete()
    case (.call(let f, let left), .call(let g, let right))
    where f == g && left.count == right.count:
      return zip(left, right).map { pairs($0, $1) }.joinedIfComplete()
    default: return nil
    }
  }
}

extension Expr<TeXLeaf> {
  fileprivate var unsigned: Expr {
    switch self {
    case .negation(let operand): operand.unsigned
    case .sum(let members) where members.count == 1: members[0].unsigned
    case .product(let members) where members.count == 1: members[0].unsigned
    default: self
    }
  }
}
