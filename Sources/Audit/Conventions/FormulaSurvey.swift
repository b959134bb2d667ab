internal import Algebra

/// What the formulas of a document say about its conventions, whatever their numbers are.
struct FormulaSurvey {
  /// What squared errors are multiplied by.
  enum LossFactor: Hashable { case one, half, mean }
  enum Update: Hashable { case subtracts, adds }

  private(set) var losses = Votes<LossFactor>()
  private(set) var updates = Votes<Update>()

  init(_ document: PublishedDocument) {
    for passage in document.passages {
      switch passage {
      case .flow(let flow): read(flow)
      case .table(let table):
        for cell in table.rows.joined() { read(cell) }
      case .code: break
      }
    }
  }

  private mutating func read(_ flow: Flow) {
    for formula in flow.formulas {
      for piece in formula.pieces { read(piece.chain, in: formula) }
    }
  }

  private mutating func read(_ chain: TeXChain, in formula: Formula) {
    let place = formula.span(chain.range)
    // The links of a chain are one formula, written out further and further.
    if chain.links.contains(where: { $0.value.loneSymbol.map(Self.mayBeLoss) ?? false }),
      let factor = chain.links.lazy.compactMap({ Self.lossFactor($0.value) }).first
    {
      losses.add(factor, at: place)
    }
    if let update = Self.update(chain) { updates.add(update, at: place) }
  }

  // MARK: Squared errors

  /// Whether a symbol is none of a variance, whose squares are no errors.
  private static func mayBeLoss(_ symbol: String) -> Bool {
    !["\\sigma", "\\text{Var}", "\\text{var}", "\\text{SS}", "s"].contains {
      symbol.hasPrefix($0)
    }
  }

  private static func lossFactor(_ value: TeXValue) -> LossFactor? {
    switch value {
    case .scalar(let expression): lossFactor(expression, .one)
    case .sum(let terms): terms.lazy.compactMap { lossFactor($0) }.first
    default: nil
    }
  }

  /// The factor of the first squared difference in an expression.
  private static func lossFactor(_ expression: Expr<TeXLeaf>, _ factor: LossFactor) -> LossFactor? {
    switch expression {
    case .power(let base, let exponent):
      exponent.literal?.equals(Literal(2)) ?? false && base.isDifference ? factor : nil
    case .sum(let terms): terms.lazy.compactMap { lossFactor($0, factor) }.first
    case .product(let factors):
      factors.lazy.compactMap {
        lossFactor($0, factors.lazy.compactMap(Self.scale).first ?? factor)
      }.first
    case .quotient(let numerator, let divisor):
      // What else it is divided by may hold both.
      share(divisor).flatMap { lossFactor(numerator, $0) }
    case .number, .leaf, .negation, .call, .cases: nil
    }
  }

  /// What a factor such as `\frac{1}{2}` or `0.5` makes of a loss.
  private static func scale(_ factor: Expr<TeXLeaf>) -> LossFactor? {
    if case .quotient(let numerator, let divisor) = factor,
      numerator.literal?.equals(Literal(1)) ?? false
    {
      return share(divisor)
    }
    return factor.literal.flatMap { Literal("0.5")?.equals($0) } ?? false ? .half : nil
  }

  private static func share(_ divisor: Expr<TeXLeaf>) -> LossFactor? {
    if let literal = divisor.literal { return literal.equals(Literal(2)) ? .half : .mean }
    if case .leaf(.symbol) = divisor { return .mean }
    return nil
  }

  // MARK: Updates

  /// `w_5^{new} = w_5 - …` or `w \gets w + …`, with symbols only: signs of numbers come and go.
  private static func update(_ chain: TeXChain) -> Update? {
    for (index, link) in chain.links.enumerated() {
      guard index > 0, let subject = chain.links[0].value.loneSymbol,
        case .scalar(.sum(let terms)) = link.value, terms.count == 2,
        case .leaf(.symbol(let old, _)) = terms[0], isVersion(subject, of: old),
        terms[1].symbolCount >= 2
      else { continue }
      if case .negation = terms[1] { return .subtracts }
      return .adds
    }
    return nil
  }

  /// Whether a symbol is another one with something added: `w_5^{new}` and `w_5`, `w'` and `w`.
  private static func isVersion(_ new: String, of old: String) -> Bool {
    new == old
      || new.hasPrefix(old)
        && new.dropFirst(old.count).first.map { "^'_(".contains($0) }
          ?? false
      || old.hasPrefix(new)
        && old.dropFirst(new.count).first.map { "^(".contains($0) }
          ?? false
  }
}

extension Expr<TeXLeaf> {
  /// The number that is all there is.
  fileprivate var literal: Literal? {
    switch self {
    case .number(let literal), .leaf(.numeral(let literal, _)): literal
    case .sum(let members) where members.count == 1: members[0].literal
    case .product(let members) where members.count == 1: members[0].literal
    default: nil
    }
  }

  /// Whether one thing is taken from another.
  fileprivate var isDifference: Bool {
    guard case .sum(let terms) = self, terms.count == 2 else { return false }
    let negative = terms.filter { if case .negation = $0 { true } else { false } }
    return negative.count == 1
  }

  fileprivate var symbolCount: Int {
    leaves.count { if case .symbol = $0 { true } else { false } }
  }
}
