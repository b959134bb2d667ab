import Algebra

extension AnnotatedText {
  /// Takes the marks out of marked text.
  init(marked: String, marks: [Mark]) {
    let unmarked = UnmarkedText(marked)
    self.init(
      text: unmarked.text,
      annotations: unmarked.marks.compactMap { mark in
        // An author may have typed a mark.
        mark.number < marks.count
          ? Annotation(range: mark.range, mark: marks[mark.number]) : nil
      })
  }

  /// The marks that lie in no other.
  var outermost: [Annotation] {
    var end = 0
    return annotations.filter { annotation in
      guard annotation.range.lowerBound >= end else { return false }
      end = annotation.range.upperBound
      return true
    }
  }

  /// Applies replacements (ascending, outside of all marks' insides) and moves the annotations along.
  mutating func apply(_ edits: [(range: Range<Int>, text: String)]) {
    guard !edits.isEmpty else { return }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var shifts: [(from: Int, by: Int)] = []
    var (position, shift) = (0, 0)
    for edit in edits {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.text.utf8
      position = edit.range.upperBound
      shift += edit.text.utf8.count - edit.range.count
      shifts.append((position, shift))
    }
    result += bytes[position...]
    text = String(decoding: result, as: UTF8.self)
    var next = 0
    var moved = 0
    annotations = annotations.sorted { $0.range.lowerBound < $1.range.lowerBound }.map {
      annotation in
      while next < shifts.count, shifts[next].from <= annotation.range.lowerBound {
        moved = shifts[next].by
        next += 1
      }
      let range = annotation.range.lowerBound + moved..<annotation.range.upperBound + moved
      return Annotation(range: range, mark: annotation.mark)
    }
  }
}
