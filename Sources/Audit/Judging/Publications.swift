internal import Algebra

/// A number that the document has published by now. A class, because it stands in several indices.
final class Publication {
  let literal: Literal
  /// The claim; `nil` for a given.
  let claim: Int?
  /// The slips it comes from; empty for a number that is right as far as is known.
  let roots: Set<Int>
  /// Whether an expression gives it.
  let hasExpression: Bool
  /// What its expression may give, where it is right.
  let range: Enclosure?
  /// What a slip should be.
  let expected: Enclosure?
  /// The symbols it was said to be the value of.
  let subjects: [String]
  /// Where it stands.
  let source: (PrintedNumber, Context)?

  var isComputed: Bool { claim != nil }

  init(
    literal: Literal, claim: Int?, roots: Set<Int>, hasExpression: Bool = false,
    range: Enclosure? = nil, expected: Enclosure? = nil, subjects: [String] = [],
    source: (PrintedNumber, Context)? = nil
  ) {
    self.expected = expected
    (self.literal, self.claim, self.roots) = (literal, claim, roots)
    (self.hasExpression, self.range, self.subjects) = (hasExpression, range, subjects)
    self.source = source
  }
}

/// All numbers with the same digits, whatever their sign, and what is asked of them together.
struct Copies {
  private(set) var all: [Publication] = []
  private(set) var computedCount = 0
  /// Those that an expression gives, with what it may give.
  private(set) var derivedCount = 0
  /// What those may give, for a number without a minus sign.
  private var derivedRange: Enclosure?
  /// The first that was computed, and the first of those without a slip among its ancestors.
  private var firstComputed: Publication?
  private var firstSound: Publication?
  /// Whether all of them come from slips.
  private(set) var areWrong = true

  /// The computed number that the others copy.
  var origin: Publication? { firstSound ?? firstComputed }
  var areComputed: Bool { computedCount == all.count }

  mutating func add(_ publication: Publication) {
    all.append(publication)
    if publication.isComputed {
      computedCount += 1
      firstComputed = firstComputed ?? publication
      if publication.roots.isEmpty { firstSound = firstSound ?? publication }
    }
    areWrong = areWrong && !publication.roots.isEmpty
    guard publication.hasExpression, let range = publication.range else { return }
    derivedCount += 1
    let signless = publication.literal.isNegative ? Self.negated(range) : range
    derivedRange = derivedRange.map { $0.hull(signless) } ?? signless
  }

  /// What the expressions behind a number with these digits may give.
  func derivedRange(of literal: Literal) -> Enclosure {
    let point = Enclosure(literal)
    guard let derivedRange else { return point }
    return point.hull(literal.isNegative ? Self.negated(derivedRange) : derivedRange)
  }

  private static func negated(_ range: Enclosure) -> Enclosure {
    (try? EnclosureDomain().negation(range)) ?? range
  }
}

/// What the document has published up to a place: values by symbol, with versions, and by their
/// digits.
struct Publications {
  enum Value {
    case number(Publication)
    case matrix([[Publication]])
  }

  private final class Earlier {
    let publications: Publications
    init(_ publications: Publications) { self.publications = publications }
  }

  private var symbols: [String: [Value]] = [:]
  /// The products and quotients that matrices are known of.
  private var composites: Set<Composite> = []
  private var copies: [Literal.Digits: Copies] = [:]
  /// All in order.
  private var all: [Publication] = []
  /// In a trial reading, what had been published before it: its own numbers lie over that.
  private var earlier: Earlier?
  /// Numbers by the shorter ones they round to, and of how many: they are sorted in when somebody
  /// asks.
  private var prefixes: (numbers: [String: [Publication]], count: Int) = ([:], 0)
  /// Symbols that have several values in the whole document; a reading from beginning to end finds
  /// them.
  let ambiguous: Set<String>
  /// Those with more values than one and a slip.
  let changing: Set<String>

  init(ambiguous: Set<String> = [], changing: Set<String> = []) {
    (self.ambiguous, self.changing) = (ambiguous, changing)
  }

  /// The same for a trial reading, which looks up what it is held against and no more: not `origins(of:)`,
  /// nor what symbols have in the whole document.
  var extended: Publications {
    var extended = Publications(ambiguous: ambiguous, changing: changing)
    extended.earlier = Earlier(self)
    extended.composites = composites
    return extended
  }

  /// The last value of a symbol.
  subscript(symbol: String) -> Value? {
    symbols[symbol]?.last ?? earlier?.publications[symbol]
  }

  mutating func record(_ publication: Publication) {
    let key = publication.literal.digits
    if let earlier, copies[key] == nil { copies[key] = earlier.publications.copies(key) }
    copies[key, default: Copies()].add(publication)
    all.append(publication)
  }

  /// Earlier numbers by their digits.
  private func copies(_ key: Literal.Digits) -> Copies? {
    copies[key] ?? earlier?.publications.copies(key)
  }

  /// The last so many numbers, the last one first.
  func recent(_ count: Int) -> [Publication] {
    let own = all.suffix(count).reversed()
    guard let earlier, own.count < count else { return Array(own) }
    return own + earlier.publications.recent(count - own.count)
  }

  /// Binds a symbol; a shorter copy of its value does not make it less exact.
  mutating func bind(_ symbol: String, to value: Value) {
    if case .number(let new) = value, case .number(let old)? = self[symbol],
      new.literal.decimals < old.literal.decimals, Self.agree(old.literal, new.literal)
    {
      return
    }
    symbols[symbol, default: []].append(value)
    for composite in composites where composite.symbols.contains(symbol) {
      composites.remove(composite)
    }
  }

  /// What a product or quotient is known by, if a matrix is known of it.
  func name(of expression: Expr<TeXLeaf>) -> String? {
    guard !composites.isEmpty, let composite = Composite(expression) else { return nil }
    return composites.contains(composite) ? composite.name : nil
  }

  /// Binds a product or quotient until one of its symbols gets another value. Only matrices: numbers of such are
  /// computed anew where they are used.
  mutating func bind(_ composite: Composite, to value: Value) {
    guard case .matrix = value else { return }
    composites.insert(composite)
    symbols[composite.name] = [value]
  }

  /// Earlier numbers with the same digits, whatever their sign.
  func copies(of literal: Literal) -> [Publication] { copies(literal.digits)?.all ?? [] }

  /// The first of them that was computed, without a slip among its ancestors if there is one.
  func computedCopy(of literal: Literal) -> Publication? { copies(literal.digits)?.origin }

  /// Earlier numbers with the same digits or, where there are none, those that a number may be a rounding of.
  mutating func origins(of literal: Literal) -> Copies? {
    if let same = copies(literal.digits) { return same }
    guard literal.significantDigits >= 2, literal.exponent < 0 else { return nil }
    let printing = Enclosure.printing(literal.magnitude)
    addPrefixes()
    var origins: Copies?
    for longer in prefixes.numbers[literal.magnitude.text] ?? []
    where longer.literal.exponent < literal.exponent
      && printing.contains(longer.literal.magnitude)
    {
      origins = origins ?? Copies()
      origins?.add(longer)
    }
    return origins
  }

  private mutating func addPrefixes() {
    for publication in all[prefixes.count...] {
      for key in Self.prefixes(publication.literal) {
        prefixes.numbers[key, default: []].append(publication)
      }
    }
    prefixes.count = all.count
  }

  /// The shorter numbers that a longer one rounds to.
  private static func prefixes(_ literal: Literal) -> Set<String> {
    guard literal.decimals > 1 else { return [] }
    let value = Enclosure(literal.magnitude)
    var found: Set<String> = []
    for decimals in 1..<min(literal.decimals, 12) {
      for rule in [Rounding.halfUp, .halfEven] {
        if let text = value.rounded(decimals: decimals, rule)?.text { found.insert(text) }
      }
    }
    return found
  }

  /// The slips that a numeral copies, if everything earlier with its digits is wrong. Short numbers
  /// meet by chance.
  func rootsOfCopy(_ literal: Literal) -> Set<Int> {
    roots(of: literal, copies(literal.digits))
  }

  private func roots(of literal: Literal, _ earlier: Copies?) -> Set<Int> {
    guard let earlier, earlier.areWrong, literal.isTelling else { return [] }
    return earlier.all.first?.roots ?? []
  }

  /// What a numeral may stand for, see `range(of:_:)`, and the slips that it copies, looked up at once:
  /// every numeral of every calculation is asked for both.
  func operand(_ literal: Literal) -> (range: Enclosure, roots: Set<Int>) {
    let earlier = copies(literal.digits)
    return (range(of: literal, earlier ?? Copies()), roots(of: literal, earlier))
  }

  /// What a numeral may stand for: the number itself, and what the calculations that it copies may
  /// give and prints like it; where there is none, all that prints like it, if it has more decimals than anybody
  /// chooses.
  private func range(of literal: Literal, _ earlier: Copies) -> Enclosure {
    let point = Enclosure(literal)
    guard literal.exponent < 0 else { return point }
    if earlier.derivedCount == 0 || earlier.derivedCount < earlier.computedCount {
      return moves(literal, earlier) ? .printing(literal) : point
    }
    if literal.decimals <= 2, earlier.derivedCount < earlier.all.count { return point }
    // What does not print like it has been printed otherwise.
    let derived = earlier.derivedRange(of: literal).intersection(.printing(literal))
    return derived.map(point.hull) ?? point
  }

  /// Whether a numeral may stand for numbers that print like it: the document computes it, or it
  /// has more decimals than anybody chooses.
  func moves(_ literal: Literal) -> Bool { moves(literal, copies(literal.digits) ?? Copies()) }

  private func moves(_ literal: Literal, _ earlier: Copies) -> Bool {
    guard literal.exponent < 0 else { return false }
    return literal.decimals > 2 && !literal.isRound
      || earlier.computedCount > 0 && earlier.areComputed
  }

  /// The symbols with more than one value.
  var symbolsWithSeveralValues: Set<String> {
    Set(symbols.filter { !Self.agree($0.value) }.keys)
  }

  /// The symbols with more than two values: they stand for different things along the document.
  var symbolsWithManyValues: Set<String> {
    Set(
      symbols.filter { _, values in
        var different: [Value] = []
        for value in values where !different.contains(where: { Self.agree($0, value) }) {
          different.append(value)
        }
        return different.count > 2
      }.keys)
  }

  /// Whether the shorter of any two values may be a rounding of the longer.
  private static func agree(_ values: [Value]) -> Bool {
    guard let first = values.first else { return true }
    return values.dropFirst().allSatisfy { agree(first, $0) }
  }

  private static func agree(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): return agree(a.literal, b.literal)
    case (.matrix(let a), .matrix(let b)):
      return a.map(\.count) == b.map(\.count)
        && zip(a.joined(), b.joined()).allSatisfy { agree($0.literal, $1.literal) }
    case (.number, .matrix), (.matrix, .number): return false
    }
  }

  /// Whether two numbers are the same but for a unit of the shorter one's last digit, as roundings
  /// add up.
  static func nearlyAgree(_ a: Literal, _ b: Literal) -> Bool {
    if agree(a, b) { return true }
    let short = a.decimals < b.decimals ? a : b
    guard let x = Double(a.text), let y = Double(b.text), let unit = Double("1e-\(short.decimals)")
    else { return false }
    return abs(x - y) <= unit * 1.0001
  }

  /// All numbers by their symbols.
  var numbers: [String: [Literal]] {
    symbols.mapValues { values in
      values.compactMap { if case .number(let number) = $0 { number.literal } else { nil } }
    }
  }

  /// Whether two numbers are the same, the shorter one rounded or truncated.
  static func agree(_ a: Literal, _ b: Literal) -> Bool {
    if a.decimals == b.decimals { return a.equals(b) }
    let (short, long) = a.decimals < b.decimals ? (a, b) : (b, a)
    return Enclosure.printing(short).contains(long) || Enclosure(long).isCut(to: short)
  }
}
