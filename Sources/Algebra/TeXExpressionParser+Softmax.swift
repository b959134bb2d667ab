/// The softmax of numbers that are written out.
extension TeXExpressionParser {
  /// `([1, 2])`, `(1, 2)` or a matrix behind the name: every entry's exponential over the sum of
  /// its vector's. `nil` and nothing read where the argument is anything else.
  mutating func softmax() -> TeXValue? {
    let start = self
    if let operand = try? softmaxArgument(), kind != .mark("_"), kind != .mark("^"),
      let value = softmax(of: operand)
    {
      return value
    }
    self = start
    return nil
  }

  private mutating func softmaxArgument() throws -> TeXValue? {
    switch kind {
    case .mark("("), .mark("["), .command("{"): try group()
    case .begin(let name) where TeXVocabulary.matrices.contains(name): try environment(name)
    default: nil
    }
  }

  private func softmax(of operand: TeXValue?) -> TeXValue? {
    switch operand {
    case .tuple(let items)?: return .tuple(Self.shares(items))
    case .matrix(let rows)? where rows.count == 1: return .matrix(rows.map(Self.shares))
    case .matrix(let rows)?:
      let isColumn = rows.allSatisfy { $0.count == 1 }
      guard let isRowwise = isColumn ? false : sumsToOneByRows else { return nil }
      return .matrix(
        isRowwise
          ? rows.map(Self.shares) : Self.transposed(Self.transposed(rows).map(Self.shares)))
    case .scalar, .sum, .negation, .product, .hadamard, .quotient, .transposed, .call, .vector,
      nil:
      return nil
    }
  }

  private static func shares(_ items: [Expr<TeXLeaf>]) -> [Expr<TeXLeaf>] {
    let rising = items.map { Expr<TeXLeaf>.call(.exp, [$0]) }
    return rising.map { .quotient($0, .sum(rising)) }
  }

  private static func transposed(_ rows: [[Expr<TeXLeaf>]]) -> [[Expr<TeXLeaf>]] {
    rows[0].indices.map { column in rows.map { $0[column] } }
  }

  /// Whether the rows of the matrix behind the next equals sign sum to one, or else the columns:
  /// that tells which of them are the vectors. `nil` if neither do.
  private var sumsToOneByRows: Bool? {
    var ahead = self
    switch ahead.kind {
    case .mark("="), .command("approx"), .command("simeq"): ahead.advance()
    default: return nil
    }
    while [.newRow, .mark("&"), .gap].contains(ahead.kind) { ahead.advance() }
    guard case .matrix(let rows)? = try? ahead.sum() else { return nil }
    let numbers = rows.map { row in
      row.compactMap { entry in
        try? entry.evaluate(in: Float64Domain()) { leaf in
          guard case .numeral(let literal, _) = leaf else { throw DomainError.undecided }
          return literal.double
        }
      }
    }
    guard numbers.map(\.count) == rows.map(\.count) else { return nil }
    func isMostlyOne(_ vectors: [[Double]]) -> Bool {
      2 * vectors.filter { abs($0.reduce(0, +) - 1) < 0.02 }.count >= vectors.count
    }
    if isMostlyOne(numbers) { return true }
    return isMostlyOne(numbers[0].indices.map { column in numbers.map { $0[column] } })
      ? false : nil
  }
}
