import Algebra

extension AnnotatedText {
  /// Takes the marks out of marked text.
  init(marked: String, marks: [Mark]) {
    var marked = marked
    var bytes: [UInt8] = []
    bytes.reserveCapacity(marked.utf8.count)
    var open: [(mark: Int, start: Int, slot: Int)] = []
    var annotations: [Annotation?] = []
    marked.withUTF8 { source in
      var index = 0
      while index < source.count {
        switch TeXMark.read(source, at: index) {
        case .open(let number, let length):
          open.append((number, bytes.count, annotations.count))
          annotations.append(nil)
          index += length
        case .close(let length) where !open.isEmpty:
          let (mark, start, slot) = open.removeLast()
          if mark < marks.count {
            annotations[slot] = Annotation(range: start..<bytes.count, mark: marks[mark])
          }
          index += length
        case .close, nil:
          bytes.append(source[index])
          index += 1
        }
      }
    }
    self.init(
      text: String(decoding: bytes, as: UTF8.self), annotations: annotations.compactMap { $0 })
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
