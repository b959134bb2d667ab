import Algebra
import NeuralCore
import Testing

/// A small network with an ending that is to be tested.
struct Ending: Sendable, CustomTestStringConvertible {
  let activation: Activation
  let loss: Loss
  var target = "0 1 0"
  /// Whether the activation is a layer of its own.
  var isApart = false

  var testDescription: String {
    "\(activation.name)\(isApart ? " apart" : ""), \(loss.name), targets \(target)"
  }

  var definition: NetworkDefinition {
    let units = target.split(separator: " ").count
    let weight = "0.2 -0.3 0.4 0.1 0.35 -0.15"
    var layers = [
      dense("H", 2, of: 2, .tanh, weight: "0.5 -0.2 0.3 0.8", bias: "0.1 -0.3"),
      dense(
        "O", units, of: 2, isApart ? .identity : activation, weight: weight, bias: "0.1 0 -0.2"),
    ]
    if isApart { layers.append(LayerDefinition(name: "p", units: units, only: activation)) }
    return network(input: "0.6 -0.9", layers, target: target, loss: loss, rate: "0.5")
  }

  static let all: [Ending] = [
    Ending(activation: .softmax, loss: .crossEntropy),
    Ending(activation: .softmax, loss: .crossEntropy, target: "0.2 0.5 0.3", isApart: true),
    Ending(activation: .softmax, loss: .crossEntropy, target: "0.33 0.33 0.33"),
    Ending(activation: .softmax, loss: .crossEntropy, target: "0.33 0.33 0.33", isApart: true),
    Ending(activation: .logSoftmax, loss: .negativeLogLikelihood),
    Ending(activation: .logSoftmax, loss: .negativeLogLikelihood, target: "0.3 0.3 0.3"),
    Ending(activation: .softmax, loss: .halfSquaredError),
    Ending(activation: .softmax, loss: .binaryCrossEntropy, isApart: true),
    Ending(activation: .sigmoid, loss: .binaryCrossEntropy, target: "0 1 0.3"),
    Ending(activation: .sigmoid, loss: .binaryCrossEntropy, target: "0 1 0.3", isApart: true),
    Ending(activation: .identity, loss: .binaryCrossEntropyLogits, target: "0 1 0.3"),
    Ending(activation: .sigmoid, loss: .crossEntropy),
    Ending(activation: .gelu, loss: .huber, target: "2 -1 0.1"),
    Ending(activation: .silu, loss: .meanAbsoluteError, target: "2 -1 0.1", isApart: true),
    Ending(activation: .elu, loss: .hinge, target: "1 -1 1"),
    Ending(activation: .tanh, loss: .meanSquaredError, target: "1 -1 1"),
    Ending(activation: .softplus, loss: .squaredError, target: "1 -1 1"),
  ]
}

@Suite struct EndingTests {
  /// 1e-13 relative, and absolute: definitions and tape round differently by a few units.
  @Test(arguments: Ending.all, DeltaConvention.allCases)
  func everyDefinitionGivesTheComputedValue(_ ending: Ending, _ delta: DeltaConvention) throws {
    let graph = Graph(ending.definition, delta: delta)
    try graph.expectDefinitionsGiveTheComputedValues(within: 1e-13)
  }

  /// Central differences with h = 1e-5 are right to some 1e-9 where third derivatives are small.
  @Test(arguments: Ending.all, DeltaConvention.allCases)
  func gradientsAreFiniteDifferences(_ ending: Ending, _ delta: DeltaConvention) throws {
    let graph = Graph(ending.definition, delta: delta)
    let (run, h) = (Run(graph), 1e-5)
    let loss = Element(try #require(graph.losses?.total))
    for layer in graph.layers {
      for id in [layer.output, layer.net, layer.weight, layer.bias].compactMap({ $0 }) {
        guard let gradient = graph.gradient(of: id) else { continue }
        for position in 0..<graph[id].count {
          let element = Element(id, position)
          let value = try #require(try run.value(element))
          let losses = try [value + h, value - h].map { moved in
            var graph = graph
            graph.fix(element, to: Literal(moved.description))
            return try #require(try Run(graph).value(loss))
          }
          let slope = try #require(try run.value(Element(gradient, position)))
          #expect(abs(slope - (losses[0] - losses[1]) / (2 * h)) < 1e-8, "\(graph.label(element))")
        }
      }
    }
  }

  /// The ways add up to the gradient, whether or not its formula is fused.
  @Test(arguments: Ending.all) func theWaysAddUp(_ ending: Ending) throws {
    let graph = Graph(ending.definition)
    let run = Run(graph)
    for quantity in graph.layers.compactMap(\.net) {
      let gradient = try #require(graph.gradient(of: quantity))
      for position in 0..<graph[quantity].count {
        let paths = graph.paths(to: Element(quantity, position), limit: 1000) { _ in 1 }
        let sum = try paths.largest.reduce(0.0) { sum, path in
          try sum
            + path.factors.reduce(1) { product, factor in
              try product
                * factor.derivative.evaluate(in: Float64Domain()) {
                  try #require(try run.value($0))
                }
            }
        }
        let value = try #require(try run.value(Element(gradient, position)))
        #expect(abs(sum - value) < 1e-13)
      }
    }
  }

  /// With the error convention δ is minus ∂E/∂z and updates add; the numbers are the same.
  @Test(arguments: Ending.all) func theConventionChangesNoNumber(_ ending: Ending) throws {
    let plain = Graph(ending.definition)
    let error = Graph(ending.definition, delta: .error)
    let runs = (Run(plain), Run(error))
    for quantity in plain.quantities {
      let same = try #require(error.quantity(named: quantity.name))
      #expect(try runs.0.values(quantity.id) == runs.1.values(same.id), "\(quantity.name)")
      #expect(try runs.0.values(quantity.id, step: 3) == runs.1.values(same.id, step: 3))
    }
    for layer in error.layers {
      guard let net = layer.net else { continue }
      let delta = try #require(error.quantity(named: "\(layer.name).delta"))
      #expect(delta.role == .delta(of: net))
      let gradient = try #require(error.gradient(of: net))
      #expect(try runs.1.values(delta.id) == runs.1.values(gradient).map { $0.map { -$0 } })
    }
  }

  /// What an element is computed from stands before it, apart from parameters of later passes.
  @Test(arguments: Ending.all, DeltaConvention.allCases)
  func quantitiesStandInTheOrderOfComputing(_ ending: Ending, _ delta: DeltaConvention) {
    let graph = Graph(ending.definition, delta: delta)
    for element in graph.elements {
      for leaf in graph.definition(of: element)?.leaves ?? [] {
        #expect(leaf.quantity < element.quantity, "\(graph.label(element)), \(graph.label(leaf))")
      }
    }
  }

  /// Saturated outputs neither overflow nor divide by zero.
  @Test(arguments: [Ending.all[0], Ending.all[4], Ending.all[8]])
  func saturationIsNoFault(_ ending: Ending) throws {
    var definition = ending.definition
    definition.layers[1].bias = tensor("-800 900 0", [3])
    let graph = Graph(definition)
    let values = try Run(graph).values(try #require(graph.gradient(of: graph.layers[1].output)))
    #expect(values.allSatisfy { $0?.isFinite == true })
  }
}

@Suite struct SoftmaxTests {
  private static let graph = Graph(Ending.all[0].definition)

  private static func element(_ name: String, _ position: Int = 0) throws -> Element {
    Element(try #require(graph.quantity(named: name)).id, position)
  }

  /// One sum for the layer, which every output shares.
  @Test func theDenominatorIsShared() throws {
    let quantity = try #require(Self.graph.quantity(named: "O.out.denominator"))
    #expect(quantity.shape == [])
    let exponentials = try (0..<3).map { Expr.leaf(try Self.element("O.out.exp", $0)) }
    #expect(Self.graph.definition(of: Element(quantity.id)) == .sum(exponentials))
    for unit in 0..<3 {
      #expect(
        try Self.graph.definition(of: Self.element("O.out", unit))
          == .quotient(exponentials[unit], .leaf(Element(quantity.id))))
    }
  }

  /// With the cross-entropy the net input's gradient is the difference of output and target.
  @Test func theGradientIsTheDifference() throws {
    for unit in 0..<3 {
      let output = Expr.leaf(try Self.element("O.out", unit))
      let target = Expr.leaf(try Self.element("t", unit))
      #expect(
        try Self.graph.definition(of: Self.element("O.net.grad", unit))
          == .sum([output, .negation(target)]))
    }
  }

  /// Where something between is pinned, or the targets are no distribution, the chain rule holds.
  @Test func pinsBetweenUndoTheFusion() throws {
    var graph = Self.graph
    graph.fix(try Self.element("O.out.grad", 1), to: Literal("-2"))
    let gradient = try Self.element("O.net.grad", 1)
    #expect(graph.definition(of: gradient)?.leaves.count == 9)
    let values = try Run(graph).values(graph.layers[2].output).compactMap { $0 }
    let value = try #require(try Run(graph).value(gradient))
    #expect(abs(value + 2 * values[1] * (1 - values[1])) < 1e-15)
    var shifted = Self.graph
    shifted.fix(try Self.element("t", 0), to: Literal("1"))
    #expect(shifted.definition(of: gradient) != Self.graph.definition(of: gradient))
  }

  @Test func anUnknownNetInputMakesEveryOutputUnknown() throws {
    let graph = Graph(
      network(input: "1", [dense("O", 2, of: 1, .softmax, weight: "_ 2")], target: "1 0"))
    #expect(try Run(graph).values(graph.layers[1].output) == [nil, nil])
  }
}
