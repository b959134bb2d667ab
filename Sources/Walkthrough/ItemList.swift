import Mustache

/// A list as a template sees it: entered item by item, never printed or followed as a whole.
struct ItemList: MustacheSequence, MustacheParent, MustacheCustomRenderable, MustacheTransformable {
  let items: [ViewContext]
  /// The name it was asked for by.
  let name: String
  let view: ViewState

  func makeIterator() -> IndexingIterator<[ViewContext]> { items.makeIterator() }

  var isNull: Bool { items.isEmpty }
  var renderText: String {
    view.record(ViewFault.listPrinted(name))
    return ""
  }

  /// Mustache also asks here inside of `<<^list>>`, where the list is empty and the place around it is
  /// meant.
  func child(named child: String) -> Any? {
    if items.isEmpty { return nil }
    view.record(ViewFault.unknownName(TemplateText.decode(child), candidates: []))
    return Absent()
  }

  func transform(_ transform: String) -> Any? {
    transform == "reversed"
      ? ItemList(items: items.reversed(), name: "reversed(\(name))", view: view)
      : items.transform(transform)
  }
}
