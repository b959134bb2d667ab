internal import Diagnostics

/// Writes a report as workflow commands of GitHub Actions, which puts them on the lines of a pull
/// request.
package struct GitHubReport {
  private let report: AuditReport
  private let regions: RegionDifference

  /// - Parameter regions: What regenerating the document's regions would change.
  package init(_ report: AuditReport, regions: RegionDifference = RegionDifference()) {
    (self.report, self.regions) = (report, regions)
  }

  package var text: String {
    var diagnostics = report.slips.map(TextReport.diagnostic)
    diagnostics += report.unusedIgnores + regions.diagnostics
    if report.isOtherNetwork { diagnostics.append(TextReport.otherNetwork(report)) }
    return diagnostics.map(annotation).joined() + ReportSummary(report: report).text
  }

  private func annotation(_ diagnostic: Diagnostic) -> String {
    var properties: [(String, String)] = [("file", report.source.name)]
    let isCell = diagnostic.place?.source.hasSections ?? false
    if let place = diagnostic.place, !isCell {
      let region = TextRegion(place)
      properties += [("line", String(region.start.line)), ("col", String(region.start.column))]
      if region.end.line == region.start.line {
        properties.append(("endColumn", String(region.end.column)))
      } else {
        properties.append(("endLine", String(region.end.line)))
      }
    }
    if isCell, let line = diagnostic.place.flatMap({ $0.source.fileLine(of: $0.range.lowerBound) })
    {
      properties.append(("line", String(line)))
    }
    properties.append(("title", "deltabook: \(diagnostic.id)"))
    let cell = isCell ? diagnostic.place.map { $0.location + ": " } ?? "" : ""
    let parts =
      [cell + diagnostic.message, diagnostic.label] + diagnostic.notes + [diagnostic.help]
    let list = properties.map { "\($0)=\(Self.property($1))" }.joined(separator: ",")
    let text = parts.compactMap { $0 }.joined(separator: "\n")
    let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    return "::\(command) \(list)::\(Self.data(text))\n"
  }

  /// A message as a command may hold it.
  static func data(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  /// The value of a property, which ends at commas and colons.
  static func property(_ text: String) -> String {
    escaped(data(text), [":": "%3A", ",": "%2C"])
  }

  /// By scalars: a carriage return and a line feed are one character.
  private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let escape = escapes[scalar] {
        result += escape
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
