internal import Algebra
internal import Diagnostics
internal import NeuralCore

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
    if let stranger = stranger(number, in: context),
      isRestated || basis.map({ isInDoubt($0, number, isApproximate: isApproximate) }) ?? true
    {
      return state(number, instead: stranger, subjects: subjects, in: context)
    }
    guard let basis else {
      let isKnown = known(number.literal, subjects)?.fits ?? false
      let isCopy = copied(number.literal)?.roots.isEmpty ?? false
      if !isKnown, !isCopy,
        let defined = definedValue(of: subjects, number, isApproximate: isApproximate),
        !Judgement(number.literal, against: defined, isApproximate: isApproximate, habits: habits)
          .isUnclear
      {
        return state(
          number, against: defined, isRestated: false, subjects: subjects,
          isApproximate: isApproximate, in: context)
      }
      return restate(number, subjects: subjects, earlier: earlier, in: context)
    }
    var held = basis
    // A symbol's number said again is the same number, not one that prints alike.
    if isRestated { held.range = basis.printed }
    var judgement = Judgement(
      number.literal, against: held, isApproximate: isApproximate, habits: habits)
    // Where the run prints another number, roundings of the operands are no excuse.
    if case .rounding = judgement, basis.roots.isEmpty, stranger(number, in: context) != nil {
      judgement = .fails
    }
    // Printed operands tell how a result was rounded, whether they are right or not.
    if !isRestated, !basis.isSymbolic {
      counted.count(number.literal, basis.printed)
    }
    if isRestated, let shown = rowValue(of: subjects, number.literal),
      !Judgement(number.literal, against: shown, isApproximate: isApproximate, habits: habits)
        .isUnclear
    {
      return state(
        number, against: shown, isRestated: false, subjects: subjects,
        isApproximate: isApproximate, in: context)
    }
    if basis.isSymbolic, !judgement.isFine {
      if known(number.literal, subjects)?.fits ?? false {
        return restate(number, subjects: subjects, earlier: nil, in: context)
      }
      if let copy = copied(number.literal) { return self.copy(number, of: copy, in: context) }
    }
    if isRestated {
      switch judgement {
      case .follows, .rounding: break
      case .fails, .unclear:
        // Perhaps another version of the symbol: nobody said that it is the same.
        return restate(number, subjects: subjects, earlier: nil, in: context)
      }
    }
    let copies = publications.copies(of: number.literal)
    if isRestated, let given = copies.first, !given.isComputed {
      return copy(number, of: given, in: context)
    }
    var roots = basis.roots
    let known = self.known(number.literal, subjects)
    let role: Claim.Role = isRestated ? .restated : .result
    let id = add(role, number, in: context) { finding in
      finding.printed = basis.printed
      finding.range = basis.range
      finding.apply(judgement, roots: basis.roots)
      if let known {
        finding.model = known.value.exact
        // An ancestor's slip that does not show in this number does it no harm.
        if finding.verdict == .carried, known.fits {
          finding.verdict = .match
          finding.roots = []
          roots = []
        }
      }
      if finding.verdict == .slip {
        roots = [finding.claim.id]
        finding.explanation = Explanation.text(
          published: number.literal, expected: basis.printed)
      }
    }
    // What came out right from wrong numbers says nothing about the network.
    if let known, basis.roots.isEmpty, roots.isEmpty { count(known.fits, subjects) }
    var range = isRestated ? nil : basis.range
    if !roots.isEmpty { range = .printing(number.literal) }
    return record(
      number, claim: id, roots: roots, hasExpression: !isRestated, range: range,
      expected: roots == [id] ? basis.printed : nil, subjects: subjects, in: context)
  }

  /// Whether a symbolic expression says less about a number than a notebook's run: the symbols'
  /// numbers may be those of the row, and wrong ones explain only what follows from them.
  private func isInDoubt(
    _ basis: Traced, _ number: PrintedNumber, isApproximate: Bool
  ) -> Bool {
    guard basis.isSymbolic else { return false }
    return basis.roots.isEmpty
      || !Judgement(number.literal, against: basis, isApproximate: isApproximate, habits: habits)
        .isFine
  }

  /// What a symbol's definition in the document gives, if the number follows from it or if the row
  /// shows everything that it takes.
  private func definedValue(
    of subjects: [String], _ number: PrintedNumber, isApproximate: Bool
  ) -> Traced? {
    for subject in subjects {
      guard let definition = definitions[subject], case .scalar(let value)? = evaluate(definition)
      else { continue }
      let judgement = Judgement(
        number.literal, against: value, isApproximate: isApproximate, habits: habits)
      if judgement.isFine { return value }
    }
    return rowValue(of: subjects, number.literal)
  }

  /// What the network has for the first symbol that it knows, and whether the number prints that.
  func known(
    _ literal: Literal, _ subjects: [String]
  ) -> (fits: Bool, truncated: Bool, value: NetworkModel.Value)? {
    guard let model else { return nil }
    var found = subjects.compactMap { model.judge(literal, as: $0) }.first
    if !(found?.fits ?? true) {
      let others = otherModels.lazy.compactMap { other in
        subjects.compactMap { other.judge(literal, as: $0) }.first { $0.fits }
      }
      found = others.first ?? found
    }
    // Of another example the network knows no more than what it was given.
    guard isOtherExample, !(found?.fits ?? true), !subjects.contains(where: model.isGiven) else {
      return found
    }
    return nil
  }

  /// Notes whether the inputs that the page states are the network's.
  private mutating func noteExample(_ fits: Bool, _ subjects: [String]) {
    guard let model,
      subjects.contains(where: { subject in
        model.element(subject).map { model.graph[$0.quantity].role == .input } ?? false
      })
    else { return }
    isOtherExample = !fits
  }

  /// The earlier result that has the same digits.
  func copied(_ literal: Literal) -> Publication? {
    guard literal.isTelling else { return nil }
    return publications.computedCopy(of: literal)
  }

  /// A number without an expression: a copy of an earlier one, or given.
  private mutating func restate(
    _ number: PrintedNumber, subjects: [String], earlier: Publication?, in context: Context
  ) -> Publication {
    if let known = known(number.literal, subjects) {
      return restate(number, known, subjects: subjects, in: context)
    }
    let bound = subjects.compactMap(self.number).first ?? earlier
    if let bound, Publications.agree(bound.literal, number.literal) {
      return copy(number, of: bound, in: context)
    }
    if let origin = copied(number.literal) { return copy(number, of: origin, in: context) }
    classes[context.span(number.range).range.lowerBound] = .given
    return record(number, claim: nil, roots: [], in: context)
  }

  /// A number that the network has, too.
  private mutating func restate(
    _ number: PrintedNumber, _ known: (fits: Bool, truncated: Bool, value: NetworkModel.Value),
    subjects: [String], in context: Context
  ) -> Publication {
    noteExample(known.fits, subjects)
    count(known.fits, subjects)
    if known.fits, subjects.contains(where: { model?.isGiven($0) ?? false }) {
      classes[context.span(number.range).range.lowerBound] = .given
      return record(number, claim: nil, roots: [], in: context)
    }
    let origin = copied(number.literal).flatMap { origin in
      // What is another thing's number is no excuse.
      let isOther =
        !origin.subjects.isEmpty
        && identities(origin.subjects).isDisjoint(with: identities(subjects))
      return isOther && origin.roots.isEmpty ? nil : origin
    }
    let isRun = alignment.fitting.contains(context.span(number.range).range.lowerBound)
    if !known.fits, !isRun,
      isGivenAnew(subjects, number.literal, known.value)
        || origin == nil && !agrees(subjects, number.literal, known.value)
    {
      classes[context.span(number.range).range.lowerBound] = .given
      return record(number, claim: nil, roots: [], in: context)
    }
    let isSingle = habits.isSingle && Habits.isSingle(number.literal, known.value.exact)
    let isAmbiguous = subjects.contains(where: publications.changing.contains)
    var roots: Set<Int> = []
    let id = add(.restated, number, in: context) { finding in
      finding.model = known.value.exact
      if known.fits && !known.truncated || isRun {
        finding.verdict = .match
      } else if known.fits, origin?.roots.isEmpty ?? true {
        finding.verdict = .rounding
        finding.reason = "truncated, not rounded"
      } else if isSingle {
        finding.verdict = .rounding
        finding.reason = "single precision"
      } else if let origin {
        roots = origin.roots
        finding.verdict = roots.isEmpty ? .match : .carried
        finding.roots = roots.sorted()
        finding.repeats = origin.claim
      } else if isAmbiguous {
        finding.verdict = .unread
        finding.reason = "its symbol has several values in the document"
      } else {
        finding.verdict = .slip
        roots = [finding.claim.id]
        finding.explanation = Explanation.text(
          published: number.literal, expected: known.value.exact)
      }
    }
    return record(number, claim: id, roots: roots, subjects: subjects, in: context)
  }

  private mutating func count(_ fits: Bool, _ subjects: [String]) {
    modelCounts.judged += 1
    if !fits { modelCounts.other += 1 }
    guard let model, let element = subjects.compactMap({ model.element($0) }).first else { return }
    quantityFits[element.quantity, default: (0, 0)].fits += fits ? 1 : 0
    quantityFits[element.quantity, default: (0, 0)].others += fits ? 0 : 1
  }

  /// Whether a symbol's reading is trusted: most numbers of its quantity are the network's.
  func isTrusted(_ element: Element) -> Bool {
    guard let counts = surveyedFits[element.quantity] else { return true }
    return counts.others == 0 || counts.fits > counts.others
  }

  /// Names of what symbols stand for: elements have many.
  private func identities(_ subjects: [String]) -> Set<String> {
    Set(subjects.map { model?.element($0).map(NetworkModel.name) ?? $0 })
  }

  /// Whether the network has most of the numbers that the document states for symbols of this kind, or
  /// nearly this one with all its digits.
  private func agrees(
    _ subjects: [String], _ literal: Literal, _ value: NetworkModel.Value
  ) -> Bool {
    if literal.significantDigits >= 6, isNearMiss(literal, value) { return true }
    guard let model, let element = subjects.compactMap({ model.element($0) }).first,
      let role = NotationSearch.role(of: model.graph[element.quantity])
    else { return true }
    let counts = surveyedFits.filter { NotationSearch.role(of: model.graph[$0.key]) == role }.values
    let fits = counts.reduce(0) { $0 + $1.fits }
    let others = counts.reduce(0) { $0 + $1.others }
    return others == 0 || fits > 0 && fits >= others
  }

  /// Whether a number differs from the network's by a slip of the pen.
  private func isNearMiss(_ literal: Literal, _ value: NetworkModel.Value) -> Bool {
    value.exact.rounded(decimals: literal.decimals, .halfUp).flatMap {
      Explanation.nearMiss(literal, $0, isNear: false)
    } != nil || Explanation.text(published: literal, expected: value.exact) != nil
  }

  /// Whether a given of the network has another value in another example: its own stands elsewhere, or
  /// this one is not a mistyped one.
  private func isGivenAnew(
    _ subjects: [String], _ literal: Literal, _ value: NetworkModel.Value
  ) -> Bool {
    guard let model else { return false }
    return subjects.contains { subject in
      guard let element = model.element(subject), model.isGiven(subject) else { return false }
      if !isNearMiss(literal, value) { return true }
      return (allValues[subject] ?? []).contains { model.value(of: element)?.prints($0) ?? false }
    }
  }

  private mutating func copy(
    _ number: PrintedNumber, of origin: Publication, in context: Context
  ) -> Publication {
    guard let claim = origin.claim else {
      classes[context.span(number.range).range.lowerBound] = .given
      return record(number, claim: nil, roots: origin.roots, in: context)
    }
    let id = add(.restated, number, in: context) { finding in
      finding.roots = origin.roots.sorted()
      finding.verdict = origin.roots.isEmpty ? .match : .carried
      finding.repeats = claim
    }
    return record(number, claim: id, roots: origin.roots, in: context)
  }

  private func number(_ symbol: String) -> Publication? {
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
  mutating func apply(_ judgement: Judgement, roots: Set<Int>) {
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
}
