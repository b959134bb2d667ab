/// Norms, inner products and transposes.
extension TeXExpressionParser {
  /// The signs that a norm stands between.
  private enum Bars { case directed, double, twice }

  private var bars: Bars? {
    switch kind {
    case .command("lVert"): .directed
    case .command("Vert"): .double
    case .mark("|") where kind(ahead: 1) == .mark("|") && closesTwice: .twice
    default: nil
    }
  }

  /// Whether the next bar behind the two here is one of two as well: `||a| - b|` is no norm.
  private var closesTwice: Bool {
    for ahead in 2..<64 where kind(ahead: ahead) == .mark("|") {
      return kind(ahead: ahead + 1) == .mark("|")
    }
    return false
  }

  /// Whether `||` or `‖` opens a norm here.
  var opensNorm: Bool { bars == .directed || bars != nil && !isInsideBars }

  /// `\lVert x \rVert`, `\|x\|` or `||x||`, with its index and a 2 as its exponent.
  mutating func norm() throws -> TeXValue {
    let start = current
    guard let sign = bars else { throw unexpected("expected a norm") }
    let operand = try nested { parser in
      parser.move(by: sign == .twice ? 2 : 1)
      let outer = parser.isInsideBars
      parser.isInsideBars = sign != .directed
      defer { parser.isInsideBars = outer }
      let value = try parser.sum()
      let isClosed =
        switch sign {
        case .directed: parser.skip(.command("rVert"))
        case .double: parser.skip(.command("Vert"))
        case .twice: parser.skip(.mark("|")) && parser.skip(.mark("|"))
        }
      guard isClosed else {
        throw TeXReadError("the bar is not closed, found \(parser.kind.quoted)", start.range)
      }
      return value
    }
    var scripts = Scripts()
    while kind == .mark("_") || kind == .mark("^") { try addScript(to: &scripts) }
    let range = start.range.lowerBound..<previousEnd
    guard let value = TeXValue.norm(of: operand, scripts.lower) else {
      throw TeXReadError("the norm `\(scripts.lower ?? "")` is not known", range)
    }
    // Not a product with itself, which would double with each norm in another one.
    switch (scripts.upper, value) {
    case (nil, _): return value
    case ("2"?, .scalar(let number)): return .scalar(.power(number, .number(Literal(2))))
    case ("2"?, .vector(.euclideanNorm, let operand)): return .vector(.squaredNorm, operand)
    case (let power?, _): throw TeXReadError("a norm to the power `\(power)`", range)
    }
  }

  /// `\langle a, b \rangle`: the inner product of two vectors, or a vector in other brackets.
  mutating func innerProduct() throws -> TeXValue {
    try nested { parser in
      let opening = parser.advance().range
      let bars = parser.isInsideBars
      parser.isInsideBars = false
      defer { parser.isInsideBars = bars }
      var items = [try parser.sum()]
      while parser.skip(.mark(",")) { items.append(try parser.sum()) }
      try parser.expect(.command("rangle"))
      let isProduct = items.count == 2 && items.allSatisfy(\.mayBeVector)
      if isProduct { return .multiplying(items) }
      return .tuple(try items.map { try parser.scalar($0, in: "a tuple", opening) })
    }
  }

  /// Passes a `^T` behind brackets; false and nothing passed where there is none.
  mutating func transposeSign() -> Bool {
    guard kind == .mark("^") else { return false }
    let isBraced = kind(ahead: 1) == .mark("{")
    let sign = kind(ahead: isBraced ? 2 : 1)
    let signs: [TeXToken.Kind] = [.letter("T"), .command("top"), .command("intercal"), .word("T")]
    guard signs.contains(sign), !isBraced || kind(ahead: 3) == .mark("}") else { return false }
    move(by: isBraced ? 4 : 2)
    return true
  }
}

extension TeXValue {
  /// The norm of a vector; `nil` for an index that is no norm's.
  fileprivate static func norm(of operand: TeXValue, _ index: String?) -> TeXValue? {
    let function: VectorFunction
    switch index {
    case nil, "2"?, "F"?, "\\text{F}"?: function = .euclideanNorm
    case "1"?: function = .absoluteNorm
    case "\\infty"?: function = .maximumNorm
    case _?: return nil
    }
    // A number's norm is its absolute value, whichever.
    if case .scalar(let expression) = operand, !expression.leaves.contains(where: \.isSymbol) {
      return .scalar(.call(.abs, [expression]))
    }
    return .vector(function, operand)
  }

  /// Whether it is a symbol, or written out as a vector.
  fileprivate var mayBeVector: Bool {
    switch self {
    case .scalar(.leaf(let leaf)): leaf.isSymbol
    case .scalar: false
    case .matrix, .tuple, .sum, .negation, .product, .hadamard, .quotient, .transposed, .call,
      .vector:
      true
    }
  }

  /// The transpose of what stands in brackets; `nil` where `T` is an exponent more likely.
  static func transposing(_ operand: TeXValue, _ range: Range<Int>) -> TeXValue? {
    guard case .scalar(let expression) = operand else { return .transposed(operand) }
    guard expression.leaves.allSatisfy(\.isSymbol), !expression.leaves.isEmpty else { return nil }
    if case .leaf(.symbol(let name, _)) = expression, let other = name.transposed {
      return .scalar(.leaf(.symbol(other, range)))
    }
    return .transposed(operand)
  }
}

extension TeXLeaf {
  fileprivate var isSymbol: Bool { if case .symbol = self { true } else { false } }
}

extension String {
  /// A symbol's name with a `T` in its superscript: `W^{(2)T}` for `W^{(2)}`; `nil` where there is
  /// one already.
  fileprivate var transposed: String? {
    guard let sign = lastIndex(of: "^") else { return self + "^T" }
    let upper = self[index(after: sign)...]
    if upper.hasPrefix("{"), upper.hasSuffix("}"), !upper.dropLast().contains("}") {
      return upper.hasSuffix("T}") ? nil : dropLast() + "T}"
    }
    return upper.count == 1 && upper != "T" ? self[...sign] + "{\(upper)T}" : nil
  }
}
