internal import Diagnostics
internal import Markdown

extension ItemFinder {
  /// Pairs the markers of each container.
  mutating func matchRegions() -> [Region] {
    var byContainer = [Int: [RegionMarker]]()
    for marker in markers {
      byContainer[tree.blocks[marker.block].parent ?? 0, default: []].append(marker)
    }
    return byContainer.sorted { $0.key < $1.key }.flatMap { matchRegions($0.value) }
  }

  private mutating func matchRegions(_ markers: [RegionMarker]) -> [Region] {
    var regions = [Region]()
    var open: RegionMarker?
    // Opened with content but not closed: unclosed, or around a nested region.
    var unclosed: [(outer: RegionMarker, inner: RegionMarker)] = []
    for marker in markers {
      if case .opening = marker.kind {
        checkPlacement(of: marker)
        if let outer = open {
          if isFollowedByContent(outer) {
            unclosed.append((outer, marker))
          } else if let region = region(outer, nil) {
            regions.append(region)
          }
        }
        open = marker
      } else if let opening = open {
        if let region = region(opening, marker) { regions.append(region) }
        open = nil
      } else if let (outer, inner) = unclosed.popLast() {
        report(
          "region-nested",
          "regions cannot be nested: `\(name(of: inner))` opens inside "
            + "`\(name(of: outer))`", inner.range)
      } else {
        report("region-stray", "this comment closes no region", marker.range)
      }
    }
    if let last = open {
      if isFollowedByContent(last) {
        reportUnclosed(last)
      } else if let region = region(last, nil) {
        regions.append(region)
      }
    }
    for (outer, _) in unclosed { reportUnclosed(outer) }
    return regions
  }

  private func name(of marker: RegionMarker) -> String {
    guard case .opening(let name, _) = marker.kind else { return "" }
    return name?.text ?? ""
  }

  private mutating func reportUnclosed(_ marker: RegionMarker) {
    report(
      "region-unclosed", "the region `\(name(of: marker))` is never closed", marker.range,
      help: "put `<!-- /show -->` behind its output, or an empty line here if it has none yet")
  }

  private mutating func checkPlacement(of marker: RegionMarker) {
    let around = tree.containers(around: marker.block)
    if let last = around.last, tree.blocks[last].lines.lowerBound == marker.line { return }
    let previous = marker.line - 1
    if previous < 1 || tree.source.offset(ofLine: marker.line) <= tree.start { return }
    if tree.isBlank(line: previous, inside: around) == true { return }
    report(
      "region-placement", "a region must begin behind an empty line", marker.range,
      help: "put an empty line before it")
  }

  /// Whether the next line of the container has text.
  private func isFollowedByContent(_ marker: RegionMarker) -> Bool {
    let around = tree.containers(around: marker.block)
    return tree.isBlank(line: marker.line + 1, inside: around) == false
  }

  private func region(_ opening: RegionMarker, _ closing: RegionMarker?) -> Region? {
    guard case .opening(let name?, let attributes) = opening.kind else { return nil }
    var checksum: Word?
    if let closing, case .closing(let word) = closing.kind { checksum = word }
    return Region(
      span: span(opening.range.lowerBound..<(closing ?? opening).range.upperBound),
      opening: span(opening.range), name: name, attributes: attributes,
      body: closing.map { tree.excerpt(lines: opening.line + 1..<$0.line, of: opening.block) },
      closing: closing.map { span($0.range) }, checksum: checksum, block: opening.block)
  }
}
