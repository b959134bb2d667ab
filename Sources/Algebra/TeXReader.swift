/// Reads TeX math as people write it into expressions with places.
///
/// Time is linear in the length of the source; nesting is limited.
package struct TeXReader {
  private var parser: TeXExpressionParser
  private var chains: [TeXChain] = []
  private var chain = TeXChain()
  /// Alignments around the current token, and cell separators since the row began.
  private var alignments: [String] = []
  private var separators = 0
  /// The first chain of each pair of columns that has something in front of its relation.
  private var heads: [Int: Int] = [:]
  /// Whether nothing has begun yet in this pair of columns of the row.
  private var isNewColumn = true

  /// All formulas of a math span, in order.
  ///
  /// Commas, wide gaps, notes and the rows of alignments separate formulas; a row that begins with
  /// a relation goes on with the one above.
  ///
  /// - Parameters:
  ///   - source: The math without its dollar signs.
  ///   - offset: Where the source begins; added to all ranges.
  ///   - dialect: What the document means by signs that others mean something else by.
  /// - Throws: `TeXReadError` at the first thing that cannot be read.
  package static func read(
    _ source: some StringProtocol, at offset: Int = 0, dialect: TeXDialect = TeXDialect()
  ) throws -> [TeXChain] {
    try read(TeXLexer.tokens(source, offset: offset), dialect: dialect)
  }

  /// The formulas of tokens, the last of which is the end.
  static func read(_ tokens: [TeXToken], dialect: TeXDialect = TeXDialect()) throws -> [TeXChain] {
    var reader = TeXReader(parser: TeXExpressionParser(tokens))
    reader.parser.dialect = dialect
    while try reader.step() {}
    return reader.chains
  }

  /// A single expression without relations.
  package static func expression(
    _ source: some StringProtocol, at offset: Int = 0, dialect: TeXDialect = TeXDialect()
  ) throws -> TeXValue {
    var parser = TeXExpressionParser(try TeXLexer.tokens(source, offset: offset))
    parser.dialect = dialect
    let value = try parser.sum()
    guard parser.kind == .endOfSource else { throw parser.unexpected("expected the end") }
    return value
  }

  /// The normal form of a symbol's name: what `TeXLeaf.symbol` holds for it.
  package static func symbol(_ source: some StringProtocol) throws -> String {
    var dialect = TeXDialect()
    dialect.isName = true
    guard case .scalar(.leaf(.symbol(let name, _))) = try expression(source, dialect: dialect)
    else {
      throw TeXReadError("`\(source)` is not a symbol", 0..<source.utf8.count)
    }
    return name
  }

  private init(parser: TeXExpressionParser) { self.parser = parser }

  /// Takes one link, relation or separator; false at the end.
  private mutating func step() throws -> Bool {
    let token = parser.current
    if let relation = relation(token.kind) {
      try add(relation, token)
      return true
    }
    switch token.kind {
    case .endOfSource:
      guard alignments.isEmpty else {
        throw TeXReadError("`\\begin{\(alignments[0])}` is not closed", token.range)
      }
      try finish()
      return false
    case .begin(let name)
    where TeXVocabulary.alignments.contains(name) || name == "array" && opensEquations:
      try open(name)
    case .end(let name):
      guard alignments.popLast() == name else {
        throw TeXReadError("`\\end{\(name)}` closes nothing", token.range)
      }
      parser.advance()
      parser.allowsRowBreaks = !alignments.isEmpty
    case .newRow: try endRow()
    case .mark("&"): try separator()
    case .gap: try gap()
    case .mark(","), .mark(";"), .mark("."):
      parser.advance()
      try finish()
    case .mark(":") where endsLabel:
      parser.advance()
      try finish()
    case .command(let name) where TeXVocabulary.separators.contains(name):
      parser.advance()
      try finish()
    case .word(let text) where TeXVocabulary.isNote(text): parser.advance()
    case .mark("(") where chain.links.isEmpty && !startsBare: try enclosed()
    default: try link()
    }
    return true
  }

  private func relation(_ kind: TeXToken.Kind) -> TeXRelation.Kind? {
    switch kind {
    case .mark(let mark): TeXVocabulary.relations[String(mark)]
    case .command(let name): TeXVocabulary.relations[name]
    default: nil
    }
  }

  /// Whether the chain ends with a relation that still wants its right side.
  private var isOpen: Bool {
    !chain.relations.isEmpty && chain.relations.count > chain.links.count - (startsBare ? 0 : 1)
  }
  private var startsBare = false

  private mutating func add(_ kind: TeXRelation.Kind, _ token: TeXToken) throws {
    // Two signs for one relation: `= \\approx`.
    if isOpen, kind == .approximately, chain.relations.last?.kind == .equal {
      parser.advance()
      chain.relations[chain.relations.count - 1] = TeXRelation(kind: kind, range: token.range)
      return
    }
    if isOpen {
      throw TeXReadError("expected an expression, found \(token.kind.quoted)", token.range)
    }
    parser.advance()
    if chain.links.isEmpty {
      startsBare = true
      if isNewColumn, let head = heads[separators / 2] {
        if head < chains.count - 1 { chain.resumed = head }
        heads[separators / 2] = chains.count
      }
    }
    isNewColumn = false
    chain.relations.append(TeXRelation(kind: kind, range: token.range))
  }

  private mutating func link() throws {
    // Two expressions side by side: the second begins another formula.
    if !chain.links.isEmpty && !isOpen { try finish() }
    if isNewColumn, chain.links.isEmpty, !startsBare { heads[separators / 2] = chains.count }
    isNewColumn = false
    let start = parser.current.range.lowerBound
    let before = parser.position
    let value = try parser.sum()
    guard parser.position > before else { throw parser.unexpected("expected an expression") }
    chain.links.append(TeXLink(value: value, range: start..<parser.previousEnd))
    switch parser.kind {
    case .mark(")"), .mark("]"), .mark("}"), .mark("|"), .command("}"), .command("rvert"),
      .command("Vert"), .command("rVert"), .command("rangle"):
      throw TeXReadError("\(parser.kind.quoted) closes nothing", parser.current.range)
    default: break
    }
  }

  /// A formula, perhaps with brackets around all of it: `(1 - 0.9 = 0.1)`.
  private mutating func enclosed() throws {
    if let end = endOfEquality {
      parser.tokens[end].kind = .gap
      parser.advance()
    } else {
      try link()
    }
  }

  /// Where the bracket here closes that an equality stands in, if nothing follows.
  private var endOfEquality: Int? {
    var (ahead, depth, hasRelation) = (0, 0, false)
    while true {
      switch parser.kind(ahead: ahead) {
      case .mark("("), .mark("["), .mark("{"): depth += 1
      case .mark(")"), .mark("]"), .mark("}"): depth -= 1
      case .mark(","), .mark("&"), .newRow, .begin, .end, .endOfSource: return nil
      case let kind where depth == 1 && relation(kind) != nil: hasRelation = true
      default: break
      }
      if depth == 0 { break }
      ahead += 1
    }
    let next = parser.kind(ahead: ahead + 1)
    let endsThere = next.isClosing || next == .mark(".") || next == .mark(";")
    return hasRelation && endsThere ? parser.position + ahead : nil
  }

  private mutating func finish() throws {
    if isOpen, let last = chain.relations.last {
      throw TeXReadError("nothing stands behind the relation", last.range)
    }
    if !chain.links.isEmpty { chains.append(chain) }
    chain = TeXChain()
    startsBare = false
  }

  private mutating func open(_ name: String) throws {
    guard alignments.count < TeXExpressionParser.depthLimit else {
      throw TeXReadError("nested too deeply", parser.current.range)
    }
    alignments.append(name)
    separators = 0
    (heads, isNewColumn) = ([:], true)
    parser.advance()
    if name == "array", parser.kind == .mark("{") { _ = try parser.braceText() }
    if name.hasPrefix("align"), name.hasSuffix("at"), parser.kind == .mark("{") {
      _ = try parser.braceText()
    }
    if name == "aligned" || name == "gathered", parser.kind == .mark("[") {
      _ = try parser.bracketText()
    }
    parser.allowsRowBreaks = true
  }

  /// A row that ends with a relation goes on in the next one, and so does one whose successor
  /// begins with a relation.
  private mutating func endRow() throws {
    var isAligned = false
    while [.newRow, .mark("&"), .gap].contains(parser.kind) {
      isAligned = isAligned || parser.kind == .mark("&")
      parser.advance()
    }
    // Without a column to stand in, a relation goes on with what is right in front.
    if !isAligned { heads = [:] }
    separators = 1
    isNewColumn = true
    let continues = relation(parser.kind) != nil && (heads[0] ?? chains.count) >= chains.count
    if !isOpen && !continues { try finish() }
  }

  /// Whether the colon here stands behind a name that the formula behind it is about, and is no
  /// ratio's.
  private var endsLabel: Bool {
    if [.gap, .newRow, .endOfSource].contains(parser.kind(ahead: 1)) { return true }
    guard parser.position > 0, parser.position + 1 < parser.tokens.count else { return false }
    if case .number = parser.kind(ahead: -1) { return false }
    return parser.previousEnd == parser.current.range.lowerBound
      && parser.current.range.upperBound < parser.tokens[parser.position + 1].range.lowerBound
  }

  /// Whether the array that begins here holds equations, aligned by columns, and no numbers: a
  /// relation stands in a cell of its own.
  private var opensEquations: Bool {
    guard !isOpen else { return false }
    var (ahead, depth) = (1, 0)
    while true {
      switch parser.kind(ahead: ahead) {
      case .begin, .mark("{"): depth += 1
      case .end where depth == 0: return false
      case .end, .mark("}"): depth -= 1
      case .endOfSource: return false
      case .mark("&") where depth == 0 && relation(parser.kind(ahead: ahead + 1)) != nil:
        return true
      default: break
      }
      ahead += 1
    }
  }

  /// Every second separator of an alignment stands between two columns of formulas.
  private mutating func separator() throws {
    parser.advance()
    separators += 1
    if separators % 2 == 0 { isNewColumn = !isOpen }
    if separators % 2 == 0, !isOpen, relation(parser.kind) == nil { try finish() }
  }

  /// A gap ends a formula unless a relation or its right side follows, and words between gaps are
  /// notes.
  private mutating func gap() throws {
    parser.advance()
    if case .word = parser.kind {
      switch parser.kind(ahead: 1) {
      case .gap, .endOfSource, .newRow, .letter, .number: parser.advance()
      default: break
      }
    }
    if !isOpen && relation(parser.kind) == nil { try finish() }
  }
}
