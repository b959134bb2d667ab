import Diagnostics
import Notebook
import Publishing

/// A Markdown cell whose text was edited in Jupyter: what was not touched is as the document has it, with
/// its inline values, and not with what they were when the notebook was written.
struct EditedCell {
  /// The cell's text as a document has it.
  let text: String
  /// Values and cells that stood in lines that are gone, as their author wrote them.
  let lost: [String]

  /// - Parameters:
  ///   - written: What the document had when the notebook was written.
  ///   - edited: The cell's source now.
  init(written: String, edited: String) {
    let document = NotebookDocument.parse(
      SourceText(name: "", text: MathRewriter.rewritten(written, in: .dollar))
    ).0
    let shown = Self.patterns(of: document)
    let lines = Self.lines(written)
    let now = Self.lines(edited)
    var result = now
    var isKept = Array(repeating: false, count: lines.count)
    for (new, old) in Self.matches(now, shown) where old < lines.count {
      result[new] = lines[old]
      isKept[old] = true
    }
    text = result.joined(separator: "\n")
    lost = document.items.compactMap { item in
      let line = item.span.line - 1
      if line < isKept.count, isKept[line] { return nil }
      return String(item.span.text.prefix { !$0.isNewline })
    }
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Pairs of lines that stand for each other, in rising order on both sides.
  private static func matches(_ now: [String], _ shown: [[String]]) -> [(new: Int, old: Int)] {
    let sides = now.map(Side.text)
    let difference = sides.difference(from: shown.map(Side.pattern)) { $0.matches($1) }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    let kept = shown.indices.filter { !removed.contains($0) }
    return zip(now.indices.filter { !inserted.contains($0) }, kept).map { ($0, $1) }
  }

  /// A line of the cell now, or the fixed parts of one of the document, between which values stand.
  private enum Side {
    case text(String)
    case pattern([String])

    func matches(_ other: Side) -> Bool {
      switch (self, other) {
      case (.text(let text), .pattern(let parts)), (.pattern(let parts), .text(let text)):
        Self.matches(text, parts)
      case (.text(let a), .text(let b)): a == b
      case (.pattern(let a), .pattern(let b)): a == b
      }
    }

    private static func matches(_ text: String, _ parts: [String]) -> Bool {
      guard let first = parts.first, parts.count > 1 else { return text == parts.first }
      guard text.hasPrefix(first) else { return false }
      var rest = text.dropFirst(first.count)
      for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard let found = rest.firstRange(of: part) else { return false }
        rest = rest[found.upperBound...]
      }
      return rest.hasSuffix(parts[parts.count - 1])
    }
  }

  /// The lines of a document, cut at its values.
  private static func patterns(of document: NotebookDocument) -> [[String]] {
    var holes: [Int: [Range<Int>]] = [:]
    for item in document.items {
      switch item {
      case .inlineValue, .mathHole, .crossReference:
        holes[item.span.line, default: []].append(item.span.range)
      case .inPlaceValue(let value): holes[item.span.line, default: []].append(value.content.range)
      case .network, .show, .view, .region: break
      }
    }
    let source = document.source
    return (1...source.lineCount).map { line in
      var parts: [String] = []
      var done = source.offset(ofLine: line)
      for hole in holes[line] ?? [] {
        parts.append(String(source[done..<hole.lowerBound]))
        done = hole.upperBound
      }
      let end = max(done, source.offset(ofLine: line + 1))
      var rest = String(source[done..<end])
      while rest.last?.isNewline == true { rest.removeLast() }
      return parts + [rest]
    }
  }
}
