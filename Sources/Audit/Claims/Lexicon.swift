package import Diagnostics
package import Runner
internal import Synchronization
internal import Yams

/// The words of headings and row labels, data of a language, and the symbols of published documents.
package struct Lexicon: Sendable {
  /// What a column holds for the arithmetic of its rows.
  enum Column: String { case result, product }

  private var columns: [String: Column] = [:]
  /// The layers whose size a name is.
  private var sizes: [String: String] = [:]
  private var sums: Set<String> = []
  /// Canonical names of quantities by the words for them.
  private(set) var quantities: [String: String] = [:]

  /// Words in normal form by the words as they stand: a table asks for its headings in every row.
  private let normalForms = NormalForms()

  /// Patterns of symbols that published documents write, by the roles of notations.
  private(set) var symbols: [String: [String]] = [:]

  /// No words at all.
  package init() {}

  /// Reads a file of `templates/lexicon/`.
  ///
  /// - Throws: `DiagnosticError` if it is not a mapping of lists of words.
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
    func words(_ node: Node?) -> [String] {
      (node?.sequence.map(Array.init) ?? []).compactMap(\.string)
    }
    let root: Node?
    do { root = try compose(yaml: source.text, .basic) } catch {
      throw DiagnosticError(
        Diagnostic(id: "lexicon-file", "`\(source.name)` is not valid YAML"))
    }
    guard let root, root.mapping != nil else {
      throw DiagnosticError(
        Diagnostic(id: "lexicon-file", "`\(source.name)` holds no mapping of words"))
    }
    for (key, list) in root["columns"]?.mapping ?? [:] {
      guard let column = key.string.flatMap(Column.init(rawValue:)) else { continue }
      for word in words(list) { columns[normal(word)] = column }
    }
    for word in words(root["rows"]?["sum"]) { sums.insert(normal(word)) }
    for (key, list) in root["sizes"]?.mapping ?? [:] {
      for word in words(list) { sizes[normal(word)] = key.string }
    }
    for (key, list) in root["symbols"]?.mapping ?? [:] {
      if let role = key.string { symbols[role, default: []] += words(list) }
    }
    for (key, list) in root["quantities"]?.mapping ?? [:] {
      for word in words(list) { quantities[normal(word)] = key.string }
    }
  }

  func column(_ heading: String) -> Column? { columns[normal(heading)] }
  func isSum(_ label: String) -> Bool { sums.contains(normal(label)) }
  func size(_ name: String) -> String? { sizes[normal(name)] }
  func quantity(_ heading: String) -> String? { quantities[normal(heading)] }

  /// Lower case, without emphasis, numbering and what stands in parentheses.
  func normal(_ words: String) -> String { normalForms[words] }
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
