import Diagnostics
import Notebook
import Walkthrough

/// The words of a document's language.
struct WordBook {
  let wording: Wording
  /// What is wrong with the file of words.
  let problems: [Diagnostic]
  /// That there are no words in the language, to be said where words are needed.
  let fallback: [Diagnostic]

  static let standard = "en"

  /// - Parameter frontMatter: May name the language, `lang: de` or `lang: de-AT`.
  init(templates: TemplateStore, frontMatter: Excerpt?) {
    let language = frontMatter.flatMap { FrontMatter.language(in: $0) }
    let names =
      language.map { [$0.text, String($0.text.prefix { $0.isLetter }).lowercased()] } ?? []
    var fallback: [Diagnostic] = []
    var source = names.lazy.compactMap { templates.source(.words, $0) }.first
    if let language, source == nil {
      fallback = [
        Diagnostic(
          .warning, id: "unknown-language",
          "there are no words in the language `\(language.text)`, English ones are written",
          at: language.place,
          help:
            "`templates/words/\(names.last ?? language.text).yaml` beside the notebook adds them")
      ]
    }
    source = source ?? templates.source(.words, Self.standard)
    self.fallback = fallback
    guard let source else {
      (wording, problems) = (Wording(), [])
      return
    }
    (wording, problems) = Self.read(source)
  }

  /// Reads a file of words: a mapping with every key there is.
  static func read(_ source: SourceText) -> (Wording, [Diagnostic]) {
    let (node, problems) = YAMLNode.read(Excerpt(source))
    guard let entries = node?.entries else {
      return (
        Wording(),
        problems.isEmpty
          ? [Diagnostic(id: "words-file", "`\(source.name)` is not a mapping of words")] : problems
      )
    }
    var found = problems
    var words: [String: String] = [:]
    for entry in entries {
      guard Wording.keys.contains(entry.key), let text = entry.value.text, !text.isEmpty else {
        found.append(
          Diagnostic(
            id: "words-file", "`\(entry.key)` is not a word that Deltabook writes",
            at: entry.keyPlace, help: Suggestion.help(for: entry.key, among: Wording.keys)))
        continue
      }
      words[entry.key] = text
    }
    for key in Wording.keys where words[key] == nil {
      found.append(Diagnostic(id: "words-file", "`\(source.name)` has no `\(key)`"))
    }
    return (Wording(words), found)
  }
}
