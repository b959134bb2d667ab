/// A piece of TeX math and where it stands: UTF-8 offsets in the source.
struct TeXToken: Equatable {
  enum Kind: Equatable {
    /// Digits with at most one point; separators of thousands are gone.
    case number(String)
    /// One letter.
    case letter(String)
    /// The contents of `\text{…}` and its kin.
    case word(String)
    /// A command without its backslash: `frac`, `{`.
    case command(String)
    /// A character of its own: brackets, operators, `^`, `_`, `&`.
    case mark(Character)
    /// `\\`.
    case newRow
    /// `\quad` and wider: what separates formulas in one line.
    case gap
    /// `\begin{…}` and `\end{…}`, the star of the name left out.
    case begin(String)
    case end(String)
    case endOfSource
  }

  var kind: Kind
  var range: Range<Int>
}

/// TeX that cannot be read: what is wrong and where, as UTF-8 offsets.
package struct TeXReadError: Error, Hashable, Sendable {
  package let what: String
  package let range: Range<Int>

  package init(_ what: String, _ range: Range<Int>) {
    self.what = what
    self.range = range
  }
}

extension TeXToken.Kind {
  /// As it would be written, for messages and for the names of symbols.
  var text: String {
    switch self {
    case .number(let text), .letter(let text): text
    case .word(let text): "\\text{\(text)}"
    case .command(let name): "\\" + name
    case .mark(let character): String(character)
    case .newRow: "\\\\"
    case .gap: "\\quad"
    case .begin(let name): "\\begin{\(name)}"
    case .end(let name): "\\end{\(name)}"
    case .endOfSource: "the end"
    }
  }

  /// The same in a message, in backticks where it is source text.
  var quoted: String { self == .endOfSource ? text : "`\(text)`" }

  /// An operator or a relation.
  var isOperator: Bool {
    switch self {
    case .mark(let mark): "+-*/=".contains(mark)
    case .command(let name):
      ["cdot", "times", "div", "odot"].contains(name) || TeXVocabulary.relations[name] != nil
    default: false
    }
  }

  /// Whether a matrix begins with it.
  var isMatrix: Bool {
    if case .begin(let name) = self { return TeXVocabulary.matrices.contains(name) }
    return false
  }

  /// Behind which an operand may begin.
  var isOpening: Bool {
    switch self {
    case .mark(let mark): "([{&,".contains(mark)
    case .gap, .newRow, .begin: true
    default: false
    }
  }

  /// In front of which an operand may end.
  var isClosing: Bool {
    switch self {
    case .mark(let mark): ")]}&,".contains(mark)
    case .gap, .newRow, .end, .endOfSource: true
    default: false
    }
  }
}
