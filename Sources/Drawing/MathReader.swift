/// Reads the TeX of symbols and numbers into runs.
struct MathReader {
  private let characters: [Character]
  private var position = 0
  private var runs: [MathRun] = []
  private var level = MathRun.Level.base
  private var isUpright = false
  private var isBold = false
  /// Groups within groups; deeper ones are printed as they are.
  private var depth = 0
  private static let depthLimit = 32

  init(_ tex: String) { characters = Array(tex) }

  mutating func read() -> [MathRun] {
    while position < characters.count { readOne() }
    return runs
  }

  private mutating func readOne() {
    let character = characters[position]
    position += 1
    switch character {
    case "\\": readCommand()
    case "_": readScript(.lower)
    case "^": readScript(.upper)
    case "{" where depth < Self.depthLimit: readGroup()
    case "{", "}", "$": break
    case " ", "\n", "\t", "~": addSpace()
    case "-": add(isMinusSign ? "−" : "-")
    case "=", "<", ">":
      addSpace()
      add(String(character))
      addSpace()
    default: add(String(character), isItalic: character.isLetter && !isUpright)
    }
  }

  /// A hyphen of mathematics; in upright words it stays one.
  private var isMinusSign: Bool { !isUpright }

  private mutating func add(_ text: String, isItalic: Bool = false) {
    let run = MathRun(text: text, level: level, isItalic: isItalic, isBold: isBold)
    if var last = runs.last, last.level == level, last.isItalic == isItalic, last.isBold == isBold {
      last.text += text
      runs[runs.count - 1] = last
    } else {
      runs.append(run)
    }
  }

  /// One space, however many there are in the source; none in a script.
  private mutating func addSpace() {
    if level != .base || runs.isEmpty || runs.last?.text.hasSuffix(" ") == true { return }
    if position >= characters.count { return }
    add(" ")
  }

  /// The group that was just opened, up to its closing brace.
  private mutating func readGroup() {
    depth += 1
    defer { depth -= 1 }
    while position < characters.count, characters[position] != "}" { readOne() }
    position += 1
  }

  /// The next character, command or group.
  private mutating func readArgument() {
    guard depth < Self.depthLimit else { return }
    depth += 1
    defer { depth -= 1 }
    while position < characters.count, characters[position] == " " { position += 1 }
    if position < characters.count { readOne() }
  }

  private mutating func readScript(_ script: MathRun.Level) {
    let outer = level
    // A script of a script keeps its side: there is no smaller size to go to.
    if level == .base { level = script }
    readArgument()
    level = outer
  }

  private mutating func readCommand() {
    guard position < characters.count else { return }
    var name = ""
    while position < characters.count, characters[position].isLetter, characters[position].isASCII {
      name.append(characters[position])
      position += 1
    }
    if name.isEmpty {
      let symbol = characters[position]
      position += 1
      if ",;:! ".contains(symbol) { return symbol == "!" ? () : addSpace() }
      return add(String(symbol))
    }
    while position < characters.count, characters[position] == " " { position += 1 }
    run(name)
  }

  private mutating func run(_ name: String) {
    switch name {
    case "text", "mathrm", "operatorname", "textrm": readStyled(upright: true)
    case "mathbf", "boldsymbol", "bm": readStyled(upright: name == "mathbf", bold: true)
    case "frac", "tfrac", "dfrac":
      readArgument()
      add("/")
      readArgument()
    case "left", "right", "big", "Big", "displaystyle", "limits": break
    case "cdot", "times", "to", "rightarrow", "leq", "le", "geq", "ge", "approx", "odot", "neq":
      addSpace()
      add(MathSymbol.named[name] ?? name)
      addSpace()
    case "quad", "qquad": addSpace()
    default:
      let isGreek = MathSymbol.greek[name] != nil
      let symbol = MathSymbol.greek[name] ?? MathSymbol.named[name] ?? name
      add(symbol, isItalic: isGreek && name.first?.isLowercase == true && !isUpright)
    }
  }

  private mutating func readStyled(upright: Bool, bold: Bool = false) {
    let (wasUpright, wasBold) = (isUpright, isBold)
    isUpright = isUpright || upright
    isBold = isBold || bold
    readArgument()
    (isUpright, isBold) = (wasUpright, wasBold)
  }
}

/// Commands that are one character of Unicode.
enum MathSymbol {
  static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]

  static let named: [String: String] = [
    "partial": "∂", "nabla": "∇", "sum": "Σ", "prod": "Π", "infty": "∞", "sqrt": "√",
    "cdot": "·", "times": "×", "odot": "⊙", "to": "→", "rightarrow": "→", "leq": "≤", "le": "≤",
    "geq": "≥", "ge": "≥", "approx": "≈", "neq": "≠", "pm": "±", "vdots": "⋮", "cdots": "⋯",
    "ldots": "…", "dots": "…", "prime": "′", "ell": "ℓ", "lvert": "|", "rvert": "|", "hat": "",
  ]
}
