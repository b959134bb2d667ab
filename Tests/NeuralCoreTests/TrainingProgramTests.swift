import Algebra
import TestSupport
import Testing

@testable import NeuralCore

/// What training repeats against whole passes, which compute everything a document can ask for.
@Suite struct TrainingProgramTests {
  /// Parameters and states after each of so many updates, by whole passes.
  private func reference(_ graph: Graph, updates: Int) throws -> [[Double]] {
    var tape = Tape(graph)
    tape.writeGivens(of: graph)
    let (pass, evaluator) = (Pass(graph), Evaluator(graph: graph))
    var feed = DataFeed(graph)
    return try (0..<updates).map { step in
      feed?.load(step: step, into: &tape)
      try pass.compute(&tape, step: step, evaluator)
      pass.carry(on: &tape)
      return carried(tape, graph)
    }
  }

  private func carried(_ tape: Tape, _ graph: Graph) -> [Double] {
    graph.carried.keys.sorted().flatMap { id in
      (0..<graph[id].count).map { tape[Element(id, $0)] }
    }
  }

  private func start(_ graph: Graph) -> (Tape, TrainingEngine) {
    var tape = Tape(graph)
    tape.writeGivens(of: graph)
    return (tape, TrainingEngine(graph))
  }

  private func expectSame(_ found: [Double], _ wanted: [Double], _ step: Int) {
    #expect(found.count == wanted.count)
    for (a, b) in zip(found, wanted) {
      // What leaves the range of numbers does so both ways.
      let isSame = agree(a, b, within: 1e-11) || (!a.isFinite && !b.isFinite)
      #expect(isSame, "after \(step + 1) updates: \(a), not \(b)")
    }
  }

  /// 300 networks have every activation, loss and optimizer several times. 12 updates.
  @Test(arguments: AnyNetwork.first(300, beginsBare: true))
  func everyNetworkIsTrainedAsWholePassesDo(
    _ network: AnyNetwork
  ) throws {
    let graph = Graph(network.definition)
    let updates = min(12, graph.batch.plan?.updates ?? 12)
    let wanted = try reference(graph, updates: updates)
    var (tape, engine) = start(graph)
    for step in 0..<updates {
      try engine.run(&tape, from: step, to: step + 1)
      expectSame(carried(tape, graph), wanted[step], step)
    }
    (tape, engine) = start(graph)
    try engine.run(&tape, from: 0, to: updates)
    expectSame(carried(tape, graph), wanted[updates - 1], updates - 1)
  }

  @Test func theNetworksHaveEverythingThereIs() {
    let definitions = AnyNetwork.first(300, beginsBare: true).map(\.definition)
    let activations = Set(definitions.flatMap { $0.layers.map(\.activation.name) })
    #expect(activations.isSuperset(of: Activation.all.map(\.name) + [Activation.writtenName]))
    let losses = Set(definitions.compactMap { $0.loss?.name })
    #expect(losses.isSuperset(of: Loss.all.map(\.name) + [Loss.writtenName]))
    let optimizers = Set(definitions.compactMap { $0.optimizer?.optimizer.name })
    #expect(optimizers == Set(Optimizer.all.map(\.name)))
    #expect(Set(definitions.compactMap { $0.optimizer?.order }) == Set(UpdateOrder.allCases))
    #expect(definitions.contains { $0.layers.dropFirst().contains { !$0.isDense } })
    #expect(definitions.contains { $0.layers.count > 1 && !($0.layers.first?.isDense ?? true) })
  }

  /// Layers wide enough for the products of matrices.
  @Test(arguments: VectorConvention.allCases, [Activation.relu, .silu])
  func wideLayersAreTrainedAsWholePassesDo(
    _ vectors: VectorConvention, _ activation: Activation
  ) throws {
    var random = SeededGenerator(seed: 5)
    func values(_ shape: [Int]) -> GivenTensor {
      GivenTensor(
        shape: shape,
        values: (0..<shape.reduce(1, *)).map { _ in
          Literal(String(Double(Int.random(in: -3000...3000, using: &random)) / 10000))
        })
    }
    func layer(_ name: String, _ units: Int, _ below: Int) -> LayerDefinition {
      LayerDefinition(
        name: name, units: units, activation: activation,
        weight: values(vectors == .columns ? [units, below] : [below, units]),
        bias: values([units]))
    }
    var definition = NetworkDefinition(
      name: "wide", input: NamedTensor(name: "x", tensor: values([7, 33])),
      layers: [layer("H", 41, 33), layer("G", 29, 41), layer("O", 3, 29)],
      target: NamedTensor(name: "t", tensor: values([7, 3])), loss: .meanSquaredError,
      optimizer: Literal("0.1").map { .gradientDescent(rate: $0) })
    definition.vectors = vectors
    let graph = Graph(definition)
    let wanted = try reference(graph, updates: 5)
    var (tape, engine) = start(graph)
    try engine.run(&tape, from: 0, to: 5)
    expectSame(carried(tape, graph), wanted[4], 4)
  }

  /// A pin holds in the first pass, whose update it changes, and in no other.
  @Test func pinsHoldInTheFirstUpdateAlone() throws {
    var graph = Graph(twoTwoTwo)
    let pinned = try #require(graph.element("O.net.grad.1"))
    graph.fix(pinned, to: Literal("0.25"))
    let wanted = try reference(graph, updates: 4)
    var (tape, engine) = start(graph)
    try engine.run(&tape, from: 0, to: 4)
    expectSame(carried(tape, graph), wanted[3], 3)
    #expect(wanted != (try reference(Graph(twoTwoTwo), updates: 4)))
  }
}
