/// Characters of plain text that TeX has scripts and accents for.
enum PlainScripts {
  private static func table(_ pairs: String) -> [Unicode.Scalar: Unicode.Scalar] {
    let scalars = Array(pairs.unicodeScalars)
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: scalars.count - 1, by: 2).map {
        (scalars[$0], scalars[$0 + 1])
      })
  }

  /// Small letters below the line, and what they are.
  static let subscripts = table(
    "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9ₐaₑeₕhᵢiⱼjₖkₗlₘmₙnₒoₚpᵣrₛsₜtᵤuᵥvₓx₊+₋-")

  /// Small letters above the line, and what they are.
  static let superscripts = table("⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-ᵀTᵗtⁿnⁱi")

  /// Accents that combine with the letter before them, as commands.
  static let accents: [Unicode.Scalar: String] = [
    "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar", "\u{305}": "bar",
  ]

  /// The accent and the letter of one that has both in one character.
  static func accented(_ text: String) -> (accent: String, letter: String)? {
    hats[text].map { ("hat", $0) }
  }

  private static let hats = [
    "ŷ": "y", "ĥ": "h", "â": "a", "ŵ": "w", "ô": "o", "ŝ": "s", "ẑ": "z", "x̂": "x",
  ]
}
