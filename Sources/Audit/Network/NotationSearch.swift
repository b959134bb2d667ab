internal import Algebra
internal import NeuralCore
internal import Notation
internal import Walkthrough

/// Finds how a document writes the symbols of a network: the notation that binds most of its symbols
/// to the numbers that it states for them, role by role, and then layer by layer.
struct NotationSearch {
  /// What a document's symbols stand for.
  struct Result {
    let notation: Notation
    /// What symbols may stand for that nothing on the page decides about.
    var alternatives: [String: Set<Element>] = [:]
  }

  let sheet: Worksheet
  let evidence: SymbolEvidence
  /// What has been found out once and does not depend on the notation: patterns make the same symbols again
  /// and again.
  var names: [String: String?] = [:]
  var values: [Element: NetworkModel.Value?] = [:]

  init(sheet: Worksheet, evidence: SymbolEvidence) {
    (self.sheet, self.evidence) = (sheet, evidence)
  }

  /// Networks with more elements than this keep the notation that they have.
  private static let limit = 2_000
  /// The roles whose symbols are looked for: those that others are made of or told by come first.
  static let roles = [
    "input", "target", "net", "activation", "weight", "bias", "loss", "total", "delta", "gradient",
    lossInDerivatives, "new",
  ]
  /// The same with those that are looked for in one layer only.
  static let searchedRoles = roles + [estimate]
  /// What stands for the loss in the symbols of gradients.
  private static let lossInDerivatives = "loss.derivative"
  /// What only the last layer's outputs are called.
  static let estimate = "activation.output"
  /// The roles that single layers have symbols of their own for.
  private static let layerRoles = ["net", "activation", "weight", "bias", "delta"]

  /// The role whose symbols show what a role's pattern makes of them.
  static func shownRole(of role: String) -> String {
    role == lossInDerivatives ? "gradient" : role == estimate ? "activation" : role
  }

  /// The role of a notation that a role's patterns are set for.
  static func patternRole(of role: String) -> String { role == estimate ? "activation" : role }

  /// The role that a quantity's symbols are looked for in; `nil` if they are not.
  static func role(of quantity: Quantity, in notation: Notation) -> String? {
    notation.role(of: quantity).flatMap { roles.contains($0) ? $0 : nil }
  }

  /// The best of some presets, with other patterns where these bind more.
  ///
  /// - Parameters:
  ///   - presets: Notations to try beside the network's own.
  ///   - readings: Other patterns by role.
  mutating func found(_ presets: [NotationPreset], readings: [String: [String]]) -> Result {
    let graph = sheet.graph
    guard graph.quantities.reduce(0, { $0 + $1.count }) <= Self.limit else {
      return Result(notation: sheet.notation)
    }
    if isAllKnown { return Result(notation: sheet.notation) }
    var best = (notation: sheet.notation, score: score(sheet.notation, Self.roles))
    for preset in presets {
      let notation = Notation(graph: graph, preset: preset)
      let score = score(notation, Self.roles)
      if score > best.score { best = (notation, score) }
    }
    // Batches have an index more than the patterns know.
    guard graph.batch.size == nil, evidence.hasNumbers else {
      return Result(notation: best.notation)
    }
    var choice = NotationChoices(best.notation)
    for role in Self.roles { improve(&choice, role, readings[role] ?? []) }
    for layer in graph.layers.indices.dropFirst() {
      for role in Self.layerRoles { improve(&choice, role, readings[role] ?? [], in: layer) }
    }
    if let last = graph.layers.indices.last {
      improve(&choice, Self.estimate, readings[Self.estimate] ?? [], in: last)
    }
    for role in ["weight", "bias", Self.lossInDerivatives, "new"] {
      improve(&choice, role, readings[role] ?? [])
    }
    return Result(
      notation: choice.notation, alternatives: alternatives(choice, readings: readings))
  }

  /// Whether the page writes what the notebook does: every symbol that it has numbers for, with the network's.
  private var isAllKnown: Bool {
    mutating get {
      guard tally(sheet.notation, Self.roles, [:]).misfits == 0 else { return false }
      let meanings = SymbolTable(graph: sheet.graph, notation: sheet.notation).meanings
      return evidence.stated.keys.allSatisfy { meanings[$0] != nil }
        && evidence.tabled.keys.allSatisfy { meanings[$0] != nil }
    }
  }

  // MARK: Patterns of a role

  private mutating func improve(
    _ choice: inout NotationChoices, _ role: String, _ patterns: [String]
  ) {
    let shown = Self.shownRoles(of: role)
    let sources = sources(choice.notation)
    var best = score(choice.notation, shown, sources)
    for pattern in patterns {
      guard let other = choice.with(pattern, role) else { continue }
      let score = score(other.notation, shown, sources)
      if score > best { (choice, best) = (other, score) }
    }
  }

  /// The roles that tell whether a pattern is right: gradients and new values are named by their parameters.
  private static func shownRoles(of role: String) -> [String] {
    let shown = shownRole(of: role)
    return ["weight", "bias"].contains(shown) ? [shown, "gradient", "new"] : [shown]
  }

  /// Patterns of one layer: only numbers or formulas of its own show that it has them, or a name that is
  /// never anything else's.
  private mutating func improve(
    _ choice: inout NotationChoices, _ role: String, _ patterns: [String], in layer: Int
  ) {
    let shown = Self.shownRoles(of: role)
    let sources = sources(choice.notation)
    let taken = taken(choice.notation, besides: shown, in: layer)
    var best = tally(choice.notation, shown, sources, layer: layer, taken: taken)
    for pattern in patterns {
      guard let other = choice.with(pattern, role, in: layer) else { continue }
      let tally = tally(other.notation, shown, sources, layer: layer, taken: taken)
      let isShown = Self.isEstimate(pattern) || tally.fits > tally.misfits
      if isShown, tally.points > best.points { (choice, best) = (other, tally) }
    }
  }

  /// Whether a pattern is nothing but an output's: `\hat{y}`, `y_{pred}`.
  private static func isEstimate(_ pattern: String) -> Bool {
    pattern.hasPrefix("\\hat") || pattern.contains("pred")
  }

  /// The symbols that stand for what the document says they are elsewhere.
  private mutating func taken(
    _ notation: Notation, besides roles: [String], in layer: Int
  ) -> Set<String> {
    var taken: Set<String> = []
    forEachSymbol(notation, Set(Self.roles)) { search, name, element in
      let quantity = search.sheet.graph[element.quantity]
      let isOwn = notation.role(of: quantity).map(roles.contains) ?? false
      guard !isOwn || quantity.layer != layer, search.agreement(name, element).fits > 0
      else { return }
      taken.insert(name)
    }
    return taken.union(unitNames(notation))
  }

  /// What the notebook's notation calls units where that is not what it calls their outputs: both stay.
  private mutating func unitNames(_ notation: Notation) -> Set<String> {
    var found: Set<String> = []
    for (layer, quantities) in sheet.graph.layers.enumerated() {
      for unit in 0..<quantities.units {
        let output = notation.symbol(Element(quantities.output, unit))
        let symbol = notation.unitSymbol(layer: layer, unit: unit)
        guard symbol != output, let name = name(of: symbol) else { continue }
        found.insert(name)
      }
    }
    return found
  }

  // MARK: What nothing decides about

  /// What symbols may stand for by patterns that are as good as those that were taken.
  private mutating func alternatives(
    _ choice: NotationChoices, readings: [String: [String]]
  ) -> [String: Set<Element>] {
    var found: [String: Set<Element>] = [:]
    for role in ["weight", "bias"] {
      let shown = Self.shownRoles(of: role)
      let sources = sources(choice.notation)
      let own = meanings(choice.notation, shown)
      let best = score(choice.notation, shown, sources)
      for pattern in readings[role] ?? [] {
        guard let other = choice.with(pattern, role),
          score(other.notation, shown, sources) == best
        else { continue }
        for (name, element) in meanings(other.notation, shown) {
          guard let first = own[name], first != element, !isOwn(name, first) else { continue }
          found[name, default: [first]].insert(element)
        }
      }
    }
    return found
  }

  /// Whether a symbol is what the notebook writes: without a reason to the contrary, it is.
  private mutating func isOwn(_ name: String, _ element: Element) -> Bool {
    sheet.notation.symbol(element).flatMap { self.name(of: $0) } == name
  }

  private mutating func meanings(_ notation: Notation, _ roles: [String]) -> [String: Element] {
    var meanings: [String: Element] = [:]
    forEachSymbol(notation, Set(roles)) { _, name, element in
      if meanings[name] == nil { meanings[name] = element }
    }
    return meanings
  }
}
