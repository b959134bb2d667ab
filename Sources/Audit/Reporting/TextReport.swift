internal import Algebra
internal import Diagnostics

/// Draws a report for people: slips with their place and reason, what they caused folded beneath.
package struct TextReport {
  private let report: AuditReport
  private let showsAll: Bool
  private let renderer: DiagnosticRenderer
  private let regions: RegionDifference

  /// - Parameters:
  ///   - showsAll: Whether claims that are fine are listed, too.
  ///   - regions: What regenerating the document's regions would change.
  package init(
    _ report: AuditReport, showsAll: Bool = false, colored: Bool = false,
    regions: RegionDifference = RegionDifference()
  ) {
    (self.report, self.showsAll, self.regions) = (report, showsAll, regions)
    renderer = DiagnosticRenderer(colored: colored)
  }

  package var text: String {
    var diagnostics = report.slips.map(Self.diagnostic)
    diagnostics += report.unusedIgnores + regions.diagnostics
    if showsAll {
      diagnostics += report.reportedUnread
      diagnostics += report.findings.filter { $0.verdict == .unread && !report.isIgnored($0) }
        .map(Self.unjudged)
    }
    if report.isOtherNetwork { diagnostics.append(Self.otherNetwork(report)) }
    var text = renderer.render(diagnostics)
    if showsAll, !report.findings.isEmpty { text += ClaimTable(report: report).text + "\n" }
    return text + ReportSummary(report: report).text
  }

  static func diagnostic(_ slip: Slip) -> Diagnostic {
    let message = SlipMessage(slip: slip)
    return Diagnostic(
      id: "slip", message.headline, at: slip.finding.claim.place, help: message.help,
      label: message.label, notes: message.notes)
  }

  static func unjudged(_ finding: Finding) -> Diagnostic {
    Diagnostic(
      .warning, id: "unjudged",
      "`\(finding.claim.published)` is not judged: \(finding.reason ?? "nothing is known of it")",
      at: finding.claim.place)
  }

  static func otherNetwork(_ report: AuditReport) -> Diagnostic {
    Diagnostic(
      .warning, id: "other-network",
      "most numbers are not this network's, so only the page's own arithmetic was checked",
      notes: Array(report.differences.prefix(3)))
  }
}

/// Every claim on a line: place, verdict, role, the number and the evidence.
struct ClaimTable {
  let report: AuditReport

  var text: String {
    let rows = report.findings.map(row)
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        let padding = String(repeating: " ", count: max(0, (widths[safe: index] ?? 0) - cell.count))
        return index == 0 ? padding + cell : cell + padding
      }
      return cells.joined(separator: "  ").trimmingEnd + "\n"
    }.joined()
  }

  private func row(_ finding: Finding) -> [String] {
    let claim = finding.claim
    let isOne = claim.published.allSatisfy { !$0.isNewline }
    let published = isOne ? claim.published : "an expression"
    return [
      claim.place.location,
      report.isIgnored(finding)
        ? "\(finding.verdict.rawValue), silenced" : finding.verdict.rawValue,
      claim.role.rawValue, published.count > 24 ? "\(published.prefix(23))…" : published,
      evidence(finding),
    ]
  }

  private func evidence(_ finding: Finding) -> String {
    var parts: [String] = []
    if let reason = finding.reason { parts.append(reason) }
    if finding.verdict == .slip {
      parts.append(
        SlipMessage(slip: Slip(finding)).label)
    }
    if !finding.roots.isEmpty { parts.append("from \(places(finding.roots))") }
    if let first = finding.repeats, finding.verdict != .carried {
      parts.append("says again \(places([first]))")
    }
    return parts.joined(separator: "; ")
  }

  private func places(_ ids: [Int]) -> String {
    let known = ids.compactMap { id in report.findings[safe: id - 1]?.claim.place }
    return known.prefix(3).map(\.location).joined(separator: ", ")
      + (known.count > 3 ? " and \(known.count - 3) more" : "")
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}

extension String {
  fileprivate var trimmingEnd: Substring {
    self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)]
  }
}
