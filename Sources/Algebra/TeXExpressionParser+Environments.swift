extension TeXExpressionParser {
  /// A matrix or a piecewise definition.
  mutating func environment(_ name: String) throws -> TeXValue {
    guard name == "cases" || name == "dcases" || TeXVocabulary.matrices.contains(name) else {
      throw TeXReadError("the environment `\(name)` is not known here", current.range)
    }
    return try nested { parser in
      let breaks = parser.allowsRowBreaks
      let bars = parser.isInsideBars
      parser.allowsRowBreaks = false
      parser.isInsideBars = false
      defer {
        parser.allowsRowBreaks = breaks
        parser.isInsideBars = bars
      }
      let start = parser.advance().range
      if name == "array" { try parser.columns() }
      let value =
        name.hasSuffix("cases") ? try parser.cases(name) : try parser.matrix(name, start)
      try parser.expect(.end(name))
      return value
    }
  }

  /// Passes the `{cc}` of an array.
  private mutating func columns() throws {
    if kind == .mark("{") { _ = try braceText() }
  }

  private mutating func matrix(_ name: String, _ start: Range<Int>) throws -> TeXValue {
    var rows: [[Expr<TeXLeaf>]] = []
    while kind != .end(name) {
      var row = [try scalar(sum(), in: "a matrix", start)]
      while try separator() { row.append(try scalar(sum(), in: "a matrix", start)) }
      guard row.count == rows.first?.count ?? row.count else {
        throw TeXReadError(
          "row \(rows.count + 1) of the matrix has \(row.count) entries, "
            + "the first \(rows[0].count)",
          start.lowerBound..<previousEnd)
      }
      rows.append(row)
      guard skip(.newRow) else { break }
    }
    guard !rows.isEmpty else { throw TeXReadError("a matrix without entries", start) }
    return .matrix(rows)
  }

  /// Passes `&`, or a comma with a space behind it, between two entries of a matrix; false at the
  /// end of a row.
  private mutating func separator() throws -> Bool {
    if skip(.mark("&")) { return true }
    guard kind == .mark(",") else { return false }
    let comma = advance()
    switch kind {
    case .newRow, .end: return false
    case .mark("&"):
      advance()
      return true
    // A decimal comma, perhaps.
    case .number where current.range.lowerBound == comma.range.upperBound:
      throw TeXReadError("`,` between two digits", comma.range)
    default: return true
    }
  }

  private mutating func cases(_ name: String) throws -> TeXValue {
    var branches: [Expr<TeXLeaf>.Branch] = []
    while kind != .end(name) {
      let start = current.range
      let value = try scalar(sum(), in: "a piecewise definition", start)
      branches.append(.init(value, if: try branchCondition()))
      guard skip(.newRow) else { break }
    }
    guard !branches.isEmpty else {
      throw TeXReadError("a piecewise definition without branches", current.range)
    }
    return .scalar(.cases(branches))
  }

  /// `& \text{if } x > 0`, or nothing for `& \text{otherwise}`.
  private mutating func branchCondition() throws -> Expr<TeXLeaf>.Condition? {
    skipWords()
    switch kind {
    case .newRow, .end: return nil
    default: break
    }
    let start = current.range
    let left = try scalar(sum(), in: "a condition", start)
    guard let relation = comparison else { throw unexpected("expected a comparison") }
    advance()
    let right = try scalar(sum(), in: "a condition", start)
    guard comparison == nil else {
      throw TeXReadError("a condition with two comparisons", current.range)
    }
    skipWords()
    return .init(left, relation, right)
  }

  /// Passes `&`, commas, gaps and words such as `if`.
  private mutating func skipWords() {
    while true {
      switch kind {
      case .mark("&"), .mark(","), .mark("."), .mark(";"), .gap: advance()
      case .word where kind(ahead: 1) != .mark("_") && kind(ahead: 1) != .mark("^"): advance()
      default: return
      }
    }
  }
}
