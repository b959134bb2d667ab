package import Walkthrough

/// The number and the words that something in a document is shown with.
package struct Caption: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case table, figure, equation

    /// What labels of this kind begin with.
    package var prefix: String {
      switch self {
      case .table: "tbl-"
      case .figure: "fig-"
      case .equation: "eq-"
      }
    }
  }

  package let kind: Kind
  /// From 1, by kind.
  package let number: Int
  /// What links go to; `nil`: there are none.
  package let label: String?
  /// Inline Markdown; `nil`: the number stands alone.
  package let text: String?
  /// The kind's name in the language of the document: `Table`.
  package let word: String

  /// `Table 2`.
  package var title: String { "\(word) \(number)" }

  private var anchor: String { label.map { "<a id=\"\($0)\"></a>" } ?? "" }
  private var line: String { "**\(title)\(text.map { ":** " + $0 } ?? "**")" }

  /// A shown text with its caption as Markdown: above a table, below a figure or equation. The anchor
  /// stands first in any case, so that a link shows all of it.
  package func around(_ shown: AnnotatedText) -> AnnotatedText {
    let before = label == nil ? "" : anchor + "\n\n"
    switch kind {
    case .table: return shown.between(anchor + line + "\n\n", "")
    case .figure: return shown.between(before, "\n\n" + line)
    case .equation:
      guard let end = DisplayEnd.find(in: shown.text) else { return shown }
      let tagged = shown.inserting(
        end.isOnOwnLine ? "\\tag{\(number)}\n" : " \\tag{\(number)}", at: end.offset)
      return tagged.between(before, text == nil ? "" : "\n\n" + line)
    }
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
