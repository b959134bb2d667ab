import Algebra
import Testing

@testable import NeuralCore

/// The same network by other conventions. By hand: x = 1, w = 0.5, v = 2, no activation, t = 0, so that
/// o = 1, E = ½, ∂E/∂v = o · h = 0.5, ∂E/∂w = o · v · x = 2; with η = 0.5, v becomes 1.75 and
/// ∂E/∂w through the new v is 1.75.
struct NetworkVariationTests {
  private static func graph(bias: String? = "0") throws -> Graph {
    func tensor(_ text: String, _ shape: [Int]) throws -> GivenTensor {
      GivenTensor(shape: shape, values: [try #require(Literal(text))])
    }
    let hidden = LayerDefinition(
      name: "h", units: 1, activation: .identity, weight: try tensor("0.5", [1, 1]),
      bias: try bias.map { try tensor($0, [1]) })
    let output = LayerDefinition(
      name: "o", units: 1, activation: .identity, weight: try tensor("2", [1, 1]))
    return Graph(
      NetworkDefinition(
        name: "net", input: NamedTensor(name: "x", tensor: try tensor("1", [1])),
        layers: [hidden, output], target: NamedTensor(name: "t", tensor: try tensor("0", [1])),
        loss: .halfSquaredError,
        optimizer: .gradientDescent(rate: try #require(Literal("0.5")))))
  }

  private static func value(_ name: String, _ graph: Graph?) throws -> Double? {
    let graph = try #require(graph)
    let id = try #require(graph.quantity(named: name)).id
    return try Run(graph).value(Element(id))
  }

  @Test func `Errors that are not halved have twice the gradient`() throws {
    let graph = try Self.graph()
    #expect(try Self.value("o.weight.grad", graph) == 0.5)
    #expect(try Self.value("o.weight.grad", graph.varied(by: .plainErrors)) == 1)
  }

  @Test func `The error goes back through updated weights`() throws {
    let graph = try Self.graph()
    #expect(try Self.value("h.weight.grad", graph) == 2)
    let varied = graph.varied(by: .updatedWeights)
    #expect(try Self.value("h.weight.grad", varied) == 1.75)
    #expect(try Self.value("h.weight.grad", varied?.varied(by: .formerWeights)) == 2)
  }

  @Test func `Frozen biases keep their values`() throws {
    let graph = try Self.graph()
    #expect(try Self.value("h.bias.new", graph) == -1)
    let varied = try #require(graph.varied(by: .frozenBiases))
    #expect(varied.quantity(named: "h.bias.new") == nil)
    #expect(try Self.value("h.bias.new", varied.varied(by: .updatedBiases)) == -1)
  }

  @Test func `An error signal is the gradient with its sign turned`() throws {
    let varied = try #require(try Self.graph().varied(by: .errorSignals))
    #expect(try Self.value("o.delta", varied) == -1)
    #expect(try Self.value("o.delta", varied.varied(by: .gradientSignals)) == 1)
  }

  @Test(arguments: [
    NetworkVariation.halvedErrors, .averagedErrors, .summedExamples, .averagedExamples,
    .updatedBiases, .formerWeights, .gradientSignals,
  ])
  func `What a network does already is no variation of it`(_ variation: NetworkVariation) throws {
    #expect(try Self.graph().varied(by: variation) == nil)
  }

  /// With v = 4: o = 2, ∂E/∂v = 2 · 0.5 = 1, and 2 where errors are not halved.
  @Test func `Numbers that were set stay`() throws {
    var graph = try Self.graph()
    let weight = try #require(graph.quantity(named: "o.weight")).id
    graph.fix(Element(weight), to: Literal(4))
    #expect(try Self.value("o.weight.grad", graph) == 1)
    #expect(try Self.value("o.weight.grad", graph.varied(by: .plainErrors)) == 2)
  }

  @Test func `Without biases there are none to freeze`() throws {
    #expect(try Self.graph(bias: nil).varied(by: .frozenBiases) == nil)
  }
}
