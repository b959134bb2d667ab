import Algebra
import NeuralCore
import TestSupport
import Testing

/// A network with a batch, and what PyTorch makes of it (`scripts/oracles/batches.py`).
struct BatchReference: Decodable, Sendable, CustomTestStringConvertible {
  struct Layer: Decodable {
    let name: String
    let activation: String
    let weight: [[String]]
    let bias: [String]?
  }

  let name: String
  let vectors: String
  let loss: String
  let reduction: String
  let rate: String
  let input: [[String]]
  let target: [[String]]
  let layers: [Layer]
  let quantities: [String: [String]]

  var testDescription: String { name }

  private static func tensor(_ rows: [[String]]) -> GivenTensor {
    GivenTensor(
      shape: [rows.count, rows.first?.count ?? 0], values: rows.joined().map { Literal($0) })
  }

  func definition() throws -> NetworkDefinition {
    let vectors = try #require(VectorConvention(rawValue: vectors))
    let layers = try self.layers.map { layer in
      let units = vectors == .columns ? layer.weight.count : layer.weight[0].count
      return LayerDefinition(
        name: layer.name, units: units, activation: try #require(.named(layer.activation)),
        weight: Self.tensor(layer.weight),
        bias: layer.bias.map { GivenTensor(shape: [units], values: $0.map { Literal($0) }) })
    }
    var definition = network(input: "1", layers, rate: rate)
    definition.input = NamedTensor(name: "x", tensor: Self.tensor(input))
    definition.target = NamedTensor(name: "t", tensor: Self.tensor(target))
    definition.loss = Loss.named(loss)
    try #require(definition.loss != nil)
    definition.reduction = try #require(Loss.Reduction(rawValue: reduction))
    definition.vectors = vectors
    return definition
  }

  private struct Fixture: Decodable { let networks: [BatchReference] }

  static var all: [BatchReference] {
    get throws {
      try Repository.fixture("batches.json", as: Fixture.self).networks
    }
  }
}

/// Batches against PyTorch: every loss, both reductions, both ways vectors lie.
@Suite struct BatchReferenceTests {
  /// 1e-12, relative to the number or to 1e-3: a few dozen roundings of 1e-16.
  @Test(arguments: try BatchReference.all, DeltaConvention.allCases)
  func valuesAreThoseOfPyTorch(_ reference: BatchReference, _ delta: DeltaConvention) throws {
    let graph = Graph(try reference.definition(), delta: delta)
    let run = Run(graph)
    for (name, texts) in reference.quantities.sorted(by: { $0.key < $1.key }) {
      let quantity = try #require(graph.quantity(named: name), "\(name)")
      let values = try run.values(quantity.id)
      try #require(values.count == texts.count, "\(name)")
      for (value, text) in zip(values, texts) {
        let (value, expected) = (try #require(value), try #require(Double(text)))
        #expect(
          abs(value - expected) <= 1e-12 * max(1e-3, abs(expected)),
          "\(name): \(value), not \(text)")
      }
    }
  }

  /// What an element's definition says is what the whole tensors' loops compute.
  @Test(arguments: try BatchReference.all) func definitionsAgreeWithTheTensors(
    _ reference: BatchReference
  ) throws {
    let graph = Graph(try reference.definition())
    try graph.expectDefinitionsGiveTheComputedValues(within: 1e-13)
  }

  /// Every gradient is the sum of one hop of the chain rule over all that uses the element.
  @Test(arguments: try BatchReference.all) func gradientsAreSumsOverTheExamples(
    _ reference: BatchReference
  ) throws {
    let graph = Graph(try reference.definition())
    let examples = reference.input.count
    for parameter in graph.parameters {
      let gradient = try #require(graph.gradient(of: parameter))
      #expect(graph.contributions(to: Element(parameter)).count == examples)
      #expect((graph.terms(of: gradient) == nil) == (examples == 1))
    }
  }
}
