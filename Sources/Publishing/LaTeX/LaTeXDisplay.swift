/// Displayed formulas as LaTeX sets them: what is too wide for the page is broken at its relations and
/// signs.
struct LaTeXDisplay {
  /// How wide the line is, in em.
  let lineWidth: Double

  /// The formula with what begins and ends a display around it.
  ///
  /// - Parameter tex: As `LaTeXText.math` writes it.
  func written(_ tex: String) -> String {
    let (formula, tag) = Self.withoutTag(tex.trimmingLines)
    let display = untagged(formula)
    // A number stands beside the whole, not in one of the lines that it is broken into.
    guard !tag.isEmpty, display.hasSuffix("\\]") else { return untagged(tex) }
    return display.dropLast(2) + tag + "\n\\]"
  }

  /// The formula without a `\tag{…}` at its end, and the tag.
  private static func withoutTag(_ tex: String) -> (formula: String, tag: String) {
    guard let start = tex.ranges(of: "\\tag{").last?.lowerBound, tex.hasSuffix("}"),
      tex[start...].filter({ $0 == "{" || $0 == "}" }) == "{}"
    else { return (tex, "") }
    return (String(tex[..<start]).trimmingLines, String(tex[start...]))
  }

  private func untagged(_ tex: String) -> String {
    let tex = tex.trimmingLines
    if tex.isEmpty { return "" }
    if let name = environment(of: tex), Self.own.contains(name) {
      return name.hasSuffix("*") ? tex : renamed(tex, name)
    }
    let inner = replacingOwnEnvironments(tex)
    let atoms = TeXMeasure.atoms(inner)
    let hasLines = hasTopLevelLines(inner)
    let width = atoms.reduce(0) { $0 + $1.width }
    if hasLines {
      let kind = inner.contains("&") ? "aligned" : "gathered"
      return "\\[\n\\begin{\(kind)}\n\(inner)\n\\end{\(kind)}\n\\]"
    }
    if width <= lineWidth { return "\\[\n\(inner)\n\\]" }
    let lines = broken(inner, atoms)
    guard lines.count > 1, lines.allSatisfy({ $0.width <= lineWidth }) else {
      return "\\[\n\\resizebox{\\linewidth}{!}{$\\displaystyle \(inner)$}\n\\]"
    }
    let text = lines.map(\.text).joined(separator: " \\\\\n")
    return "\\[\n\\begin{aligned}\n\(text)\n\\end{aligned}\n\\]"
  }

  // MARK: Environments

  /// Environments that are displays by themselves.
  private static let own: Set<String> = [
    "align", "align*", "gather", "gather*", "equation", "equation*", "multline", "multline*",
    "alignat", "alignat*", "flalign", "flalign*", "eqnarray", "eqnarray*",
  ]

  /// The environment that all of a formula stands in.
  private func environment(of tex: String) -> String? {
    guard tex.hasPrefix("\\begin{"), tex.hasSuffix("}"), let end = tex.firstIndex(of: "}") else {
      return nil
    }
    let name = String(tex[tex.index(tex.startIndex, offsetBy: 7)..<end])
    let closing = "\\end{\(name)}"
    return tex.hasSuffix(closing) && tex.components(of: closing) == 1 ? name : nil
  }

  /// Displays have no numbers here, as in the other formats.
  private func renamed(_ tex: String, _ name: String) -> String {
    tex.replacing("\\begin{\(name)}", with: "\\begin{\(name)*}")
      .replacing("\\end{\(name)}", with: "\\end{\(name)*}")
  }

  /// Inside of a display the environments have other names.
  private func replacingOwnEnvironments(_ tex: String) -> String {
    var tex = tex
    for (name, inner) in [("align", "aligned"), ("gather", "gathered"), ("alignat", "alignedat")] {
      for star in ["", "*"] {
        tex = tex.replacing("{\(name)\(star)}", with: "{\(inner)}")
      }
    }
    return tex
  }

  private func hasTopLevelLines(_ tex: String) -> Bool {
    var (depth, level) = (0, 0)
    var rest = tex[...]
    while let character = rest.popFirst() {
      switch character {
      case "{": depth += 1
      case "}": depth -= 1
      case "\\":
        if rest.hasPrefix("begin{") { level += 1 }
        if rest.hasPrefix("end{") { level -= 1 }
        if rest.popFirst() == "\\", depth == 0, level == 0 { return true }
      default: break
      }
    }
    return false
  }

  // MARK: Breaking

  private typealias Line = (text: String, width: Double)

  /// One relation a line, aligned at the relations; what is still too wide is broken at signs.
  private func broken(_ tex: String, _ atoms: [TeXMeasure.Atom]) -> [Line] {
    let scalars = Array(tex.unicodeScalars)
    func text(_ atoms: ArraySlice<TeXMeasure.Atom>) -> String {
      guard let first = atoms.first, let last = atoms.last else { return "" }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[first.range.lowerBound..<last.range.upperBound])
      return String(text).trimmingLines
    }
    func width(_ atoms: ArraySlice<TeXMeasure.Atom>) -> Double { atoms.reduce(0) { $0 + $1.width } }
    let relations = atoms.indices.filter { atoms[$0].kind == .relation && $0 > 0 }
    guard let first = relations.first else {
      return signs(atoms[...]).enumerated().map { number, part in
        ((number == 0 ? "& " : "&\\quad ") + text(part), width(part) + (number == 0 ? 0 : 1))
      }
    }
    let left = atoms[..<first]
    // A left side that takes half the line stands on a line of its own.
    let isLong = width(left) > lineWidth * 0.5
    let indent = isLong ? 2 : width(left)
    var lines: [Line] = isLong ? [("& " + text(left), width(left))] : []
    for (number, start) in relations.enumerated() {
      let end = number + 1 < relations.count ? relations[number + 1] : atoms.count
      for (count, part) in signs(atoms[start..<end], less: indent).enumerated() {
        let begin = count == 0 ? (isLong ? "&\\quad " : "& ") : "&\\qquad "
        let side = number == 0 && count == 0 && !isLong ? text(left) + " " : ""
        lines.append((side + begin + text(part), width(part) + indent + (count == 0 ? 0 : 2)))
      }
    }
    return lines
  }

  /// Parts that fit on a line, each beginning at a sign.
  private func signs(
    _ atoms: ArraySlice<TeXMeasure.Atom>, less indent: Double = 0
  ) -> [ArraySlice<TeXMeasure.Atom>] {
    var parts: [ArraySlice<TeXMeasure.Atom>] = []
    var (start, lastSign) = (atoms.startIndex, atoms.startIndex)
    var width = 0.0
    var depth = 0
    var index = atoms.startIndex
    while index < atoms.endIndex {
      let atom = atoms[index]
      if atom.kind == .opening { depth += 1 } else if atom.kind == .closing { depth -= 1 }
      if atom.kind == .binary, depth == 0 { lastSign = index }
      width += atom.width
      if width + indent + 2 > lineWidth, lastSign > start {
        parts.append(atoms[start..<lastSign])
        (start, index, width) = (lastSign, lastSign, 0)
        lastSign = start
        width = atoms[start].width
      }
      index += 1
    }
    return parts + [atoms[start...]]
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
