/// A scalar expression. It prints the formula, takes the numbers, evaluates, differentiates, and is
/// what published TeX is read into: there is no second algebra in Deltabook.
///
/// `Leaf` is whatever the numbers and symbols stand for: an element of a network, an occurrence of
/// a numeral in a document, a slot of an operation.
package indirect enum Expr<Leaf: Hashable & Sendable>: Hashable, Sendable {
  /// A constant of the formula itself, such as the 1 in `1 - x`.
  case number(Literal)
  case leaf(Leaf)
  case sum([Expr])
  case product([Expr])
  case negation(Expr)
  case quotient(Expr, Expr)
  case power(Expr, Expr)
  case call(Function, [Expr])
  /// The value of the first branch whose condition holds, as in a piecewise definition.
  case cases([Branch])

  /// One branch of a piecewise definition: `value` where `left relation right`; no condition:
  /// otherwise.
  package struct Branch: Hashable, Sendable {
    package var value: Expr
    package var condition: Condition?

    package init(_ value: Expr, if condition: Condition? = nil) {
      self.value = value
      self.condition = condition
    }
  }

  package struct Condition: Hashable, Sendable {
    package var left: Expr
    package var relation: Relation
    package var right: Expr

    package init(_ left: Expr, _ relation: Relation, _ right: Expr) {
      self.left = left
      self.relation = relation
      self.right = right
    }
  }
}

/// How two expressions compare in a condition.
package enum Relation: String, Hashable, Sendable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
  case notEqual = "!="
}

extension Expr: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self = .number(Literal(value)) }
}

extension Expr {
  /// The same expression with every leaf replaced.
  @inlinable
  package func map<New>(_ transform: (Leaf) throws -> Expr<New>) rethrows -> Expr<New> {
    switch self {
    case .number(let literal): .number(literal)
    case .leaf(let leaf): try transform(leaf)
    case .sum(let terms): .sum(try terms.map { try $0.map(transform) })
    case .product(let factors): .product(try factors.map { try $0.map(transform) })
    case .negation(let operand): .negation(try operand.map(transform))
    case .quotient(let a, let b): .quotient(try a.map(transform), try b.map(transform))
    case .power(let base, let exponent):
      .power(try base.map(transform), try exponent.map(transform))
    case .call(let function, let arguments):
      .call(function, try arguments.map { try $0.map(transform) })
    case .cases(let branches):
      .cases(
        try branches.map { branch in
          Expr<New>.Branch(
            try branch.value.map(transform),
            if: try branch.condition.map {
              Expr<New>.Condition(
                try $0.left.map(transform), $0.relation, try $0.right.map(transform))
            })
        })
    }
  }

  /// All leaves from left to right, repeated ones repeatedly.
  @inlinable
  package var leaves: [Leaf] {
    var found: [Leaf] = []
    forEachLeaf { found.append($0) }
    return found
  }

  /// Whether there is a leaf of a kind; nothing is collected for the answer.
  @inlinable
  package func containsLeaf(where isWanted: (Leaf) throws -> Bool) rethrows -> Bool {
    switch self {
    case .number: return false
    case .leaf(let leaf): return try isWanted(leaf)
    case .sum(let list), .product(let list), .call(_, let list):
      for item in list where try item.containsLeaf(where: isWanted) { return true }
      return false
    case .negation(let operand): return try operand.containsLeaf(where: isWanted)
    case .quotient(let a, let b), .power(let a, let b):
      return try a.containsLeaf(where: isWanted) || b.containsLeaf(where: isWanted)
    case .cases(let branches):
      for branch in branches {
        if try branch.value.containsLeaf(where: isWanted) { return true }
        guard let condition = branch.condition else { continue }
        if try condition.left.containsLeaf(where: isWanted) { return true }
        if try condition.right.containsLeaf(where: isWanted) { return true }
      }
      return false
    }
  }

  @inlinable
  package func forEachLeaf(_ body: (Leaf) throws -> Void) rethrows {
    switch self {
    case .number: break
    case .leaf(let leaf): try body(leaf)
    case .sum(let list), .product(let list), .call(_, let list):
      for item in list { try item.forEachLeaf(body) }
    case .negation(let operand): try operand.forEachLeaf(body)
    case .quotient(let a, let b), .power(let a, let b):
      try a.forEachLeaf(body)
      try b.forEachLeaf(body)
    case .cases(let branches):
      for branch in branches {
        try branch.value.forEachLeaf(body)
        try branch.condition?.left.forEachLeaf(body)
        try branch.condition?.right.forEachLeaf(body)
      }
    }
  }
}
