internal import Algebra

/// How a page sets a number: behind its digits a power of ten, or a sign for hundredths.
struct NumberSetting {
  /// The digits themselves.
  let mantissa: Literal
  /// The power of ten that they are multiplied by.
  private let power: Int
  /// What stands behind them.
  private let ending: String

  /// `nil` where the digits are the number's as they stand, or another number's.
  init?(of number: Literal, in printed: some StringProtocol) {
    let bytes = Array(printed.utf8)
    guard let digits = NumeralScanner.ranges(in: String(printed)).first,
      let mantissa = Literal(String(decoding: bytes[digits], as: UTF8.self)),
      mantissa.coefficient == number.magnitude.coefficient, mantissa.exponent != number.exponent
    else { return nil }
    self.mantissa = mantissa
    power = number.exponent - mantissa.exponent
    let rest = String(decoding: bytes[digits.upperBound...], as: UTF8.self)
    let gap = rest.first.map(\.isWhitespace) ?? false ? " " : ""
    ending = rest.isEmpty && power == -2 ? " %" : gap + rest.onOneLine
  }

  /// The digits of another number that is set so.
  func digits(of number: Literal) -> Literal {
    Literal(number.coefficient, exponent: number.exponent - power)
  }

  /// Another number set so.
  func text(of number: Literal) -> String { digits(of: number).text + ending }
}
