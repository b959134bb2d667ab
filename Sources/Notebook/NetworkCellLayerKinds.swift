import Diagnostics
import NeuralCore

extension NetworkCellLayers {
  /// Kinds of layers, as keys.
  static let kinds = ["dense"]
  static let properties = ["activation", "weight", "bias", "frozen", "title"]

  /// What a layer is made of.
  enum Kind { case dense, activation }

  /// A layer's kind, `nil` if none exists; reports what is wrong with its keys.
  mutating func kind(of node: YAMLNode, layer: String, at place: SourceSpan) -> Kind? {
    let known = Self.kinds + Self.properties
    let entries = node.entries ?? []
    let unknown = entries.filter { !known.contains($0.key) }
    if node["dense"] != nil {
      for entry in unknown { reader.unknownKey(entry, among: known, of: "a dense layer") }
      return .dense
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
    } else if node["activation"] != nil, node["weight"] == nil, node["bias"] == nil {
      return misspelt.isEmpty ? .activation : nil
    } else {
      reader.report(
        "missing-key", "the layer `\(layer)` has no kind, such as `dense: 2`", place)
    }
    return nil
  }

  /// The units of a layer with only an activation are those of the layer below.
  mutating func activationLayer(
    _ name: String, title: String?, _ activation: Activation?, _ place: SourceSpan
  ) -> (units: Int?, definition: LayerDefinition?) {
    guard let units = below.count, let activation else { return (below.count, nil) }
    reader.checkUnits(units, of: activation, place)
    return (units, LayerDefinition(name: name, title: title, units: units, only: activation))
  }
}

extension NetworkCellReader {
  /// Reports a softmax over a single unit.
  mutating func checkUnits(_ units: Int, of activation: Activation, _ place: SourceSpan) {
    guard activation.normalization != nil, units == 1 else { return }
    let value = activation.normalization == .softmax ? 1 : 0
    report(
      "softmax-units", "`\(activation.name)` over 1 unit is always \(value)", place,
      help: "give the layer a unit for each class, or use `sigmoid`")
  }

  /// The parameters of a layer that updates leave as they are.
  mutating func frozen(_ node: YAMLNode?, of layer: String, hasBias: Bool) -> Set<String> {
    guard let node else { return [] }
    let parts = node.items ?? [node]
    var frozen: Set<String> = []
    for part in parts {
      switch part.text {
      case "weight": frozen.insert("weight")
      case "bias" where hasBias: frozen.insert("bias")
      case "bias":
        report("frozen-parameter", "`\(layer)` has no `bias` to freeze", part.place)
      default:
        report(
          "frozen-parameter", "`frozen` takes `weight`, `bias` or both, not \(part.described)",
          part.place, help: "for example `frozen: bias` or `frozen: [weight, bias]`")
      }
    }
    return frozen
  }

  mutating func title(_ node: YAMLNode) -> String? {
    if let text = node.text { return text }
    report("wrong-type", "`title` must be text, not \(node.described)", node.place)
    return nil
  }

  mutating func activation(_ node: YAMLNode) -> Activation? {
    if node.entries != nil { return writtenActivation(node) }
    let name = node.text ?? ""
    if let activation = Activation.named(name) { return activation }
    report(
      "unknown-activation", "there is no activation called \(node.described)", node.place,
      help: Self.help(for: name, among: Activation.all.map(\.name), called: "activations"))
    return nil
  }
}
