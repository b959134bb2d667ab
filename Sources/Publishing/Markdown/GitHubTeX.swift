import Markdown

/// TeX that GitHub takes.
///
/// GitHub refuses formulas with `\operatorname` or `\mbox` ("The following macros are not allowed"), and in
/// its tables the backslash of `\|` belongs to the table: the formula gets a bare bar.
enum GitHubTeX {
  typealias Edit = (range: Range<Int>, text: String)

  /// What has to change in a formula.
  ///
  /// - Parameter isCell: Whether it stands in a cell of a table.
  static func edits(of tex: [UInt8], isCell: Bool) -> [Edit] {
    var edits: [Edit] = []
    var place = 0
    while place < tex.count {
      guard tex[place] == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      let start = place
      place += 1
      while place < tex.count, tex[place].isTeXLetter { place += 1 }
      if place == start + 1 {
        if place < tex.count, isCell, tex[place] == UInt8(ascii: "|"), !isColumns(tex, start) {
          let isBeforeLetter = place + 1 < tex.count && tex[place + 1].isTeXLetter
          edits.append((start..<place + 1, isBeforeLetter ? "\\vert " : "\\vert"))
        }
        place += 1
        continue
      }
      switch String(decoding: tex[start + 1..<place], as: UTF8.self) {
      case "operatorname":
        if place < tex.count, tex[place] == UInt8(ascii: "*") {
          guard let end = groupEnd(tex, from: place + 1) else { continue }
          edits.append((start..<place + 1, "\\mathop{\\mathrm"))
          edits.append((end..<end, "}"))
        } else {
          edits.append((start..<place, "\\mathrm"))
        }
      case "mbox", "hbox": edits.append((start..<place, "\\text"))
      default: break
      }
    }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Where the group ends that begins here.
  private static func groupEnd(_ tex: [UInt8], from start: Int) -> Int? {
    guard start < tex.count, tex[start] == UInt8(ascii: "{") else { return nil }
    var depth = 0
    var place = start
    while place < tex.count {
      switch tex[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return place + 1 }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// Whether a place is among the columns of `\begin{array}{c|c}`, where only a bare bar is a rule.
  private static func isColumns(_ tex: [UInt8], _ place: Int) -> Bool {
    guard let brace = tex[..<place].lastIndex(of: UInt8(ascii: "{")) else { return false }
    return !tex[brace..<place].contains(UInt8(ascii: "}"))
      && tex[..<brace].suffix(13).elementsEqual("\\begin{array}".utf8)
  }
}

extension UInt8 {
  fileprivate var isTeXLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
