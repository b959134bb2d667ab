import Markdown
import Publishing
import Walkthrough

extension Caption {
  private var anchor: String { label.map { "<a id=\"\($0)\"></a>" } ?? "" }

  /// A shown text with its caption as Markdown: above a table, below a figure or equation. The anchor
  /// stands first in any case, so that a link shows all of it.
  func around(_ shown: AnnotatedText) -> AnnotatedText {
    let line = line ?? ""
    if kind == .table { return shown.between(anchor + line + "\n\n", "") }
    return tagged(shown).between(
      label == nil ? "" : anchor + "\n\n", line.isEmpty ? "" : "\n\n" + line)
  }

  /// The same for a writer that has captions of its own: marks instead of the anchor.
  ///
  /// - Parameter index: Which of the writer's captions it is.
  func marked(_ shown: AnnotatedText, as index: Int) -> AnnotatedText {
    let mark = { CaptionMark($0, of: index).text }
    let words = line.map { mark(.caption) + $0 }
    let (above, below) = kind == .table ? (words, nil) : (nil, words)
    return tagged(shown).between(
      mark(.begin) + "\n\n" + (above.map { $0 + "\n\n" } ?? ""),
      "\n\n" + (below.map { $0 + "\n\n" } ?? "") + mark(.end))
  }

  /// Numbers an equation.
  private func tagged(_ shown: AnnotatedText) -> AnnotatedText {
    guard kind == .equation, let end = DisplayEnd.find(in: shown.text) else { return shown }
    return shown.inserting(
      end.isOnOwnLine ? "\\tag{\(number)}\n" : " \\tag{\(number)}", at: end.offset)
  }
}

/// Where a tag can be put into displayed math.
enum DisplayEnd {
  /// The end of the first display, `$$…$$` or a `math` fence; `nil` where there is none.
  static func find(in text: String) -> (offset: Int, isOnOwnLine: Bool)? {
    var offset = 0
    var opening: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if let mark = opening, trimmed.hasPrefix(mark) { return (offset, true) }
      if opening == nil {
        if trimmed.hasPrefix("```math") { opening = "```" }
        if trimmed.hasPrefix("$$") {
          opening = "$$"
          let inner = trimmed.dropFirst(2)
          if let end = inner.firstRange(of: "$$") {
            let rest = trimmed[..<end.lowerBound].utf8.count
            return (offset + line.utf8.count - trimmed.utf8.count + rest, false)
          }
        }
      } else if opening == "$$", let end = trimmed.firstRange(of: "$$") {
        let rest = trimmed[..<end.lowerBound].utf8.count
        return (offset + line.utf8.count - trimmed.utf8.count + rest, false)
      }
      offset += line.utf8.count + 1
    }
    return nil
  }
}
