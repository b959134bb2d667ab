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

  /// The format that a file's name asks for, `nil` if it asks for none.
  package init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "md", "markdown": self = .markdown
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
