import Algebra
import AllocationCount
import NeuralCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether training asks for memory once it runs: every optimizer, with and without penalties and
/// schedules, every activation and every loss; one example, batches with a rest, wide layers.
enum Allocations {
  /// Prints what allocates; the process then ends with 1, and also if nothing is counted where it could be.
  static func check() throws {
    guard allocations_are_counted() != 0 else {
      return print("not measured: allocations are counted with glibc only")
    }
    let before = allocation_count()
    let definitions = definitions
    guard allocation_count() > before else {
      print("MISS allocations are not counted")
      exit(1)
    }
    var failures = 0
    for definition in definitions {
      let count = try allocations(of: definition)
      if count == 0 { continue }
      failures += 1
      print("MISS \(definition.name): \(count) allocations in 60 updates")
    }
    print(
      "\(definitions.count - failures) of \(definitions.count) networks train without allocating")
    if failures > 0 { exit(1) }
  }

  /// In 60 updates, after an epoch.
  private static func allocations(of definition: NetworkDefinition) throws -> UInt {
    var training = TrainingRun(Graph(definition))
    try training.advance(by: 10)
    let before = allocation_count()
    try training.advance(by: 60)
    return allocation_count() - before
  }

  private static var definitions: [NetworkDefinition] {
    var all: [NetworkDefinition] = []
    for optimizer in Optimizer.all {
      for (units, examples) in [(3, 1), (3, 5), (60, 20)] {
        for isPlain in [true, false] {
          all.append(
            network(
              "\(optimizer.name), \(units) units, \(examples) examples", units, examples,
              optimizer: self.optimizer(optimizer, isPlain: isPlain)))
        }
      }
    }
    for activation in Activation.all {
      all.append(network(activation.name, 3, 5, activation: activation))
    }
    for loss in Loss.all {
      let last = Activation.all.first { loss.accepts.contains($0.range) } ?? .identity
      all.append(network("\(loss.name) of \(last.name)", 3, 5, last: last, loss: loss))
      all.append(network("\(loss.name)", 3, 1, last: last, loss: loss))
    }
    return all
  }

  private static func optimizer(_ optimizer: Optimizer, isPlain: Bool) -> OptimizerDefinition? {
    guard let rate = Literal("0.01"), let factor = Literal("0.99") else { return nil }
    return isPlain
      ? OptimizerDefinition(optimizer, rate: LearningRate(rate))
      : OptimizerDefinition(
        optimizer, rate: LearningRate(rate, schedule: .exponential(factor: factor), warmUp: 3),
        penalties: [.l1: rate, .weightDecay: rate])
  }

  /// Four inputs, a hidden layer and three outputs; more than one example come in batches of two fifths.
  private static func network(
    _ name: String, _ units: Int, _ examples: Int, activation: Activation = .tanh,
    last: Activation = .softmax, loss: Loss = .crossEntropy,
    optimizer: OptimizerDefinition? = Self.optimizer(.gradientDescent, isPlain: true)
  ) -> NetworkDefinition {
    var random = SplitMix64(seed: 3)
    func layer(_ name: String, _ units: Int, of below: Int, _ activation: Activation)
      -> LayerDefinition
    {
      LayerDefinition(
        name: name, units: units, activation: activation,
        weight: TrainingBench.tensor([units, below], &random, 0.5),
        bias: TrainingBench.tensor([units], &random, 0.5))
    }
    let (inputs, outputs) = (units == 3 ? 4 : 40, 3)
    let rows = examples == 1 ? [] : [examples]
    let isSigned = loss.targets == .signs
    let targets = (0..<examples * outputs).map { Literal($0 % 3 == 1 ? 1 : isSigned ? -1 : 0) }
    var definition = NetworkDefinition(
      name: name,
      input: NamedTensor(
        name: "x", tensor: TrainingBench.tensor(rows + [inputs], &random, 1)),
      layers: [
        layer("H", units, of: inputs, activation), layer("O", outputs, of: units, last),
      ],
      target: NamedTensor(
        name: "t", tensor: GivenTensor(shape: rows + [outputs], values: targets)), loss: loss,
      optimizer: optimizer)
    if examples > 1 {
      definition.training = TrainingDefinition(
        epochs: 1000, batch: examples * 2 / 5, shuffleSeed: 7)
    }
    return definition
  }
}
