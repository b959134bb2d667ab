/// A function of a vector as a whole.
package enum VectorFunction: Hashable, Sendable {
  /// The exponentials of the entries over their sum; of a matrix that of each row.
  case softmax
  /// The sum of absolute values, ‖x‖₁.
  case absoluteNorm
  /// The root of the sum of squares, ‖x‖₂; of a matrix, Frobenius's norm.
  case euclideanNorm
  /// The sum of squares, ‖x‖².
  case squaredNorm
  /// The largest absolute value, ‖x‖∞.
  case maximumNorm
}

extension VectorFunction {
  /// The value for a row or a column. A norm is one of a number, too.
  ///
  /// - Throws: `MatrixShapeError` for the softmax of a number, and what the domain throws.
  func evaluate<D: Domain>(
    _ operand: MatrixValue<D.Value>, in domain: D
  ) throws -> MatrixValue<D.Value> {
    let rows: [[D.Value]]
    switch operand {
    case .scalar(let value): rows = [[value]]
    case .matrix(let matrix): rows = matrix
    }
    switch self {
    case .softmax:
      guard case .matrix = operand else {
        throw MatrixShapeError(description: "the softmax of a number")
      }
      if rows.allSatisfy({ $0.count == 1 }) {
        return .matrix(try shares(rows.map { $0[0] }, domain).map { [$0] })
      }
      return .matrix(try rows.map { try shares($0, domain) })
    case .absoluteNorm: return .scalar(try domain.sum(magnitudes(rows, domain)))
    case .maximumNorm: return .scalar(try domain.apply(.max, magnitudes(rows, domain)))
    case .euclideanNorm:
      let entries = Array(rows.joined())
      // No squares of a number alone: its root would have to be exact.
      if entries.count == 1 { return .scalar(try domain.apply(.abs, entries)) }
      return .scalar(try domain.apply(.sqrt, [squares(rows, domain)]))
    case .squaredNorm: return .scalar(try squares(rows, domain))
    }
  }

  private func shares<D: Domain>(_ entries: [D.Value], _ domain: D) throws -> [D.Value] {
    let rising = try entries.map { try domain.apply(.exp, [$0]) }
    let total = try domain.sum(rising)
    return try rising.map { try domain.quotient($0, total) }
  }

  private func squares<D: Domain>(_ rows: [[D.Value]], _ domain: D) throws -> D.Value {
    let two = try domain.number(Literal(2))
    return try domain.sum(rows.joined().map { try domain.power($0, two) })
  }

  private func magnitudes<D: Domain>(_ rows: [[D.Value]], _ domain: D) throws -> [D.Value] {
    try rows.joined().map { try domain.apply(.abs, [$0]) }
  }
}
