/// The words that Deltabook itself writes, in the language of a document: in pictures, captions and
/// references. They come from `templates/words/LANGUAGE.yaml`.
package struct Wording: Sendable, Hashable {
  private let entries: [String: String]

  package init(_ entries: [String: String] = [:]) { self.entries = entries }

  /// What a file of words must have.
  package static let keys = [
    "table", "figure", "equation", "updates", "network", "layer", "curve", "map", "average",
    "function", "graph", "regions", "target", "class",
  ]

  /// A word or sentence with its holes filled: `{name}` is the value under `name`.
  package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    var text = entries[key] ?? key
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }
}
