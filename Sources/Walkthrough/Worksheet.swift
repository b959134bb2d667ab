import Algebra
package import NeuralCore
package import Notation

/// A computed network with its notation and its displayed values: all that views draw on.
package final class Worksheet {
  package let graph: Graph
  package let run: Run
  package let notation: Notation
  package let ledger: Ledger
  package let reader: ReferenceReader

  package init(graph: Graph, preset: NotationPreset, presentation: Presentation) {
    self.graph = graph
    run = Run(graph)
    notation = Notation(graph: graph, preset: preset)
    ledger = Ledger(run: run, presentation: presentation)
    reader = ReferenceReader(graph: graph, symbols: SymbolIndex(notation))
  }
}
