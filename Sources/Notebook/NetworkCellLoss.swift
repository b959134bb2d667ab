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
        Self.place(of: index, target, node))
      return
    }
    guard loss.targets == .distribution else { return }
    let width = target.tensor.shape.last ?? 1
    for (example, start) in stride(from: 0, to: entries.count, by: width).enumerated() {
      let isBatch = target.tensor.shape.count > 1
      let row = node.items.flatMap { isBatch && example < $0.count ? $0[example] : nil }
      let sums = checkSum(
        Array(entries[start..<start + width]), of: loss,
        isBatch
          ? "those of example \(example + 1) of `\(target.name)`" : "those of `\(target.name)`",
        (row ?? node).place)
      // One example that does not add up is enough to say.
      if !sums { return }
    }
  }

  /// Where an entry of a target stands in the cell; the whole of it if it comes from elsewhere.
  private static func place(of index: Int, _ target: NamedTensor, _ node: YAMLNode) -> SourceSpan {
    guard let items = node.items else { return node.place }
    let width = target.tensor.shape.last ?? 1
    if target.tensor.shape.count == 1 { return items[index].place }
    let row = items[index / width]
    return (row.items?[index % width] ?? row).place
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
  private mutating func checkSum(
    _ entries: [Literal?], of loss: Loss, _ what: String, _ place: SourceSpan
  ) -> Bool {
    let known = entries.compactMap { $0 }
    guard known.count == entries.count,
      let reach = try? EnclosureDomain().sum(
        known.map { $0.decimals > 1 ? .printing($0) : Enclosure($0) }),
      let sum = try? EnclosureDomain().sum(known.map { Enclosure($0) })
    else { return true }
    if reach.contains(Literal(1)) { return true }
    report(
      "target-distribution",
      "`\(loss.name)` needs targets that add up to 1, but \(what) add up to `\(sum.lower.text)`",
      place)
    return false
  }

  // MARK: Size

  /// Reports a network whose batch makes its passes too large.
  mutating func checkSize(of definition: NetworkDefinition, _ node: YAMLNode) {
    let shape = definition.input.tensor.shape
    guard shape.count > 1, let place = node["input"]?.place else { return }
    let examples = definition.training?.batch ?? shape[0]
    let units = definition.layers.reduce(shape[1]) { $0 + $1.units }
    let parameters = definition.layers.reduce(0) { $0 + $1.weight.values.count }
    let numbers = examples.multipliedReportingOverflow(by: units * 4)
    let products = examples.multipliedReportingOverflow(by: parameters)
    guard
      numbers.overflow || numbers.partialValue > Self.passLimit || products.overflow
        || products.partialValue > Self.productLimit
    else { return }
    report(
      "network-too-large",
      "a pass of \(examples) examples through \(units) units and \(parameters) weights is too large",
      place, help: "take smaller batches: `train: {epochs: 10, batch: 32}`")
  }
}
