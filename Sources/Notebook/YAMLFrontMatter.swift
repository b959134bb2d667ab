package import Diagnostics
import Yams

/// A document's YAML front matter, of which one key is Deltabook's.
package enum FrontMatter {
  /// What stands under `deltabook:`, the weakest settings of all network cells.
  ///
  /// Other tools' keys are not looked at, and front matter that does not mention Deltabook is not
  /// read at all.
  ///
  /// - Parameter body: The front matter, with or without the lines of dashes around it.
  package static func defaults(in body: Excerpt) -> (YAMLNode?, [Diagnostic]) {
    guard body.text.contains("deltabook") else { return (nil, []) }
    var reader = YAMLReader(body)
    let node = reader.read(firstDocumentOnly: true) { reader, root in
      try settings(in: root, &reader)
    }
    guard let node else { return (nil, reader.diagnostics) }
    guard let entries = node.entries else {
      if !node.isEmpty {
        reader.diagnostics.append(
          Diagnostic(
            id: "wrong-type", "`deltabook` must be a mapping, not \(node.described)", at: node.place
          ))
      }
      return (nil, reader.diagnostics)
    }
    var cell = NetworkCellReader(diagnostics: reader.diagnostics)
    let keys = NetworkCellReader.keys.filter { $0 != "name" && $0 != "like" }
    cell.checkKeys(entries, among: keys + documentKeys, of: "`deltabook`")
    // The others are settings of the whole document.
    let known = entries.filter { keys.contains($0.key) }
    return (YAMLNode(.mapping(known), at: node.place), cell.diagnostics)
  }

  /// The language of the document, as pandoc and Quarto know it: `lang: de`.
  package static func language(in body: Excerpt) -> (text: String, place: SourceSpan)? {
    guard body.text.contains("lang"), let node = YAMLNode.read(body).0?["lang"],
      let text = node.text
    else { return nil }
    return (text, node.place)
  }

  /// Keys under `deltabook:` that no network cell has.
  static let documentKeys = ["math"]

  /// A setting of the whole document that stands under `deltabook:`, such as `math`; problems of the front
  /// matter are reported by `defaults(in:)`.
  package static func setting(_ key: String, in body: Excerpt) -> YAMLNode? {
    guard body.text.contains(key) else { return nil }
    var reader = YAMLReader(body)
    return reader.read(firstDocumentOnly: true) { reader, root in
      try settings(in: root, &reader)
    }?[key]
  }

  private static func settings(in root: Node, _ reader: inout YAMLReader) throws -> YAMLNode? {
    guard case .mapping(let mapping) = root else { return nil }
    var found: YAMLNode?
    for (key, value) in mapping where key.scalar != nil {
      guard let (text, place) = try reader.key(key, depth: 0), text == "deltabook" else { continue }
      if found == nil {
        found = try reader.convert(value, depth: 1)
      } else {
        reader.diagnostics.append(
          Diagnostic(id: "duplicate-key", "`deltabook` stands here twice", at: place))
      }
    }
    return found
  }
}
