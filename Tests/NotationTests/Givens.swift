import Algebra
import Diagnostics
import Foundation
import NeuralCore
import Notation
import TestSupport

/// A tensor of the literals in a text, row by row; `_` is unknown.
func tensor(_ text: String, _ shape: [Int]) -> GivenTensor {
  GivenTensor(shape: shape, values: text.split(separator: " ").map { Literal($0) })
}

/// A dense layer whose numbers are written row by row; without numbers all are one half.
func dense(
  _ name: String, _ units: Int, of sources: Int, _ activation: Activation = .sigmoid,
  weight: String? = nil, bias: String? = nil
) -> LayerDefinition {
  let halves = Array(repeating: "0.5", count: units * sources).joined(separator: " ")
  return LayerDefinition(
    name: name, units: units, activation: activation,
    weight: tensor(weight ?? halves, [units, sources]), bias: bias.map { tensor($0, [units]) })
}

func network(
  input: (name: String, values: String), _ layers: [LayerDefinition],
  target: (name: String, values: String)?, loss: Loss = .halfSquaredError, rate: String? = "0.5"
) -> NetworkDefinition {
  func named(_ pair: (name: String, values: String)) -> NamedTensor {
    NamedTensor(
      name: pair.name, tensor: tensor(pair.values, [pair.values.split(separator: " ").count]))
  }
  return NetworkDefinition(
    name: "net", input: named(input), layers: layers, target: target.map(named),
    loss: target == nil ? nil : loss,
    optimizer: rate.flatMap { Literal($0) }.map { .gradientDescent(rate: $0) })
}

/// Networks whose symbols differ in kind.
enum Sample {
  /// One-letter names, two units a layer.
  static let small = network(
    input: ("I", "0.05 0.10"),
    [
      dense("H", 2, of: 2, weight: "0.15 0.20 0.25 0.30"),
      dense("O", 2, of: 2, weight: "0.40 0.45 0.50 0.55"),
    ], target: ("t", "0.01 0.99"))

  /// Names of several letters, with digits and underscores, and more than nine units.
  static let wide = network(
    input: ("pixels", Array(repeating: "0.5", count: 11).joined(separator: " ")),
    [
      dense(
        "hidden", 12, of: 11, .tanh, bias: Array(repeating: "0", count: 12).joined(separator: " ")),
      dense("part_2", 3, of: 12, .relu), dense("o", 2, of: 3, .identity, bias: "0 0"),
    ], target: ("goal", "0 1"), loss: .meanSquaredError)

  /// Neither target nor learning rate.
  static let forwardOnly = network(
    input: ("x", "1 2"), [dense("y", 1, of: 2, bias: "0")], target: nil, rate: nil)
}

/// A network's symbols as the preset `walkthrough` writes them.
func walkthrough(
  _ graph: Graph, overrides: [NotationChoice.Override] = []
) throws -> Notation {
  let url = Repository.templates.appending(path: "notations/walkthrough.yaml")
  let source = SourceText(
    name: "walkthrough.yaml", text: try String(contentsOf: url, encoding: .utf8))
  let preset = try NotationPreset.read(source, name: "walkthrough")
  return Notation(graph: graph, preset: preset.overridden(by: overrides).preset)
}

extension Graph {
  /// All elements of the first pass, steps included.
  var elements: [Element] {
    quantities.flatMap { quantity in (0..<quantity.count).map { Element(quantity.id, $0) } }
  }

  /// Canonical name with index and step, such as `H.out.2@1`.
  func label(_ element: Element) -> String {
    let quantity = self[element.quantity]
    let name = ([quantity.name] + quantity.index(of: element.position).map(String.init))
      .joined(separator: ".")
    return element.step == 0 ? name : "\(name)@\(element.step)"
  }

  func element(_ label: String) -> Element? { elements.first { self.label($0) == label } }
}
