import Algebra
import Diagnostics
import NeuralCore

/// `train:` of a network cell.
extension NetworkCellReader {
  static let trainKeys = ["epochs", "batch", "shuffle", "record", "test"]
  /// More epochs are refused.
  static let epochLimit = 100_000_000

  /// - Parameter examples: How many examples the input has; `nil` if it is no batch.
  mutating func training(
    _ node: YAMLNode, of cell: YAMLNode, examples: Int?, _ definition: NetworkDefinition
  ) -> TrainingDefinition? {
    places["train"] = node.place
    guard let entries = node.entries else {
      report(
        "wrong-type", "`train` must be a mapping, not \(node.described)", node.place,
        help: "for example `train: {epochs: 100, batch: 32, shuffle: seed 7}`")
      return nil
    }
    checkKeys(entries, among: Self.trainKeys, of: "`train`")
    for (key, isThere) in [
      ("target", definition.target != nil), ("loss", definition.loss != nil),
      ("optimizer", definition.optimizer != nil),
    ] where !isThere {
      // What is there, but wrong, has been reported.
      if cell[key] == nil { report("missing-key", "`train` needs `\(key)`", node.place) }
      return nil
    }
    guard let examples else {
      report(
        "train-batch", "`train` needs a batch, but `\(definition.input.name)` is a single example",
        node.place, help: "write it as a list of one row, or leave out `train`")
      return nil
    }
    guard let epochsNode = node["epochs"] else {
      report("missing-key", "`train` has no `epochs`", node.place)
      return nil
    }
    guard let epochs = whole(epochsNode, called: "epochs", from: 1, to: Self.epochLimit) else {
      return nil
    }
    var training = TrainingDefinition(epochs: epochs)
    if let node = node["shuffle"] { training.shuffleSeed = shuffle(node) }
    if let node = node["record"] { training.recordEvery = record(node) }
    if let node = node["test"] {
      guard let count = test(node, of: examples) else { return nil }
      training.testCount = count
    }
    if let node = node["batch"] {
      let most = examples - training.testCount
      guard let size = whole(node, called: "batch", from: 1, to: most) else { return nil }
      training.batch = size
    }
    return training
  }

  /// `seed 7`, or `no`, which is the default.
  private mutating func shuffle(_ node: YAMLNode) -> UInt64? {
    let words = node.text?.split(separator: " ") ?? []
    if words.count == 2, words[0] == "seed", let seed = UInt64(words[1]) { return seed }
    if let seed = node["seed"], node.entries?.count == 1 { return self.seed(seed) }
    if node.text == "no" || node.text == "false" { return nil }
    report(
      "train-shuffle", "`shuffle` is `seed` and a whole number, not \(node.described)", node.place,
      help: "for example `shuffle: seed 7`; without a seed it would differ from run to run")
    return nil
  }

  private mutating func record(_ node: YAMLNode) -> Int? {
    guard let entries = node.entries, let every = node["every"] else {
      report(
        "wrong-type", "`record` must say how often, not \(node.described)", node.place,
        help: "for example `record: {every: 100}`")
      return nil
    }
    checkKeys(entries, among: ["every"], of: "`record`")
    return whole(every, called: "every", from: 1, to: Self.epochLimit)
  }

  /// A share between 0 and 1 of the examples, or how many.
  private mutating func test(_ node: YAMLNode, of examples: Int) -> Int? {
    guard let literal = number(node) else { return nil }
    let value = literal.double
    let isCount = value >= 1 && value == value.rounded()
    guard value > 0, value < 1 || isCount else {
      report(
        "train-test",
        "`test` is a share between 0 and 1 or a whole number of examples, not `\(literal.text)`",
        node.place)
      return nil
    }
    let count = isCount ? Int(min(value, 1e9)) : Int((value * Double(examples)).rounded())
    guard (1..<examples).contains(count) else {
      report(
        "train-test",
        "`test: \(literal.text)` of \(counted(examples, "example")) leaves none to "
          + (count < 1 ? "test" : "train with"), node.place)
      return nil
    }
    return count
  }

  /// A whole number within limits; everything else is reported.
  mutating func whole(
    _ node: YAMLNode, called name: String, from low: Int, to high: Int
  ) -> Int? {
    places[name] = node.place
    let text = node.text ?? ""
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text),
      (low...max(low, high)).contains(value)
    {
      return value
    }
    report(
      "whole-number",
      "`\(name)` must be a whole number from \(low) to \(high), not \(node.described)", node.place)
    return nil
  }

  /// A whole number that random numbers begin with.
  mutating func seed(_ node: YAMLNode) -> UInt64? {
    if let seed = node.text.flatMap({ UInt64($0) }) { return seed }
    report(
      "seed", "a seed must be a whole number from 0 on, not \(node.described)", node.place)
    return nil
  }
}
