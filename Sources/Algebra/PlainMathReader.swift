/// A formula in running text, such as `h1 = 0.5 × 0.3 = 0.15`.
package struct PlainFormula: Sendable {
  /// UTF-8 offsets in the text.
  package let range: Range<Int>
  /// Their places count from the beginning of the formula.
  package let chains: [TeXChain]
  /// Why it could not be read; `nil` where it was.
  package let problem: String?
}

/// Finds formulas in running text, where they are unmistakable: an equality with a number in it,
/// cut off from the words around it.
package struct PlainMathReader {
  private var tokens: [TeXToken]
  private var formulas: [PlainFormula] = []

  /// The formulas of a text in order. Lines are read one by one.
  ///
  /// - Parameters:
  ///   - isCode: Whether it stands in a block of code, where `**` is a power.
  ///   - isWhole: Whether the text is one formula or none, such as a cell of a table; a relation is
  ///     not asked for then.
  package static func formulas(
    in text: String, isCode: Bool = false, isWhole: Bool = false
  ) -> [PlainFormula] {
    guard mayHoldFormula(text, isWhole: isWhole) else { return [] }
    let tokens = PlainMathLexer.tokens(text, isCode: isCode)
    var reader = PlainMathReader(tokens: tokens)
    for line in tokens.split(whereSeparator: { $0.kind == .newRow }) {
      reader.read(Array(line), isWhole: isWhole)
    }
    return reader.formulas
  }

  /// Whether there are bytes in a text that numbers and equality signs are made of: most text has
  /// none and need not be taken apart.
  private static func mayHoldFormula(_ text: String, isWhole: Bool) -> Bool {
    var (hasNumber, hasEquality) = (false, isWhole)
    for byte in text.utf8 {
      if byte >= 0x80 { return true }
      hasNumber = hasNumber || byte.isDigit
      hasEquality = hasEquality || "=~\\".utf8.contains(byte)
    }
    return hasNumber && hasEquality
  }

  private mutating func read(_ line: [TeXToken], isWhole: Bool) {
    guard isWhole || line.contains(where: { $0.isEquality || $0.isArrow }) else { return }
    tokens = line
    openBrackets()
    var parts: [[TeXToken]] = [[]]
    var depth = 0
    var scripts = 0
    for (index, token) in tokens.enumerated() {
      let isCut = index > 0 && scripts == 0 && separates(tokens[index - 1], token)
      if token.kind == .gap || (token.kind == .mark(",") && depth == 0) || isCut {
        parts.append([])
      }
      switch token.kind {
      case .mark("("), .mark("["): depth += 1
      case .mark(")"), .mark("]"): depth -= 1
      case .mark("{"): scripts += 1
      case .mark("}"): scripts -= 1
      default: break
      }
      if token.kind != .gap, token.kind != .mark(",") || depth > 0 {
        parts[parts.count - 1].append(token)
      }
    }
    for part in parts { parse(part[...], isWhole: isWhole && parts.count == 1) }
  }

  /// Brackets that do not close, and those around a formula of its own, become gaps.
  private mutating func openBrackets() {
    var open: [(index: Int, hasRelation: Bool)] = []
    for index in tokens.indices {
      switch tokens[index].kind {
      case .mark("("), .mark("["): open.append((index, false))
      case .mark(")"), .mark("]"):
        guard let last = open.popLast() else {
          tokens[index].kind = .gap
          continue
        }
        if last.hasRelation {
          tokens[last.index].kind = .gap
          tokens[index].kind = .gap
        }
      default:
        if tokens[index].isEquality, !open.isEmpty { open[open.count - 1].hasRelation = true }
      }
    }
    for bracket in open { tokens[bracket.index].kind = .gap }
  }

  /// Whether two tokens side by side belong to different things.
  private func separates(_ left: TeXToken, _ right: TeXToken) -> Bool {
    guard left.endsOperand, right.startsOperand else { return false }
    let isAdjacent = left.range.upperBound == right.range.lowerBound
    switch (left.kind, right.kind) {
    case (.mark(")"), .mark("(")), (.mark("]"), .mark("[")), (.mark("]"), .mark("(")): return false
    case (.word, .mark("(")):
      return !isAdjacent
    case (.word, _), (_, .word): return true
    case (.number, .mark("(")): return !isAdjacent && !isArithmetic(behind: right)
    case (.number, .number), (.mark, .number), (.command, .number): return true
    case (.number, _): return !isAdjacent
    case (_, .mark("(")), (_, .mark("[")): return !isAdjacent
    default: return false
    }
  }

  /// Whether there is an operator between a bracket and the one that closes it, and no word.
  private func isArithmetic(behind opening: TeXToken) -> Bool {
    guard let start = tokens.firstIndex(of: opening) else { return false }
    var depth = 0
    var hasOperator = false
    for token in tokens[start...] {
      switch token.kind {
      case .mark("("), .mark("["): depth += 1
      case .mark(")"), .mark("]"):
        depth -= 1
        if depth == 0 { return hasOperator }
      case .word: return false
      default: hasOperator = hasOperator || token.isOperator
      }
    }
    return false
  }

  /// Whether something that cannot be read stands right in front: `3:2`, `7 % 3`.
  private func isFragment(_ first: TeXToken) -> Bool {
    guard let index = tokens.firstIndex(of: first), index > 0 else { return false }
    let before = tokens[index - 1]
    if before.kind == .command("%") { return true }
    // `5 % of 200 = 10` in any language.
    if case .word = before.kind, index > 1, tokens[index - 2].kind == .command("%") { return true }
    guard before.kind == .gap, before.range.upperBound == first.range.lowerBound,
      case .number = first.kind, index > 1
    else { return false }
    return tokens[index - 2].range.upperBound == before.range.lowerBound
      && tokens[index - 2].endsOperand
  }

  /// Whether a word or a function's name stands right in front.
  private func followsWord(_ first: TeXToken) -> Bool {
    guard let index = tokens.firstIndex(of: first), index > 0 else { return false }
    switch tokens[index - 1].kind {
    case .word, .letter: return true
    case .command(let name):
      return TeXVocabulary.functions[name] != nil || TeXVocabulary.separators.contains(name)
    case .number, .mark, .newRow, .gap, .begin, .end, .endOfSource: return false
    }
  }

  /// Whether an equality is between numbers and nothing else: `0.3 = 0.5`.
  private static func isNumberAlone(_ part: ArraySlice<TeXToken>) -> Bool {
    let equalities = part.count(where: \.isEquality)
    let numbers = part.count { if case .number = $0.kind { true } else { false } }
    return numbers == equalities + 1
      && numbers + equalities + part.count(where: \.isSign) == part.count
      && part.drop(while: \.isSign).dropFirst().first?.isEquality ?? false
  }

  private mutating func parse(_ part: ArraySlice<TeXToken>, isWhole: Bool) {
    var part = part
    while let last = part.last, last.isOperator || last.isEquality || last.isRelation {
      part.removeLast()
    }
    while let first = part.first, first.isOperator, first.kind != .mark("-") {
      part.removeFirst()
    }
    guard let first = part.first, let last = part.last else { return }
    let numbers = part.filter { if case .number = $0.kind { true } else { false } }.count
    let relations = part.filter(\.isEquality).count
    // `0.5·3 → 1.5`.
    let hasResult =
      part.firstIndex(where: \.isArrow).map { part[..<$0].contains(where: \.isOperator) } ?? false
    let isExpression = part.contains {
      $0.isOperator || $0.kind == .mark("_") || $0.kind == .command("sqrt")
    }
    guard numbers > 0, relations > 0 || hasResult || (isWhole && isExpression) else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    let start = range.lowerBound
    if isFragment(first) { return }
    if followsWord(first), Self.isNumberAlone(part) {
      // `the sum of 0.2 and 0.3 = 0.5`
      formulas.append(
        PlainFormula(range: range, chains: [], problem: "words may be part of the calculation"))
      return
    }
    let end = TeXToken(kind: .endOfSource, range: range.upperBound..<range.upperBound)
    let shifted = (part + [end]).map { token in
      TeXToken(
        kind: token.kind, range: token.range.lowerBound - start..<token.range.upperBound - start)
    }
    do {
      let chains = try TeXReader.read(shifted)
      formulas.append(PlainFormula(range: range, chains: chains, problem: nil))
    } catch {
      guard numbers > 1, part.contains(where: \.isOperator), relations > 0 else { return }
      let reason = (error as? TeXReadError)?.what ?? "\(error)"
      formulas.append(PlainFormula(range: range, chains: [], problem: reason))
    }
  }
}

extension TeXToken {
  fileprivate var isEquality: Bool {
    switch kind {
    case .mark("="), .command("approx"), .command("coloneqq"), .command("simeq"): true
    default: false
    }
  }

  fileprivate var isSign: Bool { kind == .mark("-") || kind == .mark("+") }

  fileprivate var isArrow: Bool { kind == .command("to") }

  fileprivate var isRelation: Bool {
    switch kind {
    case .mark(let mark): TeXVocabulary.relations[String(mark)] != nil
    case .command(let name):
      TeXVocabulary.relations[name] != nil || TeXVocabulary.separators.contains(name)
    default: false
    }
  }

  fileprivate var isOperator: Bool {
    switch kind {
    case .mark(let mark): "+-*/^@".contains(mark)
    case .command(let name): ["cdot", "times", "div", "odot", "ast"].contains(name)
    default: false
    }
  }

  fileprivate var endsOperand: Bool {
    switch kind {
    case .number, .letter, .word, .mark(")"), .mark("]"), .mark("}"), .mark("'"), .command("%"):
      true
    case .command(let name): TeXVocabulary.letters.contains(name)
    case .mark, .newRow, .gap, .begin, .end, .endOfSource: false
    }
  }

  fileprivate var startsOperand: Bool {
    switch kind {
    case .number, .letter, .word, .mark("("), .mark("["): true
    case .command(let name):
      TeXVocabulary.letters.contains(name) || TeXVocabulary.functions[name] != nil
        || TeXVocabulary.accents.contains(name) || name == "frac"
    case .mark, .newRow, .gap, .begin, .end, .endOfSource: false
    }
  }
}
