import Algebra
import NeuralCore
import Testing

/// Pinned and unknown numbers: what depends on them changes, nothing else does.
@Suite struct PinTests {
  /// What is pinned, and the quantities or elements that change with it: worked out by hand for the
  /// 2-2-2 network. `OUTPUTS` and the like stand for lists that several pins share.
  private static let dependents = """
    H.out.1: H.out.1 H.slope.complement.1 H.slope.1 HIDDEN
    H.net.1: H.net.1 H.out.exp.1 H.out.denominator.1 H.out.1 H.slope.complement.1 H.slope.1 HIDDEN
    H.net.terms.1.2: H.net.terms.1.2 H.net.1 H.out.exp.1 H.out.denominator.1 H.out.1 \
      H.slope.complement.1 H.slope.1 HIDDEN
    H.out.exp.1: H.out.exp.1 H.out.denominator.1 H.out.1 H.slope.complement.1 H.slope.1 HIDDEN
    H.slope.1: H.slope.1 FIRST-DELTA
    H.slope.complement.1: H.slope.complement.1 H.slope.1 FIRST-DELTA
    loss.error.1: loss.error.1 loss.square.1 loss.i.1 loss
    loss.i.2: loss.i.2 loss
    loss: loss
    loss.slope.1: loss.slope.1 O.out.grad.1 OUTPUT-1 BACK
    O.net.grad.2: O.net.grad.2 O.weight.grad.2 O.weight.step.2 O.weight.change.2 O.weight.new.2 \
      H.out.grad.terms.1.2 H.out.grad.terms.2.2 BACK
    H.out.grad.terms.1.2: H.out.grad.terms.1.2 H.out.grad.1 FIRST-DELTA
    H.weight.grad.2.1: H.weight.grad.2.1 H.weight.step.2.1 H.weight.change.2.1 H.weight.new.2.1
    H.weight.step.2.1: H.weight.step.2.1 H.weight.change.2.1 H.weight.new.2.1
    H.weight.change.2.1: H.weight.change.2.1
    H.weight.new.2.1: H.weight.new.2.1
    rate: rate H.weight.step H.weight.change H.weight.new O.weight.step O.weight.change O.weight.new
    t.1: t.1 loss.error.1 loss.square.1 loss.i.1 loss loss.slope.1 O.out.grad.1 OUTPUT-1 BACK
    O.weight.1.2: O.weight.1.2 O.net.terms.1.2 O.net.1 O.out.exp.1 O.out.denominator.1 O.out.1 \
      O.slope.complement.1 O.slope.1 loss.error.1 loss.square.1 loss.i.1 loss loss.slope.1 \
      O.out.grad.1 OUTPUT-1 BACK
    """

  private static let shared = [
    (
      "HIDDEN",
      """
      O.net.terms.1.1 O.net.terms.2.1 O.net O.out.exp O.out.denominator O.out O.slope.complement \
      O.slope loss.error loss.square loss.i loss loss.slope O.out.grad O.net.grad O.weight.grad \
      O.weight.step O.weight.change O.weight.new H.out.grad.terms BACK
      """
    ),
    (
      "OUTPUT-1",
      """
      O.net.grad.1 O.weight.grad.1 O.weight.step.1 O.weight.change.1 O.weight.new.1 \
      H.out.grad.terms.1.1 H.out.grad.terms.2.1
      """
    ),
    (
      "FIRST-DELTA",
      """
      H.net.grad.1 H.weight.grad.1 H.weight.step.1 H.weight.change.1 H.weight.new.1 \
      x.grad.terms.1.1 x.grad.terms.2.1 x.grad
      """
    ),
    (
      "BACK",
      """
      H.out.grad H.net.grad H.weight.grad H.weight.step H.weight.change H.weight.new x.grad.terms \
      x.grad
      """
    ),
  ]

  @Test(arguments: dependents.split(separator: "\n").map(String.init))
  func aPinChangesWhatDependsOnIt(_ line: String) throws {
    let list = Self.shared.reduce(line) { $0.replacing($1.0, with: $1.1) }
    let parts = list.split(separator: ":")
    let graph = Graph(twoTwoTwo)
    var changed = graph
    let element = try #require(graph.element(String(parts[0])))
    changed.fix(element, to: Literal("0.37"))
    let (before, after) = (Run(graph), Run(changed))
    #expect(try after.value(element) == 0.37)
    let names = parts[1].split(separator: " ")
    let expected = graph.elements.map(graph.label).filter { label in
      names.contains {
        label == $0 || label.hasPrefix($0 + ".") && isIndex(label.dropFirst($0.count + 1))
      }
    }
    let found = try graph.elements.filter { try before.value($0) != after.value($0) }
    #expect(found.map(graph.label) == expected)
  }

  private func isIndex(_ text: Substring) -> Bool { text.allSatisfy { $0.isNumber || $0 == "." } }

  /// What depends on an unknown number is unknown; all else keeps its value.
  @Test(arguments: [
    (
      "t.1",
      ["loss.i.1", "loss", "O.out.grad.1", "O.weight.new.1.2", "H.weight.grad.2.2", "x.grad.1"],
      [
        "O.out.1", "loss.i.2", "loss.i.grad.1", "O.weight.grad.2.1", "O.weight.new.2.1",
        "H.slope.1",
      ]
    ),
    (
      "H.weight.2.1",
      ["H.net.2", "H.out.exp.2", "H.out.2", "H.slope.2", "O.out.1", "loss", "H.weight.new.1.1"],
      ["H.net.1", "H.out.1", "H.net.terms.2.2", "O.net.terms.1.1", "H.slope.1", "O.weight.2.2"]
    ),
    (
      "H.out.1", ["O.net.1", "O.net.2", "H.slope.1", "loss", "H.weight.grad.2.1"],
      ["H.net.1", "H.out.exp.1", "H.out.2", "H.slope.2", "O.net.terms.1.2"]
    ),
    (
      "rate", ["H.weight.step.1.1", "O.weight.new.2.2"], ["H.weight.grad.1.1", "loss", "x.grad.2"]
    ),
    (
      "O.weight.grad.1.1", ["O.weight.step.1.1", "O.weight.new.1.1"],
      ["O.weight.grad.1.2", "O.net.grad.1", "O.weight.new.1.2", "H.weight.grad.1.1"]
    ),
  ]) func theUnknownPropagates(_ unknown: String, _ lost: [String], _ kept: [String]) throws {
    let graph = Graph(twoTwoTwo)
    var changed = graph
    changed.fix(try #require(graph.element(unknown)), to: nil)
    #expect(changed.hasUnknowns)
    let (before, after) = (Run(graph), Run(changed))
    for label in lost + [unknown] {
      let element = try #require(graph.element(label))
      #expect(try after.value(element) == nil, "\(label)")
    }
    for label in kept {
      let element = try #require(graph.element(label))
      #expect(try after.value(element) == before.value(element), "\(label)")
      #expect(try after.value(element) != nil, "\(label)")
    }
  }

  /// A rectifier decides by its net input: with an unknown one it is unknown, not zero.
  @Test(arguments: Activation.all.filter(\.isElementwise))
  func everyActivationOfAnUnknownIsUnknown(
    _ activation: Activation
  ) throws {
    let layer = dense("H", 2, of: 1, activation, weight: "_ 2")
    let graph = Graph(network(input: "1", [layer], target: "0 0"))
    let run = Run(graph)
    for label in ["H.net.1", "H.out.1", "loss"]
      + (activation.name == "identity" ? [] : ["H.slope.1"])
    {
      let element = try #require(graph.element(label))
      #expect(try run.value(element) == nil, "\(label)")
    }
    let known = try #require(graph.element("H.net.2"))
    #expect(try run.value(known) == 2)
  }

  /// A pin holds in the first pass; later passes compute.
  @Test func pinsEndWithTheFirstPass() throws {
    var graph = Graph(twoTwoTwo)
    let out = try #require(graph.element("H.out.1"))
    graph.fix(out, to: Literal("0.9"))
    let run = Run(graph)
    let quantity = try #require(graph.layers[1].net)
    let net = try #require(try run.value(Element(quantity, step: 1)))
    let later = try #require(try run.value(Element(out.quantity, step: 1)))
    #expect(abs(later - 1 / (1 + 1 / exponential(net))) < 1e-15)
  }

  /// e^x by its series, far more terms than small x need.
  private func exponential(_ x: Double) -> Double {
    (1...30).reversed().reduce(1) { 1 + x / Double($1) * $0 }
  }

  /// A network that starts from its pinned updates goes on from them.
  @Test func pinnedUpdatesAreTheNextParameters() throws {
    var graph = Graph(twoTwoTwo)
    graph.fix(try #require(graph.element("O.weight.new.2.1")), to: Literal("0.5"))
    let run = Run(graph)
    let weight = try #require(graph.quantity(named: "O.weight")?.id)
    #expect(try run.value(Element(weight, 2, step: 1)) == 0.5)
    #expect(try run.value(Element(weight, 3, step: 1)) != 0.55)
  }
}
