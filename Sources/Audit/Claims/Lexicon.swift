internal import Algebra
package import Diagnostics
internal import Notation
internal import Notebook
package import Runner
internal import Synchronization

/// The words of headings and row labels, data of a language, and the symbols of published documents.
package struct Lexicon: Sendable {
  /// What a column holds for the arithmetic of its rows.
  enum Column: String, CaseIterable { case result, product }

  private var columns: [String: Column] = [:]
  /// The layers whose size a name is.
  private var sizes: [String: String] = [:]
  private var sums: Set<String> = []
  /// Canonical names of quantities by the words for them.
  private(set) var quantities: [String: String] = [:]

  /// Words in normal form by the words as they stand: tables ask for their labels row by row.
  private let normalForms = NormalForms()

  /// Patterns of symbols that published documents write, by the roles of notations.
  private(set) var symbols: [String: [String]] = [:]

  /// No words at all.
  package init() {}

  /// Reads a file of `templates/lexicon/`.
  ///
  /// - Throws: `DiagnosticError` if it is not a mapping of lists of words, or its symbols are none.
  package static func read(_ sources: [SourceText]) throws -> Lexicon {
    var lexicon = Lexicon()
    for source in sources { try lexicon.add(source) }
    return lexicon
  }

  /// The words and symbols of all languages that are installed.
  ///
  /// - Throws: `DiagnosticError` if one of the files cannot be read.
  package static func installed(_ templates: TemplateStore) throws -> Lexicon {
    try read(templates.names(.lexicon).compactMap { templates.source(.lexicon, $0) })
  }

  private mutating func add(_ source: SourceText) throws {
    let (root, faults) = YAMLNode.read(Excerpt(source))
    if !faults.isEmpty { throw DiagnosticError(faults) }
    guard let root, root.entries != nil else {
      throw DiagnosticError(
        Diagnostic(id: "lexicon-file", "`\(source.name)` holds no mapping of words"))
    }
    var problems = root.problems(Self.sections, "part of a lexicon")
    func entries(_ section: String, _ keys: [String], _ noun: String) -> [YAMLNode.Entry] {
      problems += root[section]?.problems(keys, noun) ?? []
      return root[section]?.entries ?? []
    }
    func words(_ entry: YAMLNode.Entry) -> [String] {
      (entry.value.items ?? []).compactMap(\.text).map(normal)
    }
    for entry in entries("columns", Column.allCases.map(\.rawValue), "kind of column") {
      for word in words(entry) { columns[word] = Column(rawValue: entry.key) }
    }
    for entry in entries("rows", ["sum"], "kind of row") { sums.formUnion(words(entry)) }
    for entry in entries("sizes", Self.sizedLayers, "layer with a size") {
      for word in words(entry) { sizes[word] = entry.key }
    }
    for entry in entries("quantities", Self.quantityNames, "quantity of a lexicon") {
      for word in words(entry) { quantities[word] = entry.key }
    }
    problems += addSymbols(root["symbols"]?.entries ?? [])
    if !problems.isEmpty { throw DiagnosticError(problems) }
  }

  private static let sections = ["columns", "rows", "sizes", "quantities", "symbols"]
  private static let sizedLayers = ["input", "hidden", "output"]
  private static let quantityNames = [
    "input", "target", "weight", "net", "out", "slope", "loss", "delta", "gradient", "step",
    "change", "new", "rate",
  ]

  /// - Returns: All roles that are not looked for and all patterns that make no symbol.
  private mutating func addSymbols(_ entries: [YAMLNode.Entry]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for entry in entries {
      guard NotationSearch.searchedRoles.contains(entry.key) else {
        problems.append(
          Diagnostic(
            id: "unknown-role", "`\(entry.key)` is not a role whose symbols are looked for",
            at: entry.keyPlace,
            help: Suggestion.help(for: entry.key, among: NotationSearch.searchedRoles)))
        continue
      }
      for pattern in entry.value.items ?? [] {
        guard let text = pattern.text,
          (try? TeXReader.symbol(NotationPreset.example(of: text))) != nil
        else {
          problems.append(
            Diagnostic(
              id: "symbol-pattern", "`\(pattern.place.text)` makes no symbol", at: pattern.place))
          continue
        }
        symbols[entry.key, default: []].append(text)
      }
    }
    return problems
  }

  /// What the heading of a column says.
  struct Heading {
    let column: Column?
    /// The canonical name of a quantity.
    let quantity: String?
    /// The same, or what else it says, in normal form.
    let name: String
    let isBlank: Bool
  }

  func heading(_ words: String) -> Heading {
    let normal = normal(words)
    return Heading(
      column: columns[normal], quantity: quantities[normal], name: quantities[normal] ?? normal,
      isBlank: words.allSatisfy(\.isWhitespace))
  }

  /// What a cell says at the head of a column, in words or, as `∂E/∂w` does, in symbols.
  func heading(of cell: Flow) -> Heading {
    let heading = heading(cell.heading)
    guard heading.quantity == nil, cell.isDerivativeInGeneral else { return heading }
    return Heading(column: heading.column, quantity: "gradient", name: "gradient", isBlank: false)
  }

  func isSum(_ label: String) -> Bool { sums.contains(normal(label)) }
  func size(_ name: String) -> String? { sizes[normal(name)] }
  func quantity(_ heading: String) -> String? { quantities[normal(heading)] }

  /// Lower case, without emphasis, numbering and what stands in parentheses.
  func normal(_ words: String) -> String { normalForms[words] }
}

extension YAMLNode {
  /// The keys of a mapping that are none of those that it may have.
  fileprivate func problems(_ keys: [String], _ noun: String) -> [Diagnostic] {
    (entries ?? []).filter { !keys.contains($0.key) }.map { entry in
      Diagnostic(
        id: "unknown-key", "`\(entry.key)` is no \(noun)", at: entry.keyPlace,
        help: Suggestion.help(for: entry.key, among: keys))
    }
  }
}

extension Flow {
  /// Whether it is a derivative by something without a number, `∂E/∂w`, and nothing else.
  fileprivate var isDerivativeInGeneral: Bool {
    guard words.isPadding, formulas.count == 1, let formula = formulas.first,
      formula.unread.isEmpty, formula.pieces.count == 1, let chain = formula.pieces.first?.chain,
      chain.links.count == 1, let name = chain.links.first?.value.loneSymbol
    else { return false }
    let parts = name.split(separator: "\\partial").map { $0.filter { $0.isLetter } }
    guard parts.count >= 2, !name.contains(where: \.isNumber) else { return false }
    return Self.losses.contains(parts[parts.count - 2])
      && Self.parameters.contains { parts[parts.count - 1].hasPrefix($0) }
  }

  /// The letters that papers call the loss by.
  private static let losses: Set<String> = ["E", "L", "J", "C", "mathcalL", "ell", "Etotal"]
  /// What the symbols of weights and biases begin with.
  private static let parameters = ["w", "W", "b", "v", "U", "theta", "omega", "mathbfw", "mathbfW"]
}

/// What words are in normal form, worked out once each.
private final class NormalForms: Sendable {
  private let known = Mutex<[String: String]>([:])

  subscript(words: String) -> String {
    known.withLock { known in
      if let normal = known[words] { return normal }
      let normal = Self.normal(words)
      known[words] = normal
      return normal
    }
  }

  private static func normal(_ words: String) -> String {
    var text = words.lowercased()
    while let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
      text.removeSubrange(open...close)
    }
    return text.split { $0.isWhitespace || "*_:`$().".contains($0) }.joined(separator: " ")
  }
}
