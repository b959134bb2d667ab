import NeuralCore
import Notation
import Testing

/// The preset `walkthrough` on several networks, and its symbols read backwards.
@Suite struct SymbolTests {
  @Test(arguments: [
    ("I.1", #"I_1"#), ("H.weight.2.1", #"w_3"#), ("O.weight.1.2", #"w_6"#),
    ("H.net.1", #"\text{net}_{h1}"#), ("H.out.2", #"h_2"#), ("O.out.1", #"o_1"#), ("t.2", #"t_2"#),
    ("rate", #"\eta"#), ("loss.i.1", #"E_1"#), ("loss", #"E_{total}"#),
    ("O.net.grad.2", #"\delta_{o2}"#),
    ("H.slope.1", #"\frac{\partial h_1}{\partial \text{net}_{h1}}"#),
    ("loss.slope.2", #"\frac{\partial E_2}{\partial o_2}"#),
    ("H.out.grad.1", #"\frac{\partial E}{\partial h_1}"#),
    ("O.weight.grad.1.1", #"\frac{\partial E}{\partial w_5}"#),
    ("loss.i.grad.1", #"\frac{\partial E}{\partial E_1}"#),
    ("O.weight.change.1.1", #"\Delta w_5"#), ("O.weight.new.2.2", #"w_8^{new}"#),
  ]) func elementsOfASmallNetwork(_ label: String, _ symbol: String) throws {
    try expect(Sample.small, label, symbol)
  }

  /// Two digits in a script get braces; a name of several letters is set upright; a number that
  /// follows a name's own digit is held apart by a comma.
  @Test(arguments: [
    ("pixels.11", #"\text{pixels}_{11}"#), ("hidden.weight.1.9", #"w_9"#),
    ("hidden.weight.1.11", #"w_{11}"#), ("hidden.weight.12.11", #"w_{132}"#),
    ("part_2.weight.1.1", #"w_{133}"#), ("o.weight.2.3", #"w_{174}"#),
    ("hidden.bias.3", #"b_{\text{hidden}3}"#), ("hidden.bias.12", #"b_{\text{hidden}12}"#),
    ("o.bias.2", #"b_{o2}"#), ("hidden.net.12", #"\text{net}_{\text{hidden}12}"#),
    ("part_2.net.3", #"\text{net}_{\text{part\_2},3}"#), ("part_2.out.3", #"\text{part\_2}_3"#),
    ("hidden.out.10", #"\text{hidden}_{10}"#), ("goal.2", #"\text{goal}_2"#),
    ("part_2.net.grad.1", #"\delta_{\text{part\_2},1}"#),
    ("hidden.weight.grad.2.1", #"\frac{\partial E}{\partial w_{12}}"#),
    ("hidden.weight.new.2.1", #"w_{12}^{new}"#),
    ("hidden.bias.change.11", #"\Delta b_{\text{hidden}11}"#),
  ]) func elementsOfAWideNetwork(_ label: String, _ symbol: String) throws {
    try expect(Sample.wide, label, symbol)
  }

  @Test(arguments: [
    ("I", #"\mathbf{x}"#), ("t", #"\mathbf{t}"#), ("H.weight", #"\mathbf{W}^{(1)}"#),
    ("O.net", #"\mathbf{z}^{(2)}"#), ("H.out", #"\mathbf{a}^{(1)}"#),
    ("H.slope", #"\sigma'(\mathbf{z}^{(1)})"#), ("O.net.grad", #"\boldsymbol{\delta}^{(2)}"#),
    ("O.weight.grad", #"\frac{\partial E}{\partial \mathbf{W}^{(2)}}"#),
    ("O.weight.change", #"\Delta \mathbf{W}^{(2)}"#), ("H.weight.new", #"\mathbf{W}^{(1)}_{new}"#),
    ("rate", #"\eta"#), ("loss", #"E_{total}"#),
  ]) func wholeTensors(_ name: String, _ symbol: String) throws {
    let graph = Graph(Sample.small)
    let quantity = try #require(graph.quantity(named: name))
    #expect(try walkthrough(graph).symbol(quantity.id) == symbol)
  }

  /// Steps are written as their formulas, unless a notation gives them a symbol.
  @Test func stepsHaveASymbolOnlyWhereTheNotationGivesOne() throws {
    let graph = Graph(Sample.small)
    let error = try #require(graph.element("loss.error.1"))
    let step = try #require(graph.element("O.weight.step.1.1"))
    let plain = try walkthrough(graph)
    for label in ["loss.error.1", "O.weight.step.1.1", "H.out.exp.2", "H.net.terms.1.1"] {
      #expect(plain.symbol(try #require(graph.element(label))) == nil, "\(label)")
    }
    #expect(plain.symbol(step.quantity) == nil)
    let changed = try walkthrough(
      graph,
      overrides: [
        .init(role: "step-error", pattern: "e_{index}"), .init(role: "step", pattern: "s_{number}"),
        .init(role: "bias", pattern: "b_{unit}"),
        .init(role: "weight", pattern: "w_{index,column}"),
      ])
    #expect(changed.symbol(error) == "e_1")
    #expect(changed.symbol(Element(step.quantity, 3)) == "s_8")
    #expect(changed.symbol(try #require(graph.element("O.weight.2.1"))) == "w_{21}")
  }

  /// `w_{1,11}` and `w_{11,1}`, which `w_{111}` would confuse, but `w_{11}`.
  @Test(arguments: [
    ("1.1", "w_{11}"), ("1.9", "w_{19}"), ("1.11", "w_{1,11}"), ("11.1", "w_{11,1}"),
  ])
  func twoDigitsInASubscriptGetAComma(_ index: String, _ symbol: String) throws {
    let graph = Graph(Sample.wide)
    let notation = try walkthrough(
      graph, overrides: [.init(role: "weight", pattern: "w_{index,column}")])
    #expect(notation.symbol(try #require(graph.element("hidden.weight.\(index)"))) == symbol)
  }

  @Test func unitsAreNamedAfterTheirLayer() throws {
    let small = try walkthrough(Graph(Sample.small))
    #expect((0...2).map { small.unitSymbol(layer: $0, unit: 1) } == ["I_2", "H_2", "O_2"])
    let wide = try walkthrough(Graph(Sample.wide))
    #expect(wide.unitSymbol(layer: 1, unit: 11) == #"\text{hidden}_{12}"#)
    #expect(wide.unitSymbol(layer: 2, unit: 0) == #"\text{part\_2}_1"#)
  }

  @Test(arguments: [
    (#"\mathbf{W}^{(2)}"#, #"\mathbf{W}^{(2)T}"#), ("W_h", "W_h^T"),
    (#"\theta^{ab}"#, #"\theta^{abT}"#),
  ]) func transposed(_ symbol: String, _ expected: String) throws {
    #expect(try walkthrough(Graph(Sample.small)).transposed(symbol) == expected)
  }

  // MARK: Backwards

  /// Every symbol that is no ∂…/∂…, typed plainly, means the element it was written for.
  @Test(arguments: [Sample.small, Sample.wide, Sample.forwardOnly])
  func readingAPlainSymbolIsTheInverse(_ definition: NetworkDefinition) throws {
    let graph = Graph(definition)
    let notation = try walkthrough(graph)
    let index = SymbolIndex(notation)
    var count = 0
    for element in graph.elements where !graph[element.quantity].isStep {
      guard let symbol = notation.symbol(element), !symbol.contains(#"\partial"#) else { continue }
      #expect(index[SymbolIndex.plain(symbol)] == .element(element), "\(symbol)")
      #expect(index[symbol] == .element(element), "\(symbol)")
      count += 1
    }
    // Inputs, and of every unit at least its net input and activation.
    #expect(count >= graph.layers.reduce(0) { $0 + $1.units * ($1.isInput ? 1 : 2) })
  }

  @Test(arguments: [
    (#"w_5"#, "w_5"), (#"\text{net}_{o1}"#, "net_o1"), (#"w_{11}^{new}"#, "w_11^new"),
    (#"\mathbf{W}^{(2)}"#, "W^(2)"), (#"\text{part\_2}_3"#, "part_2_3"),
    (#"\Delta w_5"#, "Deltaw_5"),
  ]) func plainSpelling(_ tex: String, _ plain: String) { #expect(SymbolIndex.plain(tex) == plain) }

  /// A layer `W` has activations written like weights: the earlier quantity keeps the symbol, and
  /// canonical names reach both.
  @Test func whereSymbolsCoincideTheEarlierQuantityWins() throws {
    let graph = Graph(network(input: ("x", "1"), [dense("W", 1, of: 1)], target: nil, rate: nil))
    let notation = try walkthrough(graph)
    let reader = ReferenceReader(graph: graph, symbols: SymbolIndex(notation))
    let weight = try #require(graph.element("W.weight.1.1"))
    #expect(notation.symbol(try #require(graph.element("W.out.1"))) == notation.symbol(weight))
    #expect(try reader.resolve(["w_1"]).get() == .element(weight))
    #expect(
      try reader.resolve(["W", "out", "1"]).get()
        == .element(try #require(graph.element("W.out.1"))))
  }

  private func expect(
    _ definition: NetworkDefinition, _ label: String, _ symbol: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let graph = Graph(definition)
    let element = try #require(graph.element(label), sourceLocation: location)
    #expect(try walkthrough(graph).symbol(element) == symbol, sourceLocation: location)
  }
}
