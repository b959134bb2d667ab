internal import Diagnostics

/// The closing lines of a report: what to do, counts and coverage.
struct ReportSummary {
  let report: AuditReport

  var text: String {
    ([headline] + details).joined(separator: "\n") + "\n"
  }

  /// `page.md: 3 slips: change 3 numbers and 11 more follow`.
  var headline: String {
    let name = report.source.name
    let count = report.findings.count {
      $0.verdict == .slip && !$0.isMendedByRoots && !report.isIgnored($0)
    }
    guard count > 0 else { return "\(name): no slip" }
    let change = "change \(Self.counted(count, "number"))"
    let carried = report.carriedBySlips
    let rest = carried == 0 ? "" : " and \(carried) more \(carried == 1 ? "follows" : "follow")"
    return "\(name): \(Self.counted(report.slips.count, "slip")): \(change)\(rest)"
  }

  private var details: [String] {
    let coverage = report.coverage
    // Numerals that were not understood may be claims, too.
    let lost = coverage.of - report.findings.count
    let counts = Verdict.allCases.map {
      "\(report.count($0) + ($0 == .unread ? lost : 0)) \($0.rawValue)"
    }
    let share = coverage.of == 0 ? "" : " (\(Self.percent(coverage.judged, of: coverage.of)))"
    var lines = [
      "\(Self.counted(coverage.of, "claim")): \(counts.joined(separator: ", ")); "
        + "\(coverage.judged) of \(coverage.of) judged\(share)",
      "\(Self.counted(report.numerals.count, "number")) on the page: "
        + Numeral.Class.allCases.map { "\(report.count($0)) \(Self.noun($0))" }
        .joined(separator: ", "),
    ]
    let (numbers, tables) = report.underived
    if numbers > 0 {
      lines.append(
        "\(Self.counted(numbers, "decimal number")) in \(Self.counted(tables, "table")) "
          + "\(numbers == 1 ? "follows" : "follow") from nothing that was read")
    }
    lines += report.conventions.map { "convention: \($0.text)" }
    let ignored = report.ignored.count
    if ignored > 0 { lines.append("\(Self.counted(ignored, "finding")) silenced by comments") }
    return lines
  }

  private static func noun(_ kind: Numeral.Class) -> String {
    switch kind {
    case .given: "given"
    case .claim: "claimed"
    case .definitional: "in names and formulas"
    case .unread: "unread"
    }
  }

  /// With one decimal, rounded down: only all of it is 100 %.
  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = part * 1000 / whole
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
