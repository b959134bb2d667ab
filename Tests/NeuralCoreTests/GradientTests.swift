import Algebra
import NeuralCore
import Testing

/// Gradients against finite differences of the loss.
@Suite struct GradientTests {
  private static let h = 1e-5

  /// Every `X.grad` against (loss(X + h) - loss(X - h)) / 2h, X being pinned at both.
  ///
  /// The tolerance is the method's: with h = 1e-5 the truncation, h²/6 times a third derivative that
  /// weights below 1.2 in five units keep below a hundred, is about 1e-9, and the rounding of the
  /// two losses, 1e-16 / h times the loss, less.
  @Test(arguments: RandomNetwork.first(60)) func gradientsAreFiniteDifferences(
    _ network: RandomNetwork
  ) throws {
    try expectFiniteDifferences(in: Graph(network.definition))
  }

  /// The same over batches of one to four examples, both ways vectors lie and both reductions.
  @Test(arguments: RandomNetwork.first(24), VectorConvention.allCases)
  func gradientsOfBatchesAreFiniteDifferences(
    _ network: RandomNetwork, _ vectors: VectorConvention
  ) throws {
    let reduction: Loss.Reduction = network.seed % 2 == 0 ? .mean : .sum
    let definition = network.batched(Int(network.seed % 4) + 1, vectors, reduction)
    try expectFiniteDifferences(in: Graph(definition))
  }

  private func expectFiniteDifferences(in graph: Graph) throws {
    let run = Run(graph)
    let loss = Element(try #require(graph.losses?.total))
    let size = try #require(try run.value(loss))
    var count = 0
    for quantity in graph.quantities {
      guard let gradient = graph.gradient(of: quantity.id) else { continue }
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        guard let slope = try difference(of: loss, by: element, in: graph, run) else { continue }
        let value = try #require(try run.value(Element(gradient, position)))
        #expect(agree(value, slope, within: 1e-8 * max(1, size)), "\(graph.label(element))")
        count += 1
      }
    }
    // Input, losses, and of each layer the net inputs, activations, weights and biases.
    #expect(count > graph.layers.count)
  }

  /// `nil` at a kink of a rectifier, where there is no derivative.
  private func difference(
    of loss: Element, by element: Element, in graph: Graph, _ run: Run
  ) throws -> Double? {
    let value = try #require(try run.value(element))
    var losses: [Double] = []
    var signs: [[Bool]] = []
    for moved in [value + Self.h, value - Self.h] {
      var graph = graph
      graph.fix(element, to: Literal(moved.description))
      let run = Run(graph)
      losses.append(try #require(try run.value(loss)))
      signs.append(
        try graph.layers.compactMap(\.net).flatMap { try run.values($0) }.map { ($0 ?? 0) > 0 })
    }
    guard signs[0] == signs[1] else { return nil }
    return (losses[0] - losses[1]) / (2 * Self.h)
  }

  /// Expected values from mpmath with 40 digits. 1e-14 relative: 1 - o costs the sigmoid, and 1 - o²
  /// the hyperbolic tangent, a few of the last bits.
  @Test(arguments: [
    ("sigmoid", "0", 0.25), ("sigmoid", "2", 0.1049935854035065173486),
    ("sigmoid", "-40", 4.248354255291588959232e-18), ("tanh", "0", 1),
    ("tanh", "-1", 0.4199743416140260693945), ("relu", "0", 0), ("relu", "0.001", 1),
    ("relu", "-0.001", 0), ("identity", "7", 1),
  ]) func slopeOfEachActivation(_ name: String, _ net: String, _ expected: Double) throws {
    let activation = try #require(Activation.named(name))
    let graph = Graph(network(input: net, [dense("H", 1, of: 1, activation, weight: "1")]))
    let slope = try #require(graph.layers[1].slope)
    let value = try #require(try Run(graph).value(Element(slope)))
    #expect(abs(value - expected) <= 1e-14 * expected)
  }
}
