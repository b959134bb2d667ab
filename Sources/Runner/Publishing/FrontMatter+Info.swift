import Diagnostics
import Notebook
import Publishing

extension FrontMatter {
  /// What front matter says of the document, in the words that pandoc and Quarto know. What is not
  /// written as they write it says nothing: the keys are other tools', too.
  static func info(in body: Excerpt) -> DocumentInfo {
    guard let root = YAMLNode.read(body).0 else { return DocumentInfo() }
    func text(_ key: String) -> String? {
      root[key]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }
    let author = root["author"]
    let authors = (author?.items ?? author.map { [$0] } ?? []).compactMap { node in
      node.text ?? node["name"]?.text
    }
    return DocumentInfo(
      title: text("title"), authors: authors, date: text("date"),
      language: text("lang") ?? text("language"))
  }
}
