internal import Algebra

extension Auditor {
  /// A symbol or an element has no value.
  struct Unbound: Error {}

  /// The value of an expression from its numerals and from what the document has published for its
  /// symbols; `nil` if a symbol has no value or the expression none.
  ///
  /// - Parameter others: Values for numerals, by their ranges; `nil` leaves one as it is.
  func evaluate(
    _ value: TeXValue, with others: [Range<Int>: Traced?] = [:]
  ) -> MatrixValue<Traced>? {
    if case .scalar(.number) = value { return nil }
    let isSymbolic = value.isSymbolic
    let value = functions.expanded(value)
    func operand(_ leaf: TeXLeaf) throws -> Traced {
      if case .numeral(_, let range) = leaf, case .some(.some(let other)) = others[range] {
        return other
      }
      if let rounded = roundedPower(leaf, in: value) { return rounded }
      return try traced(leaf)
    }
    let result: MatrixValue<Traced>?
    let operands = value.hasSymbols ? withMatrices(value, isWhole: true) : value
    if case .scalar(let expression) = operands {
      // Most are; the compiler makes a function of its own of this one.
      result = (try? expression.evaluate(in: TracedDomain(), operand)).map { .scalar($0) }
    } else {
      result = try? operands.evaluate(in: TracedDomain(), operand)
    }
    switch result {
    case .scalar(var number)?:
      number.isSymbolic = isSymbolic
      return .scalar(number)
    case .matrix(var rows)?:
      for i in rows.indices { for j in rows[i].indices { rows[i][j].isSymbolic = isSymbolic } }
      return .matrix(rows)
    case nil: return nil
    }
  }

  /// A number of a row as an operand of the others: where it comes from is seldom shown, so that it may be
  /// rounded if it has the decimals for it.
  private func traced(inRow publication: Publication) -> Traced {
    let literal = publication.literal
    let isComputed = publications.computedCopy(of: literal) != nil
    return Traced(
      published: literal, moves: literal.exponent < 0 && (literal.decimals > 1 || isComputed),
      roots: publication.roots)
  }

  private func traced(_ leaf: TeXLeaf) throws -> Traced {
    switch leaf {
    case .numeral(let literal, let range):
      if let wrong = wrongOperands[range] {
        return Traced(
          published: literal, moves: publications.moves(literal), roots: [wrong.claim])
      }
      let stated = publications.operand(literal)
      let roots = rangeRoots[range] ?? stated.roots
      var range = stated.range
      if habits.truncates, !range.isExact || literal.decimals > 2 {
        range = range.hull(.truncating(literal))
      }
      return Traced(
        published: literal, range: range, roots: roots)
    case .symbol("\\pi", _):
      guard let pi = Literal("3.14159265358979323846") else { throw Unbound() }
      return Traced(exactly: pi)
    case .symbol(let name, _):
      if let publication = row.values[name] {
        if correctsSymbols, let expected = publication.expected {
          return Traced(expected, range: expected)
        }
        return traced(inRow: publication)
      }
      let publication: Publication
      let parts =
        name.utf8.contains(1) ? name.split(separator: Self.entrySign) : [Substring(name)]
      switch publications[String(parts[0])] {
      case .number(let number)? where parts.count == 1: publication = number
      case .matrix(let rows)? where parts.count == 3:
        guard let i = Int(parts[1]), let j = Int(parts[2]) else { throw Unbound() }
        publication = rows[i][j]
      case .number, .matrix, nil: throw Unbound()
      }
      if correctsSymbols, let expected = publication.expected {
        return Traced(expected, range: expected)
      }
      var value = traced(publication)
      value.doubt = publications.ambiguous.contains(String(parts[0])) ? .severalValues : nil
      return value
    }
  }

  /// What a numeral such as 0.001 may stand for if it is a factor with a minus sign: rates and ε are powers of
  /// ten, but not negative ones, so that it is a result that was rounded; `nil` for all others.
  private func roundedPower(_ leaf: TeXLeaf, in value: TeXValue) -> Traced? {
    guard case .numeral(let literal, let range) = leaf, literal.decimals > 2, literal.isRound,
      case .scalar(let expression) = value, expression.hasNegativeFactor(range),
      publications.copies(of: literal).allSatisfy({ $0.literal.isNegative })
    else { return nil }
    return Traced(
      published: literal, moves: true, roots: rangeRoots[range] ?? publications.rootsOfCopy(literal)
    )
  }

  /// The value of an expression with symbols put right whose numbers are slips.
  func correcting(_ value: TeXValue) -> MatrixValue<Traced>? {
    var corrected = self
    corrected.correctsSymbols = true
    return corrected.evaluate(value)
  }

  /// The value of an expression if each of its products is rounded, before they are added, to as many
  /// decimals as the result has.
  func roundingTerms(_ value: TeXValue, decimals: Int) -> MatrixValue<Traced>? {
    guard !value.hasSymbols else { return nil }
    return try? value.evaluate(in: TermRoundingDomain(decimals: decimals)) { try traced($0) }
  }

  /// Whether a number follows from symbols if one of them has the number of something else that has
  /// been published: of an earlier example, say. A number of few digits follows from something or other
  /// by chance, which would hide slips.
  func followsOtherwise(_ literal: Literal, from value: TeXValue) -> Bool {
    guard literal.isTelling else { return false }
    let printing = Enclosure.printing(literal)
    let candidates = Set(
      publications.recent(Self.candidateCount).map(\.literal).filter(\.isTelling))
    for symbol in value.symbols {
      for candidate in candidates {
        let other = value.mapped { expression in
          expression.map { leaf in
            guard case .symbol(symbol, let range) = leaf else { return .leaf(leaf) }
            return .leaf(.numeral(candidate, range))
          }
        }
        if case .scalar(let number)? = evaluate(other), printing.intersects(number.printed) {
          return true
        }
      }
    }
    return false
  }

  /// How many of the last numbers a symbol may stand for instead.
  private static var candidateCount: Int { 200 }

  /// Stands between a matrix symbol and an entry's indices.
  private static var entrySign: Character { "\u{1}" }

  /// The same with symbols of matrices replaced by their entries.
  ///
  /// - Parameter isWhole: Whether it is all of an expression, whose own value is not taken for what it gives.
  private func withMatrices(_ value: TeXValue, isWhole: Bool = false) -> TeXValue {
    switch value {
    case .scalar(let expression): withMatrices(expression, isWhole: isWhole) ?? value
    case .matrix, .tuple: value
    case .sum(let terms): .sum(terms.map { withMatrices($0) })
    case .negation(let operand): .negation(withMatrices(operand))
    case .product(let a, let b): .product(withMatrices(a), withMatrices(b))
    case .hadamard(let a, let b): .hadamard(withMatrices(a), withMatrices(b))
    case .quotient(let a, let b): .quotient(withMatrices(a), withMatrices(b))
    case .transposed(let operand): .transposed(withMatrices(operand))
    case .call(let function, let operand): .call(function, withMatrices(operand))
    case .vector(let function, let operand): .vector(function, withMatrices(operand))
    }
  }

  /// `nil` if there is no matrix in it.
  private func withMatrices(_ expression: Expr<TeXLeaf>, isWhole: Bool = false) -> TeXValue? {
    if !isWhole, let known = matrix(of: expression) { return known }
    switch expression {
    case .leaf(.symbol(let name, let range)): return matrix(name, range)
    case .leaf, .number, .power, .cases: return nil
    case .sum(let terms): return joined(terms).map { .sum($0) }
    case .product(let factors):
      return joined(factors).flatMap { values in
        values.dropFirst().reduce(values.first) { left, right in left.map { .product($0, right) } }
      }
    case .negation(let operand): return withMatrices(operand).map { .negation($0) }
    case .quotient(let a, let b):
      return withMatrices(a).map { .quotient($0, .scalar(b)) }
    case .call(let function, let arguments):
      guard arguments.count == 1, let argument = withMatrices(arguments[0]) else { return nil }
      return .call(function, argument)
    }
  }

  private func joined(_ operands: [Expr<TeXLeaf>]) -> [TeXValue]? {
    let values = operands.map { withMatrices($0) }
    guard values.contains(where: { $0 != nil }) else { return nil }
    return zip(values, operands).map { $0 ?? .scalar($1) }
  }

  private func matrix(_ name: String, _ range: Range<Int>) -> TeXValue? {
    if let value = softmax(name) { return value }
    if let value = entries(name, range) { return value }
    return Self.untransposed(name).flatMap { entries($0, range) }.map { .transposed($0) }
  }

  /// The matrix that has been published for a product or quotient.
  private func matrix(of expression: Expr<TeXLeaf>) -> TeXValue? {
    guard let name = publications.name(of: expression), let range = expression.leaves.first?.range
    else { return nil }
    return entries(name, range)
  }

  /// What `softmax(z)` stands for, where z is a vector that has been published, or a matrix of vectors.
  private func softmax(_ name: String) -> TeXValue? {
    softmaxArgument(name).map { .vector(.softmax, $0) }
  }

  private func softmaxArgument(_ name: String) -> TeXValue? {
    guard Self.isSoftmax(name), let argument = FunctionTable.call(name)?.argument,
      case .scalar(let vector)? = try? TeXReader.expression(argument)
    else { return nil }
    return withMatrices(vector)
  }

  /// What the softmax of each column of a matrix gives, where those of the numbers that are printed for it add
  /// up to one and the rows do not.
  func softmaxOfColumns(_ basis: Trail.Basis?, _ rows: [[PrintedNumber]]) -> [[Traced]]? {
    guard rows.count > 1, rows[0].count > 1,
      let argument = basis?.link.value.loneSymbol.flatMap(softmaxArgument)
    else { return nil }
    let numbers = rows.map { $0.map(\.literal.double) }
    let columns = numbers[0].indices.map { column in numbers.map { $0[column] } }
    func areShares(_ vectors: [[Double]]) -> Bool {
      2 * vectors.count { abs($0.reduce(0, +) - 1) < 0.02 } > vectors.count
    }
    guard areShares(columns), !areShares(numbers),
      case .matrix(let entries)? = evaluate(
        .transposed(.vector(.softmax, .transposed(argument))))
    else { return nil }
    return entries
  }

  /// Whether a symbol is the softmax of something, and no number's name.
  static func isSoftmax(_ name: String) -> Bool {
    ["\\text{softmax}(", "\\text{Softmax}("].contains { name.hasPrefix($0) }
  }

  private func entries(_ name: String, _ range: Range<Int>) -> TeXValue? {
    guard case .matrix(let rows)? = publications[name] else { return nil }
    let sign = Self.entrySign
    return .matrix(
      rows.indices.map { i in
        rows[i].indices.map { .leaf(.symbol("\(name)\(sign)\(i)\(sign)\($0)", range)) }
      })
  }

  /// The symbol whose transpose another one is: `W^{(2)}` for `W^{(2)T}`.
  static func untransposed(_ name: String) -> String? {
    for ending in ["^T", "^\\top"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    for ending in ["T}", "\\top}"] where name.hasSuffix(ending) && name.contains("^{") {
      return name.dropLast(ending.count) + "}"
    }
    return nil
  }
}

extension Expr<TeXLeaf> {
  /// Whether the numeral in a range is a factor, or all there is, and has a minus sign of its own: not the one
  /// that takes it from something.
  fileprivate func hasNegativeFactor(_ range: Range<Int>) -> Bool {
    func isNumeral(_ expression: Expr) -> Bool {
      if case .leaf(.numeral(_, range)) = expression { true } else { false }
    }
    func isNegative(_ expression: Expr) -> Bool {
      switch expression {
      case .negation(.product(let factors)): factors.first.map(isNumeral) ?? false
      case .negation(let operand): isNumeral(operand)
      case .product(let factors): factors.contains(where: isNegative)
      default: false
      }
    }
    switch self {
    case .sum(let terms):
      return terms.first.map(isNegative) ?? false
        || terms.dropFirst().contains { term in
          if case .product(let factors) = term {
            factors.contains(where: isNegative)
          } else {
            false
          }
        }
    default: return isNegative(self)
    }
  }
}
