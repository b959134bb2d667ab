/// What stands beside formulas and is none: units and notes.
extension TeXLexer {
  /// The tokens without units of numbers, as in `0.9 \text{ V}` and `3 \text{ m/s}^2`, and without the sign
  /// of `11\times`, eleven times.
  func withoutUnits(_ tokens: [TeXToken]) -> [TeXToken] {
    var kept: [TeXToken] = []
    kept.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let length = unitLength(at: index, of: tokens)
      if length == 0 { kept.append(tokens[index]) }
      index += max(1, length)
    }
    return kept
  }

  /// How many tokens a unit has: it stands behind a number, and behind it nothing.
  private func unitLength(at index: Int, of tokens: [TeXToken]) -> Int {
    guard index > 0, index + 1 < tokens.count, case .number = tokens[index - 1].kind else {
      return 0
    }
    let next = tokens[index + 1].kind
    switch tokens[index].kind {
    case .command("times"):
      return next.isClosing && next != .newRow && next != .mark("&") ? 1 : 0
    case .word:
      let source = text(
        tokens[index].range.lowerBound - offset..<tokens[index].range.upperBound - offset)
      guard source.contains("{ ") || source.contains("{~") || source.contains("{\\,") else {
        return 0
      }
      if next.isClosing { return 1 }
      guard next == .mark("^"), index + 3 < tokens.count,
        case .number = tokens[index + 2].kind, tokens[index + 3].kind.isClosing
      else { return 0 }
      return 3
    default: return 0
    }
  }

  /// Takes out the cells at the ends of an alignment's rows that an empty cell sets off, as in `&& \text{so
  /// far}`, where no relation is in them.
  static func dropNoteColumns(_ tokens: inout [TeXToken]) {
    var environments: [String] = []
    var kept: [TeXToken] = []
    kept.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let kind = tokens[index].kind
      if case .begin(let name) = kind { environments.append(name) }
      if case .end = kind { _ = environments.popLast() }
      if kind == .mark("&"), tokens[index + 1].kind == .mark("&"),
        environments.last.map(TeXVocabulary.alignments.contains) ?? false,
        let end = endOfNote(tokens, from: index + 2)
      {
        index = end
        continue
      }
      kept.append(tokens[index])
      index += 1
    }
    tokens = kept
  }

  /// Where the row ends that begins here with its last cell, if that has no relation.
  private static func endOfNote(_ tokens: [TeXToken], from start: Int) -> Int? {
    var depth = 0
    for index in start..<tokens.count {
      switch tokens[index].kind {
      case .newRow where depth == 0, .end where depth == 0: return index
      case .begin: depth += 1
      case .end: depth -= 1
      case .mark("&") where depth == 0, .endOfSource: return nil
      case .mark(let mark) where TeXVocabulary.relations[String(mark)] != nil: return nil
      case .command(let name) where TeXVocabulary.relations[name] != nil: return nil
      default: break
      }
    }
    return nil
  }
}
