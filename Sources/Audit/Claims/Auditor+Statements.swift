internal import Algebra
internal import Diagnostics

extension Auditor {
  /// A number that the document states, with or without an expression that it is the result of.
  ///
  /// - Parameters:
  ///   - basis: What the expression gives; `nil` if there is none, or none that has a value.
  ///   - isRestated: Whether the expression is a symbol alone.
  ///   - subjects: Symbols the number is said to be the value of.
  ///   - earlier: What has been published for the same thing before.
  mutating func state(
    _ number: PrintedNumber, against basis: Traced?, isRestated: Bool, subjects: [String],
    earlier: Publication? = nil, isApproximate: Bool, in context: Context
  ) -> Publication {
    let statement = Statement(
      number: number, subjects: subjects, isApproximate: isApproximate, context: context)
    if let stranger = stranger(number, in: context),
      isRestated || basis.map({ isInDoubt($0, statement) }) ?? true
    {
      return state(number, instead: stranger, subjects: subjects, in: context)
    }
    guard let basis else { return state(statement, earlier: earlier) }
    let judgement = judgement(of: statement, against: basis, isRestated: isRestated)
    // Printed operands tell how a result was rounded, whether they are right or not.
    if !isRestated, !basis.isSymbolic {
      counted.count(number.literal, basis, at: context.span(number.range))
    }
    return stateOtherwise(statement, than: basis, judgement, isRestated: isRestated)
      ?? claim(statement, basis, judgement, isRestated: isRestated)
  }

  /// A number as it stands in the document.
  struct Statement {
    let number: PrintedNumber
    let subjects: [String]
    let isApproximate: Bool
    let context: Context

    var literal: Literal { number.literal }
    /// Where its digits begin in the source.
    var offset: Int { context.offset(of: number.range) }
  }

  private func judgement(_ statement: Statement, _ value: Traced) -> Judgement {
    Judgement(
      statement.literal, against: value, isApproximate: statement.isApproximate, habits: habits)
  }

  private func judgement(
    of statement: Statement, against basis: Traced, isRestated: Bool
  ) -> Judgement {
    var held = basis
    // A symbol's number said again is the same number, not one that prints alike.
    if isRestated { held.range = basis.printed }
    let judgement = judgement(statement, held)
    // Where the run prints another number, roundings of the operands are no excuse.
    if case .rounding = judgement, basis.roots.isEmpty,
      stranger(statement.number, in: statement.context) != nil
    {
      return .fails
    }
    return judgement
  }

  /// A number as the result of something else than what stands in front of it.
  private mutating func state(_ statement: Statement, against value: Traced) -> Publication {
    state(
      statement.number, against: value, isRestated: false, subjects: statement.subjects,
      isApproximate: statement.isApproximate, in: statement.context)
  }

  /// A number without an expression: what its symbol's definition gives, or stated.
  private mutating func state(_ statement: Statement, earlier: Publication?) -> Publication {
    let known = known(statement.literal, statement.subjects)
    let isCopy = copied(statement.literal)?.roots.isEmpty ?? false
    if !(known?.fits ?? false), !isCopy, let defined = definedValue(statement),
      !judgement(statement, defined).isUnclear
    {
      return state(statement, against: defined)
    }
    return restate(statement, known, earlier: earlier)
  }

  /// A number that is something else than what the expression in front of it gives: what its row shows, what
  /// the network has, a copy; `nil` if it is to be held against the expression.
  private mutating func stateOtherwise(
    _ statement: Statement, than basis: Traced, _ judgement: Judgement, isRestated: Bool
  ) -> Publication? {
    if isRestated, let shown = rowValue(of: statement.subjects, statement.literal),
      !self.judgement(statement, shown).isUnclear
    {
      return state(statement, against: shown)
    }
    if basis.isSymbolic, !judgement.isFine {
      if known(statement.literal, statement.subjects)?.fits ?? false {
        return restate(statement, earlier: nil)
      }
      // What another thing has is no excuse where the symbols are known for certain.
      if let copy = copied(statement.literal),
        basis.doubt != nil || excuses(copy, for: statement.subjects)
      {
        return self.copy(statement, of: copy)
      }
    }
    guard isRestated else { return nil }
    // Perhaps another version of the symbol: nobody said that it is the same.
    if !judgement.isFine { return restate(statement, earlier: nil) }
    let copies = publications.copies(of: statement.literal)
    if let given = copies.first, !given.isComputed { return copy(statement, of: given) }
    return nil
  }

  /// A number that is claimed to be what an expression gives.
  private mutating func claim(
    _ statement: Statement, _ basis: Traced, _ judgement: Judgement, isRestated: Bool
  ) -> Publication {
    var roots = basis.roots
    /// Whether it is right by the network, whatever stands in front of it.
    var isNetworks = false
    let known = self.known(statement.literal, statement.subjects)
    let role: Claim.Role = isRestated ? .restated : .result
    let id = add(role, statement.number, in: statement.context) { finding in
      finding.apply(judgement, basis)
      if let known, finding.excuse(by: known, statement.literal) {
        (roots, isNetworks) = ([], true)
      }
      if finding.verdict == .slip, let factor = basis.leftOut {
        finding.blameCalculation(
          .formula,
          "the calculation leaves out a factor of its formula: \(factor.symbol) = "
            + factor.number.text)
      } else if finding.verdict == .slip, let known, known.fits, statement.literal.isTelling {
        finding.blameCalculation(.network, "one of the numbers in front of it is wrong")
        (roots, isNetworks) = ([], true)
      } else if finding.verdict == .slip {
        roots = [finding.claim.id]
        finding.explanation = Explanation.text(
          published: statement.literal, expected: basis.printed)
      } else if let repair = basis.repair {
        finding.apply(repair)
      }
    }
    // What came out right from wrong numbers says nothing about the network.
    if let known, basis.roots.isEmpty, roots.isEmpty { count(known, statement) }
    var range = isRestated ? nil : basis.range
    if !roots.isEmpty || basis.leftOut != nil || isNetworks {
      range = .printing(statement.literal)
    }
    return record(
      statement.number, claim: id, roots: roots, hasExpression: !isRestated, range: range,
      expected: roots == [id] ? basis.printed : nil, subjects: statement.subjects,
      in: statement.context)
  }

  /// Whether a symbolic expression says less about a number than a notebook's run: the symbols'
  /// numbers may be those of the row, and wrong ones explain only what follows from them.
  private func isInDoubt(_ basis: Traced, _ statement: Statement) -> Bool {
    guard basis.isSymbolic else { return false }
    return basis.roots.isEmpty || !judgement(statement, basis).isFine
  }

  /// What a symbol's definition in the document gives, if the number follows from it or if the row
  /// shows everything that it takes.
  private func definedValue(_ statement: Statement) -> Traced? {
    for subject in statement.subjects {
      guard let definition = definitions[subject], case .scalar(let value)? = evaluate(definition)
      else { continue }
      if judgement(statement, value).isFine { return value }
    }
    return rowValue(of: statement.subjects, statement.literal)
  }

  /// The earlier result that has the same digits.
  func copied(_ literal: Literal) -> Publication? {
    guard let copy = publications.computedCopy(of: literal), literal.isTelling else { return nil }
    return copy
  }

  mutating func copy(_ statement: Statement, of origin: Publication) -> Publication {
    guard let claim = origin.claim else { return give(statement, roots: origin.roots) }
    let id = add(.restated, statement.number, in: statement.context) { finding in
      finding.copy(origin.roots, of: claim)
    }
    return record(statement.number, claim: id, roots: origin.roots, in: statement.context)
  }

  /// What has been published for a symbol that stands for one number.
  func number(_ symbol: String) -> Publication? {
    if case .number(let publication)? = publications[symbol] { return publication }
    return nil
  }

  mutating func record(
    _ number: PrintedNumber, claim: Int?, roots: Set<Int>, hasExpression: Bool = false,
    range: Enclosure? = nil, expected: Enclosure? = nil, subjects: [String] = [],
    in context: Context
  ) -> Publication {
    let publication = Publication(
      literal: number.literal, claim: claim, roots: roots, hasExpression: hasExpression,
      range: range, expected: expected, subjects: subjects, source: (number, context))
    publications.record(publication)
    return publication
  }
}

extension Finding {
  /// Sets the verdict by whether the number follows, and from what.
  fileprivate mutating func apply(_ judgement: Judgement, _ basis: Traced) {
    (printed, range) = (basis.printed, basis.range)
    let roots = basis.roots
    switch judgement {
    case .follows: verdict = roots.isEmpty ? .match : .carried
    case .rounding(let why):
      verdict = roots.isEmpty ? .rounding : .carried
      reason = why
    case .fails: verdict = .slip
    case .unclear(let why):
      verdict = .unread
      reason = why
    }
    if verdict == .carried { self.roots = roots.sorted() }
  }

  /// Notes what the network has for a number that is carried on: an ancestor's slip that does not show in
  /// it does it no harm; a lost sign shows.
  ///
  /// - Returns: Whether it is one that is not harmed.
  fileprivate mutating func excuse(by known: Auditor.Known, _ literal: Literal) -> Bool {
    model = known.value.exact
    let isTurned = !known.value.prints(literal) && known.value.prints(-literal)
    guard verdict == .carried, known.fits, !isTurned else { return false }
    (verdict, roots) = (.match, [])
    return true
  }

  /// The verdict on a number that does not follow from what is printed, but would be made wrong if it were
  /// changed.
  fileprivate mutating func apply(_ repair: Repair) {
    verdict = .slip
    printed = repair.asPrinted
    roots = repair.slips.sorted()
    explanation = "it follows once that is put right"
  }

  /// Notes that a number is right and its calculation wrong, and why.
  fileprivate mutating func blameCalculation(_ warrant: Warrant, _ why: String) {
    (self.warrant, explanation) = (warrant, why)
  }

  /// Sets the verdict on a copy: it comes from what its original comes from.
  mutating func copy(_ roots: Set<Int>, of claim: Int?) {
    self.roots = roots.sorted()
    verdict = roots.isEmpty ? .match : .carried
    repeats = claim
  }
}
