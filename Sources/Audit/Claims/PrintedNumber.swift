internal import Algebra

/// A number as a document prints it: sign, digits and where it stands in the TeX around it.
struct PrintedNumber {
  let literal: Literal
  /// From the first digit to the last.
  let range: Range<Int>
  /// Whether it is a percentage; the literal is its hundredth.
  private(set) var isPercent = false

  /// The number in front of the percent sign where that is what a calculation gives, as that of
  /// `(40 + 80) / 2 = 60 %`; else the number as it is.
  func asComputed(_ value: Enclosure?) -> PrintedNumber {
    guard isPercent, let value else { return self }
    let percents = Literal(literal.coefficient, exponent: literal.exponent + 2)
    return Enclosure.printing(percents).intersects(value) ? PrintedNumber(percents, range) : self
  }

  init(_ literal: Literal, _ range: Range<Int>) { (self.literal, self.range) = (literal, range) }

  /// The number that is all of an expression: a numeral with signs, perhaps a percentage.
  init?(_ expression: Expr<TeXLeaf>) {
    switch expression {
    case .leaf(.numeral(let literal, let range)): (self.literal, self.range) = (literal, range)
    case .negation(let operand):
      guard let number = PrintedNumber(operand) else { return nil }
      (literal, range) = (-number.literal, number.range)
    case .sum(let terms) where terms.count == 1:
      guard let number = PrintedNumber(terms[0]) else { return nil }
      self = number
    case .product(let factors) where factors.count == 1:
      guard let number = PrintedNumber(factors[0]) else { return nil }
      self = number
    case .quotient(let numerator, .number(let hundred)) where hundred.equals(Literal(100)):
      guard let number = PrintedNumber(numerator) else { return nil }
      let literal = number.literal
      (self.literal, range) = (
        Literal(literal.coefficient, exponent: literal.exponent - 2), number.range
      )
      isPercent = true
    case .number, .leaf, .sum, .product, .quotient, .power, .call, .cases: return nil
    }
  }
}

extension TeXValue {
  /// The numbers of a matrix that holds nothing else.
  var printedMatrix: [[PrintedNumber]]? {
    let rows: [[Expr<TeXLeaf>]]
    switch self {
    case .matrix(let matrix): rows = matrix
    case .tuple(let items): rows = [items]
    case .transposed(let operand):
      guard let rows = operand.printedMatrix, let first = rows.first else { return nil }
      return first.indices.map { column in rows.map { $0[column] } }
    case .scalar, .sum, .negation, .product, .hadamard, .quotient, .call, .vector: return nil
    }
    var numbers: [[PrintedNumber]] = []
    for row in rows {
      let printed = row.compactMap { PrintedNumber($0) }
      guard printed.count == row.count else { return nil }
      numbers.append(printed)
    }
    return numbers
  }

  /// The symbol that is all there is.
  var loneSymbol: String? {
    if case .scalar(.leaf(.symbol(let name, _))) = self { return name }
    return nil
  }

  /// Whether there are numerals in it, and symbols.
  var hasNumerals: Bool { containsLeaf { if case .numeral = $0 { true } else { false } } }
  var hasSymbols: Bool { containsLeaf { if case .symbol = $0 { true } else { false } } }
}

extension Literal {
  /// Digits from the first that is not zero.
  var significantDigits: Int {
    // With a power of ten, as many as are written, be it `5e2` or `500`.
    if exponent > 0 {
      return text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        .drop { !$0.isDigit || $0 == UInt8(ascii: "0") }.count(where: \.isDigit)
    }
    return isZero ? 0 : coefficient.digitCount
  }

  /// Whether equal digits are hardly chance: at least three, and more than one but for zeros at the
  /// end.
  var isTelling: Bool {
    significantDigits >= 3 && digits.count >= 2
  }

  /// Whether it is a power of ten, such as rates and ε are.
  var isRound: Bool { digits.coefficient == 1 }

  /// The whole number with its zeros at the end as a power of ten: `400` is `4e2`.
  var withoutPlaceZeros: Literal {
    let zeros = text.reversed().prefix { $0 == "0" }.count
    guard exponent == 0, zeros > 0, !isZero else { return self }
    return Literal("\(text.dropLast(zeros))e\(zeros)") ?? self
  }
}
