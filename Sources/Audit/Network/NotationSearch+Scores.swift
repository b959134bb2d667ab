internal import Algebra
internal import NeuralCore
internal import Notation
internal import Walkthrough

/// What speaks for a notation: its symbols on the page, their numbers, and what formulas multiply them by.
extension NotationSearch {
  /// What speaks for a notation, and how often numbers and formulas do or do not.
  struct Tally {
    var points = 0
    var fits = 0
    var misfits = 0
  }

  mutating func score(
    _ notation: Notation, _ roles: [String], _ sources: [String: Element] = [:]
  ) -> Int {
    tally(notation, roles, sources).points
  }

  /// How many of the document's symbols have a meaning, those most that stand for what the document
  /// says they are.
  mutating func tally(
    _ notation: Notation, _ roles: [String], _ sources: [String: Element], layer: Int? = nil,
    taken: Set<String> = []
  ) -> Tally {
    var tally = Tally()
    var seen = taken
    forEachSymbol(notation, Set(roles), layer: layer) { search, name, element in
      // A symbol for two things says nothing of either.
      guard seen.insert(name).inserted else {
        tally.points -= 2
        return
      }
      let numbers = search.agreement(name, element)
      let formulas = search.agreement(name, element, sources)
      tally.points +=
        2 + 2 * numbers.fits - numbers.misfits + 2 * formulas.fits
        - 4 * formulas.misfits
      tally.fits += numbers.fits + formulas.fits
      tally.misfits += numbers.misfits + formulas.misfits
    }
    for quantity in sheet.graph.quantities
    where (layer == nil || quantity.layer == layer)
      && notation.role(of: quantity).map(roles.contains) ?? false
    {
      let tensor = notation.symbol(quantity.id).flatMap { name(of: $0) }
      if let tensor, evidence.symbols.contains(tensor), seen.insert(tensor).inserted {
        tally.points += 1
      }
    }
    return tally
  }

  /// The document's symbols that a notation has for elements.
  mutating func forEachSymbol(
    _ notation: Notation, _ roles: Set<String>, layer: Int? = nil,
    _ body: (inout NotationSearch, String, Element) -> Void
  ) {
    for quantity in sheet.graph.quantities
    where (layer == nil || quantity.layer == layer)
      && notation.role(of: quantity).map(roles.contains) ?? false
    {
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        guard let name = notation.symbol(element).flatMap({ name(of: $0) }),
          evidence.symbols.contains(name)
        else { continue }
        body(&self, name, element)
      }
    }
    guard roles.contains("gradient") else { return }
    // What is called δ is a derivative of the loss, too.
    for quantity in sheet.graph.quantities
    where (layer == nil || quantity.layer == layer) && notation.role(of: quantity) == "delta" {
      guard case .gradient(let of) = quantity.role else { continue }
      for position in 0..<quantity.count {
        guard
          let name = notation.lossDerivative(by: Element(of, position)).flatMap({
            name(of: $0)
          }), evidence.symbols.contains(name)
        else { continue }
        body(&self, name, Element(quantity.id, position))
      }
    }
  }

  /// Whether the numbers that the document has for a symbol are an element's.
  mutating func agreement(
    _ name: String, _ element: Element
  ) -> (fits: Int, misfits: Int) {
    var (fits, misfits) = (0, 0)
    func count(_ numbers: [Literal], _ value: NetworkModel.Value?) {
      guard let value else { return }
      let isRight = numbers.contains { value.prints($0) || value.isCut(to: $0) }
      fits += isRight ? 1 : 0
      misfits += isRight ? 0 : 1
    }
    if let numbers = evidence.stated[name] { count(numbers, value(of: element)) }
    for (quantity, numbers) in evidence.tabled[name] ?? [:] {
      guard let facet = sheet.graph.facet(quantity, of: element) else { continue }
      count(numbers, value(of: facet))
    }
    return (fits, misfits)
  }

  /// Whether a weight is multiplied by what it comes from, in formulas of what it leads to.
  func agreement(
    _ name: String, _ element: Element, _ sources: [String: Element]
  ) -> (fits: Int, misfits: Int) {
    let graph = sheet.graph
    let weight = graph[element.quantity]
    guard weight.role == .weight, let layer = weight.layer else { return (0, 0) }
    var (fits, misfits) = (0, 0)
    for product in evidence.products[name] ?? [] {
      guard let source = sources[product.factor], graph[source.quantity].role != .net else {
        continue
      }
      let isFrom =
        graph[source.quantity].layer == layer - 1
        && weight.coordinate(.source, of: element.position) == source.position
      let isTo =
        product.subject.flatMap { sources[$0] }.map { subject in
          graph[subject.quantity].layer == layer
            && weight.coordinate(.unit, of: element.position) == subject.position
        } ?? true
      fits += isFrom && isTo ? 1 : 0
      misfits += isFrom && isTo ? 0 : 1
    }
    return (fits, misfits)
  }

  /// The symbols of inputs, net inputs and outputs that the document's numbers do not speak against.
  mutating func sources(_ notation: Notation) -> [String: Element] {
    guard !evidence.products.isEmpty else { return [:] }
    var sources: [String: Element] = [:]
    forEachSymbol(notation, ["input", "net", "activation"]) { search, name, element in
      let agreement = search.agreement(name, element)
      if agreement.misfits <= agreement.fits, sources[name] == nil { sources[name] = element }
    }
    return sources
  }

  /// A symbol in normal form; `nil` if its TeX is none.
  mutating func name(of symbol: String) -> String? {
    if let known = names[symbol] { return known }
    let name = try? TeXReader.symbol(symbol)
    names[symbol] = .some(name)
    return name
  }

  mutating func value(of element: Element) -> NetworkModel.Value? {
    if let known = values[element] { return known }
    let value = NetworkModel.Value(of: element, in: sheet)
    values[element] = .some(value)
    return value
  }
}
