import Algebra

/// A piece of math in rendered Markdown, found by its dollars alone.
struct MathSpan {
  let tex: String
  /// UTF-8 range of what stands between the dollars.
  let range: Range<Int>
  let isDisplay: Bool
}

/// The math of rendered Markdown and the cells of its tables.
struct RenderedMath {
  private(set) var spans: [MathSpan] = []
  /// Table rows, each a list of cells, each a list of indices into `spans`.
  private(set) var rows: [[[Int]]] = []
  /// What is wrong with the dollars.
  private(set) var problems: [String] = []

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let dollar = UInt8(ascii: "$")
    var start = 0
    var display: Int?
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      if Array(line) == [dollar, dollar] {
        if let open = display {
          add(bytes, open..<start, isDisplay: true)
          display = nil
        } else {
          display = start + 3
        }
        continue
      }
      guard display == nil else { continue }
      readLine(bytes, start..<start + line.count)
    }
    if display != nil { problems.append("a display is not closed") }
  }

  private mutating func readLine(_ bytes: [UInt8], _ line: Range<Int>) {
    var open: Int?
    var cells: [[Int]] = [[]]
    for index in line {
      if bytes[index] == UInt8(ascii: "$") {
        if let start = open {
          cells[cells.count - 1].append(spans.count)
          add(bytes, start..<index, isDisplay: false)
          open = nil
        } else {
          open = index + 1
        }
      } else if bytes[index] == UInt8(ascii: "|"), open == nil {
        cells.append([])
      } else if bytes[index] == UInt8(ascii: "|") {
        problems.append("a bar inside math breaks the table")
      }
    }
    if open != nil { problems.append("a dollar is not closed") }
    if bytes[line].first == UInt8(ascii: "|") { rows.append(cells.dropFirst().dropLast()) }
  }

  private mutating func add(_ bytes: [UInt8], _ range: Range<Int>, isDisplay: Bool) {
    let tex = String(decoding: bytes[range], as: UTF8.self)
    spans.append(MathSpan(tex: tex, range: range, isDisplay: isDisplay))
    if tex.allSatisfy({ $0.isWhitespace }) { problems.append("math is empty") }
  }
}
