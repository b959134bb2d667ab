internal import Algebra
internal import NeuralCore
internal import Notation
internal import Walkthrough

/// A network's values by the symbols a document uses for them. A class, because every number of the document
/// is looked up in it.
final class NetworkModel {
  /// What a symbol stands for.
  enum Meaning {
    case element(Element)
    case quantity(QuantityID)
    /// A derivative of one element by another, which has no name of its own.
    case derivative(Expr<Element>)
    /// A unit of a layer, which rows are labelled with.
    case unit(layer: Int, unit: Int)
  }

  let sheet: Worksheet
  /// How the document writes its symbols.
  let notation: Notation
  let graph: Graph
  private let meanings: [String: Meaning]
  /// The numbers that the document states for symbols.
  private let stated: [String: [Literal]]
  /// The document's symbols.
  private let published: Set<String>
  /// Symbols by their letters and digits.
  private let typed: [String: String]
  /// The elements behind names that no document uses, as far as they have been asked for.
  var named: [String: Element] = [:]
  /// What has been worked out for elements.
  let known = KnownElements()
  /// Those of elements.
  private let symbols: [Element: [String]]

  /// The elements that symbols may stand for if nothing on the page decides which.
  private let alternatives: [String: Set<Element>]

  /// Symbols of elements by themselves with the numbers taken out.
  private let families: [String: [String]]

  /// A network as a document writes it.
  ///
  /// - Parameters:
  ///   - presets: Notations to try beside the network's own.
  ///   - readings: Other patterns to try, by role.
  ///   - evidence: The document's symbols, and what it says of them.
  static func best(
    _ sheet: Worksheet, presets: [NotationPreset], readings: [String: [String]],
    evidence: SymbolEvidence
  ) -> NetworkModel {
    var search = NotationSearch(sheet: sheet, evidence: evidence)
    let model = NetworkModel(
      sheet, search.found(presets, readings: readings), of: evidence.symbols,
      stated: evidence.stated)
    model.search = Search(presets: presets, readings: readings, evidence: evidence)
    return model
  }

  /// What the document's symbols were found with.
  private struct Search {
    let presets: [NotationPreset]
    let readings: [String: [String]]
    let evidence: SymbolEvidence
  }
  private var search: Search?

  /// The network by another convention, as the same document writes it.
  func varied(by variation: NetworkVariation) -> NetworkModel? {
    guard let other = sheet.varied(by: variation) else { return nil }
    // What the numbers of weights said of their symbols holds no more.
    if variation == .transposedWeights {
      return search.map {
        .best(other, presets: $0.presets, readings: $0.readings, evidence: $0.evidence)
      }
    }
    // Quantities may have other places than they had.
    let alternatives = self.alternatives.mapValues { elements in
      Set(
        elements.compactMap { element in
          other.graph.quantity(named: graph[element.quantity].name).map {
            Element($0.id, element.position)
          }
        })
    }
    let notation = Notation(
      graph: other.graph, preset: notation.patterns, layers: notation.layerPatterns)
    return NetworkModel(
      other, NotationSearch.Result(notation: notation, alternatives: alternatives), of: published,
      stated: stated)
  }

  /// The tensor behind a symbol, also where it is typed without a script: `Wh` for `W_h`.
  func quantity(of symbol: String) -> QuantityID? {
    switch meanings[symbol] ?? meanings[typed[symbol] ?? ""] {
    case .quantity(let id)?: return id
    case .element(let element)? where graph[element.quantity].count == 1: return element.quantity
    case .element, .derivative, .unit, nil: return nil
    }
  }

  /// The role that a quantity's symbols are looked for in; `nil` if they are not.
  func role(of quantity: QuantityID) -> String? {
    NotationSearch.role(of: graph[quantity], in: sheet.notation)
  }

  /// The document's symbols for an element.
  func names(of element: Element) -> [String] { symbols[element] ?? [] }

  private init(
    _ sheet: Worksheet, _ found: NotationSearch.Result, of published: Set<String>,
    stated: [String: [Literal]]
  ) {
    (self.published, self.stated) = (published, stated)
    (self.sheet, notation, alternatives) = (sheet, found.notation, found.alternatives)
    graph = sheet.graph
    var meanings = SymbolTable(graph: sheet.graph, notation: notation) { symbol, element in
      guard let numbers = stated[symbol], let value = Value(of: element, in: sheet) else {
        return false
      }
      return numbers.contains(where: value.prints)
    }.meanings
    for name in found.alternatives.keys { meanings[name] = nil }
    self.meanings = meanings
    families = meanings.sorted { $0.key < $1.key }.reduce(into: [:]) { families, entry in
      guard case .element = entry.value else { return }
      families[entry.key.withNumbersMasked, default: []].append(entry.key)
    }
    typed = Dictionary(
      meanings.keys.sorted().map { ($0.filter { $0.isLetter || $0.isNumber }, $0) },
      uniquingKeysWith: { first, _ in first })
    symbols = published.sorted().reduce(into: [:]) { symbols, symbol in
      if case .element(let element)? = meanings[symbol] {
        symbols[element, default: []].append(symbol)
      }
    }
  }

  /// The elements that are written like a symbol but for its numbers, if it is none of them.
  func relatives(of symbol: String) -> [Element] {
    guard meanings[symbol] == nil, alternatives[symbol] == nil else { return [] }
    return family(of: symbol).compactMap(element)
  }

  /// Symbols of elements that are written like a symbol but for its numbers.
  func family(of symbol: String) -> ArraySlice<String> {
    (families[symbol.withNumbersMasked] ?? []).prefix(Self.relativeLimit)
  }

  private static var relativeLimit: Int { 64 }

  func count(_ symbols: Set<String>) -> Int {
    symbols.reduce(0) { $0 + (meanings[$1] == nil ? 0 : 1) }
  }

  subscript(symbol: String) -> Meaning? { meanings[symbol] }

  /// The value of a symbol that stands for one number.
  func value(of symbol: String, step: Int = 0) -> Value? {
    switch meanings[symbol] {
    case .element(let element)?:
      return value(of: Element(element.quantity, element.position, step: step))
    case .derivative(let expression)?: return value(of: expression)
    case .quantity(let id)? where graph[id].count == 1: return value(of: Element(id, step: step))
    case .quantity, .unit, nil: return nil
    }
  }

  func value(of element: Element) -> Value? {
    known.value(of: element) { Value(of: element, in: sheet) }
  }

  private func value(of expression: Expr<Element>) -> Value? {
    struct Unknown: Error {}
    let exact = try? expression.evaluate(in: Float64Domain()) { element in
      guard let value = try sheet.run.value(element) else { throw Unknown() }
      return value
    }
    guard let exact, let enclosure = Self.enclosure(exact) else { return nil }
    let displayed = try? expression.evaluate(in: EnclosureDomain()) { element in
      guard let value = try sheet.ledger.enclosure(element) else { throw Unknown() }
      return value
    }
    return Value(exact: enclosure, displayed: displayed)
  }

  /// A floating-point result with what its rounding errors may come to.
  static func enclosure(_ value: Double) -> Enclosure? {
    let error = abs(value) * 1e-12
    guard let low = Enclosure(value - error), let high = Enclosure(value + error) else {
      return nil
    }
    return low.hull(high)
  }

  /// The entries of a tensor by rows, if it has a shape; a vector may be a row or a column.
  func matrix(of symbol: String, shape: [Int]) -> [[Element]]? {
    guard case .quantity(let id)? = meanings[symbol] else { return nil }
    let rows = MatrixLayout(graph: graph).rows(of: id)
    if rows.map(\.count) == shape { return rows }
    if shape.count == 1, rows.map(\.count) == Array(repeating: 1, count: shape[0]) {
      return [rows.map { $0[0] }]
    }
    let isColumn = rows.count == 1 && shape == Array(repeating: 1, count: rows[0].count)
    return isColumn ? rows[0].map { [$0] } : nil
  }

  /// What a symbol may stand for that nothing on the page decides about.
  func alternatives(for symbol: String) -> Set<Element> { alternatives[symbol] ?? [] }

  /// Whether an element is the author's and not computed.
  func isGiven(_ symbol: String) -> Bool {
    (element(symbol) ?? alternatives(for: symbol).first).map { graph.given($0) != nil } ?? false
  }
}
