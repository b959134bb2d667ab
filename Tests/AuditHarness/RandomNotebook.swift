package import Diagnostics
package import Foundation
import TestSupport

/// Notebooks that show views of networks: those of the repository, every view of some networks, and a few views
/// of random ones.
package struct RandomNotebook {
  package let text: SourceText
  /// Whether it is a file of the repository, with views of its own.
  package let isOfRepository: Bool

  private static let notations = ["walkthrough", "textbook", "layered", "matrix", "vectors"]

  /// The repository's notebooks, and every view in every notation.
  ///
  /// - Parameter isWhole: Whether for every network, precision and place; otherwise for one of each.
  package static func catalogue(_ root: URL, isWhole: Bool) throws -> [RandomNotebook] {
    let folder = root.appending(path: "notebooks")
    let own = try markdown(in: folder)
      // Its slips are its subject.
      .filter { $0 != "as-published.md" }
      .map { name in
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return RandomNotebook(text: SourceText(name: name, text: text), isOfRepository: true)
      }
    let views = try views(root)
    var every: [RandomNotebook] = []
    for (index, notation) in notations.enumerated() {
      for precision in isWhole
        ? ["exact", "as-displayed"] : [["exact", "as-displayed"][index % 2]]
      {
        for number in isWhole ? Array(samples.indices) : [index % samples.count] {
          let sample = samples[number]
          let head = "notation: \(notation)\nprecision: \(precision)\ndigits: {default: 5}\n"
          let layers = isWhole ? sample.layers : [sample.layers[index % sample.layers.count]]
          let text =
            "```yaml network\n\(sample.cell)\(head)```\n\n" + shows(views, layers: layers)
          let name = "sample \(number + 1), \(notation), \(precision)"
          every.append(
            RandomNotebook(text: SourceText(name: name, text: text), isOfRepository: false))
        }
      }
    }
    return own + every
  }

  /// The cell of the smallest network in which errors come back along two ways.
  package static let twoTwoTwo = """
    input: {I: [0.05, 0.10]}
    layers:
      - H: {dense: 2, activation: sigmoid, weight: [[0.15, 0.20], [0.25, 0.30]]}
      - O: {dense: 2, activation: sigmoid, weight: [[0.40, 0.45], [0.50, 0.55]]}
    target: {t: [0.01, 0.99]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}

    """

  /// Networks of every kind of layer that a page of a person has.
  private static let samples: [(cell: String, layers: [String])] = [
    (twoTwoTwo, ["H", "O"]),
    (
      """
      input: {x: [0.62, -0.31, 0.9]}
      layers:
        - H: {dense: 2, activation: tanh, weight: [[0.13, -0.42, 0.5], [0.71, 0.2, -0.33]], bias: [0.1, -0.2]}
        - O: {dense: 1, activation: identity, weight: [[0.4, -0.55]], bias: [0.3]}
      target: {t: [1]}
      loss: mean-squared-error
      optimizer: {sgd: {rate: 0.1}}

      """, ["H", "O"]
    ),
  ]

  /// Random networks with random notations, digits and precision.
  package static func random(_ count: Int, _ seed: UInt64) -> [RandomNotebook] {
    var generator = SeededGenerator(seed: seed)
    let views = [
      "net-inputs", "activations", "biases", "weights", "layer-updates", "bias-updates",
      "net-input-matrix", "activation-vector", "slope-vector", "delta-vector", "total-loss",
      "loss-steps", "loss-derivation", "all-updates", "forward-values", "error-signals",
      "gradient-derivation", "weight-update", "weight-contribution", "sensitivity", "net-input",
    ]
    return (0..<count).map { number in
      var sizes = [Int.random(in: 1...4, using: &generator)]
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        sizes.append(Int.random(in: 1...3, using: &generator))
      }
      sizes.append(Int.random(in: 1...2, using: &generator))
      let cell = cell(sizes, &generator)
      let names = (1..<sizes.count).map { $0 == sizes.count - 1 ? "O" : "H\($0)" }
      let chosen = views.shuffled(using: &generator).prefix(8)
      return RandomNotebook(
        text: SourceText(
          name: "random network \(number + 1)",
          text: "```yaml network\n\(cell)```\n\n" + shows(Array(chosen), layers: names)),
        isOfRepository: false)
    }
  }

  private static func cell(_ sizes: [Int], _ generator: inout SeededGenerator) -> String {
    func pick<Item>(_ items: [Item]) -> Item {
      items[Int.random(in: 0..<items.count, using: &generator)]
    }
    let decimals = Int.random(in: 1...3, using: &generator)
    func number() -> String {
      let scale = [10, 100, 1000][decimals - 1]
      let value = Int.random(in: -scale...scale, using: &generator)
      let digits = String(abs(value) % scale)
      let zeros = String(repeating: "0", count: decimals - digits.count)
      return "\(value < 0 ? "-" : "")\(abs(value) / scale).\(zeros)\(digits)"
    }
    func list(_ count: Int) -> String {
      "[" + (0..<count).map { _ in number() }.joined(separator: ", ") + "]"
    }
    var text = "input: {x: \(list(sizes[0]))}\nlayers:\n"
    for layer in 1..<sizes.count {
      let isLast = layer == sizes.count - 1
      let rows = (0..<sizes[layer]).map { _ in list(sizes[layer - 1]) }.joined(separator: ", ")
      let activation = pick(
        isLast
          ? ["sigmoid", "tanh", "identity"]
          : ["sigmoid", "tanh", "relu", "identity", "leaky-relu", "softplus", "elu"])
      let bias = Bool.random(using: &generator) ? ", bias: \(list(sizes[layer]))" : ""
      text += "  - \(isLast ? "O" : "H\(layer)"): {dense: \(sizes[layer]), "
      text += "activation: \(activation), weight: [\(rows)]\(bias)}\n"
    }
    text += "target: {t: \(list(sizes[sizes.count - 1]))}\n"
    text += "loss: \(pick(["half-squared-error", "squared-error", "mean-squared-error"]))\n"
    text += "optimizer: {sgd: {rate: \(pick(["0.5", "0.1", "0.05", "1"]))}}\n"
    text += "notation: \(pick(notations))\nprecision: \(pick(["exact", "as-displayed"]))\n"
    return text + "digits: {default: \(Int.random(in: 3...6, using: &generator))}\n"
  }

  // MARK: Views

  private static func views(_ root: URL) throws -> [String] {
    try markdown(in: root.appending(path: "templates/views")).map { String($0.dropLast(3)) }
  }

  private static func markdown(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") }.sorted()
  }

  /// Each view of the network, of each layer, of a unit and a weight of each.
  private static func shows(_ views: [String], layers: [String]) -> String {
    views.flatMap { view in
      [""]
        + layers.flatMap {
          [" layer=\($0)", " layer=\($0) unit=1", " weight=\($0).weight.1.1", " bias=\($0).bias.1"]
        }
    }.enumerated().map { index, attributes in
      let perView = 1 + 4 * layers.count
      return "```show \(views[index / perView])\(attributes)\n```\n"
    }.joined(separator: "\n")
  }
}
