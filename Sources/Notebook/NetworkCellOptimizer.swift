import Algebra
import Diagnostics
import NeuralCore

/// `optimizer:`, a name with its numbers.
extension NetworkCellReader {
  private static let optimizerExample = "optimizer: {sgd: {rate: 0.5}}"

  mutating func optimizer(_ node: YAMLNode) -> OptimizerDefinition? {
    var name = node.text
    var parameters: YAMLNode?
    var place = node.place
    if name == nil {
      guard let entry = onlyEntry(node, of: "optimizer", example: Self.optimizerExample) else {
        return nil
      }
      (name, parameters, place) = (entry.key, entry.value, entry.keyPlace)
    }
    places["optimizer"] = place
    guard let name, let optimizer = Optimizer.named(name) else {
      let shown = node.text == nil ? (name ?? "").quotedForMessage : node.described
      report(
        "unknown-optimizer", "there is no optimizer called \(shown)", place,
        help: Self.help(for: name ?? "", among: Optimizer.all.map(\.name), called: "optimizers"))
      return nil
    }
    if let parameters, parameters.entries == nil, !parameters.isEmpty {
      report(
        "wrong-type", "`\(name)` must be a mapping, not \(parameters.described)", parameters.place,
        help: "for example `\(Self.optimizerExample)`")
      return nil
    }
    return self.optimizer(optimizer, parameters, place)
  }

  private mutating func optimizer(
    _ optimizer: Optimizer, _ parameters: YAMLNode?, _ place: SourceSpan
  ) -> OptimizerDefinition? {
    let entries = parameters?.entries ?? []
    let penalties = Penalty.allCases.filter { optimizer.number(named: $0.rawValue) == nil }
    let keys =
      ["rate"] + optimizer.numbers.map(\.name) + penalties.map(\.rawValue) + ["order"]
    checkKeys(entries, among: keys, of: "`\(optimizer.name)`")
    guard let rate = rate(parameters?["rate"], entries, of: optimizer, place) else { return nil }
    var definition = OptimizerDefinition(optimizer, rate: rate)
    for number in optimizer.numbers {
      guard let node = parameters?[number.name] else { continue }
      guard let literal = self.number(node, called: number, of: optimizer.name) else { return nil }
      definition.numbers[number.name] = literal
    }
    for penalty in penalties {
      guard let node = parameters?[penalty.rawValue] else { continue }
      guard let literal = self.number(node, called: penalty.number, of: optimizer.name) else {
        return nil
      }
      if !literal.isZero { definition.penalties[penalty] = literal }
    }
    if let node = parameters?["order"] {
      guard let order = node.text.flatMap({ UpdateOrder(rawValue: $0) }) else {
        report(
          "unknown-order", "there is no order of updates called \(node.described)", node.place,
          help: Self.help(
            for: node.text ?? "", among: UpdateOrder.allCases.map(\.rawValue), called: "orders"))
        return nil
      }
      definition.order = order
    }
    return definition
  }

  /// Reports names of the network that the optimizer's numbers have in references.
  mutating func checkNames(against optimizer: OptimizerDefinition) {
    for name in optimizer.numberNames {
      for key in ["input", "target", "layers.\(name)"] {
        guard let place = places[key], place.text == name else { continue }
        report(
          "reserved-name",
          "`\(name)` is a number of `\(optimizer.optimizer.name)` in references already", place)
      }
    }
  }

  private mutating func number(
    _ node: YAMLNode, called number: Optimizer.Number, of owner: String
  ) -> Literal? {
    places["optimizer.\(number.name)"] = node.place
    guard let literal = self.number(node) else { return nil }
    let allowed: String
    switch number.limits {
    case .fraction:
      if !literal.isNegative, literal.double < 1 { return literal }
      allowed = "at least 0 and less than 1"
    case .positive:
      if !literal.isNegative, !literal.isZero { return literal }
      allowed = "greater than 0"
    case .notNegative:
      if !literal.isNegative { return literal }
      allowed = "0 or more"
    }
    report(
      "optimizer-number",
      "`\(number.name)` of `\(owner)` must be \(allowed), not `\(literal.text)`", node.place)
    return nil
  }

  // MARK: Learning rate

  private mutating func rate(
    _ node: YAMLNode?, _ entries: [YAMLNode.Entry], of optimizer: Optimizer, _ place: SourceSpan
  ) -> LearningRate? {
    if let node { return learningRate(node) }
    if let standard = optimizer.standardRate { return LearningRate(standard) }
    // A misspelt `rate` has been reported with a suggestion.
    let isMisspelt = entries.contains {
      Suggestion.nearest(to: $0.key, among: ["rate"]) != nil
    }
    if !isMisspelt {
      report(
        "missing-key", "`\(optimizer.name)` has no `rate`", place,
        help: "for example `optimizer: {\(optimizer.name): {rate: 0.5}}`")
    }
    return nil
  }

  /// A number above zero, or a schedule.
  mutating func learningRate(_ node: YAMLNode) -> LearningRate? {
    places["optimizer.rate"] = node.place
    guard let entries = node.entries else {
      return rateNumber(node, called: "the learning rate").map { LearningRate($0) }
    }
    let schedules = ["step", "exponential", "cosine"]
    checkKeys(entries, among: ["initial", "warm-up"] + schedules, of: "`rate`")
    let chosen = entries.filter { schedules.contains($0.key) }
    if chosen.count > 1 {
      report(
        "rate-schedule",
        "`rate` has two schedules, `\(chosen[0].key)` and `\(chosen[1].key)`", chosen[1].keyPlace)
      return nil
    }
    guard let initial = node["initial"] else {
      report(
        "missing-key", "`rate` has no `initial`", node.place,
        help: "for example `rate: {initial: 0.1, exponential: {factor: 0.9}}`")
      return nil
    }
    places["optimizer.rate.initial"] = initial.place
    guard let start = rateNumber(initial, called: "the learning rate") else { return nil }
    var rate = LearningRate(start)
    if let warmUp = node["warm-up"] {
      guard let count = updates(warmUp, called: "warm-up") else { return nil }
      rate.warmUp = count
    }
    if let entry = chosen.first {
      guard let schedule = schedule(entry) else { return nil }
      rate.schedule = schedule
    }
    return rate
  }

  private mutating func schedule(_ entry: YAMLNode.Entry) -> LearningRate.Schedule? {
    let examples = [
      "step": "step: {every: 10, factor: 0.5}", "exponential": "exponential: {factor: 0.9}",
      "cosine": "cosine: {steps: 100, final: 0}",
    ]
    let help = examples[entry.key].map { "for example `\($0)`" }
    guard entry.value.entries != nil else {
      report(
        "wrong-type", "`\(entry.key)` must be a mapping, not \(entry.value.described)",
        entry.value.isEmpty ? entry.keyPlace : entry.value.place, help: help)
      return nil
    }
    let keys: [String]
    switch entry.key {
    case "step": keys = ["every", "factor"]
    case "cosine": keys = ["steps", "final"]
    default: keys = ["factor"]
    }
    checkKeys(entry.value.entries ?? [], among: keys, of: "`\(entry.key)`")
    let nodes = keys.map { entry.value[$0] }
    for (key, node) in zip(keys, nodes) where node == nil && key != "final" {
      report("missing-key", "`\(entry.key)` has no `\(key)`", entry.keyPlace, help: help)
      return nil
    }
    switch entry.key {
    case "step":
      guard let every = nodes[0].flatMap({ updates($0, called: "every") }),
        let factor = nodes[1].flatMap({ rateNumber($0, called: "`factor`") })
      else { return nil }
      return .step(every: every, factor: factor)
    case "cosine":
      guard let steps = nodes[0].flatMap({ updates($0, called: "steps") }) else { return nil }
      guard let node = nodes[1] else { return .cosine(steps: steps, final: Literal(0)) }
      guard let final = number(node) else { return nil }
      if final.isNegative {
        report("learning-rate", "`final` must be 0 or more, not `\(final.text)`", node.place)
        return nil
      }
      return .cosine(steps: steps, final: final)
    default:
      return nodes[0].flatMap { rateNumber($0, called: "`factor`") }
        .map { .exponential(factor: $0) }
    }
  }

  /// A number above zero.
  mutating func rateNumber(_ node: YAMLNode, called name: String) -> Literal? {
    guard let rate = number(node) else { return nil }
    if rate.isNegative || rate.isZero {
      report(
        "learning-rate", "\(name) must be greater than 0, not `\(rate.text)`", node.place)
      return nil
    }
    return rate
  }

  /// A whole number of updates, 1 or more.
  private mutating func updates(_ node: YAMLNode, called name: String) -> Int? {
    guard let count = node.text.flatMap({ Int($0) }), (1...Element.stepLimit).contains(count) else {
      report(
        "rate-schedule",
        "`\(name)` must be a whole number of updates, 1 or more, not \(node.described)", node.place)
      return nil
    }
    return count
  }
}
