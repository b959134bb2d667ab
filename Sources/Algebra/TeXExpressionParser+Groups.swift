extension TeXExpressionParser {
  /// What closes a bracket.
  private static func closing(_ opening: TeXToken.Kind) -> TeXToken.Kind {
    switch opening {
    case .mark("("): .mark(")")
    case .mark("["): .mark("]")
    case .mark("{"): .mark("}")
    case .command("{"): .command("}")
    case .command("lbrace"): .command("rbrace")
    case .command("lbrack"): .command("rbrack")
    default: .command("rparen")
    }
  }

  /// An expression in brackets; with commas a tuple, with a relation in square ones 1 or 0.
  mutating func group() throws -> TeXValue {
    let opening = current.range
    return try grouped(bracketed(), opening)
  }

  private func grouped(_ items: [TeXValue], _ opening: Range<Int>) throws -> TeXValue {
    if items.count == 1 { return items[0] }
    // A matrix as a list of its rows.
    let rows = items.compactMap { item in if case .tuple(let row) = item { row } else { nil } }
    if rows.count == items.count, rows.allSatisfy({ $0.count == rows[0].count }) {
      return .matrix(rows)
    }
    return .tuple(try items.map { try scalar($0, in: "a tuple", opening) })
  }

  private mutating func bracketed() throws -> [TeXValue] {
    try nested { parser in
      let opening = parser.advance()
      let closing = Self.closing(opening.kind)
      let bars = parser.isInsideBars
      parser.isInsideBars = false
      defer { parser.isInsideBars = bars }
      if parser.kind == closing {
        throw TeXReadError("nothing between the brackets", opening.range)
      }
      var items = [try parser.sum()]
      while parser.skip(.mark(",")) || parser.skip(.mark(";")) {
        while parser.skip(.gap) {}
        items.append(try parser.sum())
      }
      if items.count == 1, closing == .mark("]"), let relation = parser.comparison {
        parser.advance()
        items = [try parser.indicator(items[0], relation, opening.range)]
      }
      // Intervals may be open at one end: `[0, 1)`.
      let isInterval =
        items.count == 2 && [.mark(")"), .mark("]")].contains(closing)
        && [.mark(")"), .mark("]")].contains(parser.kind)
      guard parser.kind == closing || isInterval else {
        throw TeXReadError(
          "\(opening.kind.quoted) is not closed: expected \(closing.quoted), "
            + "found \(parser.kind.quoted)", opening.range)
      }
      parser.advance()
      return items
    }
  }

  /// Iverson's bracket: 1 where the condition holds, else 0.
  mutating func indicator(
    _ left: TeXValue, _ relation: Relation, _ range: Range<Int>
  ) throws -> TeXValue {
    let left = try scalar(left, in: "a condition", range)
    let right = try scalar(sum(), in: "a condition", range)
    let condition = Expr<TeXLeaf>.Condition(left, relation, right)
    return .scalar(.cases([.init(1, if: condition), .init(0)]))
  }

  /// The comparison here, if it is one.
  var comparison: Relation? {
    let name: String
    switch kind {
    case .command(let command): name = command
    case .mark(let mark): name = String(mark)
    default: return nil
    }
    return switch TeXVocabulary.relations[name] {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .assigned, .approximately, .becomes, .muchLess, .muchGreater, nil: nil
    }
  }

  func scalar(
    _ value: TeXValue, in place: String, _ range: Range<Int>
  ) throws -> Expr<TeXLeaf> {
    guard case .scalar(let expression) = value else {
      throw TeXReadError("a matrix or tuple inside \(place)", range)
    }
    return expression
  }

  mutating func absoluteValue() throws -> TeXValue {
    try nested { parser in
      let opening = parser.advance()
      let isPlain = opening.kind != .command("lvert")
      let bars = parser.isInsideBars
      parser.isInsideBars = isPlain
      defer { parser.isInsideBars = bars }
      let value = try parser.sum()
      guard parser.skip(isPlain ? opening.kind : .command("rvert")) else {
        throw TeXReadError(
          "the bar is not closed, found \(parser.kind.quoted)", opening.range)
      }
      return .calling(.abs, value)
    }
  }

  /// `\lfloor x \rfloor` or `\lceil x \rceil`.
  mutating func wholePart() throws -> TeXValue {
    try nested { parser in
      let isFloor = parser.advance().kind == .command("lfloor")
      let bars = parser.isInsideBars
      parser.isInsideBars = false
      defer { parser.isInsideBars = bars }
      let value = try parser.sum()
      try parser.expect(.command(isFloor ? "rfloor" : "rceil"))
      return .calling(isFloor ? .floor : .ceiling, value)
    }
  }

  /// `\sqrt{x}` or `\sqrt[3]{x}`.
  mutating func root() throws -> TeXValue {
    let start = advance().range
    guard kind == .mark("[") else { return try powered(.calling(.sqrt, argument())) }
    advance()
    let degree = try scalar(sum(), in: "the degree of a root", start)
    try expect(.mark("]"))
    let radicand = try scalar(argument(), in: "a root", start)
    return try powered(.scalar(.power(radicand, .quotient(1, degree))))
  }

  /// A function with its argument: brackets, or the factors that follow up to an operator.
  mutating func application(of function: Function, named name: String) throws -> TeXValue {
    let start = current
    if name == "sigma" {
      // σ is also a letter: it is the function only directly in front of a bracket.
      let next = kind(ahead: 1)
      guard next == .mark("(") || next == .mark("[") || next == .command("{") || next.isMatrix
      else { return try symbol() }
    }
    advance()
    var base: Expr<TeXLeaf>?
    if name == "log", skip(.mark("_")) {
      base = try scalar(argument(), in: "the base of a logarithm", start.range)
    }
    var exponent: Expr<TeXLeaf>?
    if skip(.mark("^")) {
      if kind == .mark("-") || kind == .mark("{") && kind(ahead: 1) == .mark("-") {
        throw TeXReadError("`\\\(name)^{-1}` may mean two things", start.range)
      }
      exponent = try scalar(self.exponent(), in: "an exponent", start.range)
    }
    let known = base.flatMap(Self.logarithm)
    var value = try applied(known ?? function, start)
    if let base, known == nil { value = .dividing(value, .scalar(.call(.log, [base]))) }
    if let exponent {
      value = .scalar(.power(try scalar(value, in: "a power", start.range), exponent))
    }
    return try powered(value)
  }

  /// Whether nothing follows that a function could be applied to, so that it is only named.
  var hasNoArgument: Bool {
    switch kind {
    case .endOfSource, .gap, .newRow, .end, .mark(")"), .mark(","), .mark("."): true
    default: false
    }
  }

  /// The logarithm to a base that has a function of its own.
  private static func logarithm(toBase base: Expr<TeXLeaf>) -> Function? {
    guard case .leaf(.numeral(let literal, _)) = base else { return nil }
    return literal.equals(Literal(2)) ? .log2 : literal.equals(Literal(10)) ? .log10 : nil
  }

  /// The entries above 0, if a maximum is that of 0 and a vector or matrix.
  private func rectified(_ items: [TeXValue]) -> TeXValue? {
    guard items.count == 2, items[1].scalar == nil,
      case .scalar(.leaf(.numeral(let zero, _))) = items[0], zero.isZero
    else { return nil }
    return .call(.relu, items[1])
  }

  private mutating func applied(_ function: Function, _ start: TeXToken) throws -> TeXValue {
    if hasNoArgument, current.kind != .endOfSource || start.range.lowerBound == 0 {
      return .scalar(.leaf(.symbol("\\\(function.rawValue)", start.range)))
    }
    // `f([1, 2])` and `f[1, 2]` take a vector, `f(1, 2)` two numbers.
    let opensVector = kind == .mark("[") || ["[", "("].contains { kind(ahead: 1) == .mark($0) }
    var operand: TeXValue
    switch kind {
    case .mark("(") where function == .max:
      let items = try bracketed()
      operand = try rectified(items) ?? grouped(items, start.range)
      if case .call = operand { return operand }
    case .mark("("), .mark("["), .mark("{"), .command("{"), .command("lbrace"):
      operand = try group()
    case .mark("|"), .command("lvert"): operand = try absoluteValue()
    default: operand = try factor()
    }
    if case .tuple(let items) = operand {
      guard function.arity == nil else {
        guard opensVector else {
          throw TeXReadError("\(start.kind.quoted) takes one argument", start.range)
        }
        return .call(function, operand)
      }
      return .scalar(.call(function, items))
    }
    if function.arity == nil {
      operand = .scalar(try scalar(operand, in: start.kind.quoted, start.range))
    }
    return .calling(function, operand)
  }
}
