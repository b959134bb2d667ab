package import Markdown

/// What a document says of itself.
package struct DocumentInfo: Sendable {
  package var title: String?
  package var authors: [String] = []
  package var date: String?
  /// A language tag such as `en`.
  package var language: String?

  package init(
    title: String? = nil, authors: [String] = [], date: String? = nil, language: String? = nil
  ) {
    (self.title, self.authors, self.date, self.language) = (title, authors, date, language)
  }
}

extension MarkdownContent {
  /// The heading that is the document's title: the first block, if it is the only one of the first level.
  package var titleHeading: Int? {
    guard nodes.count > 1, nodes[1].kind == .heading(level: 1),
      nodes.count(where: { $0.kind == .heading(level: 1) }) == 1
    else { return nil }
    return 1
  }

  /// The heading that is the document's title where the front matter may give one: then it is the first
  /// block, if it is of the first level and says the same.
  package func titleHeading(givenTitle: String?) -> Int? {
    guard let givenTitle else { return titleHeading }
    guard nodes.count > 1, nodes[1].kind == .heading(level: 1),
      MarkedText.plain(plainText(of: 1)) == givenTitle
    else { return nil }
    return 1
  }
}
