import Algebra
package import Diagnostics
package import NeuralCore
package import Notation

/// A computed network with its notation and its displayed values: all that views draw on.
package final class Worksheet {
  package let graph: Graph
  package let run: Run
  package let notation: Notation
  package let ledger: Ledger
  package let reader: ReferenceReader
  /// Layer and position of each unit by the plain spelling of its symbol.
  lazy var units: [String: (layer: Int, unit: Int)] = {
    var units: [String: (Int, Int)] = [:]
    for (layer, quantities) in graph.layers.enumerated() {
      for unit in 0..<quantities.units {
        units[SymbolIndex.plain(notation.unitSymbol(layer: layer, unit: unit))] = (layer, unit)
      }
    }
    return units
  }()

  package init(graph: Graph, preset: NotationPreset, presentation: Presentation) {
    self.graph = graph
    run = Run(graph)
    notation = Notation(graph: graph, preset: preset)
    ledger = Ledger(run: run, presentation: presentation)
    reader = ReferenceReader(graph: graph, symbols: SymbolIndex(notation))
  }
}

extension Worksheet {
  /// The symbol of an element; of what has none, its formula.
  package func symbol(_ element: Element) -> String {
    TeXWriter(worksheet: self, marks: MarkRegister()).symbol(element)
  }

  /// What an error of computing says of this network.
  package func diagnostic(for error: any Error, at place: SourceSpan? = nil) -> Diagnostic {
    FaultMessages.diagnostic(error, graph, at: place)
  }

  /// What is wrong with the numbers of the first pass, such as an overflow.
  package func fault(at place: SourceSpan?) -> Diagnostic? {
    do {
      _ = try graph.quantities.first.map { try run.value(Element($0.id)) }
      return nil
    } catch {
      return diagnostic(for: error, at: place)
    }
  }
}

extension Worksheet {
  /// The same network by another convention; `nil` where that makes no difference.
  package func varied(by variation: NetworkVariation) -> Worksheet? {
    graph.varied(by: variation).map {
      Worksheet(graph: $0, preset: notation.patterns, presentation: ledger.presentation)
    }
  }
}
