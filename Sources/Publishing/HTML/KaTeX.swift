import Foundation

/// The KaTeX that is installed on this machine: its script, its styles and the fonts that formulas use.
package struct KaTeX: Sendable {
  /// Debian's package, npm's, Homebrew's.
  package static let folders = [
    "/usr/share/javascript/katex", "/usr/share/nodejs/katex/dist",
    "/usr/local/lib/node_modules/katex/dist", "/opt/homebrew/lib/node_modules/katex/dist",
  ]

  let script: String
  private let styles: String
  private let fontFolder: URL

  /// - Returns: `nil` if KaTeX is in none of the folders.
  package init?(folders: [String] = KaTeX.folders) {
    for folder in folders.map({ URL(filePath: $0, directoryHint: .isDirectory) }) {
      guard let script = Self.text("katex.min.js", in: folder),
        let styles = Self.text("katex.min.css", in: folder)
      else { continue }
      // In a page a script ends at its closing tag, wherever that stands.
      self.script = script.replacing("</script", with: "<\\/script")
      self.styles = styles
      fontFolder = folder.appending(path: "fonts")
      return
    }
    return nil
  }

  private static func text(_ name: String, in folder: URL) -> String? {
    try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The styles with the fonts that some formulas need inside.
  func styles(for formulas: [String]) -> String {
    var rules = ""
    for font in Self.fonts(for: formulas) {
      guard let data = try? Data(contentsOf: fontFolder.appending(path: "KaTeX_\(font.file).woff2"))
      else { continue }
      rules +=
        "@font-face{font-family:KaTeX_\(font.family);font-weight:\(font.weight);"
        + "font-style:\(font.style);"
        + "src:url(data:font/woff2;base64,\(data.base64EncodedString())) format(\"woff2\")}\n"
    }
    return rules + Self.withoutFonts(styles)
  }

  private static func withoutFonts(_ styles: String) -> String {
    var result = ""
    var rest = styles[...]
    while let start = rest.range(of: "@font-face{"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      result += rest[..<start.lowerBound]
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  // MARK: Fonts

  struct Font: Hashable {
    let family: String
    var weight = "normal"
    var style = "normal"

    var file: String {
      let kind = (weight == "bold" ? "Bold" : "") + (style == "italic" ? "Italic" : "")
      return "\(family)-\(kind.isEmpty ? "Regular" : kind)"
    }
  }

  /// The fonts of nearly every formula.
  private static let always =
    [Font(family: "Main"), Font(family: "Math", style: "italic")]
    + ["Size1", "Size2", "Size3", "Size4"].map { Font(family: $0) }

  /// Commands that need fonts of their own.
  private static let special: [String: [Font]] = {
    let bold = Font(family: "Main", weight: "bold")
    let italic = Font(family: "Main", style: "italic")
    let both = Font(family: "Main", weight: "bold", style: "italic")
    var table: [String: [Font]] = [
      "mathcal": [Font(family: "Caligraphic"), Font(family: "Caligraphic", weight: "bold")],
      "mathfrak": [Font(family: "Fraktur"), Font(family: "Fraktur", weight: "bold")],
      "mathscr": [Font(family: "Script")], "textit": [italic], "mathit": [italic],
    ]
    let sans = [
      Font(family: "SansSerif"), Font(family: "SansSerif", weight: "bold"),
      Font(family: "SansSerif", style: "italic"),
    ]
    for name in ["mathsf", "textsf", "sf"] { table[name] = sans }
    for name in ["mathtt", "texttt", "tt", "url", "verb"] {
      table[name] = [Font(family: "Typewriter")]
    }
    for name in ["mathbf", "textbf", "bf", "boldsymbol", "bm", "pmb", "bold", "mathbfit"] {
      table[name] = [bold, both, Font(family: "Math", weight: "bold", style: "italic")]
    }
    for name in ["it", "emph", "textmd"] { table[name] = [italic] }
    return table
  }()

  /// Commands whose letters are all in the fonts of nearly every formula. The others may be in KaTeX's AMS
  /// font.
  private static let common: Set<String> = Set(
    """
    frac dfrac tfrac text textrm mathrm cdot times partial sum prod int sigma delta Delta eta theta \
    alpha beta gamma lambda mu omega Omega phi varphi psi rho tau pi epsilon varepsilon kappa zeta nu xi \
    chi Gamma Theta Lambda Sigma Phi Psi Pi boxed approx leq geq le ge neq ne to rightarrow leftarrow \
    Rightarrow mapsto left right begin end quad qquad ldots cdots vdots ddots log ln exp max min tanh sqrt \
    lvert rvert lVert rVert langle rangle odot circ pm in infty top prime hat bar tilde vec overline \
    underline underbrace overbrace operatorname displaystyle textstyle big Big bigg Bigg bigl bigr Bigl \
    Bigr mathbf boldsymbol mathcal mathit texttt textbf textit equiv sim ll gg sin cos lim dots forall \
    exists nabla oplus otimes cup cap subset color textcolor tag
    """.split(separator: " ").map(String.init))

  static func fonts(for formulas: [String]) -> [Font] {
    if formulas.isEmpty { return [] }
    var fonts = Set(always)
    for formula in formulas {
      for name in commands(in: formula) {
        fonts.formUnion(special[name] ?? [])
        if special[name] == nil, !common.contains(name) { fonts.insert(Font(family: "AMS")) }
      }
      if !formula.utf8.allSatisfy({ $0 < 0x80 }) { fonts.insert(Font(family: "AMS")) }
    }
    return fonts.sorted { $0.file < $1.file }
  }

  private static func commands(in tex: String) -> Set<String> {
    var names: Set<String> = []
    var rest = Array(tex.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else { continue }
      let name = rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      rest = rest.dropFirst(max(1, name.count))
      if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
    }
    return names
  }
}
