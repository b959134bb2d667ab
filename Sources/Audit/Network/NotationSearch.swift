internal import Algebra
internal import NeuralCore
internal import Notation
internal import Walkthrough

/// Finds how a document writes the symbols of a network: the notation that binds most of its symbols
/// to the numbers that it states for them, role by role.
struct NotationSearch {
  let sheet: Worksheet
  /// The document's symbols, and the numbers that it says they are.
  let symbols: Set<String>
  let stated: [String: [Literal]]
  /// What has been found out once and does not depend on the notation: patterns make the same symbols again
  /// and again.
  private var names: [String: String?] = [:]
  private var values: [Element: NetworkModel.Value?] = [:]

  init(sheet: Worksheet, symbols: Set<String>, stated: [String: [Literal]]) {
    (self.sheet, self.symbols, self.stated) = (sheet, symbols, stated)
  }

  /// Networks with more elements than this keep the notation that they have.
  private static let limit = 2_000
  /// The roles whose symbols are looked for: those that others are made of come first.
  static let roles = [
    "input", "target", "weight", "bias", "net", "activation", "loss", "total", "delta", "gradient",
    lossInDerivatives, "new",
  ]
  /// What stands for the loss in the symbols of gradients.
  private static let lossInDerivatives = "loss.derivative"

  /// The role whose symbols show what a role's pattern makes of them.
  static func shownRole(of role: String) -> String { role == lossInDerivatives ? "gradient" : role }

  /// The role that a quantity's symbols are looked for in; `nil` if they are not.
  static func role(of quantity: Quantity, in notation: Notation) -> String? {
    notation.role(of: quantity).flatMap { roles.contains($0) ? $0 : nil }
  }

  /// The best of some presets, with other patterns where these bind more.
  ///
  /// - Parameters:
  ///   - presets: Notations to try beside the network's own.
  ///   - readings: Other patterns by role.
  mutating func notation(_ presets: [NotationPreset], readings: [String: [String]]) -> Notation {
    let graph = sheet.graph
    guard graph.quantities.reduce(0, { $0 + $1.count }) <= Self.limit else { return sheet.notation }
    var best = (notation: sheet.notation, score: score(sheet.notation, Self.roles))
    for preset in presets {
      let notation = Notation(graph: graph, preset: preset)
      let score = score(notation, Self.roles)
      if score > best.score { best = (notation, score) }
    }
    // Batches have an index more than the patterns know.
    guard graph.batch.size == nil, !stated.isEmpty else { return best.notation }
    return Self.roles.reduce(best.notation) { improved($0, $1, readings[$1] ?? []) }
  }

  private mutating func improved(_ notation: Notation, _ role: String, _ patterns: [String])
    -> Notation
  {
    let shown = Self.shownRole(of: role)
    var best = (notation: notation, score: score(notation, [shown]))
    for pattern in patterns {
      let (preset, problems) = notation.patterns.overridden(by: [
        NotationChoice.Override(role: role, pattern: pattern)
      ])
      guard problems.isEmpty else { continue }
      let other = Notation(graph: sheet.graph, preset: preset)
      let score = score(other, [shown])
      if score > best.score { best = (other, score) }
    }
    return best.notation
  }

  /// How many of the document's symbols have a meaning, those most that stand for what the document
  /// says they are.
  private mutating func score(_ notation: Notation, _ roles: [String]) -> Int {
    var sum = 0
    var seen: Set<String> = []
    for quantity in sheet.graph.quantities
    where notation.role(of: quantity).map(roles.contains) ?? false {
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        guard let name = notation.symbol(element).flatMap({ name(of: $0) }),
          symbols.contains(name)
        else { continue }
        // A symbol for two things says nothing of either.
        guard seen.insert(name).inserted else {
          sum -= 1
          continue
        }
        sum += 2 + agreement(name, element)
      }
      let tensor = notation.symbol(quantity.id).flatMap { name(of: $0) }
      if let tensor, symbols.contains(tensor), seen.insert(tensor).inserted { sum += 1 }
    }
    return sum
  }

  private mutating func agreement(_ name: String, _ element: Element) -> Int {
    guard let numbers = stated[name], let value = value(of: element) else { return 0 }
    return numbers.contains { value.prints($0) || value.isCut(to: $0) } ? 2 : -1
  }

  /// A symbol in normal form; `nil` if its TeX is none.
  private mutating func name(of symbol: String) -> String? {
    if let known = names[symbol] { return known }
    let name = try? TeXReader.symbol(symbol)
    names[symbol] = .some(name)
    return name
  }

  private mutating func value(of element: Element) -> NetworkModel.Value? {
    if let known = values[element] { return known }
    let value = NetworkModel.Value(of: element, in: sheet)
    values[element] = .some(value)
    return value
  }
}
