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

  /// The letter or digit that a character for mathematics is a font of: `a` for `𝑎`.
  static func upright(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let code = scalar.value
    guard code >= 0x210E else { return scalar }
    switch code {
    case 0x210E: return "h"
    case 0x1D400...0x1D6A3:
      let place = (code - 0x1D400) % 52
      return Unicode.Scalar((place < 26 ? 0x41 : 0x61 - 26) + place) ?? scalar
    case 0x1D6A8...0x1D7C9:
      let place = (code - 0x1D6A8) % 58
      let others: [UInt32: Unicode.Scalar] = [
        17: "Θ", 25: "∇", 51: "∂", 52: "ε", 53: "θ", 54: "κ", 55: "φ", 56: "ρ", 57: "π",
      ]
      if let other = others[place] { return other }
      return Unicode.Scalar(place < 25 ? 0x391 + place : 0x3B1 + place - 26) ?? scalar
    case 0x1D7CE...0x1D7FF: return Unicode.Scalar(0x30 + (code - 0x1D7CE) % 10) ?? scalar
    default: return scalar
    }
  }

  /// The accent and the letter of one that has both in one character.
  static func accented(_ text: String) -> (accent: String, letter: String)? {
    hats[text].map { ("hat", $0) }
  }

  private static let hats = [
    "ŷ": "y", "ĥ": "h", "â": "a", "ŵ": "w", "ô": "o", "ŝ": "s", "ẑ": "z", "x̂": "x",
  ]
}
