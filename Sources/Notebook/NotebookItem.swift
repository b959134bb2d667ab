package import Diagnostics

/// Something in a notebook that Deltabook owns, in the order of the document.
package enum NotebookItem: Sendable, Hashable {
  /// Defines a network; a fence or a hidden comment.
  case network(Cell)
  /// Shows a view; its fence is replaced by the result.
  case show(Cell)
  /// Defines a view that this document names.
  case view(Cell)
  /// The output of a view, in place between two comments.
  case region(Region)
  /// A code span that is replaced by a value: `` `= w_5.new` ``.
  case inlineValue(InlineValue)
  /// A value in place between two comments: `<!--= w_5.new -->$0.36388$<!--/=-->`.
  case inPlaceValue(InPlaceValue)
  /// A hole in authored math: `$w_5 \to <<w_5.new>>$`.
  case mathHole(MathHole)
  /// A link to something with a label: `[](#tbl-net)`.
  case crossReference(CrossReference)

  /// Where all of it stands in the document.
  package var span: SourceSpan {
    switch self {
    case .network(let cell), .show(let cell), .view(let cell): cell.span
    case .region(let region): region.span
    case .inlineValue(let value): value.span
    case .inPlaceValue(let value): value.span
    case .mathHole(let hole): hole.span
    case .crossReference(let reference): reference.span
    }
  }
}

/// A word with its place.
package struct Word: Sendable, Hashable {
  package let text: String
  package let span: SourceSpan
}

/// An attribute of a cell or region, such as `layer=H`; the value is without its quotes.
package struct Attribute: Sendable, Hashable {
  package let key: Word
  package let value: Word
}

/// A fenced or hidden cell.
package struct Cell: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable { case network, show, view }

  package let kind: Kind
  /// Whether it is a comment, hidden from readers.
  package let isHidden: Bool
  /// From the opening fence's first character to the last line's end, without its line ending.
  package let span: SourceSpan
  /// The word that makes it a cell.
  package let keyword: Word
  /// A view's name: the one shown, or the one defined.
  package let name: Word?
  package let attributes: [Attribute]
  /// The word `echo`, if the fence stays in the output.
  package let echo: Word?
  /// The cell's content without the prefixes of containers; lines end in newlines.
  package let body: Excerpt
  /// Index of its block in the document's tree.
  package let block: Int
}

/// A part of the document that is a view's output, between `<!-- show … -->` and
/// `<!-- /show -->`.
package struct Region: Sendable, Hashable {
  /// From the opening comment to the end of the closing one, or of the opening one if new.
  package let span: SourceSpan
  /// The opening comment.
  package let opening: SourceSpan
  /// The view's name.
  package let name: Word
  package let attributes: [Attribute]
  /// What stands between the comments, without the prefixes of containers; `nil` if the region
  /// is new and has no output yet.
  package let body: Excerpt?
  /// The closing comment; `nil` if the region is new.
  package let closing: SourceSpan?
  /// The checksum in the closing comment; `nil` if the region was never generated.
  package let checksum: Word?
  /// Index of the opening comment's block in the document's tree.
  package let block: Int

  /// Whether the region has been written by Deltabook and edited by somebody else since.
  package var isEdited: Bool {
    guard let body, let checksum else { return false }
    return RegionChecksum.checksum(of: body.text) != checksum.text
  }
}

/// A code span whose content begins with `= `.
package struct InlineValue: Sendable, Hashable {
  /// The code span with its backticks.
  package let span: SourceSpan
  /// What is asked for, such as `w_5.new`.
  package let expression: Excerpt
}

/// A value between two comments in a line of text.
package struct InPlaceValue: Sendable, Hashable {
  /// From the opening comment to the end of the closing one.
  package let span: SourceSpan
  /// What is asked for, such as `w_5.new`.
  package let expression: Excerpt
  /// What stands between the comments; empty if there is no output yet.
  package let content: SourceSpan
}

/// `<<path>>` in authored math.
package struct MathHole: Sendable, Hashable {
  /// The hole with its delimiters.
  package let span: SourceSpan
  /// What is asked for, such as `w_5.new`.
  package let path: Excerpt
  /// Whether the math is a block of its own: `$$…$$` or a `math` fence.
  package let isDisplay: Bool
}

/// A link to something that is shown with a label, whose text is the number it gets: `[](#tbl-net)`, or
/// as it was written before, `[Table 2](#tbl-net)`.
package struct CrossReference: Sendable, Hashable {
  /// From the opening bracket to the closing parenthesis.
  package let span: SourceSpan
  /// What stands in the brackets.
  package let text: String
  /// The label, without the `#`.
  package let label: Word
}
