import Mustache

/// A list as a template sees it: a section runs over its items.
///
/// The lists that are forms of an element (`steps`, `terms`, `chain` …) can also be printed, as one
/// line of math; the lists of a scope (`layers`, `units` …) cannot.
struct ViewList: MustacheSequence, MustacheParent, MustacheCustomRenderable, MustacheTransformable {
  let items: [ViewContext]
  /// What stands between two items where the list is printed; `nil`: it has no text.
  var separator: String?
  /// The name it was asked for by, and where misuse is recorded.
  var name = ""
  var view: ViewState?

  func makeIterator() -> IndexingIterator<[ViewContext]> { items.makeIterator() }

  var isNull: Bool { items.isEmpty }

  var renderText: String {
    guard let separator else {
      view?.record(ViewFault.listPrinted(name))
      return ""
    }
    return items.map(\.renderText).joined(separator: separator)
  }

  /// Mustache also asks here inside of `<<^list>>`, where the list is empty and the place around it is
  /// meant.
  func child(named child: String) -> Any? {
    if items.isEmpty { return nil }
    view?.record(ViewFault.unknownName(TemplateText.decode(child), candidates: []))
    return Absent()
  }

  func transform(_ transform: String) -> Any? {
    switch transform {
    case "reversed":
      ViewList(
        items: items.reversed(), separator: separator, name: "reversed(\(name))", view: view)
    case "count": items.count
    case "empty": items.isEmpty
    default: nil
    }
  }

  /// The same list, as the template calls it.
  func named(_ name: String, in view: ViewState) -> ViewList {
    ViewList(items: items, separator: separator, name: name, view: view)
  }
}
