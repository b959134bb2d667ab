internal import NeuralCore
internal import Notation

/// A notation with the patterns that were taken instead of its own, for all layers or for one.
struct NotationChoices {
  private let graph: Graph
  private let preset: NotationPreset
  private var patterns: [String: String] = [:]
  private var layers: [Int: [String: String]] = [:]
  private(set) var notation: Notation

  init(_ notation: Notation) {
    (graph, preset, self.notation) = (notation.graph, notation.patterns, notation)
  }

  /// The same with a pattern for a role; `nil` if it is none.
  func with(_ pattern: String, _ role: String, in layer: Int? = nil) -> NotationChoices? {
    var other = self
    let role = NotationSearch.patternRole(of: role)
    if let layer {
      other.layers[layer, default: [:]][role] = pattern
    } else {
      other.patterns[role] = pattern
    }
    guard let preset = other.preset(with: [:]) else { return nil }
    var presets: [Int: NotationPreset] = [:]
    for (layer, patterns) in other.layers { presets[layer] = other.preset(with: patterns) }
    other.notation = Notation(graph: graph, preset: preset, layers: presets)
    return other
  }

  private func preset(with own: [String: String]) -> NotationPreset? {
    let chosen = patterns.merging(own) { _, own in own }.sorted { $0.key < $1.key }
    let (preset, problems) = preset.overridden(
      by: chosen.map { NotationChoice.Override(role: $0.key, pattern: $0.value) })
    return problems.isEmpty ? preset : nil
  }
}
