import Algebra
import NeuralCore
import Notation
import TestSupport
import Testing

/// Hand arithmetic of three passes against `scripts/oracles/as_displayed.py`, digit by digit.
@Suite struct AsDisplayedTests {
  struct Fixture: Decodable {
    struct Network: Decodable, Sendable {
      struct Layer: Decodable {
        let name: String
        let activation: String
        let weight: [[String]]
        let bias: [String]?
      }

      let name: String
      let input: [String]
      let layers: [Layer]
      let target: [String]
      let loss: String
      let rate: String
      let digits: [String: Int]
      /// By rounding, pass by pass: names to texts.
      let pages: [String: [[String: [String]]]]

      var graph: Graph {
        get throws {
          Graph(
            network(
              input: ("x", input.joined(separator: " ")),
              try layers.map { layer in
                dense(
                  layer.name, layer.weight.count, of: layer.weight[0].count,
                  try #require(Activation.named(layer.activation)),
                  weight: layer.weight.joined().joined(separator: " "),
                  bias: layer.bias?.joined(separator: " "))
              }, target: ("t", target.joined(separator: " ")),
              loss: try #require(Loss.named(loss)), rate: rate))
        }
      }
    }

    let networks: [Network]
  }

  private static func fixture(_ name: String) throws -> Fixture.Network {
    let all = try Repository.fixture("as-displayed.json", as: Fixture.self).networks
    return try #require(all.first { $0.name == name })
  }

  @Test(arguments: ["2-2-2", "3-4-3-2"], Rounding.allCases)
  func everyNamedNumberIsWhatAPencilGives(_ name: String, _ rounding: Rounding) throws {
    let network = try Self.fixture(name)
    let graph = try network.graph
    let rules = network.digits.map { DigitRule(selector: $0.key, digits: .decimals($0.value)) }
    let ledger = Ledger(
      run: Run(graph),
      presentation: Presentation(precision: .asDisplayed, digits: rules, rounding: rounding))
    let pages = try #require(network.pages[rounding.rawValue])
    for (step, page) in pages.enumerated() {
      for quantity in graph.quantities where !isLeftOut(quantity, graph) {
        let texts = try #require(page[quantity.name], "\(quantity.name)")
        let shown = try (0..<quantity.count).map { position in
          try text(ledger.shown(Element(quantity.id, position, step: step)))
        }
        #expect(shown == texts, "\(quantity.name)@\(step)")
      }
      let names = Set(graph.quantities.map(\.name))
      #expect(page.keys.filter { !names.contains($0) } == [])
    }
  }

  /// Without numbers of their own: what the author gave, ∂loss/∂(loss of an output), which is a
  /// constant, and the gradients of the input, which no hand works out.
  private func isLeftOut(_ quantity: Quantity, _ graph: Graph) -> Bool {
    graph.isGiven(quantity) || quantity.name == "loss.i.grad" || quantity.name.hasPrefix("x.grad")
  }

  private func text(_ shown: Shown) -> String {
    switch shown {
    case .literal(let literal): literal.text
    case .constant: "constant"
    case .unknown: "unknown"
    }
  }
}
