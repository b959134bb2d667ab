package import BigInt

/// A decimal number as it is written: `0.40` is not `0.4`.
///
/// The value is `coefficient · 10^exponent`, exactly; `text` is what is printed.
package struct Literal: Hashable, Sendable, CustomStringConvertible {
  package let coefficient: BigInt
  package let exponent: Int
  /// As written or printed, without a plus sign: `-0.350`, `12`, `1e-3`.
  package let text: String

  /// Reads `12`, `-0.350`, `+.5`, `1e-3`; `nil` for everything else (`0x1F`, `1_000`, `nan`).
  package init?(_ text: some StringProtocol) {
    var bytes = Substring(text).utf8[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    let unsigned = Substring(bytes)
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    let whole = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(whole.count)
    var fraction = bytes.prefix(0)
    if bytes.first == UInt8(ascii: ".") {
      fraction = bytes.dropFirst().prefix(while: isDigit)
      bytes = bytes.dropFirst(fraction.count + 1)
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    var scale = 0
    if let e = bytes.first, e == UInt8(ascii: "e") || e == UInt8(ascii: "E") {
      guard let power = Int(Substring(bytes.dropFirst())), abs(power) <= Literal.exponentLimit else {
        return nil
      }
      scale = power
      bytes = bytes.suffix(0)
    }
    guard bytes.isEmpty, let magnitude = BigInt(String(whole)! + String(fraction)!) else { return nil }
    coefficient = negative ? -magnitude : magnitude
    exponent = scale - fraction.count
    self.text = (negative ? "-" : "") + unsigned
  }

  /// A number with as many decimals as the exponent says: `Literal(4325, exponent: -4)` is `0.4325`.
  package init(_ coefficient: BigInt, exponent: Int = 0) {
    self.coefficient = coefficient
    self.exponent = exponent
    let digits = String(coefficient.magnitude)
    let sign = coefficient < 0 ? "-" : ""
    if exponent >= 0 {
      text = sign + digits + String(repeating: "0", count: coefficient == 0 ? 0 : exponent)
    } else {
      let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
      text = sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    }
  }

  package init(_ value: Int) { self.init(BigInt(value)) }

  /// Exponents beyond this are refused when read: such numbers are typing mistakes or attacks.
  package static let exponentLimit = 400

  package var isNegative: Bool { coefficient < 0 }
  package var isZero: Bool { coefficient == 0 }
  /// Number of digits after the point, 0 for whole numbers.
  package var decimals: Int { max(0, -exponent) }
  package var description: String { text }

  /// The nearest `Double`.
  package var double: Double { Double(text) ?? .nan }

  package static prefix func - (literal: Literal) -> Literal {
    Literal(-literal.coefficient, exponent: literal.exponent)
  }

  package var magnitude: Literal { isNegative ? -self : self }

  /// Whether both are the same number, however they are written.
  package func equals(_ other: Literal) -> Bool {
    let shared = min(exponent, other.exponent)
    return coefficient.scaled(by: exponent - shared) == other.coefficient.scaled(by: other.exponent - shared)
  }
}

extension BigInt {
  /// This number times a non-negative power of ten.
  package func scaled(by power: Int) -> BigInt {
    power == 0 ? self : self * BigInt(10).power(power)
  }
}
