import Algebra
import TestSupport
import Testing

@testable import NeuralCore

/// A seeded network of anything there is: dense layers and layers with only an activation, all
/// activations, losses, optimizers, schedules and penalties, functions an author wrote, batches and
/// single examples, both ways vectors lie, frozen parameters.
struct AnyNetwork: CustomTestStringConvertible, Sendable {
  static let written = [
    Activation.written(.quotient(Activation.net, .sum([1, .call(.abs, [Activation.net])]))),
    Activation.written(.product([Activation.net, .call(.sigmoid, [Activation.net])])),
    Activation.written(.call(.log, [.sum([1, .call(.exp, [Activation.net])])])),
  ]
  static let writtenLosses = [
    Loss.written(
      .power(.sum([Loss.output, .negation(Loss.target)]), 4), reduction: .sum),
    Loss.written(
      .call(.log, [.sum([1, .power(.sum([Loss.output, .negation(Loss.target)]), 2)])]),
      reduction: .mean),
  ]

  let seed: UInt64
  var definition: NetworkDefinition

  /// - Parameter beginsBare: Whether its first layer may have no weights, too. Alone with a rectifier on one
  ///   number, that is a kink for finite differences.
  init(seed: UInt64, beginsBare: Bool = false) {
    var random = SeededGenerator(seed: seed &* 7919)
    let loss = (Loss.all + Self.writtenLosses)[Int(seed) % (Loss.all.count + 2)]
    let isBatch = Bool.random(using: &random)
    let examples = Int.random(in: 2...5, using: &random)
    let vectors = VectorConvention.allCases.randomElement(using: &random) ?? .columns
    var units = Int.random(in: 1...4, using: &random)
    let input = Self.values(isBatch ? [examples, units] : [units], &random)
    var layers: [LayerDefinition] = []
    let count = Int.random(in: 1...4, using: &random)
    for index in 1...count {
      let isLast = index == count
      let activation = Self.activation(isLast ? loss.accepts : OutputRange.allCases, &random)
      // A layer without weights leaves the number of units as it is.
      if index > 1 || beginsBare && count > 1, Int.random(in: 0..<4, using: &random) == 0 {
        layers.append(LayerDefinition(name: "L\(index)", units: units, only: activation))
        continue
      }
      let below = units
      units = Int.random(in: isLast ? 2...4 : 1...4, using: &random)
      var layer = LayerDefinition(
        name: "L\(index)", units: units, activation: activation,
        weight: Self.values(vectors == .columns ? [units, below] : [below, units], &random),
        bias: Bool.random(using: &random) ? Self.values([units], &random) : nil)
      layer.isWeightFrozen = Int.random(in: 0..<8, using: &random) == 0
      layer.isBiasFrozen = Int.random(in: 0..<8, using: &random) == 0
      layers.append(layer)
    }
    self.seed = seed
    definition = NetworkDefinition(
      name: "any\(seed)", input: NamedTensor(name: "x", tensor: input), layers: layers,
      target: NamedTensor(
        name: "t",
        tensor: Self.targets(loss, isBatch ? examples : nil, units, &random)), loss: loss,
      optimizer: Self.optimizer(Int(seed) / 3, &random))
    definition.vectors = vectors
    definition.reduction = Loss.Reduction.allCases.randomElement(using: &random) ?? .mean
    if isBatch, Bool.random(using: &random) {
      definition.training = TrainingDefinition(epochs: 20, batch: 2, shuffleSeed: seed)
    }
  }

  static func first(_ count: Int, beginsBare: Bool = false) -> [AnyNetwork] {
    (1...UInt64(count)).map { AnyNetwork(seed: $0, beginsBare: beginsBare) }
  }

  var testDescription: String {
    let layers = definition.layers.map {
      "\($0.units) \($0.activation.name)\($0.isDense ? "" : " only")\($0.bias == nil ? "" : " +b")"
    }
    let optimizer = definition.optimizer.map { "\($0.optimizer.name) \($0.order.rawValue)" } ?? ""
    return "seed \(seed): \(definition.input.tensor.shape) → \(layers.joined(separator: " → ")), "
      + "\(definition.loss?.name ?? ""), \(optimizer), \(definition.vectors.rawValue)"
  }

  // MARK: Parts

  private static func values(_ shape: [Int], _ random: inout SeededGenerator) -> GivenTensor {
    GivenTensor(
      shape: shape,
      values: (0..<shape.reduce(1, *)).map { _ in
        Literal(String(Double(Int.random(in: -12000...12000, using: &random)) / 10000))
      })
  }

  /// One whose outputs are in a range that is accepted.
  private static func activation(
    _ ranges: [OutputRange], _ random: inout SeededGenerator
  ) -> Activation {
    (Activation.all + written).filter { ranges.contains($0.range) }.randomElement(using: &random)
      ?? .identity
  }

  private static func targets(
    _ loss: Loss, _ examples: Int?, _ units: Int, _ random: inout SeededGenerator
  ) -> GivenTensor {
    let rows = (0..<(examples ?? 1)).flatMap { _ -> [Literal?] in
      switch loss.targets {
      case .real: return values([units], &random).values
      case .signs:
        return (0..<units).map { _ in Literal(Bool.random(using: &random) ? 1 : -1) }
      case .unitInterval:
        return (0..<units).map { _ in Literal(String(Double.random(in: 0...1, using: &random))) }
      case .distribution:
        let one = Int.random(in: 0..<units, using: &random)
        return (0..<units).map { Literal($0 == one ? 1 : 0) }
      }
    }
    return GivenTensor(shape: (examples.map { [$0] } ?? []) + [units], values: rows)
  }

  private static func optimizer(
    _ index: Int, _ random: inout SeededGenerator
  ) -> OptimizerDefinition? {
    let schedules: [LearningRate.Schedule?] = [
      nil, nil, Literal("0.5").map { .step(every: 3, factor: $0) },
      Literal("0.9").map { .exponential(factor: $0) },
      Literal("0.001").map { .cosine(steps: 8, final: $0) },
    ]
    var definition = Literal("0.02").map { rate in
      OptimizerDefinition(
        Optimizer.all[index % Optimizer.all.count],
        rate: LearningRate(
          rate, schedule: schedules.randomElement(using: &random) ?? nil,
          warmUp: Bool.random(using: &random) ? 0 : 2))
    }
    for penalty in Penalty.allCases where Int.random(in: 0..<5, using: &random) == 0 {
      definition?.penalties[penalty] = Literal("0.01")
    }
    if Int.random(in: 0..<4, using: &random) == 0 { definition?.order = .layerByLayer }
    return definition
  }
}
