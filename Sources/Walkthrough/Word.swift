import Mustache
import NeuralCore

/// A property that is text: nothing can follow it.
struct Word: MustacheParent, MustacheCustomRenderable {
  let text: String
  let view: ViewState

  var isNull: Bool { false }
  var renderText: String { text }

  func child(named name: String) -> Any? {
    view.record(ViewFault.unknownName(TemplateText.decode(name), candidates: []))
    return Absent()
  }
}

/// An item's kind: text, and a section for each kind (`<<#kind.slope>>`).
struct Kind: MustacheParent, MustacheCustomRenderable {
  let name: String
  let view: ViewState

  /// Kinds of items besides the names of steps.
  private static let names: Set<String> = [
    "network", "example", "pass", "input", "hidden", "output", "target", "weight", "bias", "rate",
    "net", "out",
    "slope",
    "loss", "error", "gradient", "step", "change", "new", "factor", "path", "line", "result",
  ]

  var isNull: Bool { false }
  var renderText: String { name }

  func child(named other: String) -> Any? {
    if other == name { return true }
    let isKnown =
      Self.names.contains(other) || StepNames.all.contains(other)
      || view.worksheet.graph.stepNames.contains(other)
    if !isKnown { view.record(ViewFault.unknownName(other, candidates: Array(Self.names))) }
    return false
  }
}

extension Graph {
  /// The names of all named steps.
  fileprivate var stepNames: Set<String> {
    Set(
      quantities.compactMap { quantity in
        if case .step(let name, _) = quantity.role { name } else { nil }
      })
  }
}
