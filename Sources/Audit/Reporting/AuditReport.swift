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
  /// Comments that silence findings.
  package let ignores: [IgnoreComment]

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
    let document = DocumentReader.read(source, from: start)
    let symbols = document.symbols
    let models = networks.map {
      NetworkModel.best($0, presets: presets, readings: lexicon.symbols, of: document)
    }
    let model = models.max { $0.count(symbols) < $1.count(symbols) }
    let auditor = Auditor.audit(
      document, lexicon: lexicon,
      model: model.flatMap { $0.count(symbols) > 0 || models.count == 1 ? $0 : nil },
      alignment: rendering.map { RenderingAlignment($0, source) } ?? RenderingAlignment())
    self.init(document, auditor, ignores: IgnoreComment.find(in: source, from: start))
  }

  init(_ document: PublishedDocument, _ auditor: Auditor, ignores: [IgnoreComment]) {
    self.ignores = ignores
    source = document.source
    findings = auditor.findings
    numerals = NumeralInventory.numerals(of: document, classes: auditor.classes)
    isOtherNetwork = auditor.isOtherNetwork
    unread = auditor.unreadParts.map { part in
      Diagnostic(.warning, id: "unread", "this math cannot be read: \(part.reason)", at: part.place)
    }
  }

  package func count(_ verdict: Verdict) -> Int {
    findings.reduce(0) { $0 + ($1.verdict == verdict ? 1 : 0) }
  }

  package func count(_ kind: Numeral.Class) -> Int {
    numerals.reduce(0) { $0 + ($1.kind == kind ? 1 : 0) }
  }

  /// Claims with a verdict, and those with the numerals that might be claims but were not
  /// understood.
  package var coverage: (judged: Int, of: Int) {
    let judged = findings.count - count(Verdict.unread)
    let places = Set(findings.map { $0.claim.place.range.upperBound })
    let lost = numerals.filter { $0.kind == .unread && !places.contains($0.place.range.upperBound) }
    return (judged, findings.count + lost.count)
  }
}

/// Lists every numeral of a page with what became of it.
enum NumeralInventory {
  static func numerals(
    of document: PublishedDocument, classes: [Int: Numeral.Class]
  ) -> [Numeral] {
    var found: [Numeral] = []
    forEach(in: document) { text, range in
      let span = text.span(range)
      found.append(Numeral(place: span, kind: classes[span.range.lowerBound] ?? .definitional))
    }
    return found
  }

  /// Where each number stands first, by its digits.
  static func firstPlaces(in document: PublishedDocument) -> [String: Int] {
    var places: [String: Int] = [:]
    forEach(in: document) { text, range in
      let bytes = text.text.utf8
      let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
      let digits = String(decoding: bytes[start...].prefix(range.count), as: UTF8.self)
      guard let key = Literal(digits)?.copyKey, places[key] == nil else { return }
      places[key] = text.sourceOffset(of: range.lowerBound)
    }
    return places
  }

  private static func forEach(
    in document: PublishedDocument, _ body: (Excerpt, Range<Int>) -> Void
  ) {
    func add(_ text: Excerpt) {
      for range in NumeralScanner.ranges(in: text.text) { body(text, range) }
    }
    func add(_ flow: Flow) {
      for piece in flow.pieces {
        switch piece {
        case .text(let text), .verbatim(let text): add(text)
        case .formula(let formula): add(formula.tex)
        }
      }
    }
    for passage in document.passages {
      switch passage {
      case .flow(let flow): add(flow)
      case .table(let table):
        table.header.forEach(add)
        table.rows.joined().forEach(add)
      case .code(let text): add(text)
      }
    }
  }
}
