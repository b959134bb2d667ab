import Diagnostics

/// What pdflatex wrote about the error that stopped it.
struct LaTeXLog {
  private let lines: [Substring]

  init(_ log: String) { lines = log.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The first error with the notebook's line.
  ///
  /// - Parameter places: The notebook's line for each line of the document.
  func diagnostic(lines places: [Int], source: SourceText) -> Diagnostic {
    guard
      let index = lines.firstIndex(where: { $0.hasPrefix("./document.tex:") || $0.hasPrefix("! ") })
    else {
      return Diagnostic(id: "latex-error", "pdflatex failed and did not say why")
    }
    let parts = lines[index].split(separator: ":", maxSplits: 2)
    let isPlaced = lines[index].hasPrefix("./")
    var message = String(isPlaced ? parts.last ?? "" : lines[index].dropFirst(2))
    while message.hasPrefix(" ") { message.removeFirst() }
    if message.hasSuffix(".") { message.removeLast() }
    for prefix in ["LaTeX Error: ", "Package amsmath Error: "] where message.hasPrefix(prefix) {
      message.removeFirst(prefix.count)
    }
    var place: SourceSpan?
    if isPlaced, parts.count > 1, let line = Int(parts[1]), (1...places.count).contains(line),
      places[line - 1] > 0
    {
      let start = source.offset(ofLine: places[line - 1])
      place = SourceSpan(source: source, range: start..<start)
    }
    return Diagnostic(
      id: "latex-error", "LaTeX: \(message)" + command(behind: index), at: place,
      help: help(for: message))
  }

  /// The command that LaTeX stopped at, for messages that do not name it: the last one of the line that the
  /// log shows.
  private func command(behind index: Int) -> String {
    guard lines[index].contains("Undefined control sequence"),
      let shown = lines[(index + 1)...].prefix(12).first(where: { $0.hasPrefix("l.") }),
      let slash = shown.lastIndex(of: "\\")
    else { return "" }
    let name = shown[slash...].dropFirst().prefix { $0.isLetter }
    return name.isEmpty ? "" : " `\\\(name)`"
  }

  private func help(for message: String) -> String? {
    if message.hasPrefix("File `"), message.contains("sty") {
      return message.contains("tikz")
        ? "apt-get install texlive-pictures" : "apt-get install texlive-latex-recommended lmodern"
    }
    if message.hasPrefix("Missing $") || message.hasPrefix("Missing }")
      || message.hasPrefix("Extra }") || message.hasPrefix("Missing {")
    {
      return "check the braces and dollars of the formulas near here"
    }
    return nil
  }
}
