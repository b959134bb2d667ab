import Algebra
import NeuralCore
import TestSupport
import Testing

/// Published walkthroughs as network definitions, against values recomputed elsewhere
/// (`Tests/Fixtures/examples.json`).
@Suite struct ExampleTests {
  struct Example: Decodable, Sendable, CustomTestStringConvertible {
    struct Layer: Decodable {
      let name: String
      let activation: String
      let weight: [[String]]?
      let bias: [String]?
    }

    let name: String
    let input: [String]
    let layers: [Layer]
    let target: [String]?
    let loss: String?
    let rate: String?
    let quantities: [String: [String]]

    var testDescription: String { name }

    func definition() throws -> NetworkDefinition {
      var units = input.count
      let layers = try self.layers.map { layer in
        let activation = try #require(Activation.named(layer.activation))
        guard let weight = layer.weight else {
          return LayerDefinition(name: layer.name, units: units, only: activation)
        }
        units = weight.count
        return dense(
          layer.name, units, of: weight[0].count, activation,
          weight: weight.joined().joined(separator: " "), bias: layer.bias?.joined(separator: " "))
      }
      return network(
        input: input.joined(separator: " "), layers, target: target?.joined(separator: " "),
        loss: loss.flatMap { Loss.named($0) }, rate: rate)
    }
  }

  private struct Fixture: Decodable { let networks: [Example] }

  static var examples: [Example] {
    get throws {
      try Repository.fixture("examples.json", as: Fixture.self).networks
    }
  }

  /// 1e-12 relative, and absolute below 1e-3, where both computations have cancelled digits away;
  /// ten thousand updates magnify their different roundings, which 1e-9 allows for. δ is the same
  /// number with either sign.
  @Test(arguments: try examples, DeltaConvention.allCases)
  func valuesAreReproduced(_ example: Example, _ delta: DeltaConvention) throws {
    let graph = Graph(try example.definition(), delta: delta)
    let run = Run(graph)
    for (name, texts) in example.quantities.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "@")
      let quantity = try #require(graph.quantity(named: String(parts[0])), "\(name)")
      let step = parts.count > 1 ? try #require(Int(parts[1])) : 0
      let values = try run.values(quantity.id, step: step)
      try #require(values.count == texts.count, "\(name)")
      for (value, text) in zip(values, texts) {
        let (value, expected) = (try #require(value), try #require(Double(text)))
        let tolerance = step > 1 ? 1e-9 * abs(expected) : 1e-12 * max(1e-3, abs(expected))
        #expect(abs(value - expected) <= tolerance, "\(name): \(value), not \(text)")
      }
    }
  }
}
