import Algebra
import NeuralCore

/// Makes the relations of rendered text honest: `=` becomes `\approx` where what is printed before it
/// does not give what is printed after it, and a result in the cell beside its calculation gets `\approx`.
struct RelationRepair {
  let check: RelationCheck

  func repair(_ text: inout AnnotatedText) {
    let bytes = Array(text.text.utf8)
    let marks = text.outermost
    var edits: [(range: Range<Int>, text: String)] = []
    for (left, right) in zip(marks, marks.dropFirst()) {
      let gap = left.range.upperBound..<right.range.lowerBound
      switch relation(in: bytes, gap) {
      case .equals(let position)?:
        if !check.holds(left.mark, right.mark) {
          edits.append((position..<position + 1, "\\approx"))
        }
      case .cell(let position)?:
        if isResult(right.mark, of: left.mark), !check.holds(left.mark, right.mark) {
          edits.append((position..<position, "\\approx "))
        }
      case nil: break
      }
    }
    text.apply(edits)
  }

  private enum Gap {
    /// An equals sign at this byte, nothing but layout around it.
    case equals(Int)
    /// The boundary of two table cells; the second one's math begins at this byte.
    case cell(Int)
  }

  private func isResult(_ right: Mark, of left: Mark) -> Bool {
    guard case .number(let element, _) = right, case .calculation(let expression, let of?) = left,
      of == element
    else { return false }
    if case .leaf = expression { return false }
    return true
  }

  private func relation(in bytes: [UInt8], _ gap: Range<Int>) -> Gap? {
    guard gap.count <= 80 else { return nil }
    var (equals, bars, dollar) = ([Int](), 0, -1)
    var index = gap.lowerBound
    while index < gap.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "="): equals.append(index)
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: "$"): dollar = index + 1
      case UInt8(ascii: "\\"):
        guard let length = layoutCommand(bytes[index..<gap.upperBound]) else { return nil }
        index += length
        continue
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "&"), UInt8(ascii: "}"), UInt8(ascii: "*"):
        break
      default: return nil
      }
      index += 1
    }
    if equals.count == 1, bars == 0, dollar < 0 { return .equals(equals[0]) }
    return equals.isEmpty && bars == 1 && dollar >= 0 ? .cell(dollar) : nil
  }

  /// Length of `\\`, `\boxed{` or `\quad` at the beginning.
  private func layoutCommand(_ bytes: ArraySlice<UInt8>) -> Int? {
    for command in ["\\\\", "\\boxed{", "\\quad"] where bytes.starts(with: command.utf8) {
      return command.utf8.count
    }
    return nil
  }
}
