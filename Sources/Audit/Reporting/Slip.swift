package import Diagnostics

/// A mistake of a document: the number where it was made, where it was made again, and what follows
/// from it.
package struct Slip: Sendable {
  package let finding: Finding
  /// Later places with the same mistake.
  package let repeats: [Finding]
  /// Numbers that are right once this one is, and do not follow from it as it is.
  package let mended: [Finding]
  /// Numbers that are wrong because this one is.
  package let carried: [Finding]

  init(
    _ finding: Finding, repeats: [Finding] = [], mended: [Finding] = [], carried: [Finding] = []
  ) {
    (self.finding, self.repeats) = (finding, repeats)
    (self.mended, self.carried) = (mended, carried)
  }
}

extension AuditReport {
  /// The mistakes that are to be reported, in the order of the page.
  package var slips: [Slip] {
    if count(.slip) == 0 { return [] }
    let wrong = findings.filter { $0.verdict == .slip && !isIgnored($0) }
    var families: [Int: [Finding]] = [:]
    for finding in wrong { families[family(finding), default: []].append(finding) }
    var carried: [Int: [Finding]] = [:]
    for finding in findings where finding.verdict == .carried {
      for root in finding.roots { carried[root, default: []].append(finding) }
    }
    return families.values.map { family in
      var seen: Set<Int> = []
      let followers = family.flatMap { carried[$0.claim.id] ?? [] }
        .filter { seen.insert($0.claim.id).inserted }
        .sorted { $0.claim.id < $1.claim.id }
      return Slip(
        family[0], repeats: family.dropFirst().filter { !$0.isMendedByRoots },
        mended: family.dropFirst().filter(\.isMendedByRoots), carried: followers)
    }
    .sorted { $0.finding.claim.id < $1.finding.claim.id }
  }

  /// The first claim that makes the mistake of a slip.
  private func family(_ finding: Finding) -> Int {
    let first = finding.isMendedByRoots ? finding.roots.first : finding.repeats
    guard let first, first > 0, first <= findings.count, findings[first - 1].verdict == .slip,
      !isIgnored(findings[first - 1])
    else { return finding.claim.id }
    return findings[first - 1].repeats.map { min($0, first) } ?? first
  }

  /// Numbers that follow from the mistakes reported.
  package var carriedBySlips: Int {
    if count(.slip) == 0 { return 0 }
    let roots = Set(
      findings.filter { $0.verdict == .slip && !isIgnored($0) }.map(\.claim.id))
    return findings.count { $0.verdict == .carried && !roots.isDisjoint(with: $0.roots) }
  }

  // MARK: Silenced findings

  /// Whether a comment silences a slip or an unread claim.
  package func isIgnored(_ finding: Finding) -> Bool {
    guard finding.verdict == .slip || finding.verdict == .unread else { return false }
    // What is mended by mending another is silenced with it.
    let roots = finding.isMendedByRoots ? finding.roots : []
    let lines = roots.filter { findings.indices.contains($0 - 1) }
      .map { findings[$0 - 1].claim.place.line }
    if !lines.isEmpty, lines.allSatisfy(isIgnored(line:)) { return true }
    return isIgnored(line: finding.claim.place.line)
  }

  /// Whether a comment silences what is found on a line.
  package func isIgnored(line: Int) -> Bool { ignores.contains { $0.lines.contains(line) } }

  /// The findings that comments silence.
  package var ignored: [Finding] { ignores.isEmpty ? [] : findings.filter(isIgnored) }

  /// Comments that silence nothing.
  package var unusedIgnores: [Diagnostic] {
    guard !ignores.isEmpty else { return [] }
    let lines =
      findings.filter { $0.verdict == .slip || $0.verdict == .unread }.map(\.claim.place.line)
      + unread.compactMap { $0.place?.line }
    return ignores.filter { comment in !lines.contains(where: comment.lines.contains) }.map {
      Diagnostic(
        .warning, id: "unused-ignore", "this comment silences nothing", at: $0.place,
        help: "it speaks of the line after it; among the cells of a row, of that row")
    }
  }

  /// Math that could not be read and that no comment silences.
  package var reportedUnread: [Diagnostic] {
    ignores.isEmpty ? unread : unread.filter { !isIgnored(line: $0.place?.line ?? 0) }
  }

  /// Whether there is a slip that no comment silences.
  package var hasSlips: Bool {
    count(.slip) > 0 && findings.contains { $0.verdict == .slip && !isIgnored($0) }
  }

  /// Whether there is a number or a formula that could not be read or judged.
  package var hasUnread: Bool {
    !reportedUnread.isEmpty || findings.contains { $0.verdict == .unread && !isIgnored($0) }
      || numerals.contains { $0.kind == .unread && !isIgnored(line: $0.place.line) }
  }
}
