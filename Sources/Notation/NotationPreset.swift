package import Diagnostics
package import NeuralCore
internal import Yams

/// The patterns of a notation: data, read from a file of `templates/notations/`.
package struct NotationPreset: Sendable {
  package enum Form: String, Sendable, CaseIterable {
    /// One entry.
    case element
    /// One entry of a batch; without this form it is the entry's, with the example in the superscript.
    case batch
    /// The whole tensor.
    case matrix
    /// The form used inside ∂…/∂….
    case derivative
  }

  package let name: String
  package let summary: String
  private var patterns: [String: [Form: SymbolPattern]]
  /// What this notation's δ is.
  package private(set) var delta = DeltaConvention.gradient

  /// The roles a preset or an override may name.
  package static let roles =
    [
      "unit", "input", "target", "weight", "bias", "rate", "net", "activation", "slope", "loss",
      "total", "delta", "gradient", "partial", "change", "step", "new", "old", "step-error",
      "example",
    ] + optimizerRoles

  /// What optimizers, penalties and schedules add.
  private static let optimizerRoles: [String] = {
    var names = ["regularized", "initial-rate", "factor-rate", "final-rate"]
    for optimizer in Optimizer.all {
      names += optimizer.numbers.map(\.name) + optimizer.states.map(\.name)
    }
    names += Penalty.allCases.map(\.rawValue)
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }()

  /// The key that overrides what δ is.
  private static let deltaKey = "delta-convention"

  func pattern(_ role: String, _ form: Form) -> SymbolPattern? { patterns[role]?[form] }

  /// Reads a notation file: `summary` and `symbols`, a mapping of roles to patterns.
  package static func read(_ source: SourceText, name: String) throws -> NotationPreset {
    func failure(_ message: String, _ mark: Mark?) -> DiagnosticError {
      let place = mark.map { mark in
        let offset = source.offset(ofLine: mark.line) + mark.column - 1
        return SourceSpan(source: source, range: offset..<offset + 1)
      }
      return DiagnosticError(Diagnostic(id: "notation-file", message, at: place))
    }
    let root: Node?
    do {
      root = try compose(yaml: source.text, .basic)
    } catch {
      throw failure("the notation `\(name)` is not valid YAML", nil)
    }
    guard let symbols = root?["symbols"]?.mapping else {
      throw failure("the notation `\(name)` has no mapping `symbols`", root?.mark)
    }
    var patterns: [String: [Form: SymbolPattern]] = [:]
    for (key, value) in symbols {
      guard let role = key.scalar?.string, roles.contains(role) else {
        let found = key.scalar?.string ?? ""
        throw failure("`\(found)` is not a role of a notation", key.mark)
      }
      let forms = "`\(role)` takes `element`, `batch`, `matrix` and `derivative`"
      guard let mapping = value.mapping else { throw failure(forms, value.mark) }
      for (form, text) in mapping {
        guard let form = form.scalar.flatMap({ Form(rawValue: $0.string) }), let text = text.scalar
        else { throw failure(forms, form.mark) }
        patterns[role, default: [:]][form] = SymbolPattern(text.string)
      }
    }
    var preset = NotationPreset(
      name: name, summary: root?["summary"]?.scalar?.string ?? "", patterns: patterns)
    if let delta = root?["delta"] {
      guard let convention = delta.scalar.flatMap({ DeltaConvention(rawValue: $0.string) }) else {
        throw failure("`delta` is `gradient` or `error`", delta.mark)
      }
      preset.delta = convention
    }
    return preset
  }

  /// The symbol that a pattern makes with something in each of its holes.
  package static func example(of pattern: String) -> String {
    SymbolPattern(pattern).fill { hole in
      switch hole {
      case "layer", "Layer", "below", "letter", "unit", "name": "h"
      case "of", "by", "argument": "w_1"
      case "loss": "E"
      case "function": "f"
      default: "1"
      }
    }
  }

  /// This preset with a network cell's changes; unknown roles are reported.
  package func overridden(
    by overrides: [NotationChoice.Override]
  ) -> (preset: NotationPreset, diagnostics: [Diagnostic]) {
    var (result, diagnostics) = (self, [Diagnostic]())
    for override in overrides {
      if override.role == Self.deltaKey {
        if let convention = DeltaConvention(rawValue: override.pattern) {
          result.delta = convention
        } else {
          diagnostics.append(
            Diagnostic(
              id: "unknown-delta-convention",
              "there is no delta convention called `\(override.pattern)`", at: override.place,
              help: "`gradient` is ∂E/∂z, `error` is minus that"))
        }
        continue
      }
      let parts = override.role.split(separator: ".", maxSplits: 1).map(String.init)
      let form = parts.count > 1 ? Form(rawValue: parts[1]) : .element
      guard let role = parts.first, Self.roles.contains(role), let form else {
        diagnostics.append(
          Diagnostic(
            id: "unknown-role", "`\(override.role)` is not a role of a notation",
            at: override.place,
            help: Suggestion.help(for: override.role, among: Self.roles + [Self.deltaKey])))
        continue
      }
      result.patterns[role, default: [:]][form] = SymbolPattern(override.pattern)
    }
    return (result, diagnostics)
  }
}
