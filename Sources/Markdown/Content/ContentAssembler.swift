/// Makes content of what libcmark reports: stand-ins become math and tables again.
struct ContentAssembler {
  private let reported: [ReportedNode]
  private let placeholders: Placeholders
  private let line: (Int) -> Int
  private var tightness: ArraySlice<Bool>
  private var builder = ContentBuilder()
  /// Where the open containers end in `reported`.
  private var ends: [Int] = []
  private var isAtCellStart = false
  private var currentLine = 1

  /// - Parameters:
  ///   - tightness: Whether each list is tight, in document order.
  ///   - line: The line of the source for a line that libcmark counts.
  init(
    _ reported: [ReportedNode], _ placeholders: Placeholders, tightness: [Bool],
    line: @escaping (Int) -> Int
  ) {
    (self.reported, self.placeholders, self.line) = (reported, placeholders, line)
    let lists = reported.count { if case .list = $0.kind { true } else { false } }
    self.tightness = lists == tightness.count ? tightness[...] : []
  }

  mutating func assemble() -> [ContentNode] {
    var index = 0
    while index < reported.count { index = add(index) }
    close(to: .max)
    return builder.nodes
  }

  /// Closes what ends before a node.
  private mutating func close(to index: Int) {
    while let end = ends.last, end <= index {
      builder.exit()
      ends.removeLast()
    }
  }

  /// Adds a node, or a table with all that is in it.
  ///
  /// - Returns: The index of the next node.
  private mutating func add(_ index: Int) -> Int {
    close(to: index)
    if reported[index].startLine > 0 { currentLine = line(reported[index].startLine) }
    if let table = table(at: index) { return add(table, at: index) }
    if let tex = display(at: index) {
      builder.enter(.mathBlock(tex), line: currentLine)
      return reported[index].end
    }
    switch reported[index].kind {
    case .text(let text): addText(text)
    case .list(let start, let isTight):
      enter(.list(start: start, isTight: tightness.popFirst() ?? isTight), index)
    case .codeBlock(let info, let literal):
      let isMath = info.split(separator: " ").first == "math"
      let text = placeholders.restored(literal)
      enter(isMath ? .mathBlock(text) : .codeBlock(info: info, literal: text), index)
    case .htmlBlock(let literal): enter(.htmlBlock(placeholders.restored(literal)), index)
    case .code(let literal): enter(.code(placeholders.restored(literal)), index)
    case .html(let literal): enter(.html(placeholders.restored(literal)), index)
    case .link(let target): enter(.link(restored(target)), index)
    case .image(let target): enter(.image(restored(target)), index)
    case .document, .blockQuote, .item, .paragraph, .heading, .thematicBreak, .table, .tableRow,
      .tableCell, .mathBlock, .softBreak, .lineBreak, .emphasis, .strong, .math:
      enter(reported[index].kind, index)
    }
    return index + 1
  }

  private mutating func enter(_ kind: ContentNode.Kind, _ index: Int) {
    isAtCellStart = false
    builder.enter(kind, line: currentLine)
    if kind.isContainer { ends.append(reported[index].end) }
  }

  private func restored(_ target: ContentNode.Target) -> ContentNode.Target {
    ContentNode.Target(
      destination: placeholders.restored(target.destination),
      title: placeholders.restored(target.title))
  }

  private mutating func addText(_ text: String) {
    for piece in placeholders.pieces(of: text) {
      switch piece {
      case .text(var text):
        if isAtCellStart, text.first == " " { text.removeFirst() }
        if !text.isEmpty { builder.enter(.text(text), line: currentLine) }
      case .entry(.math(let tex, let isDisplay, _)):
        builder.enter(.math(tex, isDisplay: isDisplay), line: currentLine)
      case .entry(.table): break
      case .entry(.cell):
        isAtCellStart = true
        continue
      }
      isAtCellStart = false
    }
  }

  /// The math of a paragraph that is nothing but a display.
  private func display(at index: Int) -> String? {
    guard reported[index].kind == .paragraph, reported[index].end == index + 2,
      case .text(let text) = reported[index + 1].kind
    else { return nil }
    let pieces = placeholders.pieces(of: text)
    guard pieces.count == 1, case .entry(.math(let tex, isDisplay: true, _)) = pieces[0] else {
      return nil
    }
    return tex
  }

  // MARK: Tables

  private typealias Table = (rows: Int, alignments: [ColumnAlignment])

  private func table(at index: Int) -> Table? {
    guard reported[index].kind == .paragraph, index + 1 < reported.count,
      case .text(let text) = reported[index + 1].kind,
      case .entry(.table(let rows, let alignments))? = placeholders.pieces(of: text).first
    else { return nil }
    return (rows, alignments)
  }

  /// Adds a table, whose cells are the paragraphs that follow.
  private mutating func add(_ table: Table, at index: Int) -> Int {
    var next = reported[index].end
    builder.enter(.table(table.alignments), line: currentLine)
    for row in 0..<table.rows {
      if next < reported.count { currentLine = line(reported[next].startLine) }
      builder.enter(.tableRow(isHeader: row == 0), line: currentLine)
      for alignment in table.alignments {
        builder.enter(.tableCell(alignment), line: currentLine)
        next = addInlines(ofCell: next)
        builder.exit()
      }
      builder.exit()
    }
    builder.exit()
    return next
  }

  private mutating func addInlines(ofCell index: Int) -> Int {
    guard index < reported.count, reported[index].kind == .paragraph else { return index }
    let end = reported[index].end
    let depth = ends.count
    var next = index + 1
    while next < end { next = add(next) }
    while ends.count > depth {
      builder.exit()
      ends.removeLast()
    }
    return end
  }
}
