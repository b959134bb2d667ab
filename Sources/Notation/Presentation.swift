package import Algebra
package import Diagnostics

/// How a network's quantities are written: symbols, digits and what is rounded when.
package struct Presentation: Sendable {
  package var notation: NotationChoice
  package var precision: Precision
  package var digits: [DigitRule]
  package var rounding: Rounding

  package init(
    notation: NotationChoice = NotationChoice(), precision: Precision = .exact,
    digits: [DigitRule] = [], rounding: Rounding = .halfUp
  ) {
    self.notation = notation
    self.precision = precision
    self.digits = digits
    self.rounding = rounding
  }
}

/// A preset of `templates/notations/` and what a network cell changes in it.
package struct NotationChoice: Sendable {
  package var preset: String
  package var presetPlace: SourceSpan?
  package var overrides: [Override]

  package struct Override: Sendable {
    package var role: String
    package var pattern: String
    package var place: SourceSpan?

    package init(role: String, pattern: String, place: SourceSpan? = nil) {
      self.role = role
      self.pattern = pattern
      self.place = place
    }
  }

  package init(
    preset: String = "walkthrough", presetPlace: SourceSpan? = nil, overrides: [Override] = []
  ) {
    self.preset = preset
    self.presetPlace = presetPlace
    self.overrides = overrides
  }
}

/// When numbers are rounded.
package enum Precision: String, Sendable, CaseIterable {
  /// Floating point, rounded only to print.
  case exact
  /// Every named quantity and step is rounded before it is used again, as with a pencil.
  case asDisplayed = "as-displayed"
}

/// One entry of `digits:`.
package struct DigitRule: Sendable {
  /// `default`, or a selector such as `H.net` or `H.weight.*`.
  package var selector: String
  package var digits: Digits
  package var place: SourceSpan?

  package init(selector: String, digits: Digits, place: SourceSpan? = nil) {
    self.selector = selector
    self.digits = digits
    self.place = place
  }
}

/// How many digits a number is printed with.
package enum Digits: Hashable, Sendable {
  /// `5`: so many decimals, more where the number would otherwise vanish.
  case decimals(Int)
  /// `3s`: so many significant digits.
  case significant(Int)
  /// `5t`: at most so many decimals, zeros at the end trimmed.
  case trimmed(Int)
  /// `3!`: exactly so many decimals, come what may.
  case exactly(Int)
  /// `given`: as the author wrote it.
  case given

  /// The most digits that can be asked for.
  package static let limit = 30

  /// Reads `5`, `3s`, `5t`, `3!`, `given`; `nil` for everything else.
  package init?(_ text: String) {
    if text == "given" {
      self = .given
      return
    }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(number), count <= Digits.limit else { return nil }
    switch text.dropFirst(number.count) {
    case "": self = .decimals(count)
    case "s" where count > 0: self = .significant(count)
    case "t": self = .trimmed(count)
    case "!": self = .exactly(count)
    default: return nil
    }
  }
}
