import Algebra
import Foundation
import Testing

@testable import NeuralCore

/// Passes after updates, and numbers that leave the range of a `Double`.
@Suite struct RunTests {
  /// Gradient descent written out in plain loops: nothing of Deltabook but the author's numbers.
  struct PlainTraining {
    struct Layer {
      var weight: [[Double]]
      var bias: [Double]?
      let value: (Double) -> Double
      let slope: (Double) -> Double
      var net: [Double] = []
      var out: [Double] = []
    }

    let input: [Double]
    let target: [Double]
    let rate: Double
    let isMean: Bool
    var layers: [Layer]

    init(_ definition: NetworkDefinition) {
      func numbers(_ tensor: GivenTensor?) -> [Double] {
        tensor?.values.map { Double($0?.text ?? "") ?? .nan } ?? []
      }
      input = numbers(definition.input.tensor)
      target = numbers(definition.target?.tensor)
      if let rate = definition.optimizer?.rate.initial {
        self.rate = Double(rate.text) ?? .nan
      } else {
        rate = 0
      }
      isMean = definition.loss?.name == "mean-squared-error"
      layers = definition.layers.map { layer in
        let flat = numbers(layer.weight)
        let columns = layer.weight.shape[1]
        let rows = (0..<layer.units).map { Array(flat[$0 * columns..<($0 + 1) * columns]) }
        let bias = layer.bias.map { numbers($0) }
        switch layer.activation.name {
        case "sigmoid":
          return Layer(
            weight: rows, bias: bias, value: { 1 / (1 + exp(-$0)) },
            slope: { exp(-$0) / pow(1 + exp(-$0), 2) })
        case "tanh":
          return Layer(weight: rows, bias: bias, value: tanh, slope: { 1 / pow(cosh($0), 2) })
        case "relu":
          return Layer(
            weight: rows, bias: bias, value: { max(0, $0) }, slope: { $0 > 0 ? 1 : 0 })
        default:
          return Layer(weight: rows, bias: bias, value: { $0 }, slope: { _ in 1 })
        }
      }
    }

    /// One forward pass; the loss of the outputs.
    mutating func forward() -> Double {
      var a = input
      for l in layers.indices {
        layers[l].net = layers[l].weight.indices.map { i in
          zip(layers[l].weight[i], a).reduce(layers[l].bias?[i] ?? 0) { $0 + $1.0 * $1.1 }
        }
        layers[l].out = layers[l].net.map(layers[l].value)
        a = layers[l].out
      }
      let squares = zip(target, a).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return isMean ? squares / Double(target.count) : squares / 2
    }

    /// Backpropagation after `forward`, every parameter moved at once.
    mutating func update() {
      let scale = isMean ? 2 / Double(target.count) : 1
      let outputs = layers[layers.count - 1].out
      var error = zip(outputs, target).map { scale * ($0 - $1) }
      for l in layers.indices.reversed() {
        let delta = zip(error, layers[l].net).map { $0 * layers[l].slope($1) }
        let below = l == 0 ? input : layers[l - 1].out
        error = below.indices.map { j in
          delta.indices.reduce(0) { $0 + delta[$1] * layers[l].weight[$1][j] }
        }
        for i in delta.indices {
          for j in below.indices { layers[l].weight[i][j] -= rate * delta[i] * below[j] }
          layers[l].bias?[i] -= rate * delta[i]
        }
      }
    }
  }

  /// 1e-10: the roundings of 1e-16 of a thousand updates, which a slowly converging descent keeps
  /// rather than magnifies.
  @Test(arguments: [1, 3, 6, 11, 17, 23, 24, 31].map { RandomNetwork(seed: $0) })
  func aThousandUpdatesEqualAPlainLoop(_ network: RandomNetwork) throws {
    let graph = Graph(network.definition)
    let run = Run(graph)
    var plain = PlainTraining(network.definition)
    let loss = try #require(graph.losses?.total)
    for step in 0...1000 {
      let expected = plain.forward()
      if [0, 1, 2, 3, 10, 99, 100, 500, 1000].contains(step) {
        let value = try #require(try run.value(Element(loss, step: step)))
        #expect(agree(value, expected, within: 1e-10), "loss@\(step): \(value), not \(expected)")
        for (layer, quantities) in zip(plain.layers, graph.layers.dropFirst()) {
          try compare(quantities.weight, layer.weight.flatMap { $0 }, run, step)
          try compare(quantities.bias, layer.bias ?? [], run, step)
          try compare(quantities.output, layer.out, run, step)
        }
      }
      plain.update()
    }
  }

  private func compare(
    _ quantity: QuantityID?, _ expected: [Double], _ run: Run, _ step: Int
  ) throws {
    guard let quantity else { return }
    let name = run.graph[quantity].name
    let values = try run.values(quantity, step: step)
    #expect(values.count == expected.count)
    for (value, expected) in zip(values, expected) {
      let value = try #require(value)
      #expect(agree(value, expected, within: 1e-10), "\(name)@\(step): \(value), not \(expected)")
    }
  }

  /// Passes may be asked for in any order.
  @Test func laterPassesFirst() throws {
    let graph = Graph(twoTwoTwo)
    let loss = try #require(graph.losses?.total)
    let (forward, backward) = (Run(graph), Run(graph))
    let steps = [0, 1, 7, 50]
    let rising = try steps.map { try forward.value(Element(loss, step: $0)) }
    let falling = try steps.reversed().map { try backward.value(Element(loss, step: $0)) }
    #expect(rising == falling.reversed())
  }

  // MARK: Overflow

  @Test func overflowNamesTheFirstNumberOutOfRange() throws {
    let graph = Graph(
      network(
        input: "1e200 1",
        [
          dense("H", 2, of: 2, .identity, weight: "1 1 1 1e150"),
          dense("O", 1, of: 2, .identity, weight: "1 1e200"),
        ], target: "0", rate: "1"))
    // H.net is (1e200, 2e200 at most): in range. O.net is 1e200 + 1e400: not.
    let fault = NumericFault(element: try #require(graph.element("O.net.1")), value: .infinity)
    #expect(throws: fault) { try Run(graph).value(Element(graph.layers[0].output)) }
  }

  /// w ← w - 1e100 w: 1, -1e100, 1e200; then the squared error is 1e400.
  @Test func overflowNamesThePassInWhichItHappens() throws {
    let graph = Graph(
      network(
        input: "1", [dense("O", 1, of: 1, .identity, weight: "1")], target: "0", rate: "1e100"))
    let run = Run(graph)
    let loss = try #require(graph.losses)
    #expect(try run.value(Element(loss.total, step: 1)) == 0.5e200)
    let fault = NumericFault(element: Element(loss.outputLoss, 0, step: 2), value: .infinity)
    #expect(throws: fault) { try run.value(Element(loss.total, step: 2)) }
    #expect(throws: fault) { try run.value(Element(loss.total, step: 5)) }
    #expect(try run.value(Element(loss.total, step: 1)) == 0.5e200)
  }

  /// The sigmoid of -1000 is 5e-435, zero in floating point, though e^1000 inside it is too large.
  @Test func aStepOutOfRangeNamesTheStep() throws {
    let graph = Graph(network(input: "-1000", [dense("H", 1, of: 1, .sigmoid, weight: "1")]))
    let run = Run(graph)
    let out = try #require(graph.element("H.out.1"))
    #expect(try run.value(out) == 0)
    let step = try #require(graph.element("H.out.exp.1"))
    #expect(throws: NumericFault(element: step, value: .infinity)) { try run.value(step) }
    let outer = try #require(graph.element("H.out.denominator.1"))
    #expect(throws: NumericFault(element: step, value: .infinity)) { try run.value(outer) }
  }

  /// An unknown number somewhere does not hide an overflow elsewhere.
  @Test func overflowBesideUnknowns() throws {
    let graph = Graph(
      network(input: "1 1", [dense("H", 2, of: 2, .identity, weight: "_ 1 1e308 1e308")]))
    let fault = NumericFault(element: try #require(graph.element("H.net.2")), value: .infinity)
    #expect(throws: fault) { try Run(graph).value(Element(graph.layers[0].output)) }
  }
}
