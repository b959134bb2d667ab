import Algebra
import NeuralCore
import TestSupport
import Testing

/// Every activation under every loss that can follow it, over a batch of two examples, against PyTorch
/// in double precision (`Tests/Fixtures/torch.json`, written by `scripts/oracles/torch_reference.py`).
@Suite struct TorchReferenceTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let activation: String
    let loss: String
    let target: [[Double]]
    let quantities: [String: [Double]]

    var testDescription: String { "\(activation), \(loss)" }
  }

  struct Fixture: Decodable {
    enum CodingKeys: String, CodingKey {
      case input, networks
      case hiddenWeight = "H.weight"
      case hiddenBias = "H.bias"
      case outputWeight = "O.weight"
      case outputBias = "O.bias"
    }

    let input: [[Double]]
    let hiddenWeight: [[Double]]
    let hiddenBias: [Double]
    let outputWeight: [[Double]]
    let outputBias: [Double]
    let networks: [Case]

    static func read() throws -> Fixture {
      try Repository.fixture("torch.json", as: Self.self)
    }
  }

  private static func tensor(_ rows: [[Double]]) -> GivenTensor {
    GivenTensor(
      shape: [rows.count, rows[0].count],
      values: rows.flatMap(\.self).map { Literal($0.description) })
  }

  private static func vector(_ values: [Double]) -> GivenTensor {
    GivenTensor(shape: [values.count], values: values.map { Literal($0.description) })
  }

  private static func transposed(_ rows: [[Double]]) -> [[Double]] {
    rows[0].indices.map { column in rows.map { $0[column] } }
  }

  private static func definition(
    _ example: Case, _ fixture: Fixture, _ vectors: VectorConvention
  ) throws -> NetworkDefinition {
    let oriented = { vectors == .columns ? $0 : transposed($0) }
    var definition = NetworkDefinition(
      name: "net", input: NamedTensor(name: "x", tensor: tensor(fixture.input)),
      layers: [
        LayerDefinition(
          name: "H", units: 3, activation: .tanh, weight: tensor(oriented(fixture.hiddenWeight)),
          bias: vector(fixture.hiddenBias)),
        LayerDefinition(
          name: "O", units: 2, activation: try #require(Activation.named(example.activation)),
          weight: tensor(oriented(fixture.outputWeight)), bias: vector(fixture.outputBias)),
      ],
      target: NamedTensor(name: "t", tensor: tensor(example.target)),
      loss: Loss.named(example.loss))
    definition.vectors = vectors
    return definition
  }

  /// 1e-12 relative, and absolute below 1e-3, where both computations have cancelled digits away.
  @Test(arguments: try Fixture.read().networks, VectorConvention.allCases)
  func valuesAndGradientsAreThoseOfPyTorch(_ example: Case, _ vectors: VectorConvention) throws {
    let graph = Graph(try Self.definition(example, Fixture.read(), vectors))
    let run = Run(graph)
    for (name, expected) in example.quantities {
      let quantity = try #require(graph.quantity(named: name), "\(name)")
      var values = try run.values(quantity.id)
      if vectors == .rows, name.hasSuffix("weight.grad") {
        let (inputs, units) = (quantity.shape[0], quantity.shape[1])
        values = (0..<units).flatMap { unit in (0..<inputs).map { values[$0 * units + unit] } }
      }
      try #require(values.count == expected.count, "\(name)")
      for (value, wanted) in zip(values, expected) {
        let value = try #require(value)
        #expect(
          abs(value - wanted) <= 1e-12 * max(1e-3, abs(wanted)), "\(name): \(value), \(wanted)")
      }
    }
  }

  /// The definitions of elements are held against the loops, as exact expressions of the same numbers.
  @Test(arguments: try Fixture.read().networks)
  func definitionsAgreeWithTheLoops(_ example: Case) throws {
    let graph = Graph(try Self.definition(example, Fixture.read(), .columns))
    let run = Run(graph)
    for name in ["loss.i", "loss.slope", "loss", "O.out.grad", "O.net.grad", "H.weight.grad"] {
      let quantity = try #require(graph.quantity(named: name))
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        guard let definition = graph.definition(of: element) else { continue }
        let value = try #require(try run.value(element))
        let defined = try definition.evaluate(in: Float64Domain()) { try run.value($0) ?? .nan }
        #expect(abs(value - defined) <= 1e-12 * max(1e-3, abs(value)), "\(name) \(position)")
      }
    }
  }
}
