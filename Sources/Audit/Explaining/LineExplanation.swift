internal import Algebra
internal import Diagnostics

/// The claims of a line, and how each of them was judged.
package struct LineExplanation {
  private let report: AuditReport
  private let line: Int
  private let renderer: DiagnosticRenderer

  package init(_ report: AuditReport, line: Int, colored: Bool = false) {
    (self.report, self.line) = (report, line)
    renderer = DiagnosticRenderer(colored: colored)
  }

  package var text: String {
    let findings = report.findings.filter { $0.claim.place.line == line }
    var text = findings.map { renderer.render(diagnostic($0)) + "\n" }.joined()
    if findings.isEmpty { text += "no number on \(place) is claimed to follow from others\n" }
    return text + numerals
  }

  private var place: String {
    let start = report.source.offset(ofLine: line)
    return SourceSpan(source: report.source, range: start..<start).lineWords
  }

  private func diagnostic(_ finding: Finding) -> Diagnostic {
    let claim = finding.claim
    let severity: Diagnostic.Severity = finding.verdict == .slip ? .error : .note
    return Diagnostic(
      severity, id: finding.verdict.rawValue,
      "\(Self.description(claim.role)) `\(claim.published)`", at: claim.place,
      help: finding.explanation, notes: evidence(finding))
  }

  private static func description(_ role: Claim.Role) -> String {
    switch role {
    case .result: "the result"
    case .restated: "the restated number"
    case .operand: "the operand"
    case .shape: "the shape"
    case .link: "the expression"
    }
  }

  private func evidence(_ finding: Finding) -> [String] {
    var notes: [String] = []
    if let literal = finding.claim.literal {
      notes.append("prints the numbers \(Self.text(.printing(literal)))")
    }
    if let printed = finding.printed {
      notes.append("the printed numbers give \(Self.text(printed))")
      if let range = finding.range, !range.isExact, range != printed {
        notes.append("numbers that print like them give \(Self.text(range))")
      }
    }
    if let model = finding.model { notes.append("the network gives \(Self.text(model))") }
    if let reason = finding.reason { notes.append(reason) }
    if let first = finding.repeats.flatMap(claim) {
      notes.append("says again `\(first.published)` of \(first.place.lineWords)")
    }
    for root in finding.roots.compactMap(claim) where root.id != finding.claim.id {
      notes.append("comes from the slip `\(root.published)` on \(root.place.lineWords)")
    }
    let followers = report.findings.filter {
      $0.verdict == .carried && $0.roots.contains(finding.claim.id)
    }
    if finding.verdict == .slip, !followers.isEmpty {
      notes.append(
        "\(ReportSummary.counted(followers.count, "number")) carried on from it, "
          + "on \(SlipMessage.lines(followers))")
    }
    return notes
  }

  private func claim(_ id: Int) -> Claim? {
    id > 0 && id <= report.findings.count ? report.findings[id - 1].claim : nil
  }

  /// `0.5249791874789`, or `0.512 to 0.537`.
  private static func text(_ value: Enclosure) -> String {
    let ends = [value.lower, value.upper].map {
      $0.rounded(significant: 15, .halfEven).trimmed.text
    }
    return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
  }

  /// The numerals that are no claims.
  private var numerals: String {
    let others = report.numerals.filter { $0.place.line == line && $0.kind != .claim }
    let groups: [(Numeral.Class, String)] = [
      (.given, "given"), (.definitional, "in names and formulas"), (.unread, "unread"),
    ]
    return groups.compactMap { kind, words in
      let texts = others.filter { $0.kind == kind }.map { String($0.place.text) }
      return texts.isEmpty ? nil : "\(words): \(texts.joined(separator: ", "))\n"
    }.joined()
  }
}
