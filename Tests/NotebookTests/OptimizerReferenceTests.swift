import Algebra
import Diagnostics
import NeuralCore
import TestSupport
import Testing

@testable import Notebook

/// Optimizers, penalties and schedules as cells, over 20 updates, against PyTorch in double precision
/// (`Tests/Fixtures/torch.json`, written by `scripts/oracles/torch_reference.py`).
@Suite struct OptimizerReferenceTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let optimizer: Value
    let rates: [Double]
    let updates: [String: [String: [Double]]]

    var testDescription: String { name }
  }

  /// The optimizer's cell: names, numbers and mappings.
  enum Value: Decodable, Sendable {
    case number(Double)
    case mapping([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .mapping(try container.decode([String: Value].self))
      }
    }

    /// As YAML; whole numbers without a point.
    var text: String {
      switch self {
      case .number(let number):
        number == number.rounded() ? String(Int(number)) : number.description
      case .mapping(let values):
        "{\(values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))}"
      }
    }
  }

  private struct Fixture: Decodable { let optimizers: [Case] }

  static var cases: [Case] {
    get throws {
      try Repository.fixture("torch.json", as: Fixture.self).optimizers
    }
  }

  private static func graph(_ example: Case, _ delta: DeltaConvention) throws -> Graph {
    let text = """
      input: {x: [0.05, 0.10]}
      layers:
        - H: {dense: 2, activation: sigmoid, weight: [[0.15, 0.20], [-0.25, 0.30]], bias: [0.35, -0.15]}
        - O: {dense: 2, activation: sigmoid, weight: [[0.40, -0.45], [0.50, 0.55]], bias: [0.60, 0.2]}
      target: {t: [0.01, 0.99]}
      loss: half-squared-error
      optimizer: \(example.optimizer.text)
      """
    let (cell, problems) = NetworkCellReader.read(
      Excerpt(SourceText(name: "cell.yaml", text: text)))
    #expect(problems == [])
    return Graph(try #require(cell).definition, delta: delta)
  }

  /// 1e-12 relative, and absolute below 1e-3; updates divided by roots of tiny means magnify the last
  /// bits of the gradients, which 1e-11 allows for.
  @Test(arguments: try cases, DeltaConvention.allCases)
  func updatesAreThoseOfPyTorch(_ example: Case, _ delta: DeltaConvention) throws {
    let graph = try Self.graph(example, delta)
    let run = Run(graph)
    let rate = Element(try #require(graph.rate))
    for (step, expected) in example.rates.enumerated() {
      let value = try #require(try run.value(Element(rate.quantity, step: step)))
      #expect(abs(value - expected) <= 1e-12 * expected, "rate@\(step)")
    }
    for (count, quantities) in example.updates {
      for (name, expected) in quantities {
        // Parameters are what the update leaves; all else is of the pass before it.
        let isParameter = name.hasSuffix(".weight") || name.hasSuffix(".bias")
        let step = try #require(Int(count)) - (isParameter ? 0 : 1)
        let quantity = try #require(graph.quantity(named: name), "\(name)")
        let values = try run.values(quantity.id, step: step)
        for (value, wanted) in zip(values, expected) {
          let value = try #require(value)
          #expect(
            abs(value - wanted) <= 1e-12 * max(1e-3, abs(wanted)),
            "\(name)@\(step): \(value), not \(wanted)")
        }
      }
    }
  }

  /// Every stage of an update is what its definition gives from the others.
  @Test(arguments: try cases, DeltaConvention.allCases)
  func definitionsAgreeWithTheLoops(_ example: Case, _ delta: DeltaConvention) throws {
    let graph = try Self.graph(example, delta)
    let run = Run(graph)
    for step in [0, 1, 5] {
      for parameter in graph.parameters {
        for stage in graph.updateStages(of: parameter) {
          let element = Element(stage, 0, step: step)
          let definition = try #require(graph.definition(of: element))
          let value = try #require(try run.value(element))
          let defined = try definition.evaluate(in: Float64Domain()) { try run.value($0) ?? .nan }
          #expect(
            abs(value - defined) <= 1e-13 * max(1e-3, abs(value)),
            "\(graph[stage].name)@\(step): \(value), not \(defined)")
        }
      }
    }
  }
}
