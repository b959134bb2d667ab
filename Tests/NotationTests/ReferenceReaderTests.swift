import Diagnostics
import NeuralCore
import Notation
import Testing

/// References: what each path means, and what is said where it means nothing.
@Suite struct ReferenceReaderTests {
  private func reader(_ definition: NetworkDefinition) throws -> ReferenceReader {
    let graph = Graph(definition)
    return ReferenceReader(graph: graph, symbols: SymbolIndex(try walkthrough(graph)))
  }

  /// A referent as text: `[H]@1` a layer, `H.weight(2)` a quantity with a part of its index.
  private func text(_ referent: Referent, _ graph: Graph) -> String {
    func at(_ step: Int) -> String { step == 0 ? "" : "@\(step)" }
    switch referent {
    case .layer(let layer, let step): return "[\(graph.layers[layer].name)]\(at(step))"
    case .quantity(let id, let index, let step):
      let part = index.isEmpty ? "" : "(\(index.map(String.init).joined(separator: ",")))"
      return graph[id].name + part + at(step)
    case .element(let element): return graph.label(element)
    }
  }

  @Test(arguments: [
    ("H", "[H]"), ("H@3", "[H]@3"), ("I", "I"), ("I.2", "I.2"), ("t.1", "t.1"), ("rate", "rate"),
    ("H.net", "H.net"), ("H.net.1", "H.net.1"), ("H.net@2", "H.net@2"), ("H.net.1@2", "H.net.1@2"),
    ("H@2.net.1", "H.net.1@2"), ("H.weight", "H.weight"), ("H.weight.2", "H.weight(2)"),
    ("H.weight.2.1", "H.weight.2.1"), ("H.weight.2.1.grad", "H.weight.grad.2.1"),
    ("H.weight.grad.2.1", "H.weight.grad.2.1"), ("H.weight.2.grad", "H.weight.grad(2)"),
    ("H.weight.2.grad.1", "H.weight.grad.2.1"), ("H.net.terms.1.2", "H.net.terms.1.2"),
    ("H.net.1.terms.2", "H.net.terms.1.2"), ("H.net.1.terms", "H.net.terms(1)"),
    ("O.out.1.exp", "O.out.exp.1"), ("O.out.exp.1", "O.out.exp.1"), ("H.delta", "H.net.grad"),
    ("H.delta.2", "H.net.grad.2"), ("loss", "loss"), ("loss.2", "loss.i.2"),
    ("loss.1.error", "loss.error.1"), ("loss.error.1", "loss.error.1"),
    ("loss.error", "loss.error"),
    ("loss.2.grad", "loss.i.grad.2"), ("loss@7", "loss@7"), ("w_5", "O.weight.1.1"),
    ("w_5.new", "O.weight.new.1.1"), ("w_5@100", "O.weight.1.1@100"),
    ("w_5@100.grad", "O.weight.grad.1.1@100"),
    ("w_5.new@9", "O.weight.new.1.1@9"), ("w_5^new", "O.weight.new.1.1"), ("net_o1", "O.net.1"),
    ("o_1.slope", "fails"), ("delta_o1", "O.net.grad.1"), (#"\delta_{o1}"#, "O.net.grad.1"),
    ("h_2", "H.out.2"),
    ("h_2.grad.terms.1", "H.out.grad.terms.2.1"), ("E_1", "loss.i.1"), ("E_total", "loss"),
    ("w_5.change", "O.weight.change.1.1"), ("w_5.step", "O.weight.step.1.1"),
  ]) func referents(_ reference: String, _ expected: String) throws {
    let reader = try reader(Sample.small)
    let path = reference.split(separator: ".").map(String.init)
    let found = try? text(reader.resolve(path).get(), reader.graph)
    #expect(found ?? "fails" == expected)
  }

  /// The first name that means nothing, and what is suggested for it.
  @Test(arguments: [
    ("Q.net", 0, ""), ("H.nett", 1, "net"), ("H.weigth.1.1", 1, "weight"), ("H.net.3", 2, ""),
    ("H.net.0", 2, ""), ("H.net.1.2", 3, ""), ("H.net.1.grd", 3, "grad"), ("w_9", 0, ""),
    ("w_5.nwe", 1, "new"), ("w_5.newt", 1, "new"), ("los", 0, "loss"), ("loss.3", 1, ""),
    ("H@x", 0, ""), ("H@-1", 0, ""), ("H@2147483647", 0, ""), ("H.net@", 1, "net"),
    ("rate.1", 1, ""),
    ("net_o3", 0, ""), ("H.net.1.1.1.1", 3, ""), ("", 0, ""), ("I.grad.x", 2, ""),
  ]) func unknownNames(_ reference: String, _ position: Int, _ suggestion: String) throws {
    let reader = try reader(Sample.small)
    let path = reference.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard case .failure(let unknown) = reader.resolve(path) else {
      Issue.record("`\(reference)` means something")
      return
    }
    #expect(unknown.position == position)
    let help = Suggestion.help(for: path[unknown.position], among: unknown.candidates)
    #expect(help == (suggestion.isEmpty ? nil : "did you mean `\(suggestion)`?"))
  }

  /// Where both readings exist the canonical name wins.
  @Test func canonicalNamesBeforeSymbols() throws {
    let definition = network(
      input: ("w_1", "1 2"), [dense("H", 1, of: 2)], target: nil, rate: nil)
    let reader = try reader(definition)
    #expect(try text(reader.resolve(["w_1"]).get(), reader.graph) == "w_1")
    #expect(try text(reader.resolve(["w_2"]).get(), reader.graph) == "H.weight.1.2")
  }

  @Test func absentQuantitiesAreUnknown() throws {
    let reader = try reader(Sample.forwardOnly)
    for path in [["loss"], ["t"], ["rate"], ["w_1", "grad"], ["w_1", "new"], ["y", "delta"]] {
      #expect(throws: ReferenceReader.UnknownName.self) { try reader.resolve(path).get() }
    }
  }

  @Test func suggestionsAfterAPathAreItsFacets() throws {
    let reader = try reader(Sample.small)
    let weight = try reader.resolve(["w_5"]).get()
    #expect(reader.names(after: weight) == ["grad", "step", "change", "new"])
    let layer = try reader.resolve(["H"]).get()
    #expect(reader.names(after: layer) == ["weight", "net", "out", "slope"])
  }
}
