import Algebra
import NeuralCore
import Testing

/// The formulas that are shown against the tape that computes.
@Suite struct DefinitionTests {
  /// In floating point from the run's own values, in the first pass and after two updates.
  ///
  /// 1e-12 relative to the larger of the number and 1: the two orders of adding up at most six
  /// products differ by some 1e-16, and tanh by exponentials loses a digit or two.
  @Test(arguments: RandomNetwork.first(60)) func everyDefinitionGivesTheComputedValue(
    _ network: RandomNetwork
  ) throws {
    let graph = Graph(network.definition)
    let run = Run(graph)
    for step in 0...2 {
      for element in graph.elements.map({ Element($0.quantity, $0.position, step: step) }) {
        let value = try #require(try run.value(element))
        guard let definition = graph.definition(of: element) else {
          #expect(try #require(graph.given(element)) != nil, "\(graph.label(element))")
          continue
        }
        let defined = try definition.evaluate(in: Float64Domain()) { leaf in
          try #require(try run.value(leaf))
        }
        #expect(
          agree(defined, value, within: 1e-12),
          "\(graph.label(element))@\(step): \(defined), computed \(value)")
      }
    }
  }

  /// A call by name, σ(net), says the same as the formula in steps.
  @Test(arguments: RandomNetwork.first(20)) func namedDefinitionsGiveTheComputedValue(
    _ network: RandomNetwork
  ) throws {
    let graph = Graph(network.definition)
    let run = Run(graph)
    for element in graph.elements {
      guard let definition = graph.namedDefinition(of: element) else { continue }
      let value = try #require(try run.value(element))
      let defined = try definition.evaluate(in: Float64Domain()) { try #require(try run.value($0)) }
      #expect(agree(defined, value, within: 1e-14), "\(graph.label(element))")
    }
  }

  /// Hand-written: the canonical derivation of each kind of element of a 2-2-2 network.
  @Test(arguments: [
    ("H.net.terms.1.2", "product(x.2 H.weight.1.2)"),
    ("H.net.2", "sum(H.net.terms.2.1 H.net.terms.2.2)"),
    ("H.out.exp.1", "exp(negation(H.net.1))"),
    ("H.out.denominator.1", "sum(1 H.out.exp.1)"),
    ("H.out.1", "quotient(1 H.out.denominator.1)"),
    ("O.slope.complement.2", "sum(1 negation(O.out.2))"),
    ("O.slope.2", "product(O.out.2 O.slope.complement.2)"),
    ("loss.error.1", "sum(t.1 negation(O.out.1))"),
    ("loss.square.1", "power(loss.error.1 2)"),
    ("loss.i.1", "product(quotient(1 2) loss.square.1)"),
    ("loss", "sum(loss.i.1 loss.i.2)"),
    ("loss.i.grad.1", "1"),
    ("O.out.grad.1", "product(loss.i.grad.1 loss.slope.1)"),
    ("O.net.grad.1", "product(O.out.grad.1 O.slope.1)"),
    ("O.weight.grad.1.2", "product(O.net.grad.1 H.out.2)"),
    ("H.out.grad.terms.1.2", "product(O.net.grad.2 O.weight.2.1)"),
    ("H.out.grad.1", "sum(H.out.grad.terms.1.1 H.out.grad.terms.1.2)"),
    ("O.weight.step.1.2", "product(rate O.weight.grad.1.2)"),
    ("O.weight.change.1.2", "negation(O.weight.step.1.2)"),
    ("O.weight.new.1.2", "sum(O.weight.1.2 negation(O.weight.step.1.2))"),
  ]) func canonicalDerivations(_ label: String, _ expected: String) throws {
    let graph = Graph(twoTwoTwo)
    let element = try #require(graph.element(label))
    let definition = try #require(graph.definition(of: element))
    #expect(dump(definition, graph) == expected)
  }

  @Test func aParameterAfterAnUpdateIsTheUpdatedOneOfThePassBefore() throws {
    let graph = Graph(twoTwoTwo)
    let weight = try #require(graph.quantity(named: "H.weight")?.id)
    let updated = try #require(graph.updated(of: weight))
    #expect(graph.definition(of: Element(weight, 3)) == nil)
    #expect(
      graph.definition(of: Element(weight, 3, step: 7)) == .leaf(Element(updated, 3, step: 6)))
  }

  private func dump(_ expression: Expr<Element>, _ graph: Graph) -> String {
    func call(_ name: String, _ parts: [Expr<Element>]) -> String {
      "\(name)(\(parts.map { dump($0, graph) }.joined(separator: " ")))"
    }
    switch expression {
    case .number(let literal): return literal.text
    case .leaf(let element): return graph.label(element)
    case .sum(let terms): return call("sum", terms)
    case .product(let factors): return call("product", factors)
    case .negation(let operand): return call("negation", [operand])
    case .quotient(let a, let b): return call("quotient", [a, b])
    case .power(let base, let exponent): return call("power", [base, exponent])
    case .call(let function, let arguments): return call(function.rawValue, arguments)
    case .cases: return "cases"
    }
  }
}
