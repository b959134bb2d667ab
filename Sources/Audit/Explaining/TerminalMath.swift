/// TeX as the algebra prints it, in the characters of a terminal: `\frac{a}{b}` is `a/b`.
enum TerminalMath {
  static func text(_ tex: String) -> String {
    var reader = Reader(Array(tex.unicodeScalars))
    return reader.run(until: nil).trimmingSpaces
  }

  private static let symbols: [String: String] = [
    "cdot": "·", "times": "×", "approx": "≈", "partial": "∂", "odot": "⊙", "le": "≤", "ge": "≥",
    "leq": "≤", "geq": "≥", "neq": "≠", "to": "→", "alpha": "α", "beta": "β", "gamma": "γ",
    "delta": "δ", "Delta": "Δ", "epsilon": "ε", "varepsilon": "ε", "eta": "η", "theta": "θ",
    "lambda": "λ", "mu": "μ", "omega": "ω", "Omega": "Ω", "phi": "φ", "varphi": "φ", "Phi": "Φ",
    "pi": "π", "psi": "ψ", "rho": "ρ", "sigma": "σ", "Sigma": "Σ", "tau": "τ", "xi": "ξ",
    "zeta": "ζ", "lvert": "|", "rvert": "|", "prime": "′", "top": "ᵀ", "sum": "Σ", "ell": "ℓ",
    "quad": "  ", "qquad": "   ", ",": "", ";": " ", "!": "", " ": " ", "{": "{", "}": "}",
    "infty": "∞", "left": "", "right": "", "nabla": "∇",
  ]
  /// Commands that only say how their argument is set.
  private static let fonts: Set<String> = [
    "text", "mathrm", "mathbf", "mathit", "boldsymbol", "operatorname", "mathcal", "boxed",
    "mathbb", "bar",
  ]

  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func run(until end: Unicode.Scalar?) -> String {
      var text = ""
      while place < scalars.count {
        let scalar = scalars[place]
        if scalar == end {
          place += 1
          break
        }
        place += 1
        switch scalar {
        case "\\": text += command()
        case "{": text += run(until: "}")
        case "_", "^": text += script(scalar)
        case "&": text += " "
        default: text.unicodeScalars.append(scalar)
        }
      }
      return text
    }

    private mutating func script(_ sign: Unicode.Scalar) -> String {
      let script = argument()
      let isWord = script.allSatisfy { $0.isLetter || $0.isNumber || $0 == "," || $0 == "'" }
      if sign == "^", script == "ᵀ" || script == "′" { return script }
      return "\(sign)" + (isWord || script.count == 1 ? script : "(\(script))")
    }

    private mutating func argument() -> String {
      while place < scalars.count, scalars[place] == " " { place += 1 }
      guard place < scalars.count else { return "" }
      place += 1
      switch scalars[place - 1] {
      case "{": return run(until: "}")
      case "\\": return command()
      default: return String(scalars[place - 1])
      }
    }

    private mutating func command() -> String {
      var name = ""
      while place < scalars.count, scalars[place].properties.isAlphabetic, scalars[place].isASCII {
        name.unicodeScalars.append(scalars[place])
        place += 1
      }
      if name.isEmpty, place < scalars.count {
        name = String(scalars[place])
        place += 1
      }
      // The space ends the command's name and is none of the formula's.
      if Self.isPrefix(name), place < scalars.count, scalars[place] == " " { place += 1 }
      switch name {
      case "frac", "dfrac", "tfrac":
        let (above, below) = (argument(), argument())
        return "\(grouped(above))/\(grouped(below))"
      case "sqrt": return "√(\(argument()))"
      case "hat": return argument() + "\u{302}"
      case "begin", "end":
        _ = argument()
        return ""
      case "\\": return "; "
      default:
        if TerminalMath.fonts.contains(name) { return argument() }
        return TerminalMath.symbols[name] ?? name
      }
    }

    private static func isPrefix(_ name: String) -> Bool {
      ["partial", "Delta", "nabla", "lvert"].contains(name)
    }

    /// A part of a quotient, in brackets unless it is one thing.
    private func grouped(_ text: String) -> String {
      let isOne = text.allSatisfy { !" +-*/·×".contains($0) }
      return isOne ? text : "(\(text))"
    }
  }
}
