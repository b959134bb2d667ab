internal import Diagnostics
internal import Markdown

extension ItemFinder {
  /// Reads an HTML block that is a hidden cell or a region's marker, and reports what would be
  /// lost in it.
  mutating func readHTML(at index: Int) {
    guard let cursor = tree.contentCursors(of: index).first else { return }
    let comment = cursor.indentation(in: tree.bytes).offset
    guard let keyword = commentKeyword(comment..<cursor.end) else {
      return reportHidden(in: index)
    }
    switch String(tree.source[keyword]) {
    case "network"
    where isBlank(keyword.upperBound..<cursor.end)
      || tree.blocks[index].lines.count > 1:
      readHiddenCell(keyword: keyword, comment: comment, firstLineEnd: cursor.end, at: index)
    case "show", "/show":
      readMarker(keyword: keyword, comment: comment..<cursor.end, at: index)
    default: reportHidden(in: index)
    }
  }

  /// The first word of a comment.
  private func commentKeyword(_ line: Range<Int>) -> Range<Int>? {
    guard
      let mark = range(of: "<!--", in: line.lowerBound..<min(line.upperBound, line.lowerBound + 4))
    else { return nil }
    let close = range(of: "-->", in: mark.upperBound..<line.upperBound)
    let content = trimmed(mark.upperBound..<(close?.lowerBound ?? line.upperBound))
    let end = tree.bytes[content].firstIndex { $0 == .space || $0 == .tab }
    return content.lowerBound..<(end ?? content.upperBound)
  }

  private mutating func readMarker(keyword: Range<Int>, comment: Range<Int>, at index: Int) {
    let source = tree.source
    guard let close = range(of: "-->", in: keyword.upperBound..<comment.upperBound) else {
      return report(
        "region-marker", "a region's comment must end on the line it begins on", comment,
        help: "close it with `-->`")
    }
    let rest = trimmed(close.upperBound..<comment.upperBound)
    guard rest.isEmpty else {
      return report(
        "region-marker", "a region's comment must stand alone on its line", rest)
    }
    let range = comment.lowerBound..<close.upperBound
    let words = keyword.upperBound..<close.lowerBound
    let kind: RegionMarker.Kind
    if source[keyword] == "show" {
      let read = InfoWords(
        words, of: source, bytes: tree.bytes, owner: "a region", takesName: true,
        takesAttributes: true, takesEcho: false)
      diagnostics += read.diagnostics
      if read.name == nil {
        report(
          "region-name", "a region needs the name of the view it shows", keyword,
          help: "write `<!-- show NAME -->`")
      }
      kind = .opening(name: read.name, attributes: read.attributes)
    } else {
      kind = .closing(checksum: checksum(in: words))
    }
    let line = tree.blocks[index].lines.lowerBound
    markers.append(RegionMarker(kind: kind, range: range, line: line, block: index))
  }

  private mutating func checksum(in range: Range<Int>) -> Word? {
    let text = trimmed(range)
    if text.isEmpty { return nil }
    let isChecksum =
      text.count == 8
      && tree.bytes[text].allSatisfy {
        $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
    if !isChecksum {
      report(
        "region-checksum",
        "expected a checksum of eight hexadecimal digits or nothing, found "
          + "`\(tree.source[text])`", text)
    }
    return isChecksum ? word(text) : nil
  }

  /// Reports values and markers in an HTML block, where Markdown sees nothing but HTML.
  private mutating func reportHidden(in index: Int) {
    let first = tree.blocks[index].lines.lowerBound
    for (line, cursor) in zip(first..., tree.contentCursors(of: index)) {
      let text = cursor.offset..<cursor.end
      if let found = range(of: "<!--=", in: text) ?? range(of: "<!--/=", in: text) {
        let start = cursor.indentation(in: tree.bytes).offset
        let message =
          found.lowerBound == start
          ? "a value in place cannot stand at the beginning of a line"
          : "a value in place cannot stand in an HTML block"
        report(
          "value-placement", message + ": Markdown reads the line as HTML", found,
          help: found.lowerBound == start ? "put a word before it" : nil)
        return
      }
      let start = cursor.indentation(in: tree.bytes).offset
      guard line > first, let keyword = commentKeyword(start..<cursor.end),
        ["show", "/show"].contains(tree.source[keyword])
      else { continue }
      report(
        "region-hidden",
        "this comment is inside the HTML block that begins on line \(first), so it is no region",
        start..<cursor.end, help: "put an empty line before it",
        severity: .warning)
      return
    }
  }
}
