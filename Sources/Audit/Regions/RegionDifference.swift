internal import Algebra
package import Diagnostics
internal import Markdown
internal import Notebook
package import Runner
internal import Walkthrough

/// What `run --in-place` would change in a document's regions and values, cell by cell, before anything
/// is overwritten.
package struct RegionDifference: Sendable {
  /// What changes, in the order of the page.
  let parts: [RegionPart]
  /// The lines between the comments of regions.
  package let generatedLines: [ClosedRange<Int>]

  /// No regions.
  package init() { (parts, generatedLines) = ([], []) }

  /// - Parameter runner: The document, run.
  package init(_ runner: NotebookRunner) {
    var parts: [RegionPart] = []
    var lines: [ClosedRange<Int>] = []
    for item in runner.document.items {
      switch item {
      case .region(let region):
        guard let body = region.body, let closing = region.closing else { continue }
        if closing.line > region.opening.line + 1 {
          lines.append(region.opening.line + 1...closing.line - 1)
        }
        guard let new = runner.output(item),
          !RegionChecksum.areEqual(body.text, new)
        else { continue }
        parts.append(RegionPart(region, body, new))
      case .inPlaceValue(let value):
        guard let new = runner.output(item), value.content.text != new, !value.content.range.isEmpty
        else { continue }
        parts.append(RegionPart(value, new))
      case .network, .show, .view, .inlineValue, .mathHole, .crossReference: break
      }
    }
    (self.parts, generatedLines) = (parts, lines)
  }

  /// One warning for each region, its cells beneath it.
  package var diagnostics: [Diagnostic] { parts.map(\.diagnostic) }

  /// Whether a number would become another one, not the same with other digits.
  package var changesNumbers: Bool { parts.contains { $0.cells.contains(where: \.isOther) } }
}

/// A region or a value in place that a fresh run writes otherwise.
struct RegionPart: Sendable {
  /// A cell of a table, or a line of something else.
  struct Cell: Sendable {
    let line: Int
    let old: String
    let new: String
    /// Whether it is another number, or other words, and not the same number with other digits.
    let isOther: Bool
  }

  /// What is asked for, as its author wrote it.
  let request: String
  private let kind: String
  let place: SourceSpan
  let cells: [Cell]
  /// Lines that it has and will have, if these are not as many.
  private let lineCounts: (old: Int, new: Int)?

  init(_ region: Region, _ body: Excerpt, _ new: String) {
    let attributes = region.attributes.map { "\($0.key.text)=\($0.value.text)" }
    request = ([region.name.text] + attributes).joined(separator: " ")
    kind = "region"
    place = region.opening
    let old = RegionLine.lines(of: body.text)
    let fresh = RegionLine.lines(of: new)
    guard old.count == fresh.count else {
      (cells, lineCounts) = ([], (old.count, fresh.count))
      return
    }
    lineCounts = nil
    cells = zip(old, fresh).flatMap { before, after in
      before.differences(from: after).map {
        Cell(
          line: body.span(before.range).line, old: $0.old, new: $0.new, isOther: $0.isOther)
      }
    }
  }

  init(_ value: InPlaceValue, _ new: String) {
    request = value.expression.text.trimmingSpaces
    kind = "value"
    place = value.span
    lineCounts = nil
    let line = RegionLine(String(value.content.text))
    cells = line.differences(from: RegionLine(new)).map {
      Cell(line: value.content.line, old: $0.old, new: $0.new, isOther: $0.isOther)
    }
  }

  var diagnostic: Diagnostic {
    var notes = cells.prefix(Self.limit).map { cell in
      "line \(cell.line): `\(cell.old)` becomes `\(cell.new)`"
        + (cell.isOther ? "" : ", the same number with other digits")
    }
    if cells.count > Self.limit { notes.append("and \(cells.count - Self.limit) more") }
    if let (old, new) = lineCounts {
      notes.append("it has \(old) lines, a fresh run writes \(new)")
    }
    return Diagnostic(
      .warning, id: "stale-region", "`run --in-place` would change the \(kind) `\(request)`",
      at: place,
      notes: notes)
  }

  private static var limit: Int { 12 }
}

/// A line of a region, taken apart for comparing.
struct RegionLine {
  private let text: String
  /// In the region's text.
  let range: Range<Int>

  init(_ text: String, at start: Int = 0) {
    self.text = text
    range = start..<start + text.utf8.count
  }

  /// The lines that say something: no blank ones, no delimiter rows.
  static func lines(of text: String) -> [RegionLine] {
    var found: [RegionLine] = []
    var start = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      defer { start += line.utf8.count + 1 }
      let isSilent = line.allSatisfy { " \t\r|:-".contains($0) }
      if !isSilent { found.append(RegionLine(String(line), at: start)) }
    }
    return found
  }

  private var cells: [String] {
    let bytes = Array(text.utf8)
    let ranges = TableRows.cells(of: 0..<bytes.count, in: bytes)
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self).trimmingSpaces }
  }

  /// What differs: numbers where only numbers do, else whole cells.
  func differences(from other: RegionLine) -> [(old: String, new: String, isOther: Bool)] {
    let (a, b) = (cells, other.cells)
    guard a.count == b.count else {
      return [(text.trimmingSpaces, other.text.trimmingSpaces, true)]
    }
    return zip(a, b).flatMap { old, new in old == new ? [] : Self.differences(old, new) }
  }

  private static func differences(
    _ old: String, _ new: String
  ) -> [(old: String, new: String, isOther: Bool)] {
    let (before, after) = (numbers(old), numbers(new))
    guard before.words == after.words, before.numbers.count == after.numbers.count else {
      return [(old, new, true)]
    }
    return zip(before.numbers, after.numbers).compactMap { a, b in
      guard a != b else { return nil }
      guard let left = Literal(a), let right = Literal(b) else { return (a, b, true) }
      return (a, b, !Publications.agree(left, right))
    }
  }

  /// Numerals with their signs, and what stands around them.
  private static func numbers(_ text: String) -> (numbers: [String], words: [String]) {
    let bytes = Array(text.utf8)
    var numbers: [String] = []
    var words: [String] = []
    var done = 0
    for range in NumeralScanner.ranges(in: text) {
      var start = range.lowerBound
      if start > done, bytes[start - 1] == UInt8(ascii: "-") { start -= 1 }
      words.append(String(decoding: bytes[done..<start], as: UTF8.self))
      numbers.append(String(decoding: bytes[start..<range.upperBound], as: UTF8.self))
      done = range.upperBound
    }
    words.append(String(decoding: bytes[done...], as: UTF8.self))
    return (numbers, words)
  }
}

extension String {
  var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
