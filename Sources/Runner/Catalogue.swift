import NeuralCore
import Notation

/// What `deltabook list` lists.
package enum Catalogue: String, CaseIterable, Sendable {
  case views, notations, notebooks, activations, losses, optimizers, initializers, layers

  /// Names with a line on each.
  package func entries(_ templates: TemplateStore) -> [(name: String, summary: String)] {
    switch self {
    case .views: templates.names(.views).map { ($0, templates.summary(ofView: $0)) }
    case .notations:
      templates.names(.notations).map { name in
        (name, (try? templates.preset(NotationChoice(preset: name)))?.summary ?? "")
      }
    case .notebooks: templates.names(.notebooks).map { ($0, "") }
    case .activations: Activation.all.map { ($0.name, $0.summary) }
    case .losses: Loss.all.map { ($0.name, $0.summary) }
    case .optimizers: Optimizer.all.map { ($0.name, $0.summary) }
    case .initializers: Initializer.all.map { ($0.name, $0.summary) }
    case .layers: [("dense", "net input W a + b, then the activation; the number of units follows")]
    }
  }
}
