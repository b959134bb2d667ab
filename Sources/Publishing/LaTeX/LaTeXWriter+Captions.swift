import Markdown

/// What `\caption` is given.
struct LaTeXCaption {
  let kind: CaptionKind
  let label: String?
  let words: String

  /// The command, which has the list of tables or figures left out: words may be anything.
  func command(_ name: String) -> String {
    let label = label.map { "\\label{\(LaTeXWriter.label($0, "cap:"))}" } ?? ""
    return "\\\(name)[]{\(words)}\(label)"
  }

  /// The command for where there is no float, which would move the table away from its place.
  var besideFloat: String { command("captionof{\(kind.rawValue)}") + "\n" }
}

/// Paragraphs, and those that are marked: captions, and what they are the captions of.
extension LaTeXWriter {
  mutating func beginParagraph(_ index: Int) {
    let mark = content.captionMark(of: index, captions)
    guard let mark else { return beginBlock(index) }
    let caption = captions[mark.index]
    if mark.role == .end {
      isInFigure = false
      return putCaption()
    }
    beginBlock(index)
    if mark.role == .begin {
      putName(caption)
      isInFigure = caption.kind == .figure
      if let label = caption.label { putAnchor(label) }
    } else if caption.kind != .equation {
      // The number is LaTeX's own: it goes on where a document around a fragment has come to.
      skippedTitle = content.children(of: index).first { content.nodes[$0].kind == .strong }
      beginCapture()
    }
  }

  mutating func endParagraph(_ index: Int) {
    guard let mark = content.captionMark(of: index, captions) else { return newLine() }
    let kind = captions[mark.index].kind
    guard mark.role == .caption, kind != .equation else {
      return mark.role == .end ? () : newLine()
    }
    let caption = LaTeXCaption(
      kind: kind, label: captions[mark.index].label, words: endCapture().trimmingLines)
    if kind == .table { self.caption = caption } else { put(caption.besideFloat) }
  }

  /// Writes the caption that waits for a table, where something else comes first.
  mutating func putCaption() {
    guard let caption else { return }
    self.caption = nil
    put(caption.besideFloat)
  }

  /// The language's word, where it is not LaTeX's own.
  private mutating func putName(_ caption: Caption) {
    let own = [CaptionKind.table: "Table", .figure: "Figure"]
    guard let name = own[caption.kind], namedKinds.insert(caption.kind).inserted else { return }
    if caption.word != name {
      put("\\renewcommand{\\\(caption.kind.rawValue)name}{\(text.escaped(caption.word))}\n")
    }
  }

  /// A link that is a caption's number, with the number that LaTeX has given.
  ///
  /// - Returns: Whether it is one.
  mutating func putReference(_ target: ContentNode.Target, _ index: Int) -> Bool {
    guard target.destination.hasPrefix("#") else { return false }
    let label = String(target.destination.dropFirst())
    guard let caption = captions.first(where: { $0.label == label }), caption.kind != .equation,
      content.plainText(of: index) == caption.title
    else { return false }
    let word = text.escaped(caption.word)
    put(
      "\\hyperref[\(Self.label(label))]{\(word)~\\ref*{\(Self.label(label, "cap:"))}}")
    skipped = index
    return true
  }
}
