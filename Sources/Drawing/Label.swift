import Diagnostics

/// A line of text in a drawing: plain words, or mathematics in TeX.
package struct Label: Hashable, Sendable, ExpressibleByStringLiteral {
  package enum Part: Hashable, Sendable {
    case text(String)
    /// TeX without dollars, as in `w_5 = 0.40`.
    case math(String)
  }

  package var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }
  package init(stringLiteral text: String) { self.init([.text(text)]) }
  package static func text(_ text: String) -> Label { Label([.text(text)]) }
  package static func math(_ tex: String) -> Label { Label([.math(tex)]) }

  /// Words with `$…$` between them.
  package init(markdown: String) {
    let pieces = markdown.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count % 2 == 1 else {
      self = .text(markdown)
      return
    }
    self.init(
      pieces.enumerated().filter { !$1.isEmpty }.map { $0 % 2 == 0 ? .text($1) : .math($1) })
  }

  package var isEmpty: Bool { parts.isEmpty || plain.isEmpty }

  /// As text of one line: `w₅ = 0.40`.
  package var plain: String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .math(let tex): MathRun.read(tex).plain
      }
    }.joined()
  }

  /// Columns of `plain`.
  package var width: Int { plain.reduce(0) { $0 + $1.displayWidth } }

  /// Pieces with their scripts, for formats that can raise and lower text.
  var runs: [MathRun] {
    parts.flatMap {
      switch $0 {
      case .text(let text): [MathRun(text: text)]
      case .math(let tex): MathRun.read(tex)
      }
    }
  }
}
