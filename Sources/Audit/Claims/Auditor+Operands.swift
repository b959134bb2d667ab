internal import Algebra
internal import Diagnostics
internal import NeuralCore

/// An operand that is not what its place in the formula asks for.
struct StrangeOperand {
  let number: PrintedNumber
  /// What should stand there, without a sign.
  let expected: Traced
  let explanation: String
  /// Whether it is the network that says so, not the document.
  var isByNetwork = false
}

extension Auditor {
  /// Reports numbers that were stated without an expression and are mistyped, as what was computed
  /// with them later shows.
  mutating func reportMisprints() {
    for (_, misprint) in misprints.sorted(by: { $0.key < $1.key }) {
      guard let (number, context) = misprint.publication.source,
        classes[context.offset(of: number.range)] != .claim
      else { continue }
      _ = add(.restated, number, in: context) { finding in
        finding.verdict = .slip
        finding.printed = Enclosure(misprint.used)
        let why = Explanation.nearMiss(number.literal, misprint.used)
        finding.explanation = (why.map { "\($0); " } ?? "") + "the document computes with it later"
      }
    }
  }

  /// Looks for an operand that is neither what its symbol was published as nor what the network has
  /// for it, and reports it.
  mutating func checkOperands(
    of link: TeXLink, next: Literal?, in formula: Formula, _ context: Context
  ) {
    guard let printed = link.scalar, link.value.hasNumerals, printed.leaves.count > 1,
      PrintedNumber(printed) == nil
    else { return }
    if let strange = strangeOperand(in: printed, next: next, formula) {
      report(strange, in: context)
    } else {
      for strange in neighbours(in: printed, next: next) { report(strange, in: context) }
    }
  }

  private mutating func report(_ strange: StrangeOperand, in context: Context) {
    let number = withOwnSign(strange.number, in: context)
    guard classes[context.offset(of: number.range)] != .claim else { return }
    let id = add(.operand, number, in: context) { finding in
      finding.verdict = .slip
      let expected = strange.expected.printed.signed(as: number.literal)
      if strange.isByNetwork { finding.model = expected } else { finding.printed = expected }
      finding.explanation = strange.explanation
    }
    wrongOperands[number.range] = (id, strange.expected)
  }

  /// A term's number without the minus that takes it from what stands before it.
  private func withOwnSign(_ number: PrintedNumber, in context: Context) -> PrintedNumber {
    guard number.literal.isNegative,
      let sign = LeadingSign(before: context.offset(of: number.range), in: document.source),
      sign.isJoining
    else { return number }
    return PrintedNumber(number.literal.magnitude, number.range)
  }

  private mutating func strangeOperand(
    in printed: Expr<TeXLeaf>, next: Literal?, _ formula: Formula
  ) -> StrangeOperand? {
    for subject in trail.subjects {
      // A calculation that goes on with numbers of its own has been judged by them.
      let goesOn =
        pending[subject] != nil
        || trail.basis.map { !$0.isSymbol && !$0.link.value.hasSymbols } ?? false
      if goesOn { continue }
      if let element = model?.element(subject) {
        if let strange = strangeElement(in: printed, of: element, formula) { return strange }
      } else if let strange = strangeRelative(in: printed, of: subject, formula) {
        return strange
      }
    }
    var definitions: [Expr<TeXLeaf>] = []
    if let basis = trail.basis?.link.scalar ?? trail.formula { definitions.append(basis) }
    definitions += trail.subjects.compactMap { self.definitions[$0]?.scalar }
    for definition in definitions where !definition.leaves.isEmpty {
      if let strange = strangeSymbol(in: printed, by: definition, next: next, formula) {
        return strange
      }
    }
    return nil
  }

  // MARK: By the document's own formulas

  private mutating func strangeSymbol(
    in printed: Expr<TeXLeaf>, by definition: Expr<TeXLeaf>, next: Literal?, _ formula: Formula
  ) -> StrangeOperand? {
    let values = allValues
    let matcher = OperandMatcher<TeXLeaf> { literal, leaf in
      switch leaf {
      case .numeral(let other, _): other.magnitude.equals(literal.magnitude) ? .known : .none
      case .symbol(let name, _): Self.fit(literal, values[name] ?? [])
      }
    }
    guard let pairs = matcher.pairs(definition, printed) else { return nil }
    let strangers = pairs.filter { !$0.fits }
    guard strangers.count == 1, let pair = strangers.first, isNew(pair.number, formula),
      case .symbol(let name, _) = pair.leaf,
      case .number(let publication)? = publications[name]
    else { return nil }
    // What the network has is no slip, whatever was published before.
    let isKnown = [pair.number.literal, -pair.number.literal].contains {
      known($0, [name])?.fits ?? false
    }
    guard !isKnown else { return nil }
    let right = publication.literal
    let expected = Traced(
      published: right.magnitude, moves: publications.moves(right), roots: publication.roots)
    let fit = fit(next, printed, [pair.number.range: expected])
    let nearMiss = Explanation.nearMiss(pair.number.literal, right)
    // The result was computed with this number: it is the earlier one that is mistyped, unless that
    // was computed, too.
    if fit == .asPrinted, !publication.hasExpression {
      if nearMiss != nil { misprints[name] = (publication, pair.number.literal) }
      return nil
    }
    guard fit == .corrected || nearMiss != nil else { return nil }
    // What the result follows from is no slip because of a number that nothing is known about.
    if fit == .asPrinted, let claim = publication.claim, finding(claim)?.verdict == .unread {
      return nil
    }
    let why = nearMiss ?? "the document has \(right.text) for it"
    return StrangeOperand(number: pair.number, expected: expected, explanation: why)
  }

  /// Whether a numeral may be a symbol's value, as far as the whole document tells.
  private static func fit(_ literal: Literal, _ values: [Literal]) -> OperandMatcher<TeXLeaf>.Fit {
    if values.contains(where: { Publications.nearlyAgree($0.magnitude, literal.magnitude) }) {
      return .known
    }
    return values.isEmpty || literal.exponent >= 0 ? .possible : .none
  }

  /// Whether no number like it stands anywhere before.
  private func isNew(_ number: PrintedNumber, _ formula: Formula) -> Bool {
    guard number.literal.significantDigits >= 2, let first = firstPlaces[number.literal]
    else { return false }
    return first >= formula.offset(of: number.range)
  }

  private enum Fit { case asPrinted, corrected }

  /// Whether the result follows from an expression as it is printed or from other operands, if from
  /// one of the two only.
  private func fit(
    _ result: Literal?, _ printed: Expr<TeXLeaf>, _ others: [Range<Int>: Traced?]
  ) -> Fit? {
    guard let result, case .scalar(let asPrinted)? = evaluate(.scalar(printed)),
      case .scalar(let corrected)? = evaluate(.scalar(printed), with: others)
    else { return nil }
    let printing = Enclosure.printing(result)
    let isPrinted = printing.intersects(asPrinted.printed)
    let isCorrected =
      printing.intersects(corrected.printed) || corrected.printed.isCut(to: result)
      || follows(result, corrected) && !follows(result, asPrinted)
    return isPrinted == isCorrected ? nil : isPrinted ? .asPrinted : .corrected
  }

  /// Whether a result follows from what the operands may stand for.
  private func follows(_ result: Literal, _ value: Traced) -> Bool {
    value.range.map { Enclosure.printing(result).intersects($0) } ?? true
  }

  /// The claims of a calculation's operands that are slips.
  func wrongOperands(of link: TeXLink?) -> Set<Int> {
    Set(
      (link?.value.leaves ?? []).compactMap { leaf in
        if case .numeral(_, let range) = leaf { wrongOperands[range]?.claim } else { nil }
      })
  }

  // MARK: By the result

  /// Looks for the one operand that, put right, gives the published result: a number that stands
  /// nowhere else and differs by a slip of the pen from one that was published.
  mutating func repairOperand(
    of basis: Trail.Basis, for result: Literal, in formula: Formula, _ context: Context
  ) -> Traced? {
    let link = basis.link
    let isSameFormula = basis.formula == nil
    let formula = basis.formula ?? formula
    let context = isSameFormula ? context : Context(formula, 0..<formula.tex.text.utf8.count)
    guard let printed = link.scalar, PrintedNumber(printed) == nil else { return nil }
    for case .numeral(let literal, let range) in printed.leaves
    where literal.significantDigits >= 3 && wrongOperands[range] == nil {
      let number = PrintedNumber(literal, range)
      guard isNew(number, formula) else { continue }
      for right in publications.recent(Self.recentCount) {
        guard let why = Explanation.nearMiss(literal, right.literal, isNear: false) else {
          continue
        }
        let value = Traced(
          published: right.literal.magnitude, moves: publications.moves(right.literal),
          roots: right.roots)
        guard fit(result, printed, [range: value]) == .corrected else { continue }
        let id = add(.operand, number, in: context) { finding in
          finding.verdict = .slip
          finding.printed = value.printed
          finding.explanation = why
        }
        if isSameFormula { wrongOperands[range] = (id, value) }
        guard case .scalar(let corrected)? = evaluate(.scalar(printed), with: [range: value]) else {
          return nil
        }
        return corrected
      }
    }
    return nil
  }

  /// How far back a mistyped number is looked for.
  private static var recentCount: Int { 200 }

  // MARK: By the network

  private func strangeElement(
    in printed: Expr<TeXLeaf>, of element: Element, _ formula: Formula
  ) -> StrangeOperand? {
    guard let model else { return nil }
    let matcher = OperandMatcher<Element> { literal, leaf in fit(literal, leaf, model) }
    // What is nothing like the right number is told only if no other form has it.
    var other: StrangeOperand?
    for form in model.forms(of: element) {
      guard let pairs = matcher.pairs(form, printed) else { continue }
      let strangers = pairs.filter { !$0.fits }
      if strangers.isEmpty, !pairs.isEmpty {
        guard let found = other else { return nil }
        if pairs.contains(where: { $0.number.range == found.number.range }) { return nil }
      }
      guard strangers.count == 1, pairs.count > 1, let pair = strangers.first,
        pair.number.literal.significantDigits >= 2, isTrusted(pair.leaf),
        let value = model.value(of: pair.leaf)
      else { continue }
      if isTrusted(element),
        let why = explanation(pair.number.literal, pair.leaf, value, model)
      {
        return strange(pair, value, why)
      }
      if other == nil, let why = otherThanBoth(pair.number, pair.leaf, value, formula) {
        other = strange(pair, value, why)
      }
    }
    return other
  }

  /// Looks for the wrong operand of something that is in no network, but is written like what is: it
  /// would be wrong in the formula of every one of them.
  private func strangeRelative(
    in printed: Expr<TeXLeaf>, of subject: String, _ formula: Formula
  ) -> StrangeOperand? {
    guard let model else { return nil }
    let matcher = OperandMatcher<Element> { literal, leaf in
      model.prints(literal, leaf) ? .known : .none
    }
    var found: [StrangeOperand] = []
    for element in model.relatives(of: subject) {
      for form in model.forms(of: element) {
        guard let pairs = matcher.pairs(form, printed), pairs.count == printed.leaves.count else {
          continue
        }
        let strangers = pairs.filter { !$0.fits }
        if strangers.isEmpty { return nil }
        guard strangers.count == 1, pairs.count > 1, let pair = strangers.first,
          isNew(pair.number, formula), let value = model.value(of: pair.leaf),
          let why = Explanation.text(
            published: pair.number.literal.magnitude, expected: value.exact.magnitude)
        else { continue }
        found.append(strange(pair, value, why))
      }
    }
    let places = Set(found.map(\.number.range))
    return places.count == 1 ? found.first : nil
  }

  private func strange(
    _ pair: OperandMatcher<Element>.Pair, _ value: NetworkModel.Value, _ why: String
  ) -> StrangeOperand {
    StrangeOperand(
      number: pair.number,
      expected: Traced(value.exact.magnitude, range: value.exact.magnitude), explanation: why,
      isByNetwork: true)
  }

  /// What to say of a number that stands nowhere else, in the place of one that the document and the
  /// network agree about.
  private func otherThanBoth(
    _ number: PrintedNumber, _ leaf: Element, _ value: NetworkModel.Value, _ formula: Formula
  ) -> String? {
    let published = (model?.names(of: leaf) ?? []).flatMap { allValues[$0] ?? [] }
    guard number.literal.significantDigits >= 3, isNew(number, formula),
      let first = published.first,
      published.allSatisfy({ value.magnitude.prints($0.magnitude) })
    else { return nil }
    return "the document has \(first.text) for it"
  }

  private func fit(
    _ literal: Literal, _ leaf: Element, _ model: NetworkModel
  ) -> OperandMatcher<Element>.Fit {
    if model.prints(literal, leaf) { return .known }
    let values = model.names(of: leaf).flatMap { allValues[$0] ?? [] }
    if values.contains(where: { Publications.nearlyAgree($0.magnitude, literal.magnitude) }) {
      return .known
    }
    if model.neighbour(of: leaf, printing: literal) != nil { return .none }
    let isElsewhere = !publications.copies(of: literal).isEmpty && literal.significantDigits >= 3
    return isElsewhere ? .possible : .none
  }

  /// What happened to a number; `nil`: nothing that is known happens, and the alignment is in doubt.
  private func explanation(
    _ literal: Literal, _ leaf: Element, _ value: NetworkModel.Value, _ model: NetworkModel
  ) -> String? {
    let right = value.exact.rounded(decimals: literal.decimals, .halfUp)
    if let neighbour = model.neighbour(of: leaf, printing: literal),
      let name = model.names(of: neighbour).first
    {
      return "it is the value of `\(name)`"
    }
    return right.flatMap { Explanation.nearMiss(literal, $0) }
  }
}

extension Enclosure {
  fileprivate var magnitude: Enclosure {
    (try? EnclosureDomain().apply(.abs, [self])) ?? self
  }

  fileprivate func signed(as literal: Literal) -> Enclosure {
    literal.isNegative ? (try? EnclosureDomain().negation(self)) ?? self : self
  }
}
