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
    guard let basis else {
      return restate(number, subjects: subjects, earlier: earlier, in: context)
    }
    let judgement = Judgement(number.literal, against: basis, isApproximate: isApproximate)
    if isRestated {
      switch judgement {
      case .follows, .rounding: break
      case .fails, .unclear:
        // Perhaps another version of the symbol: nobody said that it is the same.
        return restate(number, subjects: [], earlier: nil, in: context)
      }
    }
    var roots = basis.roots
    let role: Claim.Role = isRestated ? .restated : .result
    let id = add(role, number, in: context) { finding in
      finding.printed = basis.printed
      finding.range = basis.range
      finding.apply(judgement, roots: basis.roots)
      if finding.verdict == .slip {
        roots = [finding.claim.id]
        finding.explanation = Explanation.text(
          published: number.literal, expected: basis.printed)
      }
    }
    return record(number, claim: id, roots: roots, in: context)
  }

  /// A number without an expression: a copy of an earlier one, or given.
  private mutating func restate(
    _ number: PrintedNumber, subjects: [String], earlier: Publication?, in context: Context
  ) -> Publication {
    let bound = subjects.compactMap(self.number).first ?? earlier
    if let bound, Publications.agree(bound.literal, number.literal) {
      return copy(number, of: bound, in: context)
    }
    let copies = publications.copies(of: number.literal)
    if number.literal.significantDigits >= 3, let first = copies.first(where: \.isComputed) {
      let right = copies.first { $0.roots.isEmpty }
      return copy(number, of: right ?? first, in: context)
    }
    classes[context.span(number.range).range.lowerBound] = .given
    return record(number, claim: nil, roots: [], in: context)
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
    _ number: PrintedNumber, claim: Int?, roots: Set<Int>, in context: Context
  ) -> Publication {
    let publication = Publication(
      literal: number.literal, claim: claim, roots: roots, line: context.span(number.range).line)
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
