internal import Algebra

/// What one expression puts in the place of parts of another one that it equals: the collapsed
/// parts in `0.05 \cdot 0.15 + 0.1 \cdot 0.2 = 0.0075 + 0.02`.
enum LinkAlignment {
  /// A part of the first expression and the number that stands for it in the second.
  struct Pair {
    let part: Expr<TeXLeaf>
    let number: PrintedNumber
  }

  /// The pairs; `nil` if the expressions have not the same shape.
  static func pairs(_ a: Expr<TeXLeaf>, _ b: Expr<TeXLeaf>) -> [Pair]? {
    if same(a, b) { return [] }
    if let number = PrintedNumber(b) { return [Pair(part: a, number: number)] }
    switch (a, b) {
    case (.sum(let left), .sum(let right)):
      return members(left.flatMap(terms), right.flatMap(terms)) { .sum($0) }
    case (.product, .product), (.negation, .product), (.product, .negation):
      return members(factors(a), factors(b)) { .product($0) }
    case (.sum(let left), _) where left.count == 1: return pairs(left[0], b)
    case (_, .sum(let right)) where right.count == 1: return pairs(a, right[0])
    case (.negation(let left), .negation(let right)): return pairs(left, right)
    case (.quotient(let a, let c), .quotient(let b, let d)):
      return [pairs(a, b), pairs(c, d)].joinedIfComplete()
    case (.power(let a, let c), .power(let b, let d)):
      // Another base and another exponent are another number.
      return same(a, b) || same(c, d) ? [pairs(a, b), pairs(c, d)].joinedIfComplete() : nil
    case (.call(let f, let left), .call(let g, let right))
    where f == g && left.count == right.count:
      return zip(left, right).map { pairs($0, $1) }.joinedIfComplete()
    case (.number, _), (.leaf, _), (.sum, _), (.product, _), (.negation, _), (.quotient, _),
      (.power, _), (.call, _), (.cases, _):
      return nil
    }
  }

  private static func terms(_ term: Expr<TeXLeaf>) -> [Expr<TeXLeaf>] {
    switch term {
    case .sum(let terms): terms.flatMap { Self.terms($0) }
    case .negation(.sum(let terms)): terms.flatMap { Self.terms($0) }.map { .negation($0) }
    default: [term]
    }
  }

  private static func factors(_ product: Expr<TeXLeaf>) -> [Expr<TeXLeaf>] {
    switch product {
    case .product(let list): list.flatMap { factors($0) }
    case .negation(.product(let list)):
      list.isEmpty ? [product] : [.negation(list[0])] + list.dropFirst()
    default: [product]
    }
  }

  /// Pairs of the members that the two have not in common.
  private static func members(
    _ left: [Expr<TeXLeaf>], _ right: [Expr<TeXLeaf>], _ join: ([Expr<TeXLeaf>]) -> Expr<TeXLeaf>
  ) -> [Pair]? {
    let count = left.count
    var (left, right) = (left, right)
    if left.count == right.count {
      // Another member of the same value is another member: that in its own place comes first.
      let others = left.indices.filter { !same(left[$0], right[$0]) }
      (left, right) = (others.map { left[$0] }, others.map { right[$0] })
    }
    let wasTogether = right.count > 1 || left.count < count
    var rest: [Expr<TeXLeaf>] = []
    for member in right {
      if let index = left.firstIndex(where: { same($0, member) }) {
        left.remove(at: index)
      } else {
        rest.append(member)
      }
    }
    if left.isEmpty, rest.isEmpty { return [] }
    if left.count == rest.count { return zip(left, rest).map { pairs($0, $1) }.joinedIfComplete() }
    // With nothing in common and nothing taken apart it would be the same question again.
    let isSmaller = wasTogether || left.count < count
    return rest.count == 1 && !left.isEmpty && isSmaller ? pairs(join(left), rest[0]) : nil
  }

  /// Whether two expressions are the same but for places and spellings.
  static func same(_ a: Expr<TeXLeaf>, _ b: Expr<TeXLeaf>) -> Bool {
    switch (a, b) {
    case (.leaf(.numeral(let a, _)), .leaf(.numeral(let b, _))): return a.equals(b)
    case (.leaf(.symbol(let a, _)), .leaf(.symbol(let b, _))): return a == b
    case (.number(let a), .number(let b)): return a.equals(b)
    case (.sum(let a), .sum(let b)), (.product(let a), .product(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    case (.sum(let a), _) where a.count == 1: return same(a[0], b)
    case (_, .sum(let b)) where b.count == 1: return same(a, b[0])
    case (.negation(let a), .negation(let b)): return same(a, b)
    case (.quotient(let a, let c), .quotient(let b, let d)),
      (.power(let a, let c), .power(let b, let d)):
      return same(a, b) && same(c, d)
    case (.call(let f, let a), .call(let g, let b)):
      return f == g && a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    case (.cases, .cases): return a == b
    default: return false
    }
  }
}

extension Array {
  /// The parts one behind the other; `nil` if one of them is not known.
  func joinedIfComplete<Part>() -> [Part]? where Element == [Part]? {
    let known = compactMap { $0 }
    return known.count == count ? known.flatMap { $0 } : nil
  }
}
