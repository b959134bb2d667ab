internal import Algebra
internal import Diagnostics

/// Draws a report for people: slips with their place and reason, what they caused folded beneath.
package struct TextReport {
  private let report: AuditReport
  private let showsAll: Bool
  private let renderer: DiagnosticRenderer

  /// - Parameter showsAll: Whether claims that are fine are listed, too.
  package init(_ report: AuditReport, showsAll: Bool = false, colored: Bool = false) {
    (self.report, self.showsAll) = (report, showsAll)
    renderer = DiagnosticRenderer(colored: colored)
  }

  package var text: String {
    let slips = report.findings.filter { $0.verdict == .slip && $0.repeats == nil }
    var diagnostics = slips.map(diagnostic)
    if showsAll {
      diagnostics += report.unread
      diagnostics += report.findings.filter { $0.verdict == .unread }.map(unreadDiagnostic)
    }
    var text = renderer.render(diagnostics)
    if showsAll { text += listing }
    if report.isOtherNetwork {
      text += "warning: most numbers are not this network's, which was put aside\n\n"
    }
    return text + summary
  }

  private func diagnostic(_ finding: Finding) -> Diagnostic {
    let claim = finding.claim
    var message = "`\(claim.published)` does not follow"
    if let expected = expected(finding) {
      message = "`\(claim.published)` is published, the printed operands give `\(expected)`"
    } else if let model = finding.model {
      message = "`\(claim.published)` is published, the network gives `\(shown(model, claim))`"
    }
    return Diagnostic(id: "slip", message, at: claim.place, help: help(finding))
  }

  private func expected(_ finding: Finding) -> String? {
    guard finding.claim.role != .link, let printed = finding.printed else { return nil }
    return shown(printed, finding.claim)
  }

  /// A value with as many digits as the claim has, more if these do not tell them apart.
  private func shown(_ value: Enclosure, _ claim: Claim) -> String {
    let decimals = claim.literal?.decimals ?? 5
    for extra in 0...3 {
      let text = value.rounded(decimals: decimals + extra, .halfUp)?.text
      if let text, text != claim.published { return text }
    }
    return value.centre.lower.text
  }

  private func help(_ finding: Finding) -> String? {
    var parts: [String] = []
    if let explanation = finding.explanation { parts.append(explanation) }
    let repeated = report.findings.filter { $0.verdict == .slip && $0.repeats == finding.claim.id }
    if !repeated.isEmpty { parts.append("again on \(lines(repeated))") }
    let ids = Set([finding.claim.id] + repeated.map(\.claim.id))
    let carried = report.findings.filter {
      $0.verdict == .carried && !ids.isDisjoint(with: $0.roots)
    }
    if !carried.isEmpty {
      let noun = carried.count == 1 ? "number follows" : "numbers follow"
      parts.append("\(carried.count) more \(noun), on \(lines(carried))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func lines(_ findings: [Finding]) -> String {
    let lines = Set(findings.map(\.claim.place.line)).sorted()
    let shown = lines.prefix(8).map(String.init).joined(separator: ", ")
    let more = lines.count > 8 ? " and \(lines.count - 8) more" : ""
    return (lines.count == 1 ? "line " : "lines ") + shown + more
  }

  private func unreadDiagnostic(_ finding: Finding) -> Diagnostic {
    Diagnostic(
      .warning, id: "unjudged",
      "`\(finding.claim.published)` is not judged: \(finding.reason ?? "nothing is known of it")",
      at: finding.claim.place)
  }

  /// One line for each claim.
  private var listing: String {
    report.findings.map { finding in
      let place = finding.claim.place
      let reason = finding.reason.map { " (\($0))" } ?? ""
      return "\(place.line):\(place.column): \(finding.verdict.rawValue) "
        + "\(finding.claim.role.rawValue) `\(finding.claim.published)`\(reason)\n"
    }.joined() + "\n"
  }

  /// The closing line: counts and coverage.
  private var summary: String {
    let coverage = report.coverage
    let repeated = report.findings.filter { $0.verdict == .slip && $0.repeats != nil }.count
    let slips = report.count(.slip)
    let parts = [
      repeated > 0 ? "\(slips) slips (\(repeated) repeated)" : counted(slips, "slip"),
      "\(report.count(.carried)) carried", "\(report.count(.rounding)) rounding",
      "\(report.count(.match)) match", "\(report.count(Verdict.unread)) unread",
    ]
    return
      "\(report.source.name): \(counted(coverage.of, "claim")): \(parts.joined(separator: ", ")); "
      + "\(coverage.judged) of \(coverage.of) judged\n"
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
