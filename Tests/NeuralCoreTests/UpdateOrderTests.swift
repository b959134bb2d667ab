import Algebra
import Foundation
import Testing

@testable import NeuralCore

/// Updates layer by layer, which send the error back through weights that are new already.
@Suite struct UpdateOrderTests {
  /// One input, one hidden unit, one output, no bias: everything by hand.
  private struct Chain {
    var v = 0.4
    var w = -0.7
    let x = 0.5
    let t = 1.0
    let rate = 0.8

    mutating func update(isLayerByLayer: Bool) {
      let h = 1 / (1 + exp(-v * x))
      let o = 1 / (1 + exp(-w * h))
      let delta = (o - t) * o * (1 - o)
      let next = w - rate * delta * h
      let back = delta * (isLayerByLayer ? next : w) * h * (1 - h)
      (v, w) = (v - rate * back * x, next)
    }
  }

  private func definition(_ order: UpdateOrder) -> NetworkDefinition {
    var definition = network(
      input: "0.5",
      [
        dense("H", 1, of: 1, .sigmoid, weight: "0.4"),
        dense("O", 1, of: 1, .sigmoid, weight: "-0.7"),
      ], target: "1", rate: "0.8")
    definition.optimizer?.order = order
    return definition
  }

  @Test(arguments: UpdateOrder.allCases) func weightsAreThoseByHand(_ order: UpdateOrder) throws {
    let graph = Graph(definition(order))
    let run = Run(graph)
    var chain = Chain()
    for step in 0...50 {
      for (name, wanted) in [("H.weight", chain.v), ("O.weight", chain.w)] {
        let quantity = try #require(graph.quantity(named: name))
        let value = try #require(try run.value(Element(quantity.id, step: step)))
        #expect(agree(value, wanted, within: 1e-14 * Double(step + 1)), "\(name)@\(step)")
      }
      chain.update(isLayerByLayer: order == .layerByLayer)
    }
  }

  /// What a document derives is what was computed: the hidden gradient goes by way of `O.weight.new`.
  @Test func theDerivationNamesTheNewWeight() throws {
    let graph = Graph(definition(.layerByLayer))
    let gradient = try #require(graph.quantity(named: "H.out.grad"))
    let definition = try #require(graph.definition(of: Element(gradient.id)))
    let names = definition.leaves.map { graph.label($0) }
    #expect(names.contains("O.weight.new.1.1") && !names.contains("O.weight.1.1"), "\(names)")
    let run = Run(graph)
    let value = try #require(try run.value(Element(gradient.id)))
    let derived = try definition.evaluate(in: Float64Domain()) { try run.value($0) ?? .nan }
    #expect(agree(value, derived, within: 1e-15))
  }
}
