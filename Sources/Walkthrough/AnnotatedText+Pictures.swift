package import Drawing

extension AnnotatedText {
  /// The pictures with the ranges of their text art.
  package var pictures: [(range: Range<Int>, picture: Picture)] {
    annotations.compactMap {
      if case .picture(let picture) = $0.mark { ($0.range, picture) } else { nil }
    }
  }

  /// The text as Markdown: pictures that are wanted in another form than text art stand in it.
  package var markdown: String {
    let wanted = pictures.filter { $0.picture.form != nil && $0.picture.form != .text }
    guard !wanted.isEmpty else { return text }
    var bytes = Array(text.utf8)
    for (range, picture) in wanted.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      // The fence's lines around the art.
      let start = bytes[..<max(0, range.lowerBound - 1)].lastIndex(of: UInt8(ascii: "\n")) ?? -1
      let end =
        bytes[min(bytes.count, range.upperBound + 1)...].firstIndex(of: UInt8(ascii: "\n"))
        ?? bytes.count
      bytes.replaceSubrange(start + 1..<end, with: picture.markdown.utf8.dropLast())
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with other text before and behind it.
  package func between(_ before: String, _ after: String) -> AnnotatedText {
    let shift = before.utf8.count
    return AnnotatedText(
      text: before + text + after,
      annotations: annotations.map {
        Annotation(range: $0.range.lowerBound + shift..<$0.range.upperBound + shift, mark: $0.mark)
      })
  }

  /// The text with other text put in at a byte.
  package func inserting(_ addition: String, at offset: Int) -> AnnotatedText {
    var copy = self
    copy.apply([(offset..<offset, addition)])
    return copy
  }
}
