internal import Algebra
internal import Diagnostics

/// What is said of a slip, in words that every format uses.
struct SlipMessage {
  let slip: Slip

  private var finding: Finding { slip.finding }
  private var claim: Claim { finding.claim }

  /// The headline: what stands there and what should.
  var headline: String {
    if claim.role == .link { return "this does not equal what stands before it" }
    let published = claim.literal.map(shown) ?? claim.published
    let what = claim.role == .operand ? "the operand `\(published)`" : "`\(published)`"
    guard let expected, !finding.isMendedByRoots, finding.warrant == nil else {
      return "\(what) does not follow"
    }
    return "\(what) should be `\(expected)`"
  }

  /// A few words for beneath the number: what it should come from.
  var label: String {
    if claim.role == .link {
      return finding.printed.map { "before it stands \(Self.rounded($0, decimals: 5).text)" }
        ?? "the two differ"
    }
    if let printed = finding.printed {
      return "the printed numbers give \(detailed(printed))"
    }
    if let model = finding.model { return "the network gives \(detailed(model))" }
    return "it follows from nothing that is printed"
  }

  /// Where the mistake is made again, and what follows from it.
  var notes: [String] {
    var notes: [String] = []
    if !slip.repeats.isEmpty { notes.append("made again on \(Self.lines(slip.repeats))") }
    for other in slip.mended {
      let place = other.claim.place.line == claim.place.line ? "" : ", \(Self.lines([other])),"
      notes.append(
        "`\(other.claim.published)`\(place) does not follow from it, but does once it is put right")
    }
    if finding.printed != nil, let model = finding.model {
      notes.append("the network gives \(detailed(model))")
    }
    if !slip.carried.isEmpty {
      let count = slip.carried.count
      notes.append(
        "\(count) more \(count == 1 ? "number follows" : "numbers follow") from it, "
          + "on \(Self.lines(slip.carried))")
    }
    return notes
  }

  /// What probably went wrong.
  var help: String? { finding.explanation }

  /// The number that should stand there, with the digits that stand there, more of them if these do
  /// not tell the two apart; `nil` if nothing says what it should be.
  var expected: String? {
    guard claim.role != .link, let value = finding.printed ?? finding.model else { return nil }
    if let literal = claim.literal, Correction.isOfAnotherSize(literal, value) { return nil }
    let decimals = claim.literal?.decimals ?? 5
    for extra in 0...3 {
      let number = value.rounded(decimals: decimals + extra, .halfUp)
      if let number, number.text != claim.literal?.text { return shown(number) }
    }
    return shown(value.centre.lower)
  }

  /// A number as the page sets this one: with its power of ten or per cent.
  private func shown(_ number: Literal) -> String {
    claim.literal.flatMap { NumberSetting(of: $0, in: claim.place.text) }?.text(of: number)
      ?? number.text
  }

  private func detailed(_ value: Enclosure) -> String {
    shown(Self.rounded(value, decimals: claim.literal?.decimals ?? 5))
  }

  private static func rounded(_ value: Enclosure, decimals: Int) -> Literal {
    let literal =
      value.rounded(decimals: decimals + 3, .halfUp)
      ?? value.centre.lower.rounded(decimals: decimals + 3, .halfUp)
    return literal.trimmed
  }

  /// `line 3`, `lines 3, 5 and 9`, at most eight of them.
  static func lines(_ findings: [Finding]) -> String {
    let lines = Set(findings.map(\.claim.place.line)).sorted()
    guard findings.first?.claim.place.source.hasSections != true else { return cells(findings) }
    let shown = lines.prefix(8).map(String.init)
    if lines.count > 8 {
      return "lines \(shown.joined(separator: ", ")) and \(lines.count - 8) more"
    }
    guard let last = shown.last, shown.count > 1 else { return "line \(shown.first ?? "?")" }
    return "lines \(shown.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// The same of a Jupyter notebook: `cell 3:5, cell 4:1 and 2 more`.
  private static func cells(_ findings: [Finding]) -> String {
    var places: [String] = []
    for finding in findings.sorted(by: { $0.claim.place.line < $1.claim.place.line })
    where places.last != finding.claim.place.lineWords {
      places.append(finding.claim.place.lineWords)
    }
    let more = places.count > 8 ? " and \(places.count - 8) more" : ""
    return places.prefix(8).joined(separator: ", ") + more
  }
}
