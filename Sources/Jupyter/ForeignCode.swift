/// Cells that are not Deltabook's, as Markdown.
enum ForeignCode {
  /// A fenced block of code.
  static func fence(_ code: String, _ language: String) -> String {
    if code.isEmpty { return "" }
    var longest = 2
    var run = 0
    for character in code.utf8 {
      run = character == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: longest + 1)
    return marks + language + "\n" + code + (code.last?.isNewline == true ? "" : "\n") + marks
  }

  /// The lines of a fenced block, given those of what is in it.
  static func fenced(_ lines: [Int]) -> [Int] { lines.prefix(1) + lines }

  /// The language of a code cell: its own, that of its magic, or the notebook's.
  static func language(of cell: NotebookFile.Cell, in file: NotebookFile) -> String {
    let magics = [
      "bash": "bash", "sh": "bash", "html": "html", "HTML": "html", "javascript": "javascript",
      "js": "javascript", "latex": "latex", "markdown": "markdown", "svg": "xml", "perl": "perl",
      "ruby": "ruby", "R": "r", "cython": "cython", "sql": "sql", "writefile": "text",
    ]
    if cell.source.hasPrefix("%%") {
      let word = cell.source.dropFirst(2).prefix { !$0.isWhitespace }
      if let language = magics[String(word)] { return language }
    }
    let language = (cell.language ?? file.language ?? "").lowercased()
    // What cannot stand in a fence's first line without meaning something else there.
    let isPlain = language.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "`") }
    return isPlain ? ["ipython": "python", "deltabook": ""][language] ?? language : ""
  }

  /// The language of a raw cell.
  static func language(ofType type: String?) -> String {
    switch type {
    case "text/latex": "latex"
    case "text/html": "html"
    case "text/markdown": "markdown"
    case "text/restructuredtext", "text/x-rst": "rst"
    case "text/x-yaml": "yaml"
    default: "text"
    }
  }

  /// Whether a raw cell holds front matter, as Deltabook and Jupytext write it.
  static func isFrontMatter(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.first?.trimmedEnd == "---" && lines.count > 1
      && ["---", "..."].contains(lines.last?.trimmedEnd ?? "")
  }

  /// An output as Markdown, with the file's line for each line of it; `nil` if it has no text.
  static func markdown(of output: FileOutput) -> (text: String, lines: [Int])? {
    for type in ["text/markdown", "text/latex"] {
      if let text = output.texts[type] { return (withoutLineEnd(text), output.lines[type] ?? []) }
    }
    // Of a picture, the plain text is a stand-in such as `<Figure size 640x480>`.
    guard output.others.isEmpty, let text = output.texts["text/plain"], !text.isEmpty else {
      return nil
    }
    return (fence(text, "text"), fenced(output.lines["text/plain"] ?? []))
  }

  private static func withoutLineEnd(_ text: String) -> String {
    var text = text
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
