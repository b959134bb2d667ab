internal import Algebra

/// A number with its ancestry: what it is from the operands as printed, what it may be if they were
/// rounded themselves, and which slips it comes from.
struct Traced {
  var printed: Enclosure
  /// `nil` where the range of the operands leaves the domain of a function.
  var range: Enclosure?
  var roots: Set<Int> = []
  /// Why a number that does not follow from it may be right all the same.
  var doubt: Doubt?
  /// What it is if each term is rounded before they are added up.
  var noted: Enclosure?
  /// What it is with operands put right that are slips themselves.
  var repair: Repair?
  /// A symbol that the calculation leaves out of the formula in front of it, with its number, where the number
  /// that is held against it has it.
  var leftOut: (symbol: String, number: Literal)?
  /// Whether it comes from symbols and no numerals but whole numbers of the formula.
  var isSymbolic = false

  /// The same where its symbols may stand for something else.
  var uncertain: Traced {
    var other = self
    other.doubt = other.doubt ?? .severalValues
    return other
  }

  init(_ printed: Enclosure, range: Enclosure?) {
    (self.printed, self.range) = (printed, range)
  }

  init(exactly literal: Literal) { self.init(Enclosure(literal), range: Enclosure(literal)) }

  /// A published number with all that it may stand for.
  init(published literal: Literal, range: Enclosure, roots: Set<Int>) {
    self.init(Enclosure(literal), range: range)
    self.roots = roots
  }

  /// A published number: all that prints like it.
  init(published literal: Literal, moves: Bool, roots: Set<Int> = []) {
    self.init(
      Enclosure(literal), range: moves ? Enclosure.printing(literal) : Enclosure(literal))
    self.roots = roots
  }
}

/// What keeps an expression of symbols from telling what a number should be.
enum Doubt: String {
  case severalValues = "a symbol in it has several values in the document"
  case otherNumber = "it follows if a symbol in it stands for another number of the document"
}

/// Operands that a calculation takes otherwise than they are printed. Not those that only the result
/// shows to be wrong: it is what they are held against.
struct Repair {
  /// The claims that are the operands' slips.
  let slips: Set<Int>
  /// What the operands as printed give.
  let asPrinted: Enclosure
}

/// The same as somebody computes who notes each product with a few decimals before adding them up.
struct TermRoundingDomain: Domain {
  let decimals: Int
  private let domain = TracedDomain()

  init(decimals: Int) { self.decimals = decimals }

  func number(_ literal: Literal) -> Traced { domain.number(literal) }
  func sum(_ terms: [Traced]) throws -> Traced { try domain.sum(terms) }
  func product(_ factors: [Traced]) throws -> Traced {
    let product = try domain.product(factors)
    guard let literal = product.printed.rounded(decimals: decimals, .halfUp) else { return product }
    var noted = Traced(exactly: literal)
    noted.roots = product.roots
    return noted
  }
  func negation(_ operand: Traced) throws -> Traced { try domain.negation(operand) }
  func quotient(_ numerator: Traced, _ denominator: Traced) throws -> Traced {
    try domain.quotient(numerator, denominator)
  }
  func power(_ base: Traced, _ exponent: Traced) throws -> Traced {
    try domain.power(base, exponent)
  }
  func apply(_ function: Function, _ arguments: [Traced]) throws -> Traced {
    try domain.apply(function, arguments)
  }
  func holds(_ left: Traced, _ relation: Relation, _ right: Traced) throws -> Bool {
    try domain.holds(left, relation, right)
  }
}

/// Computes with numbers and their ancestry at once.
struct TracedDomain: Domain {
  private let domain = EnclosureDomain()

  func number(_ literal: Literal) -> Traced { Traced(exactly: literal) }
  func sum(_ terms: [Traced]) throws -> Traced {
    try folded(terms, empty: 0) { try domain.sum($0, $1) }
  }
  func product(_ factors: [Traced]) throws -> Traced {
    try folded(factors, empty: 1) { try domain.product($0, $1) }
  }
  func negation(_ operand: Traced) throws -> Traced {
    var result = Traced(
      try domain.negation(operand.printed),
      range: operand.range.flatMap { try? domain.negation($0) })
    result.inherit(from: operand)
    return result
  }
  func quotient(_ numerator: Traced, _ denominator: Traced) throws -> Traced {
    try combine(numerator, denominator) { try domain.quotient($0, $1) }
  }
  func power(_ base: Traced, _ exponent: Traced) throws -> Traced {
    try combine(base, exponent) { try domain.power($0, $1) }
  }
  func apply(_ function: Function, _ arguments: [Traced]) throws -> Traced {
    let ranges = arguments.compactMap(\.range)
    var result = Traced(
      try domain.apply(function, arguments.map(\.printed)),
      range: ranges.count == arguments.count ? try? domain.apply(function, ranges) : nil)
    for argument in arguments { result.inherit(from: argument) }
    return result
  }
  func holds(_ left: Traced, _ relation: Relation, _ right: Traced) throws -> Bool {
    try domain.holds(left.printed, relation, right.printed)
  }

  private func combine(
    _ left: Traced, _ right: Traced, _ operation: (Enclosure, Enclosure) throws -> Enclosure
  ) throws -> Traced {
    var range: Enclosure?
    if let a = left.range, let b = right.range { range = try? operation(a, b) }
    var result = Traced(try operation(left.printed, right.printed), range: range)
    result.inherit(from: left)
    result.inherit(from: right)
    return result
  }

  /// One operand after the other, without a list of what they are: nearly all arithmetic is sums and products.
  private func folded(
    _ operands: [Traced], empty: Int, _ operation: (Enclosure, Enclosure) throws -> Enclosure
  ) throws -> Traced {
    guard let first = operands.first else { return Traced(exactly: Literal(empty)) }
    var result = Traced(first.printed, range: first.range)
    result.inherit(from: first)
    for operand in operands.dropFirst() { result = try combine(result, operand, operation) }
    return result
  }
}

extension Traced {
  /// Takes over what a result has from its operands.
  fileprivate mutating func inherit(from operand: Traced) {
    if !operand.roots.isEmpty { roots.formUnion(operand.roots) }
    doubt = doubt ?? operand.doubt
  }
}
