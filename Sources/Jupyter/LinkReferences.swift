import Diagnostics
import Markdown
import Notebook

/// The link reference definitions of a document, `[label]: address`, which every cell that uses one
/// needs: in Jupyter a cell is a document of its own.
struct LinkReferences {
  private struct Definition {
    let label: String
    let text: String
  }

  private var definitions: [Definition] = []

  init(_ document: NotebookDocument) {
    let tree = document.tree
    var line = tree.source.position(of: tree.start).line
    for block in tree.children(of: 0) {
      read(line..<tree.blocks[block].lines.lowerBound, of: tree)
      line = max(line, tree.blocks[block].lines.upperBound + 1)
    }
    read(line..<max(line, tree.source.lineCount + 1), of: tree)
  }

  /// Lines that are in no block are blank or belong to a definition.
  private mutating func read(_ lines: Range<Int>, of tree: MarkdownTree) {
    for line in lines where tree.isBlank(line: line, inside: []) == false {
      let cursor = tree.cursor(ofLine: line)
      let text = String(tree.source[cursor.offset..<cursor.end])
      if let label = Self.label(of: text) {
        definitions.append(Definition(label: label, text: text))
      } else if let last = definitions.popLast() {
        definitions.append(Definition(label: last.label, text: last.text + "\n" + text))
      }
    }
  }

  private static func label(of line: String) -> String? {
    let text = line.drop { $0 == " " }
    guard text.first == "[", let end = text.firstRange(of: "]:") else { return nil }
    return text[text.index(after: text.startIndex)..<end.lowerBound].lowercased()
  }

  /// Definitions of what a text refers to and does not define, to stand behind it.
  func definitions(missingIn text: String) -> String {
    guard !definitions.isEmpty else { return "" }
    let folded = text.lowercased()
    var seen: Set<String> = []
    let missing = definitions.filter { definition in
      seen.insert(definition.label).inserted && folded.contains("[\(definition.label)]")
        && !folded.contains("[\(definition.label)]:")
    }
    return missing.isEmpty ? "" : "\n\n" + missing.map(\.text).joined(separator: "\n")
  }
}
