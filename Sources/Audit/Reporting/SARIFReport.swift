internal import Diagnostics

/// Writes a report as SARIF 2.1.0, the format in which code scanners exchange findings.
///
/// - Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0.
package struct SARIFReport {
  private let report: AuditReport
  private let version: String
  private let regions: RegionDifference

  /// - Parameters:
  ///   - version: Of the program, as the log names it.
  ///   - regions: What regenerating the document's regions would change.
  package init(
    _ report: AuditReport, version: String, regions: RegionDifference = RegionDifference()
  ) {
    (self.report, self.version, self.regions) = (report, version, regions)
  }

  package var text: String {
    OrderedJSON.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ]).text + "\n"
  }

  private var run: OrderedJSON {
    .object([
      ("tool", .object([("driver", driver)])),
      ("columnKind", .string("unicodeCodePoints")),
      ("artifacts", .array([.object([("location", artifact)])])),
      ("results", .array(results)),
    ])
  }

  private var driver: OrderedJSON {
    .object([
      ("name", .string("deltabook")), ("version", .string(version)),
      ("semanticVersion", .string(version)),
      ("rules", .array(SARIFRule.allCases.map(\.value))),
    ])
  }

  // MARK: Results

  private var results: [OrderedJSON] {
    var fingerprints = Fingerprints()
    var results: [OrderedJSON] = []
    let slips = report.slips
    var stories: [Int: Slip] = [:]
    for slip in slips { stories[slip.finding.claim.id] = slip }
    for finding in report.findings {
      let print = fingerprints.next(finding.claim.text, finding.claim.published)
      switch finding.verdict {
      case .slip:
        let slip = stories[finding.claim.id] ?? Slip(finding)
        results.append(result(slip, print))
      case .carried: results.append(carried(finding, print))
      case .unread: results.append(result(TextReport.unjudged(finding), .unread, print, finding))
      case .match, .rounding: break
      }
    }
    for diagnostic in report.unread {
      let text = diagnostic.place.map { String($0.text) } ?? ""
      results.append(result(diagnostic, .unread, fingerprints.next(text, "math")))
    }
    for diagnostic in report.unusedIgnores {
      results.append(result(diagnostic, .unusedIgnore, fingerprints.next("ignore", "")))
    }
    for diagnostic in regions.diagnostics {
      let text = diagnostic.place.map { String($0.text) } ?? ""
      results.append(result(diagnostic, .staleRegion, fingerprints.next(text, "region")))
    }
    if report.isOtherNetwork {
      results.append(
        result(TextReport.otherNetwork(report), .otherNetwork, fingerprints.next("network", "")))
    }
    for convention in report.conventions {
      results.append(
        result(
          .convention, "The document's convention: \(convention.text)", convention.place,
          fingerprints.next(convention.kind.rawValue, "convention")))
    }
    return results
  }

  private func result(_ slip: Slip, _ fingerprint: String) -> OrderedJSON {
    let message = SlipMessage(slip: slip)
    let text = ([message.headline + ": " + message.label] + message.notes + [message.help])
      .compactMap { $0 }.joined(separator: ". ")
    return result(
      .slip, text, slip.finding.claim.place, fingerprint,
      related: (slip.repeats + slip.mended + slip.carried).prefix(Self.relatedLimit).map {
        ($0.claim.place, Self.relation(of: $0))
      }, isIgnored: report.isIgnored(slip.finding))
  }

  private static func relation(of finding: Finding) -> String {
    if finding.isMendedByRoots { return "follows once it is put right" }
    return finding.verdict == .slip ? "made again" : "follows from it"
  }

  private func carried(_ finding: Finding, _ fingerprint: String) -> OrderedJSON {
    let roots = finding.roots.filter { $0 > 0 && $0 <= report.findings.count }
      .map { report.findings[$0 - 1].claim }
    let named = roots.prefix(3).map { "`\($0.published)` on \($0.place.lineWords)" }
    return result(
      .carried, "`\(finding.claim.published)` follows from \(named.joined(separator: ", "))",
      finding.claim.place, fingerprint,
      related: roots.prefix(Self.relatedLimit).map { ($0.place, "the slip it comes from") })
  }

  private func result(
    _ diagnostic: Diagnostic, _ rule: SARIFRule, _ fingerprint: String, _ finding: Finding? = nil
  ) -> OrderedJSON {
    let isIgnored =
      rule == .unread && (diagnostic.place.map { report.isIgnored(line: $0.line) } ?? false)
    return result(
      rule, ([diagnostic.message] + diagnostic.notes).joined(separator: ". "), diagnostic.place,
      fingerprint, isIgnored: isIgnored)
  }

  private func result(
    _ rule: SARIFRule, _ text: String, _ place: SourceSpan?, _ fingerprint: String,
    related: [(SourceSpan, String)] = [], isIgnored: Bool = false
  ) -> OrderedJSON {
    var members: [(String, OrderedJSON)] = [
      ("ruleId", .string(rule.rawValue)), ("ruleIndex", .integer(rule.index)),
      ("level", .string(rule.level)),
      ("message", .object([("text", .string(Self.inCell(place) + text))])),
      ("locations", .array([.object([("physicalLocation", location(place))])])),
      ("partialFingerprints", .object([("deltabookClaim/v1", .string(fingerprint))])),
    ]
    if !related.isEmpty {
      members.append(
        (
          "relatedLocations",
          .array(
            related.enumerated().map { index, item in
              .object([
                ("id", .integer(index + 1)), ("physicalLocation", location(item.0)),
                ("message", .object([("text", .string(item.1))])),
              ])
            })
        ))
    }
    if isIgnored {
      members.append(("suppressions", .array([.object([("kind", .string("inSource"))])])))
    }
    return .object(members)
  }

  /// Viewers draw no more than a few.
  private static var relatedLimit: Int { 100 }

  // MARK: Places

  private func location(_ place: SourceSpan?) -> OrderedJSON {
    guard let place else { return .object([("artifactLocation", artifact)]) }
    // Of a Jupyter notebook the line is the file's, and the columns are not.
    if place.source.hasSections {
      let line = place.source.fileLine(of: place.range.lowerBound)
      let region =
        line.map { [("region", OrderedJSON.object([("startLine", .integer($0))]))] } ?? []
      return .object([("artifactLocation", artifact)] + region)
    }
    let region = TextRegion(place)
    return .object([
      ("artifactLocation", artifact),
      (
        "region",
        .object([
          ("startLine", .integer(region.start.line)),
          ("startColumn", .integer(region.start.column)),
          ("endLine", .integer(region.end.line)), ("endColumn", .integer(region.end.column)),
        ])
      ),
    ])
  }

  /// Where in a Jupyter notebook.
  private static func inCell(_ place: SourceSpan?) -> String {
    guard let place, place.source.hasSections else { return "" }
    return place.location + ": "
  }

  private var artifact: OrderedJSON {
    .object([("uri", .string(Self.uri(report.source.name)))])
  }

  /// A path as a reference of RFC 3986: relative as it was given, absolute with its scheme.
  static func uri(_ path: String) -> String {
    var text = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      let isPlain =
        byte.isDigit || byte.isLetter || "-._~/!$&'()*+,;=@".utf8.contains(byte)
      if isPlain {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}

/// Names findings so that they are known again when lines move.
private struct Fingerprints {
  private var counts: [String: Int] = [:]

  /// FNV-1a, 64 bits, of the text around a claim, the number, and how often both came before.
  mutating func next(_ text: String, _ published: String) -> String {
    let key = "\(published)\u{0}\(text)"
    let count = counts[key, default: 0]
    counts[key] = count + 1
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(key)\u{0}\(count)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
