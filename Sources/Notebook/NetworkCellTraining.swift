import Algebra
import Diagnostics
import NeuralCore

extension NetworkCellReader {
  mutating func loss(_ node: YAMLNode) -> Loss? {
    places["loss"] = node.place
    let name = node.text ?? ""
    if let loss = Loss.named(name) { return loss }
    report(
      "unknown-loss", "there is no loss called \(node.described)", node.place,
      help: Self.help(for: name, among: Loss.all.map(\.name), called: "losses"))
    return nil
  }

  mutating func optimizer(_ node: YAMLNode) -> OptimizerDefinition? {
    let example = "optimizer: {sgd: {rate: 0.5}}"
    var name = node.text
    var parameters: YAMLNode?
    var place = node.place
    if name == nil {
      guard let entry = onlyEntry(node, of: "optimizer", example: example) else { return nil }
      (name, parameters, place) = (entry.key, entry.value, entry.keyPlace)
    }
    places["optimizer"] = place
    guard let name, name == "sgd" else {
      report(
        "unknown-optimizer",
        "there is no optimizer called \(node.text == nil ? (name ?? "").quotedForMessage : node.described)",
        place,
        help: Self.help(
          for: name ?? "", among: OptimizerDefinition.all.map(\.name), called: "optimizers"))
      return nil
    }
    if let parameters, parameters.entries == nil, !parameters.isEmpty {
      report(
        "wrong-type", "`\(name)` must be a mapping, not \(parameters.described)", parameters.place,
        help: "for example `\(example)`")
      return nil
    }
    checkKeys(parameters?.entries ?? [], among: ["rate"], of: "`\(name)`")
    guard let rate = parameters?["rate"] else {
      // A misspelt `rate` has been reported with a suggestion.
      let misspelt = (parameters?.entries ?? []).contains {
        Suggestion.nearest(to: $0.key, among: ["rate"]) != nil
      }
      if !misspelt {
        report("missing-key", "`\(name)` has no `rate`", place, help: "for example `\(example)`")
      }
      return nil
    }
    return learningRate(rate).map { .gradientDescent(rate: $0) }
  }

  /// A number above zero.
  mutating func learningRate(_ node: YAMLNode) -> Literal? {
    places["optimizer.rate"] = node.place
    guard let rate = number(node) else { return nil }
    if rate.isNegative || rate.isZero {
      report(
        "learning-rate", "the learning rate must be greater than 0, not `\(rate.text)`", node.place)
      return nil
    }
    return rate
  }
}
