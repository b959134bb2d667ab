import Algebra
import Diagnostics
import NeuralCore

/// Whether a loss can follow the last layer's activation and is defined for the targets.
extension NetworkCellReader {
  mutating func checkLoss(of definition: NetworkDefinition, _ node: YAMLNode) {
    guard let loss = definition.loss, let last = definition.layers.last,
      let place = node["loss"]?.place
    else { return }
    if !loss.accepts.contains(last.activation.range) {
      report(
        "loss-outputs",
        "`\(loss.name)` needs \(Self.wanted(by: loss)), but `\(last.name)` gives "
          + Self.described(last.activation.range), place,
        help: Self.remedy(loss, after: last.activation))
      return
    }
    let target = node["target"]?.entries?.first
    guard let tensor = definition.target, let target else { return }
    checkTargets(tensor, of: loss, target.value)
  }

  private static func wanted(by loss: Loss) -> String {
    switch loss.targets {
    case .signs: "scores of either sign"
    case .real, .unitInterval, .distribution:
      loss.accepts.contains(.logDistribution)
        ? "logarithms of probabilities" : loss.accepts.contains(.real) ? "logits" : "probabilities"
    }
  }

  private static func described(_ range: OutputRange) -> String {
    switch range {
    case .real: "any numbers"
    case .unitInterval: "numbers between 0 and 1"
    case .distribution: "probabilities"
    case .logDistribution: "logarithms of probabilities"
    }
  }

  private static func remedy(_ loss: Loss, after activation: Activation) -> String {
    switch (loss.name, activation.range) {
    case ("cross-entropy", .logDistribution): return "use `negative-log-likelihood`"
    case ("negative-log-likelihood", .distribution): return "use `cross-entropy`, or `log-softmax`"
    case ("binary-cross-entropy-logits", .unitInterval): return "use `binary-cross-entropy`"
    default: break
    }
    guard let name = loss.canonicalActivation else {
      return "leave out `activation: \(activation.name)`"
    }
    return "end with `activation: \(name)`"
  }

  // MARK: Targets

  private mutating func checkTargets(_ target: NamedTensor, of loss: Loss, _ node: YAMLNode) {
    let entries = target.tensor.values
    let allowed: String
    switch loss.targets {
    case .real: return
    case .unitInterval, .distribution: allowed = "between 0 and 1"
    case .signs: allowed = "of -1 or 1"
    }
    for (index, entry) in entries.enumerated() {
      guard let entry, !Self.isAllowed(entry, by: loss.targets) else { continue }
      report(
        "target-range",
        "`\(loss.name)` needs targets \(allowed), but `\(target.name)` has `\(entry.text)`",
        node.items?[index].place ?? node.place)
      return
    }
    if loss.targets == .distribution { checkSum(target, of: loss, node.place) }
  }

  private static func isAllowed(_ entry: Literal, by targets: Loss.Targets) -> Bool {
    let one = Literal(1)
    switch targets {
    case .real: return true
    case .signs: return entry.equals(one) || entry.equals(Literal(-1))
    case .unitInterval, .distribution:
      return Enclosure(lower: Literal(0), upper: one)?.contains(entry) ?? true
    }
  }

  /// Entries with two decimals or more may be rounded, such as thirds: each stands for half a unit
  /// of its last digit to either side.
  private mutating func checkSum(_ target: NamedTensor, of loss: Loss, _ place: SourceSpan) {
    let known = target.tensor.values.compactMap { $0 }
    guard known.count == target.tensor.values.count,
      let reach = try? EnclosureDomain().sum(
        known.map { $0.decimals > 1 ? .printing($0) : Enclosure($0) }),
      let sum = try? EnclosureDomain().sum(known.map { Enclosure($0) })
    else { return }
    if reach.contains(Literal(1)) { return }
    report(
      "target-distribution",
      "`\(loss.name)` needs targets that add up to 1, but those of `\(target.name)` add up to "
        + "`\(sum.lower.text)`", place)
  }
}
