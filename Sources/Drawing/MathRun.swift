/// A piece of simple mathematics as text: letters with their script and their slope.
///
/// Symbols are short (`\theta_{11}^{cb}`, `\frac{\partial E}{\partial w_5}`); what stands above or
/// below a fraction's line is written in one line with a stroke.
struct MathRun: Hashable, Sendable {
  enum Level: Hashable, Sendable { case base, lower, upper }

  var text: String
  var level = Level.base
  var isItalic = false
  var isBold = false

  /// Reads TeX; what it does not know is left out of no sight but printed by its name.
  static func read(_ tex: String) -> [MathRun] {
    var reader = MathReader(tex)
    return reader.read()
  }
}

extension [MathRun] {
  /// The runs with Unicode's small digits and letters, or `_` and `^` where there are none.
  var plain: String {
    var text = ""
    var position = 0
    while position < count {
      let level = self[position].level
      var piece = ""
      while position < count, self[position].level == level {
        piece += self[position].text
        position += 1
      }
      text += level == .base ? piece : SmallText.written(piece, isUpper: level == .upper)
    }
    return text
  }
}

/// Characters that Unicode has below and above the line.
private enum SmallText {
  static let lower = table("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
  static let upper = table("0123456789+-=()nT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀ")

  private static func table(_ plain: String, _ small: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, small))
  }

  static func written(_ text: String, isUpper: Bool) -> String {
    let table = isUpper ? upper : lower
    let small = text.compactMap { table[$0 == "−" ? "-" : $0] }
    if small.count == text.count { return String(small) }
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber }
    return (isUpper ? "^" : "_") + (isWord ? text : "{\(text)}")
  }
}
