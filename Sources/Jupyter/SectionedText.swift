import Diagnostics

/// A text made of cells, which knows where each begins.
struct SectionedText {
  private struct Part {
    let text: String
    let name: String
    /// What separates it from the next one.
    let after: String?
    let fileLines: [Int]
  }

  private let start: String
  private var parts: [Part] = []

  /// - Parameter start: What stands before the first cell.
  init(_ start: String) { self.start = start }

  /// Adds a cell.
  ///
  /// - Parameters:
  ///   - after: White space behind it; an empty line, or the end of a line behind the last cell,
  ///   where it is `nil` or does not separate.
  ///   - fileLines: The line of the file for each of its lines.
  mutating func add(
    _ text: String, _ name: String, after: String? = nil, fileLines: [Int] = []
  ) {
    let isBlank = after?.allSatisfy(\.isWhitespace) ?? false
    parts.append(Part(text: text, name: name, after: isBlank ? after : nil, fileLines: fileLines))
  }

  func source(_ name: String) -> SourceText {
    var text = start
    var line = 1 + Self.lineEndings(in: start)
    var sections: [SourceSection] = []
    for (index, part) in parts.enumerated() {
      sections.append(SourceSection(name: part.name, line: line, fileLines: part.fileLines))
      var after = part.after ?? (index + 1 == parts.count ? "\n" : "\n\n")
      if index + 1 < parts.count, !after.contains(where: \.isNewline) { after = "\n\n" }
      text += part.text + after
      line += Self.lineEndings(in: part.text) + Self.lineEndings(in: after)
    }
    return SourceText(name: name, text: text, sections: sections)
  }

  private static func lineEndings(in text: String) -> Int {
    SourceText(name: "", text: text).lineCount - 1
  }
}
