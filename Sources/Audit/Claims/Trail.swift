internal import Algebra

/// What the links of a chain so far leave for the next one.
struct Trail {
  /// What a number can be held against.
  struct Basis {
    let value: MatrixValue<Traced>
    let link: TeXLink
    /// Whether it is a number that the document stated, and not an expression.
    let isNumber: Bool
    /// Whether it is a symbol alone.
    let isSymbol: Bool
    /// The value with operands that are slips put right.
    var corrected: Traced?
    /// The formula it stands in, if it is not the one being read.
    var formula: Formula?

    /// Whether it is a number whose percentage another one is: `0.27 = 27.0`.
    func isHundredth(of number: PrintedNumber) -> Bool {
      guard isNumber, let own = link.scalar.flatMap({ PrintedNumber($0) })?.literal,
        own.exponent <= -2
      else { return false }
      return Literal(own.coefficient, exponent: own.exponent + 2).equals(number.literal)
    }

    /// Whether it is a whole number from 2 on, which no percentage says again.
    var isCount: Bool {
      guard isNumber, let number = link.scalar.flatMap({ PrintedNumber($0) })?.literal else {
        return false
      }
      return number.exponent >= 0 && !number.isNegative && number.magnitude.text != "1"
        && !number.isZero
    }
  }

  /// The last expression of symbols, whether it has a value or not.
  var formula: Expr<TeXLeaf>?

  /// Symbols that the chain says are all equal.
  var subjects: [String] = []
  /// Products and quotients of symbols that the chain says are all equal.
  var composites: [Composite] = []
  /// The last link that has a value.
  var basis: Basis?
  /// The number the chain has come to.
  var published: Publications.Value?
  /// What the first of its calculations gives, if no slip is in it.
  var head: Traced?
  /// Whether there is a link at all to go on with.
  var isEmpty = true
}
