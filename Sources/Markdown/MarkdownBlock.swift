/// One block of a Markdown document: what it is and the whole lines it takes up.
package struct MarkdownBlock: Sendable, Hashable {
  /// What a block is. Containers are `document`, `blockQuote`, `list` and `item`.
  package enum Kind: Sendable, Hashable {
    case document
    case blockQuote
    case list(isOrdered: Bool, isTight: Bool)
    case item
    case codeBlock(CodeBlock)
    case htmlBlock(literal: String)
    case paragraph
    case heading(level: Int)
    case thematicBreak
  }

  package internal(set) var kind: Kind
  /// The lines of the file, counted from 1, that the block takes up.
  package internal(set) var lines: ClosedRange<Int>
  /// The bytes of those lines, line endings included.
  package internal(set) var range: Range<Int>
  /// Index of the block around this one in `MarkdownTree.blocks`; `nil` for the document.
  package let parent: Int?
  /// The index after the block's last descendant, so its descendants are `index + 1..<end`.
  package internal(set) var end: Int
  /// How an item or a quote begins; `nil` for other blocks.
  var opening: ContainerOpening?
}

/// The parts of a fenced or indented code block.
package struct CodeBlock: Sendable, Hashable {
  /// The fence's info string as CommonMark reads it; `nil` for an indented block.
  package internal(set) var info: String?
  /// The code, with the line endings of the file.
  package let literal: String
  /// Whether a fence has its closing line; `true` for an indented block.
  package internal(set) var isClosed = true
}

/// What continuation lines of an item or a quote must begin with, and where its first line goes on.
struct ContainerOpening: Sendable, Hashable {
  /// Columns an item's later lines are indented by, relative to the container around it.
  ///
  /// 0 for a quote, whose lines begin with `>`.
  var indent: Int
  /// The cursor on the first line behind the marker.
  var cursor: LineCursor
}
