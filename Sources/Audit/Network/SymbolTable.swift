internal import Algebra
internal import NeuralCore
internal import Notation

/// All symbols of a network in a notation, in the normal form in which TeX is read.
struct SymbolTable {
  private(set) var meanings: [String: NetworkModel.Meaning] = [:]
  /// Networks with more elements than this are not bound.
  private static let limit = 50_000

  /// - Parameter isStated: Whether the document states an element's number for a symbol: of two elements
  ///   with the same symbol that one has it.
  init(
    graph: Graph, notation: Notation, isStated: (String, Element) -> Bool = { _, _ in false }
  ) {
    guard graph.quantities.reduce(0, { $0 + $1.count }) <= Self.limit else { return }
    for quantity in graph.quantities {
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        add(notation.symbol(element), .element(element)) { symbol, first in
          guard case .element(let first) = first else { return false }
          return !isStated(symbol, first) && isStated(symbol, element)
        }
        add(notation.oldSymbol(element), .element(element), where: quantity.isParameter)
      }
    }
    for quantity in graph.quantities {
      add(notation.symbol(quantity.id), .quantity(quantity.id))
    }
    addVectors(graph)
    addGradients(graph, notation)
    addDerivatives(graph, notation)
    for (layer, quantities) in graph.layers.enumerated() {
      for unit in 0..<quantities.units {
        add(notation.unitSymbol(layer: layer, unit: unit), .unit(layer: layer, unit: unit))
      }
    }
  }

  /// Whatever the notation, an input is a vector by its own name.
  private mutating func addVectors(_ graph: Graph) {
    for quantity in graph.quantities
    where [.input, .target].contains(quantity.role) && quantity.count > 1 {
      for pattern in ["", "\\mathbf", "\\boldsymbol", "\\vec"] {
        add("\(pattern){\(quantity.name)}", .quantity(quantity.id))
      }
    }
  }

  /// What a notation calls δ is a derivative of the loss, too, and so is the slope of a loss that is one
  /// output's.
  private mutating func addGradients(_ graph: Graph, _ notation: Notation) {
    for quantity in graph.quantities {
      guard case .gradient(let of) = quantity.role else { continue }
      for position in 0..<quantity.count {
        add(
          notation.lossDerivative(by: Element(of, position)),
          .element(Element(quantity.id, position)))
      }
    }
    guard let losses = graph.losses, graph[losses.outputLoss].count == 1,
      let output = graph.layers.last?.output
    else { return }
    for quantity in graph.quantities where quantity.role == .lossSlope {
      add(notation.lossDerivative(by: Element(output)), .element(Element(quantity.id)))
    }
  }

  private mutating func addDerivatives(_ graph: Graph, _ notation: Notation) {
    for quantity in graph.quantities where !quantity.isStep {
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        for hop in graph.contributions(to: element) {
          add(notation.partial(of: hop.of, by: element), .derivative(hop.derivative))
        }
      }
    }
  }

  /// The first meaning of a symbol stays, unless a later one is known to be meant: elements come before what
  /// is derived from them.
  private mutating func add(
    _ symbol: String?, _ meaning: NetworkModel.Meaning, where isWanted: Bool = true,
    insteadOf isMeantRather: (String, NetworkModel.Meaning) -> Bool = { _, _ in false }
  ) {
    guard isWanted, let symbol, let name = try? TeXReader.symbol(symbol) else { return }
    if meanings[name].map({ isMeantRather(name, $0) }) ?? true { meanings[name] = meaning }
  }
}

extension Quantity {
  fileprivate var isParameter: Bool { role == .weight || role == .bias }
}
