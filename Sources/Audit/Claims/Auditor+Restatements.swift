internal import Algebra
internal import Diagnostics
internal import NeuralCore

extension Auditor {
  /// What the network has for a number: whether it prints that, perhaps with digits cut off.
  typealias Known = (fits: Bool, truncated: Bool, value: NetworkModel.Value)

  /// What the network has for the first symbol that it knows.
  func known(_ literal: Literal, _ subjects: [String]) -> Known? {
    guard let model else { return nil }
    var found: Known?
    for subject in subjects where found == nil { found = model.judge(literal, as: subject) }
    if !(found?.fits ?? true) {
      let others = otherModels.lazy.compactMap { other in
        subjects.compactMap { other.judge(literal, as: $0) }.first { $0.fits }
      }
      found = others.first ?? found
    }
    // Of another example the network knows no more than what it was given.
    guard !changedGivens.isEmpty, !(found?.fits ?? true), !subjects.contains(where: model.isGiven)
    else {
      return found
    }
    return nil
  }

  /// Notes whether an input or a parameter has the network's number: what follows from another one is none of
  /// the network's.
  private mutating func noteGiven(_ fits: Bool, _ statement: Statement) {
    guard let model else { return }
    for subject in statement.subjects {
      guard let element = model.element(subject), isKept(element, model.graph) else { continue }
      if fits { changedGivens.remove(element) } else { changedGivens.insert(element) }
    }
  }

  /// Notes that a given is not the network's, for the case that most numbers turn out not to be.
  private mutating func noteDifference(_ statement: Statement) {
    guard let model else { return }
    for subject in statement.subjects {
      guard let element = model.element(subject), isKept(element, model.graph),
        case .some(.some(let given)) = model.graph.given(element),
        !differences.contains(where: { $0.symbol == subject })
      else { continue }
      differences.append(Difference(symbol: subject, published: statement.literal, given: given))
    }
  }

  private func isInput(_ symbol: String) -> Bool {
    guard let model, let element = model.element(symbol) else { return false }
    return model.graph[element.quantity].role == .input
  }

  /// Whether everything that is computed depends on a given. What a table has for a parameter may be anything,
  /// whatever its heading is.
  private func isKept(_ element: Element, _ graph: Graph) -> Bool {
    switch graph[element.quantity].role {
    case .input: true
    case .weight, .bias, .rate: !row.isInTable
    default: false
    }
  }

  /// A number without an expression: a copy of an earlier one, or given.
  mutating func restate(
    _ statement: Statement, earlier: Publication?
  ) -> Publication {
    restate(statement, known(statement.literal, statement.subjects), earlier: earlier)
  }

  /// The same, with what the network has for it.
  mutating func restate(
    _ statement: Statement, _ known: Known?, earlier: Publication?
  ) -> Publication {
    if let known { return restate(statement, known) }
    let (literal, subjects) = (statement.literal, statement.subjects)
    let bound = subjects.compactMap({ number($0) }).first ?? earlier
    if let bound, Publications.agree(bound.literal, literal) { return copy(statement, of: bound) }
    if let origin = copied(literal) { return copy(statement, of: origin) }
    if let bound, isSwapped(statement, bound) { return restateSwapped(statement, bound) }
    return give(statement)
  }

  /// Whether a number is the only other one that its symbol ever has, a computed one with two digits swapped,
  /// and stands nowhere else.
  private func isSwapped(_ statement: Statement, _ bound: Publication) -> Bool {
    let literal = statement.literal
    guard bound.hasExpression, bound.roots.isEmpty, literal.significantDigits >= 4,
      literal.decimals == bound.literal.decimals,
      Explanation.isSwap(literal, bound.literal), publications.copies(of: literal).isEmpty
    else { return false }
    let values = statement.subjects.compactMap { allValues[$0] }.first { !$0.isEmpty } ?? []
    let others = values.filter { !$0.equals(bound.literal) }
    return others.count == 1 && others[0].equals(literal)
      && document.source.text.split(separator: literal.magnitude.text, maxSplits: 2).count == 2
  }

  private mutating func restateSwapped(
    _ statement: Statement, _ bound: Publication
  ) -> Publication {
    let expected = Enclosure(bound.literal)
    let id = add(.restated, statement.number, in: statement.context) { finding in
      (finding.verdict, finding.printed) = (.slip, expected)
      finding.explanation = Explanation.text(published: statement.literal, expected: expected)
    }
    return record(
      statement.number, claim: id, roots: [id], expected: expected, subjects: statement.subjects,
      in: statement.context)
  }

  /// A number that comes from nothing.
  mutating func give(_ statement: Statement, roots: Set<Int> = []) -> Publication {
    classes[statement.offset] = .given
    return record(statement.number, claim: nil, roots: roots, in: statement.context)
  }

  /// A number that the network has, too.
  private mutating func restate(_ statement: Statement, _ known: Known) -> Publication {
    let (literal, subjects) = (statement.literal, statement.subjects)
    if subjects.contains(where: isInput), known.fits || !known.value.isMistyped(as: literal) {
      noteGiven(known.fits, statement)
    }
    if !known.fits { noteDifference(statement) }
    count(known, statement)
    if known.fits, subjects.contains(where: { model?.isGiven($0) ?? false }) {
      noteGiven(true, statement)
      return give(statement)
    }
    let origin = copied(literal).flatMap { excuses($0, for: subjects) ? $0 : nil }
    let isRun = alignment.fitting.contains(statement.offset)
    if !known.fits, !isRun,
      isGivenAnew(subjects, literal, known.value)
        || origin == nil && !agrees(subjects, literal, known.value)
    {
      noteGiven(false, statement)
      return give(statement)
    }
    let restatement = restatement(statement, known, origin: origin, isRun: isRun)
    var roots: Set<Int> = []
    let id = add(.restated, statement.number, in: statement.context) { finding in
      roots = finding.apply(restatement, literal, known.value.exact)
    }
    return record(
      statement.number, claim: id, roots: roots, subjects: subjects, in: statement.context)
  }

  /// How a number that the network has, too, is held against it.
  fileprivate enum Restatement {
    case same
    case rounding(String)
    /// A copy of a number that the document has computed, whatever the network has.
    case copy(Publication)
    case unclear(String)
    case other
  }

  private func restatement(
    _ statement: Statement, _ known: Known, origin: Publication?, isRun: Bool
  ) -> Restatement {
    if known.fits && !known.truncated || isRun { return .same }
    if known.fits, origin?.roots.isEmpty ?? true { return .rounding("truncated, not rounded") }
    if habits.isSingle, Habits.isSingle(statement.literal, known.value.exact) {
      return .rounding("single precision")
    }
    if let origin { return .copy(origin) }
    if statement.subjects.contains(where: publications.changing.contains) {
      return .unclear("its symbol has several values in the document")
    }
    if followsFromRounded(statement, known) {
      return .rounding("follows from numbers as the document rounds them")
    }
    return .other
  }

  /// Whether a number that is nearly the network's is what the network's formula makes of the numbers that the
  /// document has for its operands.
  private func followsFromRounded(_ statement: Statement, _ known: Known) -> Bool {
    guard let model, known.value.isNear(statement.literal),
      let element = statement.subjects.lazy.compactMap({ model.element($0) }).first
    else { return false }
    let printing = Enclosure.printing(statement.literal)
    return model.forms(of: element).contains { form in
      let value = try? form.evaluate(in: EnclosureDomain()) { try published($0, model) }
      return value.map(printing.intersects) ?? false
    }
  }

  /// An element's number in this row or before it; where there is none, the network's.
  private func published(_ element: Element, _ model: NetworkModel) throws -> Enclosure {
    if let shown = row.elements[element] { return shown.printed }
    if let publication = model.names(of: element).lazy.compactMap({ number($0) }).first {
      return Enclosure(publication.literal)
    }
    guard let value = model.value(of: element) else { throw Unbound() }
    return value.exact
  }

  /// Whether a number with the same digits explains one: what is another thing's is no excuse.
  func excuses(_ origin: Publication, for subjects: [String]) -> Bool {
    if origin.subjects.isEmpty || !origin.roots.isEmpty { return true }
    if origin.subjects.contains(where: subjects.contains) { return true }
    // What it is the value of may be the same under another name.
    if let model, !origin.subjects.contains(where: { model[$0] != nil }) { return true }
    return !identities(origin.subjects).isDisjoint(with: identities(subjects))
  }

  /// Notes whether a number is the network's. One that is mistyped says nothing against it.
  mutating func count(_ known: Known, _ statement: Statement) {
    let (literal, place) = (statement.literal, statement.offset)
    if known.fits {
      fittingPlaces[place] = literal.significantDigits
    } else {
      guard !known.value.isMistyped(as: literal) else { return }
      otherPlaces.insert(place)
    }
    guard let model, let element = statement.subjects.compactMap({ model.element($0) }).first else {
      return
    }
    quantityFits[element.quantity, default: (0, 0)].fits += known.fits ? 1 : 0
    quantityFits[element.quantity, default: (0, 0)].others += known.fits ? 0 : 1
  }

  /// Whether a symbol's reading is trusted: most numbers of its quantity are the network's.
  func isTrusted(_ element: Element) -> Bool {
    guard let counts = surveyedFits[element.quantity] else { return true }
    return counts.others == 0 || counts.fits > counts.others
  }

  /// Names of what symbols stand for: elements have many.
  private func identities(_ subjects: [String]) -> Set<String> {
    guard let model else { return Set(subjects) }
    return Set(subjects.map { model.element($0).map(model.name) ?? $0 })
  }

  /// Whether the network has most of the numbers that the document states for symbols of this kind, or
  /// nearly this one with all its digits.
  private func agrees(
    _ subjects: [String], _ literal: Literal, _ value: NetworkModel.Value
  ) -> Bool {
    if value.isMistyped(as: literal) { return true }
    guard let model, let element = subjects.compactMap({ model.element($0) }).first,
      let role = model.role(of: element.quantity)
    else { return true }
    // A symbol that only the search for symbols took for this one is not blamed for just any number.
    let isConfirmed = (surveyedFits[element.quantity]?.fits ?? 0) > 0
    if !isConfirmed, !value.isNearMiss(literal),
      !subjects.contains(where: { model.isOwn($0, element) })
    {
      return false
    }
    let counts = surveyedFits.filter { model.role(of: $0.key) == role }.values
    let fits = counts.reduce(0) { $0 + $1.fits }
    let others = counts.reduce(0) { $0 + $1.others }
    return others == 0 || fits > 0 && fits >= others
  }

  /// Whether a given of the network has another value in another example: its own stands elsewhere, or
  /// this one is not a mistyped one.
  private func isGivenAnew(
    _ subjects: [String], _ literal: Literal, _ value: NetworkModel.Value
  ) -> Bool {
    guard let model else { return false }
    return subjects.contains { subject in
      guard let element = model.element(subject), model.isGiven(subject) else { return false }
      if !value.isNearMiss(literal) { return true }
      return (allValues[subject] ?? []).contains { model.value(of: element)?.prints($0) ?? false }
    }
  }
}

extension NetworkModel.Value {
  /// Whether a number with so many digits that it is no chance differs from the network's by a slip of the
  /// pen; a sign may be a convention.
  func isMistyped(as literal: Literal) -> Bool {
    literal.significantDigits >= 4 && isNearMiss(literal) && !prints(-literal)
  }

  /// Whether a number differs from the network's by a slip of the pen.
  func isNearMiss(_ literal: Literal) -> Bool {
    exact.rounded(decimals: literal.decimals, .halfUp).flatMap {
      Explanation.nearMiss(literal, $0, isNear: false)
    } != nil || Explanation.text(published: literal, expected: exact) != nil
  }
}

extension Finding {
  /// Sets the verdict on a number that the network has, too.
  ///
  /// - Returns: The slips that the number comes from.
  fileprivate mutating func apply(
    _ restatement: Auditor.Restatement, _ literal: Literal, _ expected: Enclosure
  ) -> Set<Int> {
    model = expected
    switch restatement {
    case .same: verdict = .match
    case .rounding(let why): (verdict, reason) = (.rounding, why)
    case .copy(let origin):
      copy(origin.roots, of: origin.claim)
      return origin.roots
    case .unclear(let why): (verdict, reason) = (.unread, why)
    case .other:
      verdict = .slip
      explanation = Explanation.text(published: literal, expected: expected)
      return [claim.id]
    }
    return []
  }
}
