/// Roughly how wide TeX sets a formula, in em of the text around it, from the widths of Computer Modern's
/// letters: enough to choose the layout of tables and displays.
struct TeXMeasure {
  enum Class { case ordinary, binary, relation, opening, closing, punctuation }

  /// A piece at the top level of a formula.
  struct Atom {
    let kind: Class
    let width: Double
    /// Where it stands in the formula, scripts included, in Unicode scalars.
    let range: Range<Int>
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  private init(_ tex: String) { scalars = Array(tex.unicodeScalars) }

  /// The width of a formula.
  static func width(_ tex: String) -> Double { atoms(tex).reduce(0) { $0 + $1.width } }

  /// The pieces of a formula. Their widths include the space that TeX puts around signs.
  static func atoms(_ tex: String) -> [Atom] {
    var measure = TeXMeasure(tex)
    var atoms: [Atom] = []
    while measure.place < measure.scalars.count {
      atoms += measure.list()
      // A closing brace too many.
      measure.place += 1
    }
    return atoms
  }

  /// The widths between places where TeX may break a formula in a line of text: behind relations and
  /// binary signs.
  static func chunks(_ tex: String) -> [Double] {
    var chunks: [Double] = []
    var width = 0.0
    for atom in atoms(tex) {
      width += atom.width
      if atom.kind == .binary || atom.kind == .relation {
        chunks.append(width)
        width = 0
      }
    }
    return chunks + [width]
  }

  // MARK: Lists

  private mutating func list() -> [Atom] {
    guard depth < 60 else {
      place = scalars.count
      return []
    }
    depth += 1
    defer { depth -= 1 }
    var atoms: [Atom] = []
    while place < scalars.count, scalars[place] != "}" {
      let start = place
      let before = atoms.last?.kind
      guard var (kind, width) = atom() else { continue }
      width += scripts()
      let isUnary = before == nil || before == .binary || before == .relation || before == .opening
      if kind == .binary, isUnary { kind = .ordinary }
      switch kind {
      case .binary: width += 0.444
      case .relation: width += 0.556
      case .punctuation: width += 0.167
      case .ordinary, .opening, .closing: break
      }
      atoms.append(Atom(kind: kind, width: width, range: start..<place))
    }
    return atoms
  }

  private mutating func scripts() -> Double {
    var width = 0.0
    while place < scalars.count {
      if scalars[place] == " " {
        place += 1
      } else if scalars[place] == "^" || scalars[place] == "_" {
        place += 1
        width = max(width, 0.72 * argument())
      } else if scalars[place] == "'" {
        place += 1
        width += 0.28
      } else {
        break
      }
    }
    return width
  }

  /// The width of a command's argument: a group, or the next thing.
  private mutating func argument() -> Double {
    while place < scalars.count, scalars[place] == " " { place += 1 }
    guard place < scalars.count, scalars[place] != "}" else { return 0 }
    if scalars[place] == "{" { return group() }
    if scalars[place] == "\\" { return atom()?.width ?? 0 }
    defer { place += 1 }
    return Self.letterWidth(scalars[place])
  }

  private mutating func group() -> Double {
    place += 1
    let width = list().reduce(0) { $0 + $1.width }
    place += 1
    return width
  }

  /// The text of a group, braces within left out.
  private mutating func rawGroup() -> String {
    guard place < scalars.count, scalars[place] == "{" else { return "" }
    var text = ""
    var level = 0
    repeat {
      switch scalars[place] {
      case "{": level += 1
      case "}": level -= 1
      default: text.unicodeScalars.append(scalars[place])
      }
      place += 1
    } while place < scalars.count && level > 0
    return text
  }

  // MARK: Atoms

  private mutating func atom() -> (Class, width: Double)? {
    let scalar = scalars[place]
    switch scalar {
    case "\\": return command()
    case "{": return (.ordinary, group())
    case " ", "\n", "\t", "\r", "&":
      place += 1
      return nil
    case "~":
      place += 1
      return (.ordinary, 0.333)
    case "^", "_": return (.ordinary, 0)
    default: break
    }
    place += 1
    switch scalar {
    case "+", "-", "*": return (.binary, 0.778)
    case "=", "<", ">", ":": return (.relation, 0.778)
    case "(", "[": return (.opening, 0.39)
    case ")", "]": return (.closing, 0.39)
    case ",", ";": return (.punctuation, 0.278)
    default: return (.ordinary, Self.letterWidth(scalar))
    }
  }

  private mutating func command() -> (Class, width: Double)? {
    place += 1
    let start = place
    while place < scalars.count, scalars[place].isASCII, scalars[place].properties.isAlphabetic {
      place += 1
    }
    if place == start {
      defer { place += 1 }
      guard place < scalars.count else { return nil }
      return symbol(scalars[place])
    }
    var name = ""
    name.unicodeScalars.append(contentsOf: scalars[start..<place])
    return named(name)
  }

  private func symbol(_ scalar: Unicode.Scalar) -> (Class, width: Double)? {
    switch scalar {
    case ",", "!": (.ordinary, scalar == "!" ? -0.167 : 0.167)
    case ":", ">": (.ordinary, 0.222)
    case ";": (.ordinary, 0.278)
    case "\\": nil
    case "{": (.opening, 0.5)
    case "}": (.closing, 0.5)
    case " ": (.ordinary, 0.333)
    default: (.ordinary, 0.6)
    }
  }

  private mutating func named(_ name: String) -> (Class, width: Double)? {
    switch name {
    case "frac", "dfrac", "tfrac", "binom":
      let wide = max(argument(), argument())
      return (.ordinary, wide * (name == "dfrac" ? 1 : 0.75) + 0.24)
    case "boxed", "fbox": return (.ordinary, argument() + 0.7)
    case "sqrt": return (.ordinary, argument() + 0.9)
    case "text", "textbf", "textit", "textrm", "texttt", "mbox", "operatorname":
      return (.ordinary, TextMeasure.width(rawGroup()))
    case "mathbf", "boldsymbol", "mathrm", "mathsf", "bm": return (.ordinary, 1.1 * argument())
    case "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr":
      return delimiter(name)
    case "begin": return environment()
    case "displaystyle", "textstyle", "limits", "nolimits", "middle", "hline":
      return (.ordinary, name == "middle" ? 0.3 : 0)
    case "overline", "underline", "hat", "bar", "tilde", "vec", "dot", "widehat":
      return (.ordinary, argument())
    case "underbrace", "overbrace": return (.ordinary, argument())
    case "color", "label", "tag":
      _ = rawGroup()
      return (.ordinary, name == "tag" ? 3 : 0)
    case "textcolor":
      _ = rawGroup()
      return (.ordinary, argument())
    default: return Self.commands[name] ?? Self.unknown(name)
    }
  }

  private mutating func delimiter(_ name: String) -> (Class, width: Double)? {
    while place < scalars.count, scalars[place] == " " { place += 1 }
    guard place < scalars.count else { return nil }
    if name == "left" { return leftRight() }
    if scalars[place] == "\\" { _ = command() } else { place += 1 }
    return (.ordinary, 0.55)
  }

  /// Everything from `\left` to its `\right`, which TeX never breaks.
  private mutating func leftRight() -> (Class, width: Double)? {
    if scalars[place] == "\\" { _ = command() } else { place += 1 }
    var width = 1.2
    while place < scalars.count, scalars[place] != "}" {
      if scalars[place...].starts(with: "\\right".unicodeScalars),
        place + 6 < scalars.count, !scalars[place + 6].properties.isAlphabetic
      {
        place += 6
        if scalars[place] == "\\" { _ = command() } else { place += 1 }
        break
      }
      if let (kind, size) = atom() {
        width += size + scripts() + (kind == .binary ? 0.444 : kind == .relation ? 0.556 : 0)
      }
    }
    return (.ordinary, width)
  }

  /// A matrix or an alignment: the widest cell of each column.
  private mutating func environment() -> (Class, width: Double)? {
    let name = rawGroup()
    if name == "array" { _ = rawGroup() }
    var columns: [Double] = []
    var column = 0
    var width = 0.0
    func close(_ columns: inout [Double]) {
      while columns.count <= column { columns.append(0) }
      columns[column] = max(columns[column], width)
    }
    while place < scalars.count {
      if scalars[place...].starts(with: "\\end".unicodeScalars) {
        place += 4
        _ = rawGroup()
        break
      }
      if scalars[place] == "&" || scalars[place...].starts(with: "\\\\".unicodeScalars) {
        let isCell = scalars[place] == "&"
        close(&columns)
        (width, column) = (0, isCell ? column + 1 : 0)
        place += isCell ? 1 : 2
        continue
      }
      if scalars[place] == "}" {
        place += 1
        continue
      }
      if let (kind, size) = atom() {
        width += size + scripts() + (kind == .binary ? 0.444 : kind == .relation ? 0.556 : 0)
      }
    }
    close(&columns)
    let isAlignment = name.hasPrefix("align") || name.hasPrefix("gather") || name == "split"
    let gaps = isAlignment ? 0.3 : Double(columns.count) * 1.0 + 0.6
    return (.ordinary, columns.reduce(0, +) + gaps)
  }

  // MARK: Widths

  private static func unknown(_ name: String) -> (Class, width: Double) {
    (.ordinary, name.utf8.count > 9 ? 0.8 : 0.6)
  }

  private static let commands: [String: (Class, width: Double)] = {
    var table: [String: (Class, width: Double)] = [
      "times": (.binary, 0.778), "cdot": (.binary, 0.278), "pm": (.binary, 0.778),
      "odot": (.binary, 0.778), "circ": (.binary, 0.5), "div": (.binary, 0.778),
      "to": (.relation, 1), "longrightarrow": (.relation, 1.6), "implies": (.relation, 2.2),
      "sum": (.ordinary, 1.3), "prod": (.ordinary, 1.2), "int": (.ordinary, 0.8),
      "quad": (.ordinary, 1), "qquad": (.ordinary, 2), "ldots": (.ordinary, 1.1),
      "cdots": (.ordinary, 1.1), "partial": (.ordinary, 0.58), "infty": (.ordinary, 1),
      "lvert": (.opening, 0.28), "rvert": (.closing, 0.28), "lVert": (.opening, 0.5),
      "rVert": (.closing, 0.5), "langle": (.opening, 0.39), "rangle": (.closing, 0.39),
    ]
    let relations = "approx leq geq le ge neq ne equiv sim in ll gg propto"
    for name in relations.split(separator: " ").map(String.init) {
      table[name] = (.relation, 0.778)
    }
    for name in ["rightarrow", "leftarrow", "Rightarrow", "mapsto", "gets", "leftrightarrow"] {
      table[name] = (.relation, 1)
    }
    let functions = "ln log exp max min tanh sin cos lim det arg sup inf"
    for name in functions.split(separator: " ").map(String.init) {
      table[name] = (.ordinary, TextMeasure.width(name) + 0.167)
    }
    return table
  }()

  static func letterWidth(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "0"..."9": 0.5
    case ".", "!", "|": 0.278
    case "/": 0.5
    case "i", "j", "l": 0.36
    case "m": 0.88
    case "w": 0.72
    case "a"..."z": 0.52
    case "A"..."Z": 0.76
    default: scalar.value < 0x80 ? 0.5 : 0.75
    }
  }
}

/// Roughly how wide words are, in em.
enum TextMeasure {
  static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case " ": 0.333
    case "i", "j", "l", ".", ",", ":", ";", "'", "!", "|": 0.278
    case "t", "f", "r", "s", "(", ")", "[", "]": 0.39
    case "m": 0.833
    case "w": 0.722
    case "a"..."z", "0"..."9": 0.51
    case "M", "W": 0.95
    case "A"..."Z": 0.72
    case "-": 0.333
    default: scalar.value < 0x80 ? 0.55 : scalar.value < 0x2000 ? 0.55 : 1
    }
  }
}
