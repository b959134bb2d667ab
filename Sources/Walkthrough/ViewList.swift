import Mustache

/// A list of a template: a section runs over its items; printed, it is a line of math.
struct ViewList: MustacheSequence, MustacheCustomRenderable, MustacheTransformable {
  let items: [ViewContext]
  /// What stands between two items where the list is printed.
  var separator = ", "

  var isNull: Bool { false }

  var renderText: String { items.map(\.renderText).joined(separator: separator) }

  func makeIterator() -> IndexingIterator<[ViewContext]> { items.makeIterator() }

  func transform(_ name: String) -> Any? {
    switch name {
    case "reversed": ViewList(items: items.reversed(), separator: separator)
    case "count": items.count
    case "empty": items.isEmpty
    default: nil
    }
  }
}
