import Algebra
import Testing

@testable import NeuralCore

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

  /// Everything there is: all activations, losses and orientations, layers with only an activation,
  /// functions an author wrote, frozen parameters, first batches of a training.
  @Test(arguments: smooth) func gradientsOfAnythingAreFiniteDifferences(
    _ network: AnyNetwork
  ) throws {
    try expectFiniteDifferences(in: Graph(network.definition), tolerance: 1e-6)
  }

  /// Networks whose gradients are the loss's: without the step, whose slope is a convention, and
  /// without updates on the way back; and whose loss is a number.
  private static let smooth = AnyNetwork.first(300).filter { network in
    let definition = network.definition
    guard definition.optimizer?.order == .together,
      !definition.layers.contains(where: { $0.activation.name == "step" })
    else { return false }
    let graph = Graph(definition)
    return graph.losses.flatMap { try? Run(graph).value(Element($0.total)) } != nil
  }

  @Test func anythingIsEverything() {
    #expect(Self.smooth.count > 150)
    let activations = Set(Self.smooth.flatMap { $0.definition.layers.map(\.activation.name) })
    let all = Activation.all.map(\.name) + [Activation.writtenName]
    #expect(activations == Set(all.filter { $0 != "step" }))
    let losses = Set(Self.smooth.compactMap { $0.definition.loss?.name })
    #expect(losses == Set(Loss.all.map(\.name) + [Loss.writtenName]))
    #expect(Set(Self.smooth.map(\.definition.vectors)) == Set(VectorConvention.allCases))
  }

  /// - Parameter tolerance: Relative to the loss if that is larger than 1.
  private func expectFiniteDifferences(in graph: Graph, tolerance: Double = 1e-8) throws {
    let run = Run(graph)
    let loss = Element(try #require(graph.losses?.total))
    let size = abs(try #require(try run.value(loss)))
    var (count, kinks) = (0, 0)
    for quantity in graph.quantities {
      guard let gradient = graph.gradient(of: quantity.id), !quantity.name.hasPrefix("loss") else {
        continue
      }
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        let value = try #require(try run.value(Element(gradient, position)))
        guard let slope = try slope(of: loss, by: element, in: graph, run, tolerance * max(1, size))
        else {
          kinks += 1
          continue
        }
        let scale = tolerance * max(1, size)
        #expect(agree(value, slope, within: scale), "\(graph.label(element)): \(value), \(slope)")
        count += 1
      }
    }
    // Input, and of each layer the net inputs, activations, weights and biases.
    #expect(count > graph.layers.count)
    #expect(kinks <= count / 4)
  }

  /// `nil` where there is no derivative or no second one: at kinks, which differences forward and
  /// backward, and over different distances, see differently; and beyond what a loss is defined for.
  private func slope(
    of loss: Element, by element: Element, in graph: Graph, _ run: Run, _ tolerance: Double
  ) throws -> Double? {
    let value = try #require(try run.value(element))
    let middle = try #require(try run.value(loss))
    func losses(_ distance: Double) -> (up: Double, down: Double)? {
      let ends = [value + distance, value - distance].compactMap { moved in
        var graph = graph
        graph.fix(element, to: Literal(moved.description))
        return try? Run(graph).value(loss)
      }
      return ends.count == 2 ? (ends[0], ends[1]) : nil
    }
    guard let far = losses(Self.h), let near = losses(Self.h / 2) else { return nil }
    let (up, down) = ((far.up - middle) / Self.h, (middle - far.down) / Self.h)
    // Where there is a derivative these differ by h times the second one.
    guard abs(up - down) < 1e-2 * max(1, abs(up), abs(down), abs(middle)) else { return nil }
    let slope = (far.up - far.down) / (2 * Self.h)
    // Where the second one jumps, the error is that of the distance.
    guard abs(slope - (near.up - near.down) / Self.h) < tolerance / 4 else { return nil }
    return slope
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
