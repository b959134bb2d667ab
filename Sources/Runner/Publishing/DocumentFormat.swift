package import Publishing

/// The formats that `run` writes.
package enum DocumentFormat: String, CaseIterable, Sendable {
  case markdown, latex, html, pdf, ipynb, json

  package var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .latex: "tex"
    case .html, .pdf, .ipynb, .json: rawValue
    }
  }

  /// What a file's name ends in, without the dot and in small letters; `nil` for names without an ending.
  package static func ending(ofPath path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return ending.isEmpty ? nil : ending
  }

  /// The format that a file's name asks for: Markdown if it has no ending, `nil` if it is that of no format.
  package init?(path: String) {
    switch Self.ending(ofPath: path) {
    case nil, "md", "markdown", "qmd", "rmd", "txt": self = .markdown
    case "tex", "latex": self = .latex
    case "html", "htm": self = .html
    case "pdf": self = .pdf
    case "ipynb": self = .ipynb
    case "json": self = .json
    default: return nil
    }
  }
}

/// How documents are written.
package struct PublishingOptions: Sendable, Hashable {
  /// Without what stands around the document, for somebody's own.
  package var isFragment = false
  /// Whether the author's own HTML is written as it is.
  package var isHTMLTrusted = false
  /// How math stands in Markdown; `nil` for what the front matter says, or else dollars in what is computed
  /// and the author's own as it is.
  package var math: MathDialect?
  /// Where KaTeX may be.
  package var katexFolders = KaTeX.folders

  package init() {}
}
