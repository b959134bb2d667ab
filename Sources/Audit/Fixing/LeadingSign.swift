internal import Diagnostics

/// The sign right in front of a number.
struct LeadingSign {
  /// The sign and the spaces behind it.
  let range: Range<Int>
  /// Whether it takes the number from what stands before it, or adds it, and is not the number's own.
  let isJoining: Bool

  /// - Parameters:
  ///   - offset: Where the number's digits begin.
  ///   - signs: Those that are looked for.
  init?(before offset: Int, in source: SourceText, _ signs: String = "-−") {
    let before = source[max(0, offset - 24)..<offset]
    guard let sign = before.lastIndex(where: { $0 != " " }), signs.contains(before[sign]) else {
      return nil
    }
    range = offset - before[sign...].utf8.count..<offset
    let text = before[..<sign].trimmingPrefix(while: { $0 == " " })
    isJoining = !Self.expectsNumber(behind: text)
  }

  /// Whether a text ends where a number is to follow, so that a sign is the number's.
  private static func expectsNumber(behind text: Substring) -> Bool {
    guard let end = text.lastIndex(where: { $0 != " " && $0 != "\n" }) else { return true }
    let text = text[...end]
    if "([{=&|$*·×/,;:<>≈^_+-−~".contains(text[end]) { return true }
    guard let command = text.lastIndex(of: "\\") else { return false }
    let name = text[text.index(after: command)...]
    return name.hasPrefix("begin{") || operators.contains(String(name))
  }

  /// TeX commands that a number follows, and what is left of the end of a row.
  private static let operators: Set<String> = [
    "cdot", "times", "odot", "div", "approx", "simeq", "to", "rightarrow", "Rightarrow", "mapsto",
    "le", "ge", "leq", "geq", "quad", "qquad", "lvert", "",
  ]
}
