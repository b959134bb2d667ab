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
      guard standsAlone(left.range, in: bytes, before: true),
        standsAlone(right.range, in: bytes, before: false)
      else { continue }
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
    /// An equals sign at this byte, nothing but layout and the end of a display around it.
    case equals(Int)
    /// The boundary of two table cells; the second one's math begins at this byte.
    case cell(Int)
  }

  /// Whether a marked text is a whole side of a relation: no operator joins it to something that a
  /// template wrote beside it.
  private func standsAlone(_ range: Range<Int>, in bytes: [UInt8], before: Bool) -> Bool {
    if before {
      var end = range.lowerBound
      while end > 0, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "{") {
        end -= bytes[end - 1] == UInt8(ascii: "{") ? min(end, "\\boxed{".utf8.count) : 1
      }
      return end <= 0 || "=$|&\n".utf8.contains(bytes[end - 1])
    }
    let rest = bytes[range.upperBound...].drop { $0 == UInt8(ascii: " ") }
    if let next = rest.first, "+-/*([^_".utf8.contains(next) { return false }
    return !["\\times", "\\cdot", "\\odot", "\\frac"].contains { rest.starts(with: $0.utf8) }
  }

  private func isResult(_ right: Mark, of left: Mark) -> Bool {
    if case .matrix(_, let value?, true) = right {
      switch left {
      case .matrixCalculation(_, let of), .matrix(_, let of?, false): return of == value
      case .number, .calculation, .matrix, .picture: return false
      }
    }
    guard case .number(let element, _) = right, case .calculation(let expression, let of?) = left,
      of == element
    else { return false }
    if case .leaf = expression { return false }
    return true
  }

  private func relation(in bytes: [UInt8], _ gap: Range<Int>) -> Gap? {
    guard gap.count <= 80 else { return nil }
    var (equals, bars, dollars, dollar) = ([Int](), 0, 0, -1)
    var index = gap.lowerBound
    while index < gap.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "="): equals.append(index)
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: "$"):
        dollars += 1
        dollar = index + 1
      case UInt8(ascii: "\\"):
        guard let length = layoutCommand(bytes[index..<gap.upperBound]) else { return nil }
        index += length
        continue
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "&"), UInt8(ascii: "}"),
        UInt8(ascii: "*"):
        break
      default: return nil
      }
      index += 1
    }
    // Within one formula, or at the beginning of a display that goes on with the one before.
    let isSameFormula = dollars == 0 || dollars == 4 && equals.last ?? 0 > dollar
    if equals.count == 1, bars == 0, isSameFormula { return .equals(equals[0]) }
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
