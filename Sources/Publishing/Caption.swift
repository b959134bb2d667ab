import Algebra
package import Markdown

/// The number and the words that something in a document is shown with.
package struct Caption: Sendable, Hashable {
  package let kind: CaptionKind
  /// From 1, by kind.
  package let number: Int
  /// What links go to; `nil`: there are none.
  package let label: String?
  /// Inline Markdown; `nil`: the number stands alone.
  package let text: String?
  /// The kind's name in the language of the document: `Table`.
  package let word: String

  package init(kind: CaptionKind, number: Int, label: String?, text: String?, word: String) {
    (self.kind, self.number, self.label) = (kind, number, label)
    (self.text, self.word) = (text, word)
  }

  /// `Table 2`.
  package var title: String { "\(word) \(number)" }

  /// The words as a paragraph; `nil` where the number stands elsewhere, in an equation.
  package var line: String? {
    if kind == .equation, text == nil { return nil }
    return "**\(title)\(text.map { ":** " + $0 } ?? "**")"
  }
}

/// What tells a writer where something with a caption begins and ends, and which paragraph is the caption:
/// an empty mark at the beginning of a paragraph.
package struct CaptionMark {
  package enum Role: Int, CaseIterable {
    case begin, caption, end
  }

  package let role: Role
  /// Which caption, as an index of the writer's.
  package let index: Int

  package init(_ role: Role, of index: Int) { (self.role, self.index) = (role, index) }

  /// The mark as text.
  package var text: String {
    TeXMark.wrap("", number: index * Role.allCases.count + role.rawValue)
  }

  fileprivate init?(number: Int) {
    guard let role = Role(rawValue: number % Role.allCases.count) else { return nil }
    self.init(role, of: number / Role.allCases.count)
  }
}

extension MarkdownContent {
  /// The mark that a paragraph begins with, if it is one of `captions`.
  func captionMark(of paragraph: Int, _ captions: [Caption]) -> CaptionMark? {
    guard !captions.isEmpty, let first = children(of: paragraph).first,
      case .text(let text) = nodes[first].kind,
      let mark = MarkedText(text).empty.flatMap(CaptionMark.init(number:)),
      captions.indices.contains(mark.index)
    else { return nil }
    return mark
  }
}
