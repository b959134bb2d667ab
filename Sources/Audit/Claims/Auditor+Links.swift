internal import Algebra
internal import Diagnostics

extension Auditor {
  /// Holds an expression against the one it is said to equal: its numbers that stand for parts of
  /// the other are results.
  mutating func compare(
    _ link: TeXLink, isApproximate: Bool, in formula: Formula, _ chain: TeXChain
  ) {
    guard let basis = trail.basis, !basis.isSymbol, link.value.hasNumerals,
      !link.value.hasSymbols, !basis.link.value.hasSymbols || basis.isNumber,
      !isProductOfShapes(basis.link.value, link, in: formula),
      let value = evaluate(link.value)
    else { return }
    let context = Context(formula, chain.range)
    switch (basis.value, value) {
    case (.scalar(let left), .scalar(let right)):
      guard let scalar = link.scalar else { return }
      let pairs =
        basis.isNumber ? nil : basis.link.scalar.flatMap { LinkAlignment.pairs($0, scalar) }
      compare(
        left, right, pairs: pairs, scalar, link, isApproximate: isApproximate, in: context)
    case (.matrix(let left), .matrix(let right)):
      guard left.map(\.count) == right.map(\.count), let rows = matrixRows(link.value) else {
        return
      }
      let others = basis.isNumber ? nil : matrixRows(basis.link.value)
      for i in rows.indices {
        for j in rows[i].indices {
          guard let number = PrintedNumber(rows[i][j]) else {
            let pairs = others.flatMap { LinkAlignment.pairs($0[i][j], rows[i][j]) }
            _ = judge(pairs, left[i][j], right[i][j], isApproximate: isApproximate, in: context)
            continue
          }
          rangeRoots[number.range] =
            state(
              number, against: left[i][j], isRestated: false, subjects: [],
              isApproximate: isApproximate, in: context
            ).roots
        }
      }
    case (.scalar, .matrix), (.matrix, .scalar): return
    }
  }

  /// Whether a link such as the last of `(4 \times 3)(3 \times 2) = (4 \times 2)` says how many rows and
  /// columns a product of matrices has.
  private func isProductOfShapes(_ value: TeXValue, _ link: TeXLink, in formula: Formula) -> Bool {
    guard case .scalar(.product(let sides)) = link.value, sides.count == 2,
      case .scalar(.product) = value, formula.text(link.range).hasPrefix("(")
    else { return false }
    let counts = link.value.leaves + value.leaves
    return counts.count >= 6 && counts.count.isMultiple(of: 2)
      && counts.allSatisfy { leaf in
        if case .numeral(let literal, _) = leaf { literal.exponent >= 0 } else { false }
      }
  }

  private func matrixRows(_ value: TeXValue) -> [[Expr<TeXLeaf>]]? {
    if case .matrix(let rows) = value { return rows }
    return nil
  }

  private mutating func compare(
    _ left: Traced, _ right: Traced, pairs: [LinkAlignment.Pair]?, _ scalar: Expr<TeXLeaf>,
    _ link: TeXLink, isApproximate: Bool, in context: Context
  ) {
    if judge(pairs, left, right, isApproximate: isApproximate, in: context) { return }
    // It says how large something is about.
    if isApproximate, scalar.isPowerOfTen, Self.isOfOneSize(left, right) { return }
    addLink(left, right, agree: Self.agree(left, right), link, in: context)
  }

  /// Judges numbers that stand for parts of another expression; false where they tell nothing.
  private mutating func judge(
    _ pairs: [LinkAlignment.Pair]?, _ left: Traced, _ right: Traced, isApproximate: Bool,
    in context: Context
  ) -> Bool {
    let judged = (pairs ?? []).compactMap { pair in
      evaluate(.scalar(pair.part)).flatMap { value -> (PrintedNumber, Traced)? in
        guard case .scalar(let traced) = value else { return nil }
        return (pair.number, traced)
      }
    }
    let fails = judged.contains { number, value in
      if case .fails = Judgement(
        number.literal, against: value, isApproximate: isApproximate, habits: habits)
      {
        return true
      }
      return false
    }
    // Terms in another order, or taken together in another way, are no slips.
    let isOrder = fails && (pairs?.count ?? 0) > 1 && Self.agree(left, right)
    guard judged.count == pairs?.count, !isOrder else { return false }
    for (number, value) in judged {
      rangeRoots[number.range] =
        state(
          number, against: value, isRestated: false, subjects: [], isApproximate: isApproximate,
          in: context
        ).roots
    }
    return true
  }

  /// Whether two expressions may have the same value, operands rounded as they are printed.
  private static func agree(_ left: Traced, _ right: Traced) -> Bool {
    guard let a = left.range, let b = right.range else { return true }
    return a.intersects(b) || left.printed.intersects(right.printed)
  }

  /// Whether two numbers are less than a power of ten apart.
  private static func isOfOneSize(_ left: Traced, _ right: Traced) -> Bool {
    let (a, b) = (abs(left.printed.double), abs(right.printed.double))
    return a < 10 * b && b < 10 * a
  }

  private mutating func addLink(
    _ left: Traced, _ right: Traced, agree: Bool, _ link: TeXLink, in context: Context
  ) {
    let id = nextClaim
    let span = context.span(link.range)
    let claim = Claim(
      id: id, place: span, role: .link, text: shownText(of: context),
      published: isSurvey ? "" : String(span.text), literal: nil)
    var finding = Finding(claim: claim, verdict: agree ? .match : .slip)
    finding.printed = left.printed
    finding.range = left.range
    if agree, !left.roots.isEmpty {
      finding.verdict = .carried
      finding.roots = left.roots.sorted()
    }
    if !agree, let doubt = left.doubt ?? right.doubt {
      finding.verdict = .unread
      finding.reason = doubt.rawValue
    }
    findings.append(finding)
  }

  /// Notes the numerals of an expression that has a value, and judges those that copy a result.
  mutating func classifyOperands(_ value: TeXValue, in formula: Formula) {
    // No closure: one that calls methods of the auditor takes a copy of it along, for every leaf.
    for case .numeral(let literal, let range) in value.leaves {
      let offset = formula.offset(of: range)
      guard classes[offset] == nil else { continue }
      guard let origin = copied(literal) else {
        classes[offset] = .given
        continue
      }
      let context = Context(formula, 0..<formula.tex.text.utf8.count)
      _ = add(.operand, PrintedNumber(literal, range), in: context) { finding in
        finding.verdict = origin.roots.isEmpty ? .match : .carried
        finding.roots = origin.roots.sorted()
        finding.repeats = origin.claim
      }
    }
  }

  /// Notes what became of the numerals of an expression.
  mutating func classify(_ value: TeXValue, in formula: Formula, _ kind: Numeral.Class) {
    value.forEachLeaf { leaf in
      guard case .numeral(_, let range) = leaf else { return }
      let offset = formula.offset(of: range)
      if classes[offset] == nil { classes[offset] = kind }
    }
  }
}

extension Expr<TeXLeaf> {
  /// Whether it is 10 to a whole number.
  fileprivate var isPowerOfTen: Bool {
    guard case .power(.leaf(.numeral(let base, _)), let exponent) = self else { return false }
    if case .number = exponent { return base.equals(Literal(10)) }
    return base.equals(Literal(10)) && PrintedNumber(exponent) != nil
  }
}
