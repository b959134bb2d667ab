import Algebra
import NeuralCore
import TestSupport
import Testing

/// Two published walkthroughs, computed elsewhere with 60 digits (`Tests/Fixtures/walkthroughs.json`).
@Suite struct WalkthroughReferenceTests {
  struct Fixture: Decodable {
    struct Network: Decodable, Sendable, CustomTestStringConvertible {
      struct Layer: Decodable {
        let name: String
        let weight: [[String]]
        let bias: [String]?
      }

      let name: String
      let input: [String]
      let target: [String]
      let rate: String
      let layers: [Layer]
      let quantities: [String: [String]]

      var testDescription: String { name }

      var graph: Graph {
        Graph(
          network(
            input: input.joined(separator: " "),
            layers.map { layer in
              dense(
                layer.name, layer.weight.count, of: layer.weight[0].count, .sigmoid,
                weight: layer.weight.joined().joined(separator: " "),
                bias: layer.bias?.joined(separator: " "))
            }, target: target.joined(separator: " "), rate: rate))
      }
    }

    let networks: [Network]
  }

  static var networks: [Fixture.Network] {
    get throws {
      try Repository.fixture("walkthroughs.json", as: Fixture.self).networks
    }
  }

  /// 1e-12, relative: a dozen roundings of 1e-16 and a cancellation of two digits leave room.
  @Test(arguments: try networks) func everyQuantityAgreesWithTheReference(
    _ reference: Fixture.Network
  ) throws {
    let graph = reference.graph
    let run = Run(graph)
    for (name, texts) in reference.quantities.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "@")
      let quantity = try #require(graph.quantity(named: String(parts[0])), "\(name)")
      let step = parts.count > 1 ? try #require(Int(parts[1])) : 0
      let values = try run.values(quantity.id, step: step)
      try #require(values.count == texts.count, "\(name)")
      for (value, text) in zip(values, texts) {
        let (value, expected) = (try #require(value), try #require(Double(text)))
        #expect(abs(value - expected) <= 1e-12 * abs(expected), "\(name): \(value), not \(text)")
      }
    }
  }

  /// A reference that lacked a quantity would not test it.
  @Test func referencesNameEveryKindOfQuantity() throws {
    let kinds: Set = [
      "net.terms", "net", "out.exp", "out.denominator", "out", "slope.complement", "slope",
      "out.grad.terms", "out.grad", "net.grad", "weight.grad", "weight.step", "weight.change",
      "weight.new", "bias.grad", "bias.change", "bias.new", "error", "square", "i", "slope", "loss",
      "loss@1",
    ]
    let found = try Self.networks.flatMap(\.quantities.keys).map { name in
      name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? name
    }
    #expect(Set(found) == kinds)
  }
}
