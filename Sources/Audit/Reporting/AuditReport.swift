internal import Algebra
package import Diagnostics
package import Notation
package import Walkthrough

/// What is to say about a document's numbers.
package struct AuditReport: Sendable {
  package let source: SourceText
  /// Every claim in the order of the page.
  package let findings: [Finding]
  /// Every numeral in the order of the page.
  package let numerals: [Numeral]
  /// Math that could not be read, and why.
  package let unread: [Diagnostic]
  /// Whether the network was put aside because most numbers are not its own.
  package let isOtherNetwork: Bool
  /// Where the document and the network begin to differ, in words.
  package let differences: [String]
  /// What the document does the same way throughout.
  package let conventions: [Convention]
  /// Comments that silence findings.
  package let ignores: [IgnoreComment]
  /// Decimal numbers in tables of which none is claimed: nothing that was read derives them.
  package let underived: (numbers: Int, tables: Int)
  private let verdictCounts: [Verdict: Int]
  private let kindCounts: [Numeral.Class: Int]
  /// Claims with a verdict, and those with the numerals that might be claims but were not
  /// understood.
  package let coverage: (judged: Int, of: Int)

  /// Judges a document.
  ///
  /// - Parameters:
  ///   - start: Where its front matter ends.
  ///   - networks: Computed networks; the one whose symbols the document uses most is taken.
  ///   - presets: Notations to try.
  ///   - rendering: What the run of the notebook that the networks come from writes.
  package init(
    _ source: SourceText, lexicon: Lexicon, networks: [Worksheet] = [],
    presets: [NotationPreset] = [], rendering: Rendering? = nil, from start: Int = 0
  ) {
    self.init(source, lexicon: lexicon, networks: networks, presets: presets, from: start) {
      rendering.map { RenderingAlignment($0, source) } ?? RenderingAlignment()
    }
  }

  /// - Parameter alignment: The document beside what the run writes, asked for once the document has
  ///   been read for the first time.
  init(
    _ source: SourceText, lexicon: Lexicon, networks: [Worksheet], presets: [NotationPreset],
    from start: Int, alignment: () throws -> RenderingAlignment
  ) rethrows {
    let document = DocumentReader.read(source, from: start)
    // Without a network nobody asks for them.
    let evidence =
      networks.isEmpty
      ? SymbolEvidence(symbols: [], stated: [:]) : SymbolEvidence(document, lexicon)
    let symbols = evidence.symbols
    let models = networks.map {
      NetworkModel.best(
        $0, presets: presets, readings: lexicon.symbols, evidence: evidence)
    }
    let best = models.indices.max { models[$0].count(symbols) < models[$1].count(symbols) }
    let chosen = best.flatMap {
      models[$0].count(symbols) > 0 || models.count == 1 ? $0 : nil
    }
    let auditor = try Auditor.audit(
      document, lexicon: lexicon, model: chosen.map { models[$0] },
      others: models.indices.filter { $0 != chosen }.map { models[$0] },
      alignment: alignment)
    self.init(document, auditor, ignores: IgnoreComment.find(in: source, from: start))
  }

  init(_ document: PublishedDocument, _ auditor: Auditor, ignores: [IgnoreComment]) {
    self.ignores = ignores
    source = document.source
    findings = auditor.findings
    numerals = NumeralInventory.numerals(of: document, classes: auditor.classes)
    underived = NumeralInventory.underived(in: document, classes: auditor.classes)
    verdictCounts = findings.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    kindCounts = numerals.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    coverage = Self.coverage(findings, numerals)
    isOtherNetwork = auditor.isOtherNetwork
    differences = auditor.differences.map {
      "`\($0.symbol)` is \($0.published.text) on the page and \($0.given.text) in the notebook"
    }
    conventions = auditor.conventions
    unread = auditor.unreadParts.map { part in
      Diagnostic(.warning, id: "unread", "this math cannot be read: \(part.reason)", at: part.place)
    }
  }

  package func count(_ verdict: Verdict) -> Int { verdictCounts[verdict] ?? 0 }
  package func count(_ kind: Numeral.Class) -> Int { kindCounts[kind] ?? 0 }

  private static func coverage(
    _ findings: [Finding], _ numerals: [Numeral]
  ) -> (judged: Int, of: Int) {
    let judged = findings.count { $0.verdict != .unread }
    let places = Set(findings.map { $0.claim.place.range.upperBound })
    let lost = numerals.count {
      $0.kind == .unread && !places.contains($0.place.range.upperBound)
    }
    return (judged, findings.count + lost)
  }
}
