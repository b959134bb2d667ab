import BigInt
import Foundation

/// Functions of one exact number, `coefficient · 10^exponent`, enclosed to `precision` digits.
extension EnclosureDomain {
  /// `e^x`; an overflow beyond the size limit, in constant time.
  func exp(_ x: Integer, exponent: Int) throws -> Enclosure {
    if x.isZero { return Enclosure(1) }
    let approximate = x.double(exponent: exponent)
    if approximate > 10_000 { throw DomainError.overflow }
    if approximate < -10_000 {
      // e^-10000 is below 10^-4342.
      return Enclosure(low: 0, high: 1, exponent: -Self.sizeLimit)
    }
    return try ExponentialMemo.shared.value(x, exponent: exponent, precision: precision) {
      let scale = binaryScale(precision)
      // Digits far behind the scale cannot matter: 2^-scale bounds what is dropped.
      let argument = fixed(x.big, exponent: exponent, scale: scale)
      return try decimal(FixedPoint.exp(argument, scale: scale))
    }
  }

  /// `ln x`.
  func log(_ x: Integer, exponent: Int) throws -> Enclosure {
    guard x > 0 else { throw DomainError.outsideDomain(.log) }
    let (number, zeros) = x.strippingZeros()
    let value = number.big
    let power = exponent + zeros
    if value == 1 && power == 0 { return Enclosure(0) }
    // x = mantissa · 2^binary with the mantissa between 1/2 and 2, without doubles that overflow.
    let bits = value.magnitude.bitWidth
    let top = value.double(exponent: -(bits * 30103 / 100_000))
    let log2 =
      Foundation.log2(top)
      + Double(bits * 30103 / 100_000 + power) * 3.321928094887362
    let binary = Int(log2.rounded())
    var scale = binaryScale(precision)
    if binary == 0 {
      // Near 1 the logarithm is about x - 1, and its leading zeros are lost as digits.
      let one = power <= 0 ? BigInt.powerOfTen(-power) : 1
      let difference = value.scaled(by: max(0, power)) - one
      scale += max(0, one.magnitude.bitWidth - difference.magnitude.bitWidth + 1)
    }
    let mantissa = fixed(value, exponent: power, scale: scale - binary)
    // The top 64 bits of the mantissa suffice for an estimate good to 50.
    let excess = mantissa.magnitude.bitWidth - 64
    let leading = Double(UInt64(truncatingIfNeeded: mantissa.magnitude >> excess))
    let estimate = Foundation.log(
      Double(sign: .plus, exponent: excess - scale, significand: leading))
    return try decimal(
      FixedPoint.log(mantissa: mantissa, exponent: binary, estimate: estimate, scale: scale))
  }

  /// `√x`, exact for squares.
  func sqrt(_ x: Integer, exponent: Int) throws -> Enclosure {
    guard !x.isNegative else { throw DomainError.outsideDomain(.sqrt) }
    if x.isZero { return Enclosure(0) }
    // An even exponent, and as many digits in front as make a root of the precision.
    var shift = max(0, 2 * precision + 2 - x.digitEstimate)
    if (exponent - shift) % 2 != 0 { shift += 1 }
    let radicand = x.big.scaled(by: shift)
    let root = Integer(radicand.squareRoot())
    let half = (exponent - shift) / 2
    if (root * root).big == radicand {
      let (value, zeros) = root.strippingZeros()
      return try settled(value, value, exponent: half + zeros)
    }
    return try settled(root, root + 1, exponent: half)
  }

  /// `1 / (1 + e^-x)`, which grows with x; the exponential's argument is never positive.
  func sigmoid(_ x: Integer, exponent: Int) throws -> Enclosure {
    let one = Enclosure(1)
    let e = try exp(-x.magnitude, exponent: exponent)
    if !x.isNegative { return try quotient(one, sum([one, e])) }
    // e / (1 + e) grows with e: each end of the result from one end of e.
    let low = try quotient(e.lowEnd, sum([one, e.lowEnd]))
    let high = try quotient(e.highEnd, sum([one, e.highEnd]))
    return low.hull(high)
  }

  /// `tanh x = ± (1 - e) / (1 + e)` with `e = e^(-2|x|)`, which falls with e.
  func tanh(_ x: Integer, exponent: Int) throws -> Enclosure {
    if x.isZero { return Enclosure(0) }
    let size = x.digitEstimate + exponent
    if 2 * size < -precision {
      // x - x³/3 <= tanh x <= x for x >= 0, and x²/3 is below the precision.
      let cube = x * x * x
      let line = Enclosure(low: x, high: x, exponent: exponent)
      let correction = Enclosure(low: cube, high: cube, exponent: 3 * exponent)
      return try sum([line, negation(quotient(correction, Enclosure(3)))]).hull(line)
    }
    // 1 - e loses as many digits as x has leading zeros.
    let working = EnclosureDomain(precision: precision + 3 + max(0, -size))
    let e = try working.exp(-2 * x.magnitude, exponent: exponent)
    let one = Enclosure(1)
    func ratio(_ e: Enclosure) throws -> Enclosure {
      try working.quotient(working.sum([one, working.negation(e)]), working.sum([one, e]))
    }
    let result = try ratio(e.highEnd).hull(ratio(e.lowEnd))
    let settled = try settled(result.low, result.high, exponent: result.exponent)
    return x.isNegative ? try negation(settled) : settled
  }

  /// Bits behind the point for so many digits, with room for the errors of `FixedPoint`.
  private func binaryScale(_ digits: Int) -> Int {
    let scale = digits * 10 / 3 + 8
    return scale + FixedPoint.lostBits(scale: scale + 64)
  }

  /// `floor(x · 10^exponent · 2^scale)`.
  private func fixed(_ x: BigInt, exponent: Int, scale: Int) -> BigInt {
    if exponent >= 0 {
      let whole = x.scaled(by: exponent)
      return scale >= 0 ? whole << scale : whole.dividedDown(by: BigInt(1) << -scale)
    }
    let divisor = BigInt.powerOfTen(-exponent)
    return scale >= 0
      ? (x << scale).dividedDown(by: divisor) : x.dividedDown(by: divisor << -scale)
  }

  /// A binary interval as a decimal one, rounded outward.
  private func decimal(_ interval: BinaryInterval) throws -> Enclosure {
    let bits = max(interval.low.magnitude.bitWidth, interval.high.magnitude.bitWidth)
    let size = (bits + interval.exponent) * 30103 / 100_000
    let decimals = precision + 2 - size
    guard interval.exponent < 0 else {
      return try settled(
        Integer(interval.low << interval.exponent), Integer(interval.high << interval.exponent),
        exponent: 0)
    }
    let unit = BigInt(1) << -interval.exponent
    if decimals >= 0 {
      return try settled(
        Integer(interval.low.scaled(by: decimals).shiftedDown(by: -interval.exponent)),
        Integer(interval.high.scaled(by: decimals).shiftedUp(by: -interval.exponent)),
        exponent: -decimals)
    }
    let divisor = unit.scaled(by: -decimals)
    return try settled(
      Integer(interval.low.dividedDown(by: divisor)),
      Integer(interval.high.dividedUp(by: divisor)),
      exponent: -decimals)
  }
}

extension Enclosure {
  /// The lower end as a number of zero width.
  var lowEnd: Enclosure { Enclosure(low: low, high: low, exponent: exponent) }
  /// The upper end as a number of zero width.
  var highEnd: Enclosure { Enclosure(low: high, high: high, exponent: exponent) }
}

extension BigInt {
  /// `floor(self / 2^bits)`. The library's own shift goes towards zero for negative numbers.
  func shiftedDown(by bits: Int) -> BigInt {
    guard self < 0 else { return self >> bits }
    return -(-self).shiftedUp(by: bits)
  }

  /// `ceil(self / 2^bits)`.
  func shiftedUp(by bits: Int) -> BigInt {
    guard self > 0 else { return isZero ? 0 : -((-self) >> bits) }
    let floor = self >> bits
    return trailingZeroBitCount >= bits ? floor : floor + 1
  }
}
