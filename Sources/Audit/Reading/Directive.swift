/// What stands in a fence whose info string is in braces, as MyST and Quarto write theirs.
enum Directive {
  case math, text, code

  /// `nil` if it is no directive: a language without braces.
  init?(_ info: String?) {
    guard let info, info.hasPrefix("{"), let close = info.firstIndex(of: "}") else { return nil }
    let name = info[info.index(after: info.startIndex)..<close]
    if name == "math" {
      self = .math
    } else if name.hasPrefix("code") || Self.engines.contains(String(name)) || name.hasPrefix(".") {
      self = .code
    } else {
      self = .text
    }
  }

  /// Engines and pictures, whose content is no Markdown.
  private static let engines: Set<String> = [
    "python", "r", "julia", "ojs", "mermaid", "dot", "graphviz", "figure", "image", "toctree",
    "bibliography", "literalinclude", "raw", "sourcecode", "plot", "network", "show", "view",
    "bash", "sh",
    "sql", "stan", "js", "css", "html", "eval-rst", "include", "rcpp", "csv-table", "list-table",
    "svgbob",
  ]
}
