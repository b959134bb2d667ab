import Markdown

/// Paragraphs, and those that are marked: captions, and what they are the captions of.
extension HTMLWriter {
  mutating func beginParagraph(_ index: Int) {
    guard let mark = content.captionMark(of: index, captions) else {
      if !content.isTight(index) { putLine("<p>") }
      return
    }
    let caption = captions[mark.index]
    switch mark.role {
    case .begin:
      let label = caption.label.map { " id=\"\(HTMLText.escaped($0))\"" } ?? ""
      let kind = caption.kind.prefix.dropLast()
      putLine("<\(tag(of: caption)) class=\"captioned \(kind)\"\(label)>\n")
      isInFigure = true
    case .caption: putLine("<figcaption>")
    case .end:
      putLine("</\(tag(of: caption))>\n")
      isInFigure = false
    }
  }

  mutating func endParagraph(_ index: Int) {
    switch content.captionMark(of: index, captions)?.role {
    case nil: if !content.isTight(index) { put("</p>\n") }
    case .caption: put("</figcaption>\n")
    case .begin, .end: break
    }
  }

  /// An equation whose number is all it has needs no figure.
  private func tag(of caption: Caption) -> String { caption.line == nil ? "div" : "figure" }
}
