internal import Algebra
internal import Diagnostics

extension Auditor {
  /// What stands in a number's place where a notebook's run prints it, if that is another number
  /// and no copy of a wrong one.
  func stranger(_ number: PrintedNumber, in context: Context) -> Stranger? {
    stranger(at: context.offset(of: number.range))
  }

  private func stranger(at offset: Int) -> Stranger? {
    alignment.strangers[offset].flatMap { copiesWrongNumber($0) ? nil : $0 }
  }

  /// Whether a number comes from a slip somewhere that the run says nothing about.
  private func copiesWrongNumber(_ stranger: Stranger) -> Bool {
    guard !publications.rootsOfCopy(stranger.literal).isEmpty else { return false }
    return publications.copies(of: stranger.literal).contains { copy in
      copy.source.map { number, context in
        !alignment.places.contains(context.offset(of: number.range))
      } ?? false
    }
  }

  /// A number without a calculation that is not what the run prints in its place.
  mutating func state(
    _ number: PrintedNumber, instead stranger: Stranger, subjects: [String], in context: Context
  ) -> Publication {
    let id = add(.restated, number, in: context) { $0.apply(stranger) }
    return record(number, claim: id, roots: [id], subjects: subjects, in: context)
  }

  /// Reports the operands of an expression that are not what the run prints in their places, and
  /// has what follows held against the right ones.
  mutating func checkStrangers(of link: TeXLink, in formula: Formula, _ context: Context) {
    guard !alignment.strangers.isEmpty else { return }
    for case .numeral(let literal, let range) in link.value.leaves {
      let offset = formula.offset(of: range)
      guard classes[offset] != .claim, let stranger = stranger(at: offset) else { continue }
      let number = PrintedNumber(literal, range)
      // A sign that joins the number to a sum belongs to the expression.
      let isJoined = stranger.literal.isNegative != literal.isNegative
      let meant = isJoined ? stranger.negated : stranger
      let id = add(.operand, number, in: context) { $0.apply(meant) }
      wrongOperands[range] = (
        id, Traced(published: meant.expected, moves: publications.moves(meant.expected))
      )
    }
  }

  /// Reports what nothing else has said anything about.
  mutating func reportStrangers() {
    for (offset, stranger) in alignment.strangers.sorted(by: { $0.key < $1.key }) {
      if classes[offset] == .claim {
        overrule(offset, by: stranger)
      } else if !copiesWrongNumber(stranger) {
        let context = Context(lineOf: stranger.range, document.source)
        _ = add(.restated, PrintedNumber(stranger.literal, stranger.range), in: context) {
          $0.apply(stranger)
        }
      }
    }
  }

  /// The position of what was found of a number.
  func finding(endingAt end: Int) -> Int? {
    findings.firstIndex { $0.claim.place.range.upperBound == end && $0.claim.literal != nil }
  }

  /// A copy of another number is none of this one.
  private mutating func overrule(_ offset: Int, by stranger: Stranger) {
    guard let index = finding(endingAt: stranger.range.upperBound),
      findings[index].printed == nil, findings[index].verdict != .slip,
      findings[index].roots.isEmpty
    else { return }
    findings[index].repeats = nil
    findings[index].apply(stranger)
  }
}

extension Finding {
  /// The verdict on a number that is not what the run prints in its place.
  fileprivate mutating func apply(_ stranger: Stranger) {
    verdict = .slip
    reason = nil
    model = stranger.value
    explanation =
      stranger.neighbour.map { "it is the value of `\($0)`" }
      ?? Explanation.nearMiss(stranger.literal, stranger.expected, isNear: false)
      ?? Explanation.text(published: stranger.literal, expected: Enclosure(stranger.expected))
  }
}
