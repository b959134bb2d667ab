import Diagnostics
import NeuralCore

extension NetworkCellLayers {
  /// Kinds of layers, as keys.
  static let kinds = ["dense"]
  static let properties = ["activation", "weight", "bias", "title"]

  /// Whether a layer is of a kind that exists; reports what is wrong with its keys.
  mutating func kind(of node: YAMLNode, layer: String, at place: SourceSpan) -> Bool {
    let known = Self.kinds + Self.properties
    let entries = node.entries ?? []
    let unknown = entries.filter { !known.contains($0.key) }
    if node["dense"] != nil {
      for entry in unknown { reader.unknownKey(entry, among: known, of: "a dense layer") }
      return true
    }
    let misspelt = unknown.filter {
      Suggestion.nearest(to: $0.key, among: Self.properties) != nil
        && Suggestion.nearest(to: $0.key, among: Self.kinds) == nil
    }
    for entry in misspelt { reader.unknownKey(entry, among: known, of: "a layer") }
    // Other keys that are not known belong to the kind that is not.
    let kind = unknown.first { entry in !misspelt.contains { $0.key == entry.key } }
    if let kind {
      reader.report(
        "unknown-layer-kind", "\(kind.key.quotedForMessage) is not a kind of layer", kind.keyPlace,
        help: NetworkCellReader.help(for: kind.key, among: Self.kinds, called: "kinds"))
    } else if let activation = node.entry("activation"), node["weight"] == nil, node["bias"] == nil
    {
      reader.report(
        "unsupported",
        "a layer with only an activation is not supported yet; `\(layer)` needs `dense`",
        activation.keyPlace)
    } else {
      reader.report(
        "missing-key", "the layer `\(layer)` has no kind, such as `dense: 2`", place)
    }
    return false
  }
}

extension NetworkCellReader {
  mutating func title(_ node: YAMLNode) -> String? {
    if let text = node.text { return text }
    report("wrong-type", "`title` must be text, not \(node.described)", node.place)
    return nil
  }

  mutating func activation(_ node: YAMLNode) -> Activation? {
    let name = node.text ?? ""
    if let activation = Activation.named(name) { return activation }
    report(
      "unknown-activation", "there is no activation called \(node.described)", node.place,
      help: Self.help(for: name, among: Activation.all.map(\.name), called: "activations"))
    return nil
  }
}
