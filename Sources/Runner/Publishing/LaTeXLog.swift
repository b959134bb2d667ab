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
      let index = lines.firstIndex(where: { Self.isPlaced($0) || $0.hasPrefix("! ") })
    else {
      return Diagnostic(id: "latex-error", "pdflatex failed and did not say why")
    }
    let parts = lines[index].split(separator: ":", maxSplits: 2)
    var message = String(
      Self.isPlaced(lines[index]) ? parts.last ?? "" : lines[index].dropFirst(2))
    while message.hasPrefix(" ") { message.removeFirst() }
    // A package says more on lines that begin with its name in parentheses.
    if message.hasPrefix("Package ") {
      for line in lines[(index + 1)...].prefix(while: { $0.hasPrefix("(") && $0.contains(")") }) {
        message += " " + line.drop { $0 != ")" }.dropFirst().drop { $0 == " " }
      }
    }
    while message.hasSuffix(" ") { message.removeLast() }
    if message.hasSuffix(".") { message.removeLast() }
    for prefix in ["LaTeX Error: ", "Package amsmath Error: "] where message.hasPrefix(prefix) {
      message.removeFirst(prefix.count)
    }
    var place: SourceSpan?
    // Some messages come without a place, which the line about stopping has.
    if let line = lines[index...].prefix(12).lazy.compactMap(documentLine).first,
      (1...places.count).contains(line), places[line - 1] > 0
    {
      let start = source.offset(ofLine: places[line - 1])
      place = SourceSpan(source: source, range: start..<start)
    }
    return Diagnostic(
      id: "latex-error", "LaTeX: \(message)" + command(behind: index), at: place,
      help: help(for: message))
  }

  /// Whether a line of the log begins with a file and a line of it: the document's, or a package's.
  private static func isPlaced(_ line: Substring) -> Bool {
    guard line.hasPrefix("./") || line.hasPrefix("/") else { return false }
    let parts = line.split(separator: ":", maxSplits: 2)
    return parts.count == 3 && Int(parts[1]) != nil && parts[2].hasPrefix(" ")
  }

  /// The line of the document that a line of the log is about.
  private func documentLine(_ line: Substring) -> Int? {
    guard line.hasPrefix("./document.tex:") else { return nil }
    return Int(line.split(separator: ":", maxSplits: 2)[1])
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
    if message.contains(".ldf was not found") {
      return "apt-get install the language's package, such as texlive-lang-german"
    }
    if message.hasPrefix("Missing $") || message.hasPrefix("Missing }")
      || message.hasPrefix("Extra }") || message.hasPrefix("Missing {")
    {
      return "check the braces and dollars of the formulas near here"
    }
    return nil
  }
}
