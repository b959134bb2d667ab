internal import Diagnostics

/// An opening or closing comment of a region, before they are matched.
struct RegionMarker {
  enum Kind {
    case opening(name: Word?, attributes: [Attribute])
    case closing(checksum: Word?)
  }

  let kind: Kind
  /// The comment.
  let range: Range<Int>
  let line: Int
  /// Index of the comment's block.
  let block: Int
}
