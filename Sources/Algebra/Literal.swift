import BigInt

/// A decimal number as it is written: `0.40` is not `0.4`.
///
/// The value is `coefficient · 10^exponent`, exactly; `text` is what is printed.
package struct Literal: Hashable, Sendable, CustomStringConvertible {
  package let coefficient: Integer
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
      guard let power = Int(Substring(bytes.dropFirst())), abs(power) <= Literal.exponentLimit
      else {
        return nil
      }
      scale = power
      bytes = bytes.suffix(0)
    }
    guard bytes.isEmpty, let magnitude = Self.magnitude(whole, fraction) else { return nil }
    coefficient = negative ? -magnitude : magnitude
    exponent = scale - fraction.count
    self.text = (negative ? "-" : "") + unsigned
  }

  /// The number that digits are. Hardly any has more than a word of them, and documents have hundred
  /// thousands: these go without the conversion for numbers of any length.
  private static func magnitude(
    _ whole: Substring.UTF8View, _ fraction: Substring.UTF8View
  ) -> Integer? {
    guard whole.count + fraction.count <= 18 else {
      return BigInt(String(Substring(whole)) + String(Substring(fraction))).map { Integer($0) }
    }
    var value = 0
    for digit in whole { value = value * 10 + Int(digit &- UInt8(ascii: "0")) }
    for digit in fraction { value = value * 10 + Int(digit &- UInt8(ascii: "0")) }
    return Integer(value)
  }

  /// A number with as many decimals as the exponent says: `Literal(4325, exponent: -4)` is
  /// `0.4325`.
  package init(_ coefficient: Integer, exponent: Int = 0) {
    self.coefficient = coefficient
    self.exponent = exponent
    text = Literal.plainText(coefficient, exponent: exponent)
  }

  package init(_ value: Int) { self.init(Integer(value)) }

  /// Exponents beyond this are refused when read: such numbers are typing mistakes or attacks.
  package static let exponentLimit = 400

  package var isNegative: Bool { coefficient.isNegative }
  package var isZero: Bool { coefficient.isZero }
  /// Number of digits after the point, 0 for whole numbers.
  package var decimals: Int { max(0, -exponent) }
  package var description: String { text }

  /// The nearest `Double`.
  package var double: Double { Double(text) ?? .nan }

  /// The nearest `Double` of a unit of its last digit.
  package var unit: Double { Integer(1).double(exponent: exponent) }

  package static prefix func - (literal: Literal) -> Literal {
    Literal(-literal.coefficient, exponent: literal.exponent)
  }

  package var magnitude: Literal { isNegative ? -self : self }

  /// The same number as it stands in a formula: `1e-3` as `0.001`, zero without a sign.
  package var plain: Literal {
    let isScientific = text.utf8.contains { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    let isSignedZero = isZero && text.hasPrefix("-")
    return isScientific || isSignedZero ? Literal(coefficient, exponent: exponent) : self
  }

  /// Whether both are the same number, however they are written.
  package func equals(_ other: Literal) -> Bool {
    let shared = min(exponent, other.exponent)
    return coefficient.scaled(by: exponent - shared)
      == other.coefficient.scaled(by: other.exponent - shared)
  }

  /// Digits with a point and without an exponent, written byte by byte: results are printed by the
  /// thousand.
  private static func plainText(_ coefficient: Integer, exponent: Int) -> String {
    var digits: [UInt8] = []
    if case .word(let word) = coefficient {
      var rest = word.magnitude
      repeat {
        digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      digits.reverse()
    } else {
      digits = Array(String(coefficient.big.magnitude).utf8)
    }
    if exponent < 0, digits.count <= -exponent {
      digits.insert(
        contentsOf: repeatElement(UInt8(ascii: "0"), count: 1 - exponent - digits.count), at: 0)
    }
    if exponent < 0 {
      digits.insert(UInt8(ascii: "."), at: digits.count + exponent)
    } else if !coefficient.isZero {
      digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent))
    }
    if coefficient.isNegative { digits.insert(UInt8(ascii: "-"), at: 0) }
    return String(decoding: digits, as: UTF8.self)
  }
}
