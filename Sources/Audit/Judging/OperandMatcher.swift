internal import Algebra

/// Finds which leaf of a definition each numeral of a substituted expression stands for, up to the
/// order of terms and factors and to parts that were collapsed into one number.
///
/// Members that agree by their values belong together; of the others, only a single pair is told
/// apart. Where more are left, nothing is said.
struct OperandMatcher<Leaf: Hashable & Sendable> {
  struct Pair {
    let number: PrintedNumber
    let leaf: Leaf
    let fit: Fit

    var fits: Bool { fit != .none }
  }

  /// How a numeral, whatever its sign, and a leaf belong together.
  enum Fit: Comparable {
    case none
    /// It may stand for it.
    case possible
    /// It is what is known of it.
    case known
  }

  let fit: (Literal, Leaf) -> Fit
  /// Sums and products with more members are not taken apart.
  private static var limit: Int { 12 }

  init(fit: @escaping (Literal, Leaf) -> Fit) { self.fit = fit }

  /// The pairs; `nil` if the expression is not of the definition's form.
  func pairs(_ definition: Expr<Leaf>, _ printed: Expr<TeXLeaf>) -> [Pair]? {
    if let number = PrintedNumber(printed) { return collapsed(definition, number) }
    switch (definition.bare, printed.bare) {
    case (.number, _), (.leaf, _), (.cases, _): return nil
    case (_, .leaf): return []
    case (.sum(let left), .sum(let right)):
      return members(left.flatMap(Self.terms), right.flatMap(Self.terms))
    case (.product(let left), .product(let right)):
      return members(left.flatMap(Self.factors), right.flatMap(Self.factors))
    case (.quotient(let a, let c), .quotient(let b, let d)),
      (.power(let a, let c), .power(let b, let d)):
      return [pairs(a, b), pairs(c, d)].joinedIfComplete()
    case (.call(let f, let left), .call(let g, let right))
    where f == g && left.count == right.count:
      return zip(left, right).map { pairs($0, $1) }.joinedIfComplete()
    case (.sum, _), (.product, _), (.negation, _), (.quotient, _), (.power, _), (.call, _):
      return nil
    }
  }

  private func collapsed(_ definition: Expr<Leaf>, _ number: PrintedNumber) -> [Pair]? {
    switch definition.bare {
    case .leaf(let leaf):
      return [Pair(number: number, leaf: leaf, fit: fit(number.literal, leaf))]
    case .number(let literal):
      return literal.magnitude.equals(number.literal.magnitude) ? [] : nil
    default: return []
    }
  }

  private func members(_ left: [Expr<Leaf>], _ right: [Expr<TeXLeaf>]) -> [Pair]? {
    guard left.count <= Self.limit, right.count <= left.count else { return nil }
    var (left, rest) = (left, right)
    var found: [Pair] = []
    // What is known first: it is not to be lost to another that it may stand for, too.
    for least in [Fit.known, .possible] {
      var others: [Expr<TeXLeaf>] = []
      for member in rest {
        let index = left.firstIndex { candidate in
          guard let pairs = pairs(candidate, member) else { return false }
          return pairs.allSatisfy { $0.fit >= least } && !(pairs.isEmpty && candidate.isCompound)
        }
        guard let index else {
          others.append(member)
          continue
        }
        found += pairs(left.remove(at: index), member) ?? []
      }
      rest = others
    }
    guard rest.count == 1, left.count == 1 else {
      return rest.isEmpty || left.count > rest.count ? found : nil
    }
    return pairs(left[0], rest[0]).map { found + $0 }
  }

  private static func terms<L>(_ term: Expr<L>) -> [Expr<L>] {
    switch term {
    case .sum(let terms): terms.flatMap { Self.terms($0) }
    case .negation(.sum(let terms)): terms.flatMap { Self.terms($0) }
    default: [term]
    }
  }

  private static func factors<L>(_ factor: Expr<L>) -> [Expr<L>] {
    switch factor {
    case .product(let list): list.flatMap { Self.factors($0) }
    case .negation(let operand): Self.factors(operand)
    default: [factor]
    }
  }
}

extension Expr {
  /// Without signs and sums or products of a single member.
  fileprivate var bare: Expr {
    switch self {
    case .negation(let operand): operand.bare
    case .sum(let members) where members.count == 1: members[0].bare
    case .product(let members) where members.count == 1: members[0].bare
    default: self
    }
  }

  fileprivate var isCompound: Bool {
    switch bare {
    case .leaf, .number: false
    default: true
    }
  }
}
