/// What TeX math says: a scalar expression, or an expression with matrices in it.
package indirect enum TeXValue: Hashable, Sendable {
  case scalar(Expr<TeXLeaf>)
  /// Rows of entries. All rows have the same length.
  case matrix([[Expr<TeXLeaf>]])
  /// Values in parentheses with commas between them, such as a shape.
  case tuple([Expr<TeXLeaf>])
  case sum([TeXValue])
  case negation(TeXValue)
  /// A matrix product or, where one side is a scalar, its multiple.
  case product(TeXValue, TeXValue)
  /// Product entry by entry.
  case hadamard(TeXValue, TeXValue)
  /// Every entry over a scalar.
  case quotient(TeXValue, TeXValue)
  case transposed(TeXValue)
  /// A function of one argument, entry by entry.
  case call(Function, TeXValue)
  /// A function of a vector as a whole.
  case vector(VectorFunction, TeXValue)
}

extension TeXValue {
  /// The expression, unless there are matrices in it.
  package var scalar: Expr<TeXLeaf>? {
    if case .scalar(let expression) = self { return expression }
    return nil
  }

  /// All leaves from left to right.
  package var leaves: [TeXLeaf] {
    var found: [TeXLeaf] = []
    forEachLeaf { found.append($0) }
    return found
  }

  @inlinable
  package func forEachLeaf(_ body: (TeXLeaf) throws -> Void) rethrows {
    switch self {
    case .scalar(let expression): try expression.forEachLeaf(body)
    case .matrix(let rows):
      for row in rows { for entry in row { try entry.forEachLeaf(body) } }
    case .tuple(let items): for item in items { try item.forEachLeaf(body) }
    case .sum(let terms): for term in terms { try term.forEachLeaf(body) }
    case .negation(let operand), .transposed(let operand), .call(_, let operand),
      .vector(_, let operand):
      try operand.forEachLeaf(body)
    case .product(let a, let b), .hadamard(let a, let b), .quotient(let a, let b):
      try a.forEachLeaf(body)
      try b.forEachLeaf(body)
    }
  }

  /// Whether there is a leaf of a kind.
  @inlinable
  package func containsLeaf(where isWanted: (TeXLeaf) -> Bool) -> Bool {
    switch self {
    case .scalar(let expression): expression.containsLeaf(where: isWanted)
    case .matrix(let rows): rows.contains { $0.contains { $0.containsLeaf(where: isWanted) } }
    case .tuple(let items): items.contains { $0.containsLeaf(where: isWanted) }
    case .sum(let terms): terms.contains { $0.containsLeaf(where: isWanted) }
    case .negation(let operand), .transposed(let operand), .call(_, let operand),
      .vector(_, let operand):
      operand.containsLeaf(where: isWanted)
    case .product(let a, let b), .hadamard(let a, let b), .quotient(let a, let b):
      a.containsLeaf(where: isWanted) || b.containsLeaf(where: isWanted)
    }
  }
}

/// A number or a matrix of numbers.
package enum MatrixValue<Value> {
  case scalar(Value)
  case matrix([[Value]])
}

extension MatrixValue: Equatable where Value: Equatable {}
extension MatrixValue: Hashable where Value: Hashable {}
extension MatrixValue: Sendable where Value: Sendable {}

/// Matrices that do not fit together.
package struct MatrixShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}

extension TeXValue {
  /// The value, given the values of the leaves. A tuple is a matrix with one row.
  ///
  /// - Throws: `MatrixShapeError` where shapes do not fit, and what the domain throws.
  package func evaluate<D: Domain>(
    in domain: D, _ value: (TeXLeaf) throws -> D.Value
  ) throws -> MatrixValue<D.Value> {
    let matrices = MatrixArithmetic(domain: domain)
    func go(_ node: TeXValue) throws -> MatrixValue<D.Value> {
      switch node {
      case .scalar(let expression): return .scalar(try expression.evaluate(in: domain, value))
      case .matrix(let rows):
        return .matrix(try rows.map { try $0.map { try $0.evaluate(in: domain, value) } })
      case .tuple(let items): return try go(.matrix([items]))
      case .sum(let terms):
        guard let first = terms.first else { return .scalar(try domain.sum([])) }
        return try terms.dropFirst().reduce(go(first)) { try matrices.sum($0, go($1)) }
      case .negation(let operand): return try matrices.map(go(operand), domain.negation)
      case .product(let a, let b): return try matrices.product(go(a), go(b))
      case .hadamard(let a, let b):
        return try matrices.entrywise(go(a), go(b), "multiplied entry by entry") {
          try domain.product([$0, $1])
        }
      case .quotient(let a, let b): return try matrices.quotient(go(a), go(b))
      case .transposed(let operand): return try matrices.transposed(go(operand))
      case .call(let function, let operand):
        return try matrices.map(go(operand)) { try domain.apply(function, [$0]) }
      case .vector(let function, let operand):
        return try function.evaluate(go(operand), in: domain)
      }
    }
    return try go(self)
  }
}

/// Sums and products of matrices over a domain.
private struct MatrixArithmetic<D: Domain> {
  let domain: D
  typealias Result = MatrixValue<D.Value>

  func map(_ operand: Result, _ transform: (D.Value) throws -> D.Value) rethrows -> Result {
    switch operand {
    case .scalar(let value): .scalar(try transform(value))
    case .matrix(let rows): .matrix(try rows.map { try $0.map(transform) })
    }
  }

  /// The sum; a scalar is added to every entry, as the 1 of `1 - a`, and a single column or row to
  /// every column or row, as the bias of a batch.
  func sum(_ left: Result, _ right: Result) throws -> Result {
    switch (left, right) {
    case (.scalar(let scalar), .matrix): try map(right) { try domain.sum([scalar, $0]) }
    case (.matrix, .scalar(let scalar)): try map(left) { try domain.sum([$0, scalar]) }
    case (.matrix(let a), .matrix(let b)):
      try entrywise(
        .matrix(repeated(a, toFit: b)), .matrix(repeated(b, toFit: a)), "added"
      ) { try domain.sum([$0, $1]) }
    case (.scalar, .scalar): try entrywise(left, right, "added") { try domain.sum([$0, $1]) }
    }
  }

  /// A single column as often as another matrix of as many rows has columns, and a row likewise.
  private func repeated(_ rows: [[D.Value]], toFit other: [[D.Value]]) -> [[D.Value]] {
    let (own, wanted) = (shape(rows), shape(other))
    if own[0] == wanted[0], own[1] == 1 {
      return rows.map { Array(repeating: $0[0], count: wanted[1]) }
    }
    if own[1] == wanted[1], own[0] == 1 { return Array(repeating: rows[0], count: wanted[0]) }
    return rows
  }

  func entrywise(
    _ left: Result, _ right: Result, _ verb: String,
    _ combine: (D.Value, D.Value) throws -> D.Value
  ) throws -> Result {
    switch (left, right) {
    case (.scalar(let a), .scalar(let b)): return .scalar(try combine(a, b))
    case (.matrix(let a), .matrix(let b)) where shape(a) == shape(b):
      return .matrix(try zip(a, b).map { try zip($0, $1).map(combine) })
    default:
      throw MatrixShapeError(description: "\(name(left)) and \(name(right)) cannot be \(verb)")
    }
  }

  func product(_ left: Result, _ right: Result) throws -> Result {
    switch (left, right) {
    case (.scalar(let factor), let other), (let other, .scalar(let factor)):
      return try map(other) { try domain.product([factor, $0]) }
    case (.matrix(let a), .matrix(let b)) where a.first?.count != b.count && isDot(a, b):
      return .scalar(
        try domain.sum(
          zip(a.joined(), b.joined()).map { try domain.product([$0, $1]) }))
    case (.matrix(let a), .matrix(let b)):
      guard a.first?.count == b.count else {
        throw MatrixShapeError(
          description: "\(name(left)) times \(name(right)): the inner lengths differ")
      }
      let columns = transpose(b)
      return .matrix(
        try a.map { row in
          try columns.map { column in
            try domain.sum(zip(row, column).map { try domain.product([$0, $1]) })
          }
        })
    }
  }

  /// Whether both are rows or both columns: a product of vectors is meant.
  private func isDot(_ a: [[D.Value]], _ b: [[D.Value]]) -> Bool {
    shape(a) == shape(b) && (a.count == 1 || a.allSatisfy { $0.count == 1 })
  }

  func quotient(_ left: Result, _ right: Result) throws -> Result {
    guard case .scalar(let divisor) = right else {
      throw MatrixShapeError(description: "division by \(name(right))")
    }
    return try map(left) { try domain.quotient($0, divisor) }
  }

  func transposed(_ operand: Result) throws -> Result {
    // A number to the power T, perhaps.
    guard case .matrix(let rows) = operand else {
      throw MatrixShapeError(description: "the transpose of a scalar")
    }
    return .matrix(transpose(rows))
  }

  private func transpose(_ rows: [[D.Value]]) -> [[D.Value]] {
    (rows.first ?? []).indices.map { column in rows.map { $0[column] } }
  }

  private func shape(_ rows: [[D.Value]]) -> [Int] { [rows.count, rows.first?.count ?? 0] }

  private func name(_ value: Result) -> String {
    guard case .matrix(let rows) = value else { return "a scalar" }
    return "a \(rows.count)×\(rows.first?.count ?? 0) matrix"
  }
}
