extension Literal {
  /// A number without its sign, however many zeros are written at its ends: what equal sizes have in common.
  package struct Digits: Hashable, Sendable {
    /// A whole number, which ends in no zero behind the point.
    package let coefficient: Integer
    /// Not positive.
    package let exponent: Int

    /// How many there are, from the first that is not zero.
    package var count: Int { coefficient.isZero ? 0 : coefficient.digitCount }
  }

  package var digits: Digits {
    if exponent >= 0 {
      return Digits(coefficient: coefficient.magnitude.scaled(by: exponent), exponent: 0)
    }
    if isZero { return Digits(coefficient: 0, exponent: 0) }
    let (rest, zeros) = coefficient.magnitude.strippingZeros(limit: -exponent)
    return Digits(coefficient: rest, exponent: exponent + zeros)
  }
}
