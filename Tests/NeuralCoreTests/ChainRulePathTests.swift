import Algebra
import NeuralCore
import TestSupport
import Testing

/// The chain rule written out, way by way.
@Suite struct ChainRulePathTests {
  private func size(_ run: Run) -> (LocalDerivative) -> Double {
    { local in
      abs((try? local.derivative.evaluate(in: Float64Domain()) { try run.value($0) ?? 1 }) ?? 1)
    }
  }

  private func product(_ path: ChainRulePath, _ run: Run) throws -> Double {
    try path.factors.reduce(1) { total, local in
      try total * local.derivative.evaluate(in: Float64Domain()) { try #require(try run.value($0)) }
    }
  }

  /// 1e-12 relative to the sum of the sizes of all ways, which is what adding them up can lose.
  @Test(arguments: RandomNetwork.first(40)) func theWaysAddUpToTheGradient(
    _ network: RandomNetwork
  ) throws {
    let graph = Graph(network.definition)
    let run = Run(graph)
    for element in graph.elements {
      guard let gradient = graph.gradient(of: element.quantity) else { continue }
      let paths = graph.paths(to: element, limit: .max, size: size(run))
      #expect(paths.largest.count == paths.count)
      let products = try paths.largest.map { try product($0, run) }
      let value = try #require(try run.value(Element(gradient, element.position)))
      let total = products.reduce(0, +)
      let scale = products.reduce(0) { $0 + abs($1) }
      #expect(abs(total - value) <= 1e-12 * max(scale, abs(value)), "\(graph.label(element))")
    }
  }

  /// From the loss down: each factor's lower end is the next one's upper end.
  @Test(arguments: RandomNetwork.first(20)) func factorsLeadFromTheLossToTheElement(
    _ network: RandomNetwork
  ) throws {
    let graph = Graph(network.definition)
    let total = Element(try #require(graph.losses?.total))
    for element in graph.elements where graph.gradient(of: element.quantity) != nil {
      for path in graph.paths(to: element, size: { _ in 1 }).largest {
        #expect(path.factors.first?.of == total)
        #expect(path.factors.last?.by == element)
        for (upper, lower) in zip(path.factors, path.factors.dropFirst()) {
          #expect(upper.by == lower.of)
        }
      }
    }
  }

  /// 5-4-3-2: a way to a weight goes through its unit and one unit of every layer above.
  @Test(arguments: [
    ("L3.weight.1.1", 1), ("L3.net.2", 1), ("L2.out.1", 2), ("L2.weight.3.4", 2),
    ("L2.bias.1", 2), ("L1.out.1", 6), ("L1.weight.4.5", 6), ("x.1", 24), ("loss.i.1", 1),
  ]) func countsWays(_ label: String, _ expected: Int) throws {
    let graph = Graph(layered([5, 4, 3, 2]))
    let element = try #require(graph.element(label))
    let paths = graph.paths(to: element, size: { _ in 1 })
    #expect(paths.count == expected)
    #expect(paths.largest.count == min(expected, 16))
  }

  /// The sixteen that are kept are the sixteen largest of all, in falling order.
  @Test(arguments: 1...UInt64(5)) func keepsTheLargest(_ seed: UInt64) throws {
    let graph = Graph(layered([4, 4, 4, 3], seed: seed))
    let run = Run(graph)
    let element = try #require(graph.element("x.2"))
    let all = graph.paths(to: element, limit: .max, size: size(run))
    #expect(all.count == 48)
    let sizes = try all.largest.map { abs(try product($0, run)) }
    let kept = graph.paths(to: element, size: size(run))
    #expect(kept.count == 48)
    let keptSizes = try kept.largest.map { abs(try product($0, run)) }
    #expect(keptSizes == Array(sizes.sorted(by: >).prefix(16)))
  }

  /// Two units in each of seventy layers: 2^69 ways and more, counted as far as an `Int` counts, and
  /// the largest found without walking them all.
  @Test func countingSaturates() throws {
    let graph = Graph(layered(Array(repeating: 2, count: 70)))
    let element = try #require(graph.element("x.1"))
    let paths = graph.paths(to: element, size: { _ in 0.5 })
    #expect(paths.count == .max)
    #expect(paths.largest.count == 16)
  }

  @Test func withoutALossThereAreNoWays() throws {
    let graph = Graph(network(input: "1", [dense("H", 1, of: 1, .tanh, weight: "1")]))
    let paths = graph.paths(to: try #require(graph.element("H.weight.1.1")), size: { _ in 1 })
    #expect(paths.count == 0)
    #expect(paths.largest.isEmpty)
  }

  /// A network of these layer sizes with biases and seeded weights.
  private func layered(_ sizes: [Int], seed: UInt64 = 7) -> NetworkDefinition {
    var random = SeededGenerator(seed: seed)
    func numbers(_ count: Int) -> String {
      (0..<count).map { _ in String(Double(Int.random(in: -999...999, using: &random)) / 1000) }
        .joined(separator: " ")
    }
    return network(
      input: numbers(sizes[0]),
      zip(sizes, sizes.dropFirst()).enumerated().map { index, sizes in
        dense(
          "L\(index + 1)", sizes.1, of: sizes.0, .tanh, weight: numbers(sizes.0 * sizes.1),
          bias: numbers(sizes.1))
      }, target: numbers(sizes.last ?? 1))
  }
}
