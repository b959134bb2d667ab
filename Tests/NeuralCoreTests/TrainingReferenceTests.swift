import Algebra
import TestSupport
import Testing

@testable import NeuralCore

/// Mini-batch training against NumPy (`scripts/oracles/training.py`).
@Suite struct TrainingReferenceTests {
  struct Training: Decodable, Sendable, CustomTestStringConvertible {
    struct Parameters: Decodable {
      let hiddenWeight: [[String]]
      let hiddenBias: [String]
      let outputWeight: [[String]]
      let outputBias: [String]

      enum CodingKeys: String, CodingKey {
        case hiddenWeight = "H.weight"
        case hiddenBias = "H.bias"
        case outputWeight = "O.weight"
        case outputBias = "O.bias"
      }
    }

    /// A number or a list of them.
    enum Values: Decodable {
      case one(Double)
      case many([Double])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(Double.self) {
          self = .one(one)
        } else {
          self = .many(try container.decode([Double].self))
        }
      }

      var list: [Double] {
        switch self {
        case .one(let value): [value]
        case .many(let values): values
        }
      }
    }

    let name: String
    let input: [[String]]
    let labels: [Int]
    let parameters: Parameters
    let test: Int
    let seed: UInt64?
    let batch: Int
    let epochs: Int
    let rate: String
    let updates: Int
    let steps: [String: [String: Values]]

    var testDescription: String { name }

    var definition: NetworkDefinition {
      func joined(_ rows: [[String]]) -> String { rows.joined().joined(separator: " ") }
      var definition = network(
        input: "1",
        [
          dense(
            "H", 4, of: 3, .tanh, weight: joined(parameters.hiddenWeight),
            bias: joined([parameters.hiddenBias])),
          dense(
            "O", 2, of: 4, .softmax, weight: joined(parameters.outputWeight),
            bias: joined([parameters.outputBias])),
        ], rate: rate)
      definition.input = NamedTensor(
        name: "x", tensor: tensor(joined(input), [input.count, 3]))
      definition.target = NamedTensor(
        name: "t",
        tensor: tensor(
          labels.map { $0 == 0 ? "1 0" : "0 1" }.joined(separator: " "), [labels.count, 2]))
      definition.loss = .crossEntropy
      definition.training = TrainingDefinition(
        epochs: epochs, batch: batch, shuffleSeed: seed, testCount: test)
      return definition
    }
  }

  private struct Fixture: Decodable {
    struct Images: Decodable {
      let count: Int
      let seed: UInt64
      let hundredths: [[Int]]
      let labels: [Int]
    }

    let images: Images
    let trainings: [Training]
  }

  private static var fixture: Fixture {
    get throws {
      try Repository.fixture("training.json", as: Fixture.self)
    }
  }

  static var trainings: [Training] { get throws { try fixture.trainings } }

  /// 1e-12, and 1e-10 after many updates, which magnify roundings. The steps are asked for from the
  /// last to the first and again, so that both ways of getting there are taken.
  @Test(arguments: try trainings, [true, false])
  func everyRecordedPassIsThatOfTheReference(_ training: Training, _ isBackwards: Bool) throws {
    let graph = Graph(training.definition)
    let run = Run(graph)
    #expect(run.stepLimit == training.updates)
    let steps = training.steps.compactMap { step, values in Int(step).map { ($0, values) } }
      .sorted { isBackwards ? $0.0 > $1.0 : $0.0 < $1.0 }
    for (step, values) in steps {
      for (name, expected) in values.sorted(by: { $0.key < $1.key }) {
        let quantity = try #require(graph.quantity(named: name), "\(name)")
        let found = try run.values(quantity.id, step: step).compactMap { $0 }
        try #require(found.count == expected.list.count, "\(name)@\(step)")
        for (value, wanted) in zip(found, expected.list) {
          let tolerance = step > 20 ? 1e-10 : 1e-12
          #expect(
            agree(value, wanted, within: tolerance), "\(name)@\(step): \(value), not \(wanted)")
        }
      }
    }
  }

  @Test func theLastPassOfAnEpochHasTheRest() throws {
    let training = try #require(
      try Self.trainings.first { $0.name == "shuffled, the last batch smaller" })
    let graph = Graph(training.definition)
    let run = Run(graph)
    let output = try #require(graph.quantity(named: "O.out"))
    let values = try run.values(output.id, step: 2)
    #expect(values.count { $0 != nil } == 3 * 2)
    #expect(values.suffix(2).allSatisfy { $0 == nil })
    let weight = try #require(graph.quantity(named: "H.weight.grad"))
    let definition = try #require(graph.definition(of: Element(weight.id, step: 2)))
    #expect(definition.leaves.count == 3)
  }

  @Test func imagesAreTheSameEverywhere() throws {
    let reference = try Self.fixture.images
    let made = ShapeImages(count: reference.count, seed: reference.seed)
    #expect(made.labels == reference.labels)
    let hundredths = made.images.values.map { ($0.map { $0.double * 100 } ?? -1).rounded() }
    #expect(hundredths == reference.hundredths.joined().map(Double.init))
    #expect(made.images.values.allSatisfy { $0?.decimals == 2 })
  }
}
