internal import Diagnostics
internal import Markdown

/// Writes the output of a region.
struct RegionWeaver {
  enum Outcome {
    case unchanged
    case replaced(Edit)
    case refused(Diagnostic)
  }

  let tree: MarkdownTree

  func outcome(of region: Region, _ result: String, accept: Bool) -> Outcome {
    guard let body = layout(result) else {
      return .refused(
        Diagnostic(
          id: "region-output",
          "the output of `\(region.name.text)` leaves a block open or has comments of "
            + "regions in it, so its end could not be found again", at: region.opening))
    }
    let text = body.lines.lines.joined(separator: "\n")
    let checksum = RegionChecksum.checksum(of: text)
    if let old = region.body {
      let isSame = RegionChecksum.areEqual(old.text, text)
      if isSame, region.checksum?.text == checksum { return .unchanged }
      if region.isEdited, !isSame, !accept { return .refused(edited(region)) }
    }
    return .replaced(edit(region, body.lines, isApart: body.isApart, checksum))
  }

  private func edited(_ region: Region) -> Diagnostic {
    Diagnostic(
      id: "region-edited",
      "the region `\(region.name.text)` was edited by hand since it was written",
      at: region.opening,
      help:
        "`--accept` overwrites it; without the checksum in its closing comment it is replaced too"
    )
  }

  /// The output's lines, and whether an empty line must stand between them and the closing
  /// comment; `nil` if the closing comment would not be found again at all.
  private func layout(_ result: String) -> (lines: MarkdownLines, isApart: Bool)? {
    let lines = MarkdownLines(result)
    for isApart in [false, true] {
      let text = (["<!-- show output -->"] + lines.lines + (isApart ? [""] : []))
        .joined(separator: "\n")
      let source = SourceText(name: "", text: text + "\n<!-- /show -->")
      let (document, diagnostics) = NotebookDocument.parse(source)
      if diagnostics.isEmpty, document.items.count == 1,
        case .region(let region) = document.items[0],
        region.closing?.range.upperBound == source.text.utf8.count
      {
        return (lines, isApart)
      }
    }
    return nil
  }

  private func edit(
    _ region: Region, _ lines: MarkdownLines, isApart: Bool, _ checksum: String
  ) -> Edit {
    let openingLine = tree.blocks[region.block].lines.lowerBound
    let ending = tree.lineEnding(ofLine: openingLine)
    let prefix = tree.linePrefix(of: region.block)
    var written = lines.prefixed(by: prefix)
    if isApart { written.append(MarkdownLines.trimmed(prefix)) }
    written.append(prefix + "<!-- /show \(checksum) -->")
    let start = tree.endOfText(ofLine: openingLine)
    return Edit(
      range: start..<max(start, region.closing?.range.upperBound ?? start),
      text: ending + written.joined(separator: ending))
  }
}
