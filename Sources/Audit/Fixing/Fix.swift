package import Diagnostics

/// A document with its numbers corrected.
package struct Fix: Sendable {
  package let source: SourceText
  /// The corrected document: its text and what is said of it now.
  package let report: AuditReport
  /// Slips that are left, and why each of them is.
  package let uncorrected: [Diagnostic]

  package var text: String { report.source.text }

  /// Numbers that were changed.
  package let changes: Int

  /// The lines that change, as `diff -u` shows them; empty if none does.
  package var difference: String { LineDifference(source, report.source).text }
}

/// Corrects the slips of a document and what they carried, wave by wave: the numbers that do not
/// follow, their copies, then the numbers that do not follow from those any more.
package struct Fixer {
  /// Judges a text.
  package typealias Audit = (SourceText) throws -> AuditReport

  private let audit: Audit
  /// Parts of the document that are not to be edited, and why.
  private let keptParts: [(range: Range<Int>, reason: String)]

  /// - Parameter keptLines: Lines that are not to be edited, and why.
  package init(keeping keptLines: [(ClosedRange<Int>, String)] = [], _ audit: @escaping Audit) {
    self.audit = audit
    keptParts = keptLines.map { ($0.0.lowerBound..<$0.0.upperBound + 1, $0.1) }
  }

  /// - Parameter report: What is said of the document as it is.
  package func fix(_ report: AuditReport) throws -> Fix {
    let together = try run(report, oneByOne: false)
    if together.isSettled { return together.fix }
    // Slips that hang together may undo each other: then from the first to the last.
    return try run(report, oneByOne: true).fix
  }

  private func run(
    _ first: AuditReport, oneByOne: Bool
  ) throws -> (fix: Fix, isSettled: Bool) {
    var report = first
    var seen: Set<String> = [first.source.text]
    var isSettled = false
    for _ in 0..<(oneByOne ? 4 * Self.waves : Self.waves) {
      let edits = edits(of: report, oneByOne: oneByOne).edits
      guard !edits.isEmpty else {
        isSettled = true
        break
      }
      let text = edits.applied(to: report.source.text)
      guard seen.insert(text).inserted else { break }
      report = try audit(SourceText(name: report.source.name, text: text))
    }
    let left = edits(of: report, oneByOne: false).left
    let isBetter = isSettled || report.count(.slip) < first.count(.slip)
    let final = isBetter ? report : first
    let fix = Fix(
      source: first.source, report: final,
      uncorrected: isSettled ? left : left + unsettled(final),
      changes: Self.changedNumbers(first, final))
    return (fix, isSettled)
  }

  private func unsettled(_ report: AuditReport) -> [Diagnostic] {
    edits(of: report, oneByOne: false).edits.isEmpty
      ? []
      : [
        Diagnostic(
          .warning, id: "not-corrected",
          "`\(report.source.name)` has slips that contradict each other; mend the first by hand")
      ]
  }

  /// More waves than the longest chain of numbers that people print.
  private static var waves: Int { 250 }

  private static func changedNumbers(_ old: AuditReport, _ new: AuditReport) -> Int {
    zip(old.numerals, new.numerals).count { signed($0.place) != signed($1.place) }
  }

  /// A numeral with what stands right in front of it, where a sign would.
  private static func signed(_ place: SourceSpan) -> String {
    let before = place.source[max(0, place.range.lowerBound - 4)..<place.range.lowerBound]
    return String(before.last { $0 != " " } ?? " ") + place.text
  }

  // MARK: One wave

  private func edits(
    of report: AuditReport, oneByOne: Bool
  ) -> (edits: [NumberEdit], left: [Diagnostic]) {
    var edits: [NumberEdit] = []
    var left: [Diagnostic] = []
    /// What claims become, and what they were.
    var corrections: [Int: Correction] = [:]
    for finding in report.findings {
      let correction: Correction
      if finding.verdict == .slip {
        guard !finding.isMendedByRoots, !report.isIgnored(finding), !(oneByOne && !edits.isEmpty)
        else { continue }
        switch Correction.of(finding) {
        case .success(let found): correction = found
        case .failure(let why):
          left.append(Self.diagnostic(finding, why.reason))
          continue
        }
      } else if let copy = Correction.copying(corrections, finding) {
        correction = copy
      } else {
        continue
      }
      let line = finding.claim.place.line
      if let kept = keptParts.first(where: { $0.range.contains(line) }) {
        if finding.verdict == .slip { left.append(Self.diagnostic(finding, kept.reason)) }
        continue
      }
      switch NumberEdit.edit(finding.claim, correction) {
      case .success(let edit):
        edits.append(edit)
        corrections[finding.claim.id] = correction
      case .failure(let why): left.append(Self.diagnostic(finding, why.reason))
      }
    }
    return (edits, left)
  }

  private static func diagnostic(_ finding: Finding, _ reason: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "not-corrected",
      "`\(finding.claim.published)` is left as it is: \(reason)", at: finding.claim.place)
  }
}
