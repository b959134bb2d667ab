extension Expr {
  /// The expression in TeX.
  package func tex(
    _ style: PrintStyle = .symbolic, _ atom: @escaping (Leaf) throws -> TeXAtom
  ) throws -> String {
    try TeXPrinter(style: style, atom: atom).print(self).text
  }
}

extension Function {
  /// The function's symbol, to which the argument is appended.
  package var tex: String {
    switch self {
    case .exp: "\\exp"
    case .log: "\\ln"
    case .log2: "\\log_2"
    case .log10: "\\log_{10}"
    case .sqrt: "\\sqrt"
    case .abs: "\\operatorname{abs}"
    case .sign: "\\operatorname{sign}"
    case .floor: "\\operatorname{floor}"
    case .ceiling: "\\operatorname{ceil}"
    case .sin: "\\sin"
    case .cos: "\\cos"
    case .max: "\\max"
    case .min: "\\min"
    case .sigmoid: "\\sigma"
    case .tanh: "\\tanh"
    case .relu: "\\operatorname{ReLU}"
    case .erf: "\\operatorname{erf}"
    case .pi: "\\pi"
    case .leakyRelu: "\\operatorname{LeakyReLU}"
    case .elu: "\\operatorname{ELU}"
    case .selu: "\\operatorname{SELU}"
    case .gelu: "\\operatorname{GELU}"
    case .silu: "\\operatorname{SiLU}"
    case .softplus: "\\operatorname{softplus}"
    case .softsign: "\\operatorname{softsign}"
    case .hardSigmoid: "\\operatorname{hardsigmoid}"
    }
  }
}

extension Relation {
  package var tex: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "\\le"
    case .greater: ">"
    case .greaterOrEqual: "\\ge"
    case .equal: "="
    case .notEqual: "\\ne"
    }
  }
}

/// One pass over an expression; each piece carries what its surroundings need to bracket it.
private struct TeXPrinter<Leaf: Hashable & Sendable> {
  enum Kind {
    case symbol, number, negativeNumber
    /// A product, or a single minus before something.
    case product, negation
    case sum
    /// A fraction, a call, a root: brackets are never needed around it as a factor.
    case closed
    /// A power, which cannot be the base of another.
    case power
    /// Begins and ends with its own brackets.
    case bracketed
  }

  struct Piece {
    var text: String
    var kind: Kind
    /// Whether it begins with a bracket of its own, as `(a - b)^2` does.
    var opensWithBracket = false

    var inBrackets: Piece { Piece(text: "(\(text))", kind: .bracketed, opensWithBracket: true) }
  }

  let style: PrintStyle
  let atom: (Leaf) throws -> TeXAtom

  func print(_ expression: Expr<Leaf>) throws -> Piece {
    switch expression {
    case .number(let literal):
      return Piece(text: literal.text, kind: literal.isNegative ? .negativeNumber : .number)
    case .leaf(let leaf):
      return piece(try atom(leaf))
    case .sum(let terms):
      return try sum(terms)
    case .product(let factors):
      return try product(factors)
    case .negation(let operand):
      return try negation(operand)
    case .quotient(let a, let b):
      return Piece(text: "\\frac{\(try print(a).text)}{\(try print(b).text)}", kind: .closed)
    case .power(let base, let exponent):
      return try power(base, exponent)
    case .call(let function, let arguments):
      return try call(function, arguments)
    case .cases(let branches):
      return try cases(branches)
    }
  }

  private func piece(_ atom: TeXAtom) -> Piece {
    switch atom.shape {
    case .symbol: Piece(text: atom.text, kind: .symbol)
    case .number: Piece(text: atom.text, kind: .number)
    case .negativeNumber: Piece(text: atom.text, kind: .negativeNumber)
    case .compound: Piece(text: atom.text, kind: .sum)
    }
  }

  // MARK: Sums

  private func sum(_ terms: [Expr<Leaf>]) throws -> Piece {
    guard terms.count > 1 else { return try print(terms.first ?? 0) }
    let groups = style.groupsProducts && terms.count(where: isProduct) > 1
    var text = ""
    for (index, term) in terms.enumerated() {
      var (operand, subtracted) = (term, false)
      if case .negation(let inner) = term { (operand, subtracted) = (inner, true) }
      var piece = try print(operand)
      if style.mergesSigns, piece.kind == .negativeNumber, index > 0 || subtracted {
        piece = try merged(operand, piece)
        subtracted.toggle()
      }
      piece = bracketedTerm(piece, isFirst: index == 0, subtracted: subtracted, groups: groups)
      if index == 0 {
        text = (subtracted ? "-" : "") + piece.text
      } else {
        text += (subtracted ? " - " : " + ") + piece.text
      }
    }
    return Piece(text: text, kind: .sum)
  }

  /// A negative number without its sign, which moves into the operator before it.
  private func merged(_ term: Expr<Leaf>, _ piece: Piece) throws -> Piece {
    guard let minus = piece.text.firstIndex(of: "-") else { return piece }
    var text = piece.text
    text.remove(at: minus)
    return Piece(text: text, kind: .number)
  }

  private func isProduct(_ term: Expr<Leaf>) -> Bool {
    switch term {
    case .product(let factors): factors.count > 1
    case .negation(let operand): isProduct(operand)
    case .number, .leaf, .sum, .quotient, .power, .call, .cases: false
    }
  }

  private func bracketedTerm(
    _ piece: Piece, isFirst: Bool, subtracted: Bool, groups: Bool
  ) -> Piece {
    switch piece.kind {
    case .sum where subtracted: return piece.inBrackets
    case .negativeNumber where !isFirst || subtracted || style.bracketsNegatives:
      return piece.inBrackets
    case .negation where !isFirst || subtracted: return piece.inBrackets
    case .product where groups && style.multiplication != .juxtaposed:
      return piece.inBrackets
    case .product where (!isFirst || subtracted) && beginsWithMinus(piece.text):
      return piece.inBrackets
    default: return piece
    }
  }

  private func beginsWithMinus(_ text: String) -> Bool {
    text.unicodeScalars.first { !TeXMark.isMark($0) } == "-"
  }

  // MARK: Products

  private func product(_ factors: [Expr<Leaf>]) throws -> Piece {
    let flat = factors.flatMap { factor -> [Expr<Leaf>] in
      if case .product(let inner) = factor { inner } else { [factor] }
    }
    guard flat.count > 1 else { return try print(flat.first ?? 1) }
    var text = ""
    var previous: Piece?
    for factor in flat {
      var piece = try print(factor)
      if needsBrackets(piece, isFirst: previous == nil) { piece = piece.inBrackets }
      text += previous.map { separator($0, piece) } ?? ""
      text += piece.text
      previous = piece
    }
    return Piece(text: text, kind: .product)
  }

  private func needsBrackets(_ piece: Piece, isFirst: Bool) -> Bool {
    switch piece.kind {
    case .sum, .negation: true
    case .number: style.multiplication == .juxtaposed
    case .negativeNumber: !isFirst || style.multiplication == .juxtaposed || style.bracketsNegatives
    case .symbol, .product, .closed, .power, .bracketed: false
    }
  }

  private func separator(_ left: Piece, _ right: Piece) -> String {
    switch style.multiplication {
    case .times: " \\times "
    case .juxtaposed: left.kind == .bracketed || right.opensWithBracket ? "" : " "
    case .dot:
      right.opensWithBracket && left.kind != .bracketed && left.kind != .power ? "" : " \\cdot "
    }
  }

  // MARK: Signs, powers, calls

  private func negation(_ operand: Expr<Leaf>) throws -> Piece {
    let piece = try print(operand)
    switch piece.kind {
    case .sum, .negation, .negativeNumber:
      return Piece(text: "-\(piece.inBrackets.text)", kind: .negation)
    case .product where beginsWithMinus(piece.text):
      return Piece(text: "-\(piece.inBrackets.text)", kind: .negation)
    default:
      return Piece(text: "-\(piece.text)", kind: .negation)
    }
  }

  private func power(_ base: Expr<Leaf>, _ exponent: Expr<Leaf>) throws -> Piece {
    var piece = try print(base)
    switch piece.kind {
    case .symbol where !piece.text.contains("^") && !piece.text.hasPrefix("\\frac"): break
    case .bracketed: break
    default: piece = piece.inBrackets
    }
    let index = try print(exponent).text
    let opens = piece.opensWithBracket
    let raised = "\(piece.text)^\(index.utf8.count == 1 ? index : "{\(index)}")"
    return Piece(text: raised, kind: .power, opensWithBracket: opens)
  }

  private func call(_ function: Function, _ arguments: [Expr<Leaf>]) throws -> Piece {
    let list = try arguments.map { try print($0).text }.joined(separator: ", ")
    switch function {
    case .exp: return Piece(text: "e^{\(list)}", kind: .power)
    case .sqrt: return Piece(text: "\\sqrt{\(list)}", kind: .closed)
    case .abs: return Piece(text: "\\lvert \(list) \\rvert", kind: .closed)
    case .floor: return Piece(text: "\\lfloor \(list) \\rfloor", kind: .closed)
    case .ceiling: return Piece(text: "\\lceil \(list) \\rceil", kind: .closed)
    case .pi: return Piece(text: function.tex, kind: .symbol)
    case .log, .log2, .log10, .sign, .sin, .cos, .max, .min, .erf, .sigmoid, .tanh, .relu,
      .leakyRelu, .elu, .selu, .gelu, .silu, .softplus, .softsign, .hardSigmoid:
      return Piece(text: "\(function.tex)(\(list))", kind: .closed)
    }
  }

  private func cases(_ branches: [Expr<Leaf>.Branch]) throws -> Piece {
    if let condition = indicated(branches) {
      return Piece(text: "\\mathbf{1}_{\(try print(condition))}", kind: .closed)
    }
    let rows = try branches.map { branch in
      let condition = try branch.condition.map { "\\text{if } \(try print($0))" }
      return "\(try print(branch.value).text) & \(condition ?? "\\text{otherwise}")"
    }
    let body = rows.joined(separator: " \\\\ ")
    return Piece(text: "\\begin{cases} \(body) \\end{cases}", kind: .closed)
  }

  /// The condition of an indicator, which is 1 where it holds and 0 elsewhere.
  private func indicated(_ branches: [Expr<Leaf>.Branch]) -> Expr<Leaf>.Condition? {
    guard branches.count == 2, branches[0].value == 1, branches[1].value == 0,
      branches[1].condition == nil
    else { return nil }
    return branches[0].condition
  }

  private func print(_ condition: Expr<Leaf>.Condition) throws -> String {
    "\(try print(condition.left).text) \(condition.relation.tex) \(try print(condition.right).text)"
  }
}
