import Algebra
import Foundation
import NeuralCore
import TestSupport
import Testing

/// A tensor of the literals in a text, row by row; `_` is unknown.
func tensor(_ text: String, _ shape: [Int]) -> GivenTensor {
  GivenTensor(shape: shape, values: text.split(separator: " ").map { Literal($0) })
}

/// A dense layer whose numbers are written row by row.
func dense(
  _ name: String, _ units: Int, of sources: Int, _ activation: Activation, weight: String,
  bias: String? = nil
) -> LayerDefinition {
  LayerDefinition(
    name: name, units: units, activation: activation, weight: tensor(weight, [units, sources]),
    bias: bias.map { tensor($0, [units]) })
}

/// A network with input `x`, target `t` and, with a rate, plain gradient descent.
func network(
  input: String, _ layers: [LayerDefinition], target: String? = nil,
  loss: Loss? = .halfSquaredError,
  rate: String? = nil
) -> NetworkDefinition {
  NetworkDefinition(
    name: "net",
    input: NamedTensor(name: "x", tensor: tensor(input, [input.split(separator: " ").count])),
    layers: layers,
    target: target.map {
      NamedTensor(name: "t", tensor: tensor($0, [$0.split(separator: " ").count]))
    },
    loss: target == nil ? nil : loss,
    optimizer: rate.flatMap { Literal($0) }.map { .gradientDescent(rate: $0) })
}

/// 2-2-2 with sigmoids and no bias, the smallest network in which errors come back along two ways.
let twoTwoTwo = network(
  input: "0.05 0.10",
  [
    dense("H", 2, of: 2, .sigmoid, weight: "0.15 0.20 0.25 0.30"),
    dense("O", 2, of: 2, .sigmoid, weight: "0.40 0.45 0.50 0.55"),
  ], target: "0.01 0.99", rate: "0.5")

/// A network of random architecture and random four-digit numbers between -1.2 and 1.2.
struct RandomNetwork: CustomTestStringConvertible {
  /// What the plain loop of `RunTests` knows; others have tests of their own.
  static let activations: [Activation] = [.sigmoid, .tanh, .relu, .identity]
  static let losses: [Loss] = [.halfSquaredError, .meanSquaredError]

  let seed: UInt64
  let definition: NetworkDefinition

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func tensor(_ shape: [Int]) -> GivenTensor {
      let values = (0..<shape.reduce(1, *)).map { _ in
        Literal(String(Double(Int.random(in: -12000...12000, using: &random)) / 10000))
      }
      return GivenTensor(shape: shape, values: values)
    }
    var units = Int.random(in: 1...5, using: &random)
    let input = NamedTensor(name: "x", tensor: tensor([units]))
    let layers = (0..<Int.random(in: 1...4, using: &random)).map { index in
      let below = units
      units = Int.random(in: 1...5, using: &random)
      let activation = Self.activations.randomElement(using: &random) ?? .identity
      return LayerDefinition(
        name: "L\(index + 1)", units: units, activation: activation,
        weight: tensor([units, below]),
        bias: Bool.random(using: &random) ? tensor([units]) : nil)
    }
    self.seed = seed
    definition = NetworkDefinition(
      name: "random\(seed)", input: input, layers: layers,
      target: NamedTensor(name: "t", tensor: tensor([units])),
      loss: Self.losses.randomElement(using: &random),
      optimizer: Literal("0.05").map { .gradientDescent(rate: $0) })
  }

  /// The networks of the first so many seeds.
  static func first(_ count: Int) -> [RandomNetwork] { (1...UInt64(count)).map(RandomNetwork.init) }

  /// The same layers with a batch of random examples; of row vectors the weights are transposed.
  func batched(
    _ examples: Int, _ vectors: VectorConvention, _ reduction: Loss.Reduction
  ) -> NetworkDefinition {
    var random = SeededGenerator(seed: seed &+ 1_000)
    func rows(_ width: Int) -> GivenTensor {
      let values = (0..<examples * width).map { _ in
        Literal(String(Double(Int.random(in: -12000...12000, using: &random)) / 10000))
      }
      return GivenTensor(shape: [examples, width], values: values)
    }
    var result = definition
    result.input.tensor = rows(definition.input.tensor.values.count)
    result.target?.tensor = rows(definition.target?.tensor.values.count ?? 0)
    (result.vectors, result.reduction) = (vectors, reduction)
    if vectors == .rows {
      result.layers = definition.layers.map { layer in
        let (units, below) = (layer.weight.shape[0], layer.weight.shape[1])
        var layer = layer
        let values = layer.weight.values
        layer.weight = GivenTensor(
          shape: [below, units],
          values: (0..<below).flatMap { row in (0..<units).map { values[$0 * below + row] } })
        return layer
      }
    }
    return result
  }

  var testDescription: String {
    let layers = definition.layers.map {
      "\($0.units) \($0.activation.name)\($0.bias == nil ? "" : " +b")"
    }
    return
      "seed \(seed): \(definition.input.tensor.values.count) → \(layers.joined(separator: " → ")), \(definition.loss?.name ?? "no loss")"
  }
}

extension Graph {
  /// All elements of the first pass, steps included.
  var elements: [Element] {
    quantities.flatMap { quantity in (0..<quantity.count).map { Element(quantity.id, $0) } }
  }

  /// Canonical name with index, such as `H.out.2`.
  func label(_ element: Element) -> String {
    let quantity = self[element.quantity]
    return ([quantity.name] + quantity.index(of: element.position).map(String.init))
      .joined(separator: ".")
  }

  /// What an element's definition says is what the whole tensors' loops compute.
  ///
  /// - Parameter tolerance: Relative, and absolute below 1: definitions and loops round differently.
  func expectDefinitionsGiveTheComputedValues(
    within tolerance: Double, _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let run = Run(self)
    for element in elements {
      guard let definition = definition(of: element) else { continue }
      let value = try #require(try run.value(element))
      let defined = try definition.evaluate(in: Float64Domain()) { leaf in
        try #require(try run.value(leaf))
      }
      #expect(
        abs(value - defined) <= tolerance * max(1, abs(value)), "\(label(element))",
        sourceLocation: location)
    }
  }

  /// The element of a canonical name with index.
  func element(_ label: String) -> Element? { elements.first { self.label($0) == label } }
}

/// Whether two numbers agree to `tolerance`, relative to the larger of them and 1.
func agree(_ a: Double, _ b: Double, within tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
