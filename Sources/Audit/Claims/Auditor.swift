internal import Algebra
internal import Diagnostics
internal import NeuralCore

/// Reads a document from beginning to end and judges its numbers as it goes.
struct Auditor {
  let document: PublishedDocument
  let lexicon: Lexicon
  let model: NetworkModel?
  var publications: Publications
  var findings: [Finding] = []
  /// In a trial reading, what had been found before it.
  private var earlierFindings: [Finding] = []
  /// What became of numerals, by their offset in the source.
  var classes: NumeralClasses
  /// What the last formula left for one that begins with a relation.
  var trail = Trail()
  /// What symbols are said to equal, in symbols.
  var definitions = Definitions()
  /// Functions that the document defines, wherever it does.
  var functions = FunctionTable()
  /// Every number that a symbol has anywhere in the document.
  var allValues: [String: [Literal]] = [:]
  /// Where each number stands first.
  let firstPlaces: FirstPlaces
  /// The document beside what the run of its notebook prints.
  var alignment = RenderingAlignment()
  /// Operands of the formula that is being read that are slips, with what they should be.
  var wrongOperands: [Range<Int>: (claim: Int, expected: Traced)] = [:]
  /// Calculations without a result, by what they calculate.
  var pending: [String: Trail.Basis] = [:]
  /// How the results read so far were rounded.
  var counted = Habits()
  /// How the document rounds, as a first reading shows.
  var habits = Habits()
  /// How signs of functions are read, and which readings fit how often.
  var reading = FunctionVotes.Reading()
  var functionVotes = FunctionVotes()
  /// Whether vectors are rows, if shapes show it.
  var vectors: Convention?
  /// Roots of the numbers of the formula that is being read, by their ranges.
  var rangeRoots: [Range<Int>: Set<Int>] = [:]
  /// Symbols whose bare number is mistyped, with the number that the document computes with.
  var misprints: [String: (publication: Publication, used: Literal)] = [:]
  /// The row of a table, or the sentence, that is being read.
  var row = Row()
  /// How many numbers of a column follow from its heading's formula.
  var columnFits: [Int: (fits: Int, others: Int)] = [:]
  /// The notebook's other networks, whose symbols may be the same.
  var otherModels: [NetworkModel] = []
  /// Whether symbols have the numbers that they should have, and not those that were published.
  var correctsSymbols = false
  /// Whether the document is only read to see its habits and the values of its symbols.
  private(set) var isSurvey = false
  /// Inputs and parameters that the page has stated other numbers for than the network has: it is at another
  /// example, or asks "what if".
  var changedGivens: Set<Element> = []
  /// The first such statements, with what the network has.
  var differences: [Difference] = []
  /// How the text before what is being read went on.
  private var textBefore = FlowState()
  /// How often the numbers of a quantity were the network's, where nothing else explains them.
  var quantityFits: [QuantityID: (fits: Int, others: Int)] = [:]
  /// The same of the first reading.
  var surveyedFits: [QuantityID: (fits: Int, others: Int)] = [:]

  /// What stands side by side.
  struct Row {
    /// Numbers of elements.
    var elements: [Element: Traced] = [:]
    /// Symbols whose numbers stand in it.
    var symbols: Set<String> = []
    /// Numbers by the symbols that head their columns.
    var values: [String: Publication] = [:]
    /// Whether it is a table's.
    var isInTable = false
  }

  /// A given that the page and the network do not agree about.
  struct Difference {
    let symbol: String
    let published: Literal
    let given: Literal
  }

  private struct FlowState {
    /// Whether the last formula stood in a line of text.
    var endsInline = false
    /// Whether the trail comes from such a formula that was all of a paragraph.
    var isInlineTrail = false
    /// Whether the last paragraph was nothing but words.
    var endsInWords = false
  }

  /// Judges a document.
  static func audit(
    _ document: PublishedDocument, lexicon: Lexicon, model: NetworkModel? = nil,
    others: [NetworkModel] = [], alignment: () throws -> RenderingAlignment
  ) rethrows -> Auditor {
    func read(_ model: NetworkModel?) -> Auditor {
      var survey = Auditor(document, lexicon, model, Publications())
      survey.otherModels = others
      survey.isSurvey = true
      survey.readPassages()
      return survey
    }
    let search = model.map { VariationSearch($0, read) }
    let survey = search?.survey ?? read(nil)
    let earlier = survey.publications
    let publications = Publications(
      ambiguous: earlier.symbolsWithSeveralValues, changing: earlier.symbolsWithManyValues)
    var auditor = Auditor(document, lexicon, search?.model, publications)
    auditor.functions = survey.functions
    auditor.allValues = earlier.numbers
    auditor.habits = survey.counted
    auditor.functionVotes = survey.functionVotes
    auditor.reading = survey.functionVotes.reading
    auditor.surveyedFits = survey.quantityFits
    auditor.variations = search?.found ?? []
    // What the run prints is computed by the notebook's conventions.
    let alignment = try alignment()
    if auditor.variations.isEmpty { auditor.alignment = alignment }
    auditor.otherModels = others
    auditor.readAll()
    guard auditor.isOtherNetwork else { return auditor }
    // Its numbers say nothing about this document's.
    var alone = audit(document, lexicon: lexicon) { RenderingAlignment() }
    alone.isOtherNetwork = true
    alone.differences = auditor.differences
    return alone
  }

  private init(
    _ document: PublishedDocument, _ lexicon: Lexicon, _ model: NetworkModel?,
    _ publications: Publications
  ) {
    (self.document, self.lexicon, self.model) = (document, lexicon, model)
    self.publications = publications
    firstPlaces = FirstPlaces(document)
    classes = NumeralClasses(document.source)
  }

  /// Where numbers stand that are the network's, with how many digits, and where others stand in the place
  /// of its numbers.
  var fittingPlaces: [Int: Int] = [:]
  var otherPlaces: Set<Int> = []
  /// Conventions by which the document computes and the notebook does not.
  var variations: [VariationSearch.Found] = []

  private mutating func readAll() {
    readPassages()
    reportMisprints()
    readShapes()
    readMentions()
    reportTurnedSigns()
    reportStrangers()
    sortFindings()
    markRepeats()
    let judged = fittingPlaces.count + otherPlaces.count
    isOtherNetwork = judged >= 4 && (otherPlaces.count * 2 > judged || !isEverReached)
  }

  /// Whether the network has anything that the page computes, or the page never says that its givens are others.
  private var isEverReached: Bool {
    guard let model, !changedGivens.isEmpty else { return true }
    return quantityFits.contains { id, counts in
      counts.fits > 0 && model.graph.given(Element(id)) == nil
    }
  }

  private mutating func readPassages() {
    for passage in document.passages {
      switch passage {
      case .flow(let flow): read(flow)
      case .table(let table): read(table)
      case .code: trail = Trail()
      }
    }
  }

  /// Reads the formulas of running text; what a display leaves goes on into the next one.
  mutating func read(_ flow: Flow) {
    if flow.kind == .heading {
      trail = Trail()
      pending = [:]
    }
    row = Row()
    var (hasWords, hasFormula, followsLine, isOpen) = (false, false, false, false)
    if textBefore.isInlineTrail, case .text(let text)? = flow.pieces.first,
      !text.text.isPadding
    {
      trail = Trail()
    }
    textBefore.isInlineTrail = false
    let isBare = flow.words.isPadding
    for piece in flow.pieces {
      switch piece {
      case .formula(let formula):
        let isAside = !formula.isDisplay && hasWords && !textBefore.endsInline
        if formula.isPlain, isAside || followsLine || textBefore.endsInWords { trail = Trail() }
        // Nor does a paragraph of plain text go on with a result.
        if formula.isPlain, !hasFormula, trail.published != nil || trail.basis?.isNumber ?? false {
          trail = Trail()
        }
        // Nor a display behind words, which may have computed something else with it.
        if formula.isDisplay, !hasFormula, hasWords || textBefore.endsInWords,
          trail.published != nil
        {
          trail = Trail()
        }
        // A relation in a sentence belongs to the sentence, not to the display above.
        if !formula.isDisplay, !hasFormula, !isBare { trail = Trail() }
        (followsLine, textBefore.endsInWords) = (false, false)
        read(formula)
        // A relation may stand right behind the dollars.
        textBefore.endsInline = !formula.isDisplay
        isOpen = formula.endsOpen
        hasFormula = true
      case .text(let text), .verbatim(let text):
        let isSpace = text.text.withoutBreaks.isPadding
        if textBefore.endsInline, !isSpace, !isOpen { trail = Trail() }
        hasWords = hasWords || !isSpace
        if isOpen { readResult(in: text) }
        isOpen = false
        followsLine = followsLine || text.text.hasLineOfWords(continues: hasFormula)
        // What goes on behind the dollars is not known as a whole.
        let first = text.text.first { !$0.isWhitespace }
        if let first, "+-−–×*/·".contains(first) { pending = [:] }
      }
    }
    // A formula that is all of a paragraph may go on in the next one.
    if textBefore.endsInline, !isBare { trail = Trail() }
    textBefore = FlowState(
      isInlineTrail: textBefore.endsInline, endsInWords: !hasFormula && !isBare)
  }

  /// The number behind a formula that ends with a relation.
  private mutating func readResult(in text: Excerpt) {
    defer { trail = Trail() }
    guard let range = NumeralScanner.ranges(in: text.text).first, let basis = trail.basis,
      case .scalar(let value) = basis.value
    else { return }
    let bytes = Array(text.text.utf8)
    let before = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
      .filter { !$0.isWhitespace && !"*_~≈".contains($0) }
    let isPercent = range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: "%")
    guard ["", "-", "−"].contains(before),
      var literal = Literal(String(decoding: bytes[range], as: UTF8.self))
    else { return }
    // Percentages may be computed as such.
    if isPercent, !Enclosure.printing(literal).intersects(value.printed) {
      literal = Literal(literal.coefficient, exponent: literal.exponent - 2)
    }
    _ = state(
      PrintedNumber(before.isEmpty ? literal : -literal, range), against: value,
      isRestated: basis.isSymbol, subjects: trail.subjects, isApproximate: true,
      in: Context(text))
  }

  mutating func read(_ formula: Formula) {
    if textBefore.endsInline, !(formula.pieces.first?.chain.continues ?? false) { trail = Trail() }
    if formula.isPlain, !formula.unread.isEmpty { trail = Trail() }
    (wrongOperands, rangeRoots) = ([:], [:])
    for unread in formula.unread {
      markNumerals(in: formula, unread.range, .unread, reason: unread.reason)
    }
    let isResumed = formula.pieces.contains { $0.chain.resumed != nil }
    var trails: [Trail] = []
    for piece in formula.pieces {
      if let head = piece.chain.resumed, trails.indices.contains(head) { trail = trails[head] }
      read(piece, in: formula)
      if isResumed { trails.append(trail) }
    }
  }

  /// This auditor for a reading that leaves nothing behind, and tries nothing itself. What it finds and
  /// publishes lies over what there is: else all of that would be copied for each table.
  var trial: Auditor {
    var trial = self
    (trial.findings, trial.earlierFindings) = ([], findings)
    trial.publications = publications.extended
    trial.classes = classes.extended
    (trial.fittingPlaces, trial.otherPlaces) = ([:], [])
    return trial
  }

  /// The number that the next claim has.
  var nextClaim: Int { earlierFindings.count + findings.count + 1 }

  /// What has been found of a claim.
  func finding(_ claim: Int) -> Finding? {
    let index = claim - 1 - earlierFindings.count
    if index < 0 { return earlierFindings[claim - 1] }
    return findings.indices.contains(index) ? findings[index] : nil
  }

  /// Adds a finding for a number; its verdict is set by the caller.
  mutating func add(
    _ role: Claim.Role, _ number: PrintedNumber, in context: Context,
    _ fill: (inout Finding) -> Void
  ) -> Int {
    let id = nextClaim
    let span = context.span(number.range)
    let claim = Claim(
      id: id, place: signed(span, number.literal), role: role, text: shownText(of: context),
      published: number.literal.text, literal: number.literal)
    var finding = Finding(claim: claim, verdict: .unread)
    fill(&finding)
    findings.append(finding)
    classes[span.range.lowerBound] = finding.verdict == .unread ? .unread : .claim
    return id
  }

  /// The text around a claim; a survey's claims are shown to nobody.
  func shownText(of context: Context) -> String { isSurvey ? "" : context.text }

  /// The place with the sign in front of it, if the number has one there.
  private func signed(_ span: SourceSpan, _ literal: Literal) -> SourceSpan {
    guard literal.isNegative, !isSurvey else { return span }
    let start = span.range.lowerBound
    let before = document.source[max(0, start - 4)..<start]
    guard let sign = before.lastIndex(where: { $0 == "-" || $0 == "−" }),
      before[before.index(after: sign)...].allSatisfy({ " ({".contains($0) })
    else { return span }
    let length = before[sign...].utf8.count
    return SourceSpan(source: span.source, range: start - length..<span.range.upperBound)
  }

  /// Notes what became of the numerals of a part of a formula.
  mutating func markNumerals(
    in formula: Formula, _ range: Range<Int>, _ kind: Numeral.Class, reason: String? = nil
  ) {
    let text = formula.text(raw: range)
    for numeral in NumeralScanner.ranges(in: text) {
      let place = numeral.lowerBound + range.lowerBound..<numeral.upperBound + range.lowerBound
      let span = formula.span(place)
      classes[span.range.lowerBound] = kind
    }
    if kind == .unread, let reason {
      unreadParts.append(UnreadPart(place: formula.span(range), reason: reason))
    }
  }

  /// Math that could not be read.
  struct UnreadPart {
    let place: SourceSpan
    let reason: String
  }
  var unreadParts: [UnreadPart] = []
  /// Whether most of the document's numbers are not the network's.
  var isOtherNetwork = false
}
