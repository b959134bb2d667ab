/// The words of TeX math that the reader knows.
enum TeXVocabulary {
  /// Commands whose argument is upright text; all are read as `\text`.
  static let wordCommands: Set<String> = [
    "text", "textrm", "textnormal", "textit", "textup", "textsf", "texttt", "mathrm", "mathit",
    "mathsf", "mathtt", "operatorname", "mbox", "hbox",
  ]

  /// Fonts that tell symbols apart.
  static let fonts: [String: String] = [
    "mathbf": "mathbf", "textbf": "mathbf", "bf": "mathbf", "boldsymbol": "boldsymbol",
    "bm": "boldsymbol", "pmb": "boldsymbol", "mathcal": "mathcal", "mathbb": "mathbb",
    "mathfrak": "mathfrak", "mathscr": "mathcal",
  ]

  static let accents: Set<String> = [
    "hat", "widehat", "bar", "overline", "tilde", "widetilde", "vec", "dot", "ddot", "underline",
  ]

  /// Commands without any meaning for the value.
  static let ignored: Set<String> = [
    ",", ";", ":", "!", " ", ">", "thinspace", "displaystyle", "textstyle", "scriptstyle", "limits",
    "nolimits", "nonumber", "notag", "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl",
    "bigr", "Bigr", "biggr", "Biggr", "middle", "hfill", "strut", "allowbreak", "small", "large",
    "Large", "normalsize", "hline", "checkmark", "square", "blacksquare", "enspace",
  ]

  /// Commands without any meaning for the value that have an argument.
  static let ignoredWithArgument: Set<String> = [
    "color", "textcolor", "colorbox", "hspace", "vspace", "hphantom", "vphantom", "phantom", "tag",
    "label",
  ]

  /// Letters that are commands, and things that stand for numbers.
  static let letters: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta",
    "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "varpi", "rho", "varrho", "sigma",
    "varsigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta",
    "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", "ell", "infty", "hbar", "Re",
    "Im", "partial", "nabla", "dots", "ldots", "cdots", "vdots", "ddots", "star", "top", "imath",
    "jmath", "aleph",
  ]

  /// Commands that only make sense with what follows them: `\Delta w`, `\partial E`.
  static let prefixes: Set<String> = ["Delta", "nabla", "partial"]

  /// Operators over an index; with all that follows them in a term they are one symbol.
  static let bigOperators: Set<String> = [
    "sum", "prod", "int", "bigcup", "lim", "argmax", "argmin",
  ]

  static let functions: [String: Function] = [
    "exp": .exp, "ln": .log, "log": .log, "lg": .log10, "tanh": .tanh, "sigma": .sigmoid,
    "max": .max,
    "min": .min, "sin": .sin, "cos": .cos, "sign": .sign, "sgn": .sign, "floor": .floor,
    "ceil": .ceiling,
    "sigmoid": .sigmoid,
    "Sigmoid": .sigmoid, "logistic": .sigmoid, "ReLU": .relu,
    "relu": .relu, "Relu": .relu, "sqrt": .sqrt, "abs": .abs, "erf": .erf,
    "LeakyReLU": .leakyRelu, "ELU": .elu, "SELU": .selu, "GELU": .gelu, "SiLU": .silu,
    "softplus": .softplus, "softsign": .softsign, "hardsigmoid": .hardSigmoid,
  ]

  /// Those of them that are commands of TeX.
  static let commandFunctions: Set<String> = [
    "exp", "ln", "log", "lg", "tanh", "max", "min", "sqrt", "sigma",
  ]

  /// Names that stand for functions that are not evaluated: with their argument they are a symbol.
  static let opaqueFunctions: Set<String> = [
    "f", "g", "\\phi", "\\varphi", "softmax", "Softmax", "diag", "MSE",
    "CE", "BCE", "step", "\\mathbb{E}", "\\mathbb{P}", "\\mathbb{V}", "Var", "Cov",
  ]

  static let relations: [String: TeXRelation.Kind] = [
    "=": .equal, "<": .less, ">": .greater, "equiv": .equal, "coloneqq": .assigned,
    "gets": .assigned, "leftarrow": .assigned, "approx": .approximately, "simeq": .approximately,
    "sim": .approximately, "doteq": .approximately, "cong": .approximately,
    "approxeq": .approximately, "to": .becomes,
    "rightarrow": .becomes, "longrightarrow": .becomes, "mapsto": .becomes, "ll": .muchLess,
    "gg": .muchGreater, "lt": .less, "gt": .greater, "le": .lessOrEqual, "leq": .lessOrEqual,
    "leqslant": .lessOrEqual, "ge": .greaterOrEqual, "geq": .greaterOrEqual,
    "geqslant": .greaterOrEqual, "ne": .notEqual, "neq": .notEqual,
  ]

  /// What stands between formulas that are not one chain.
  static let separators: Set<String> = [
    "Rightarrow", "implies", "Longrightarrow", "iff", "Leftrightarrow", "land", "lor", "wedge",
    "therefore", "because", "in", "notin", "subset", "subseteq", "forall", "mid", "propto",
    "pm", "mp",
  ]

  /// Commands that close a bracket, and what stands behind a number.
  static let closings: Set<String> = [
    "rvert", "rVert", "}", "rbrace", "rbrack", "rparen", "rfloor", "rceil", "rangle", "%",
  ]

  static let alignments: Set<String> = [
    "align", "aligned", "alignat", "alignedat", "eqnarray", "split", "gather", "gathered",
    "equation", "multline", "flalign", "displaymath",
  ]

  static let matrices: Set<String> = [
    "bmatrix", "pmatrix", "matrix", "Bmatrix", "smallmatrix", "array", "vmatrix",
  ]

  /// Words in a formula that cannot be a symbol's name: `\text{by the chain rule}`.
  static func isNote(_ text: String) -> Bool {
    text.isEmpty || notes.contains(text)
      || text.contains { !$0.isLetter && !$0.isNumber && !"_-.'{}\\^".contains($0) }
  }

  private static let notes: Set<String> = [
    "and", "or", "vs", "where", "with", "so", "und", "oder", "if", "for",
  ]

  /// Characters beyond ASCII as the commands they stand for.
  static let unicode: [Character: TeXToken.Kind] = {
    var kinds: [Character: TeXToken.Kind] = [
      "−": .mark("-"), "–": .mark("-"), "×": .command("times"), "·": .command("cdot"),
      "⋅": .command("cdot"), "∙": .command("cdot"), "÷": .command("div"), "⊙": .command("odot"),
      "≈": .command("approx"), "≤": .command("le"), "≥": .command("ge"), "≠": .command("ne"),
      "→": .command("to"), "←": .command("gets"), "⇒": .command("Rightarrow"), "≪": .command("ll"),
      "≫": .command("gg"), "∂": .command("partial"), "∇": .command("nabla"), "′": .mark("'"),
      "∑": .command("sum"), "Σ": .command("sum"), "∞": .command("infty"), "…": .command("dots"),
      "ϵ": .command("epsilon"), "≔": .command("coloneqq"), "＝": .mark("="), "（": .mark("("),
      "）": .mark(")"), "，": .mark(","), "；": .mark(";"), "＋": .mark("+"), "－": .mark("-"),
      "∗": .mark("*"), "⋯": .command("dots"), "≃": .command("simeq"), "≅": .command("cong"),
      "∘": .command("odot"), "‖": .command("Vert"), "⟨": .command("langle"),
      "⟩": .command("rangle"), "⌊": .command("lfloor"), "⌋": .command("rfloor"),
      "⌈": .command("lceil"), "⌉": .command("rceil"), "∈": .command("in"), "±": .command("pm"),
      "∝": .command("propto"),
    ]
    let greek = [
      "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta",
      "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
      "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "varphi", "χ": "chi", "ψ": "psi",
      "ω": "omega", "Δ": "Delta", "Θ": "Theta", "Φ": "Phi", "Ω": "Omega", "Γ": "Gamma",
      "Λ": "Lambda", "Π": "Pi", "Ψ": "Psi",
    ]
    for (letter, name) in greek { kinds[Character(letter)] = .command(name) }
    return kinds
  }()
}
