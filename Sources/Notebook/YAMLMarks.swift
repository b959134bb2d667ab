/// Turns libyaml's marks, a line and a column in Unicode scalars, into offsets in bytes.
struct YAMLMarks {
  /// Bytes of the text.
  let count: Int
  /// For every line, the number of scalars before it.
  private var lineStarts = [0]
  /// Scalars of more than one byte: their number in the text, and the bytes that they and those
  /// before them have beyond one each.
  private var wide: [(scalar: Int, extra: Int)] = []
  private let scalarCount: Int

  init(_ text: String) {
    count = text.utf8.count
    var number = 0
    var extra = 0
    var afterReturn = false
    for scalar in text.unicodeScalars {
      number += 1
      let size = UTF8.width(scalar)
      if size > 1 {
        extra += size - 1
        wide.append((number - 1, extra))
      }
      switch scalar {
      case "\n" where afterReturn: lineStarts[lineStarts.count - 1] = number
      // libyaml, unlike Markdown, also breaks lines at these three.
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lineStarts.append(number)
      default: break
      }
      afterReturn = scalar == "\r"
    }
    scalarCount = number
  }

  /// The offset in bytes of a line and a column, both from 1; the text's end for places beyond it.
  func offset(line: Int, column: Int) -> Int {
    guard line <= lineStarts.count else { return count }
    let scalar = min(lineStarts[max(0, line - 1)] + max(0, column - 1), scalarCount)
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].scalar < scalar { low = middle + 1 } else { high = middle }
    }
    return scalar + (low == 0 ? 0 : wide[low - 1].extra)
  }
}
