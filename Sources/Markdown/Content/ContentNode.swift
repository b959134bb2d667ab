/// One node of a document as readers see it: a block, or something inside a paragraph.
package struct ContentNode: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case document
    case blockQuote
    /// `start` is the first number of an ordered list, `nil` for bullets.
    case list(start: Int?, isTight: Bool)
    case item
    case codeBlock(info: String, literal: String)
    case htmlBlock(String)
    case paragraph
    case heading(level: Int)
    case thematicBreak
    /// Its rows are its children, the header first.
    case table([ColumnAlignment])
    case tableRow(isHeader: Bool)
    case tableCell(ColumnAlignment)
    /// A ```` ```math ```` fence, or a paragraph that is nothing but `$$…$$`.
    case mathBlock(String)

    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case html(String)
    case emphasis
    case strong
    case link(Target)
    case image(Target)
    /// Math in a line of text; `isDisplay` if it stands between two dollars each.
    case math(String, isDisplay: Bool)

    /// Whether it can have children.
    package var isContainer: Bool {
      switch self {
      case .document, .blockQuote, .list, .item, .paragraph, .heading, .table, .tableRow,
        .tableCell, .emphasis, .strong, .link, .image:
        true
      case .codeBlock, .htmlBlock, .thematicBreak, .mathBlock, .text, .softBreak, .lineBreak,
        .code, .html, .math:
        false
      }
    }
  }

  /// Where a link leads or an image comes from.
  package struct Target: Sendable, Hashable {
    package let destination: String
    /// Empty if there is none.
    package let title: String

    package init(destination: String, title: String = "") {
      (self.destination, self.title) = (destination, title)
    }
  }

  package let kind: Kind
  /// Index of the node around this one; `nil` for the document.
  package let parent: Int?
  /// The index after the last descendant.
  package internal(set) var end: Int
  /// The line of the source at which the node begins, or the block it stands in.
  package let line: Int
}

/// How the cells of a table's column are set.
package enum ColumnAlignment: String, Sendable, Hashable {
  case none, left, center, right
}
