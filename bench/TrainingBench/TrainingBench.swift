import Algebra
import AllocationCount
import NeuralCore

/// Measures training in process, warm: nanoseconds of an update of a 2-2-2 network, seconds of an
/// epoch of a 784-128-10 network, and allocations in between, `null` where they cannot be counted. Prints
/// one JSON object.
///
/// With the argument `allocations` it only counts those: of every optimizer, activation and loss.
@main
struct TrainingBench {
  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "allocations" { return try Allocations.check() }
    let small = try measure(Self.small, warm: 20_000, updates: 400_000)
    // One epoch is 157 updates.
    let large = try measure(Self.large, warm: 20, updates: 157)
    print(
      """
      {"small_ns": \(small.seconds / 400_000 * 1e9), "small_allocations": \(counted(small)), \
      "large_s": \(large.seconds), "large_allocations": \(counted(large))}
      """)
  }

  private static func counted(_ result: (seconds: Double, allocations: UInt)) -> String {
    allocations_are_counted() != 0 ? String(result.allocations) : "null"
  }

  /// The best of five.
  private static func measure(
    _ definition: NetworkDefinition, warm: Int, updates: Int
  ) throws -> (seconds: Double, allocations: UInt) {
    var training = TrainingRun(Graph(definition))
    try training.advance(by: warm)
    var (best, allocations) = (Double.infinity, UInt.max)
    for _ in 0..<5 {
      let count = allocation_count()
      let time = try ContinuousClock().measure { try training.advance(by: updates) }
      allocations = min(allocations, allocation_count() - count)
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      best = min(best, seconds)
    }
    return (best, allocations)
  }

  // MARK: Networks

  static func tensor(_ shape: [Int], _ random: inout SplitMix64, _ scale: Double)
    -> GivenTensor
  {
    let values = (0..<shape.reduce(1, *)).map { _ in
      Literal(String((Double(random.next(below: 2001)) / 1000 - 1) * scale))
    }
    return GivenTensor(shape: shape, values: values)
  }

  /// 2-2-2 sigmoids with biases, one example, half squared error, rate 0.5.
  private static var small: NetworkDefinition {
    var random = SplitMix64(seed: 1)
    func layer(_ name: String) -> LayerDefinition {
      LayerDefinition(
        name: name, units: 2, activation: .sigmoid, weight: tensor([2, 2], &random, 1),
        bias: tensor([2], &random, 1))
    }
    return NetworkDefinition(
      name: "small",
      input: NamedTensor(
        name: "x", tensor: GivenTensor(shape: [2], values: [Literal("0.05"), Literal("0.10")])),
      layers: [layer("H"), layer("O")],
      target: NamedTensor(
        name: "t", tensor: GivenTensor(shape: [2], values: [Literal("0.01"), Literal("0.99")])),
      loss: .halfSquaredError, optimizer: Literal("0.5").map { .gradientDescent(rate: $0) })
  }

  /// 784-128-10, ReLU and softmax, 10,000 made-up examples in batches of 64, rate 0.01.
  private static var large: NetworkDefinition {
    var random = SplitMix64(seed: 2)
    let count = 10_000
    let images = GivenTensor(
      shape: [count, 784],
      values: (0..<count * 784).map { _ in levels[random.next(below: 101)] })
    var labels = [Literal?](repeating: Literal(0), count: count * 10)
    for example in 0..<count { labels[example * 10 + random.next(below: 10)] = Literal(1) }
    var definition = NetworkDefinition(
      name: "large", input: NamedTensor(name: "x", tensor: images),
      layers: [
        LayerDefinition(
          name: "H", units: 128, activation: .relu, weight: tensor([128, 784], &random, 0.05),
          bias: tensor([128], &random, 0)),
        LayerDefinition(
          name: "O", units: 10, activation: .softmax, weight: tensor([10, 128], &random, 0.1),
          bias: tensor([10], &random, 0)),
      ],
      target: NamedTensor(name: "t", tensor: GivenTensor(shape: [count, 10], values: labels)),
      loss: .crossEntropy, optimizer: Literal("0.01").map { .gradientDescent(rate: $0) })
    definition.training = TrainingDefinition(epochs: 1000, batch: 64, shuffleSeed: 7)
    return definition
  }

  static let levels = (0...100).map { Literal(String(Double($0) / 100)) }
}
