internal import Algebra
internal import Diagnostics

/// Writes a report for programs.
package struct JSONReport {
  private let report: AuditReport
  private let regions: RegionDifference

  /// - Parameter regions: What regenerating the document's regions would change.
  package init(_ report: AuditReport, regions: RegionDifference = RegionDifference()) {
    (self.report, self.regions) = (report, regions)
  }

  package var text: String {
    let coverage = report.coverage
    let share = coverage.of == 0 ? 1 : Double(coverage.judged) / Double(coverage.of)
    let members: [(String, OrderedJSON)] = [
      ("file", .string(report.source.name)),
      ("claims", .array(report.findings.map(claim))),
      ("numerals", .array(report.numerals.map(numeral))),
      ("conventions", .array(report.conventions.map(convention))),
      ("regions", .array(regions.parts.map(region))),
      ("counts", .object(counts)),
      (
        "coverage",
        .object([
          ("judged", .integer(coverage.judged)), ("claims", .integer(coverage.of)),
          ("share", .number(String((share * 10000).rounded() / 10000))),
        ])
      ),
    ]
    return OrderedJSON.object(members).text + "\n"
  }

  private var counts: [(String, OrderedJSON)] {
    Verdict.allCases.map { ($0.rawValue, .integer(report.count($0))) }
      + [
        (
          "numerals",
          .object(Numeral.Class.allCases.map { ($0.rawValue, .integer(report.count($0))) })
        )
      ]
  }

  private func claim(_ finding: Finding) -> OrderedJSON {
    let claim = finding.claim
    return .object(
      [
        ("id", .integer(claim.id))
      ] + Self.members(of: claim.place) + [
        ("role", .string(claim.role.rawValue)),
        ("text", .string(claim.text)),
        ("published", .string(claim.published)),
        ("verdict", .string(finding.verdict.rawValue)),
        ("of", finding.verdict == .slip ? .string(claim.role.rawValue) : .null),
        ("printed_operands_give", string(finding.printed)),
        ("range", range(finding.range)),
        ("model", string(finding.model)),
        ("roots", .array(finding.roots.map(OrderedJSON.integer))),
        ("repeats", finding.repeats.map(OrderedJSON.integer) ?? .null),
        ("ignored", .bool(report.isIgnored(finding))),
        ("explanation", (finding.explanation ?? finding.reason).map(OrderedJSON.string) ?? .null),
      ])
  }

  /// Line and column, and the cell of a Jupyter notebook, whose lines they count.
  private static func members(of place: SourceSpan) -> [(String, OrderedJSON)] {
    let (section, line, column) = place.source.location(of: place.range.lowerBound)
    return (section.map { [("cell", .string($0))] } ?? [])
      + [("line", .integer(line)), ("column", .integer(column))]
  }

  private func convention(_ convention: Convention) -> OrderedJSON {
    .object([
      ("kind", .string(convention.kind.rawValue)), ("statement", .string(convention.statement)),
      ("evidence", .integer(convention.evidence)), ("exceptions", .integer(convention.exceptions)),
    ])
  }

  private func region(_ part: RegionPart) -> OrderedJSON {
    let cells = part.cells.map { cell in
      OrderedJSON.object([
        ("line", .integer(cell.line)), ("old", .string(cell.old)), ("new", .string(cell.new)),
        ("same_number", .bool(!cell.isOther)),
      ])
    }
    return .object([
      ("line", .integer(part.place.line)), ("region", .string(part.request)),
      ("cells", .array(cells)),
    ])
  }

  private func numeral(_ numeral: Numeral) -> OrderedJSON {
    .object(
      Self.members(of: numeral.place) + [
        ("text", .string(String(numeral.place.text))),
        ("class", .string(numeral.kind.rawValue)),
      ])
  }

  private func string(_ value: Enclosure?) -> OrderedJSON {
    guard let value else { return .null }
    return .string(Self.digits(value).trimmed.text)
  }

  /// As many digits as are certain, 15 at most.
  private static func digits(_ value: Enclosure) -> Literal {
    for digits in stride(from: 15, through: 6, by: -1) {
      if let literal = value.rounded(significant: digits, .halfEven) { return literal }
    }
    return value.centre.lower.rounded(significant: 12, .halfEven)
  }

  private func range(_ value: Enclosure?) -> OrderedJSON {
    guard let value else { return .null }
    let ends = [value.lower, value.upper].map {
      OrderedJSON.string($0.rounded(significant: 15, .halfEven).trimmed.text)
    }
    return .array(ends)
  }
}
