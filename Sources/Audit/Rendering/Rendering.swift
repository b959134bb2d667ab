internal import Algebra
internal import Diagnostics
internal import NeuralCore
internal import Notebook
package import Runner
internal import Walkthrough

/// What a notebook's run writes, line by line, with what each of its numbers is: a document that
/// shows the same tables and derivations is held against it number by number.
package struct Rendering {
  /// A number that the run printed.
  struct Number {
    let element: Element
    let sheet: Worksheet
  }

  /// A line with numbers of a network.
  struct Line {
    let skeleton: SkeletonLine
    /// What the slots show; `nil` for a number that belongs to a formula.
    let numbers: [Number?]
  }

  let lines: [Line]

  /// - Parameter runner: A notebook, all of it run.
  package init(_ runner: NotebookRunner) {
    let register = Register()
    let woven = Weaver(runner.document, accept: true).woven { item in
      guard let text = runner.annotated(item), let sheet = runner.worksheet(item) else {
        return runner.output(item)
      }
      return register.marked(text, sheet)
    }
    lines = register.lines(of: woven.text)
  }
}

/// Puts marks around numbers and finds them again in the text they were put into.
private final class Register {
  private var numbers: [Rendering.Number] = []

  func marked(_ text: AnnotatedText, _ sheet: Worksheet) -> String {
    let bytes = Array(text.text.utf8)
    var result: [UInt8] = []
    var done = 0
    for annotation in text.annotations {
      guard case .number(let element, _) = annotation.mark, annotation.range.lowerBound >= done
      else { continue }
      result += bytes[done..<annotation.range.lowerBound]
      let number = String(decoding: bytes[annotation.range], as: UTF8.self)
      result += TeXMark.wrap(number, number: numbers.count).utf8
      numbers.append(Rendering.Number(element: element, sheet: sheet))
      done = annotation.range.upperBound
    }
    return String(decoding: result + bytes[done...], as: UTF8.self)
  }

  func lines(of marked: String) -> [Rendering.Line] {
    marked.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .compactMap { line(String(Substring($0))) }
  }

  private func line(_ marked: String) -> Rendering.Line? {
    let line = UnmarkedText(marked)
    guard !line.marks.isEmpty else { return nil }
    let skeleton = SkeletonLine(line.utf8, line.utf8.indices)
    let found = skeleton.slots.map { slot -> Rendering.Number? in
      guard let mark = line.marks.last(where: { $0.range.contains(slot.range.lowerBound) }),
        skeleton.slots.filter({ mark.range.contains($0.range.lowerBound) }).count == 1
      else { return nil }
      // An author may have typed a mark.
      return numbers.indices.contains(mark.number) ? numbers[mark.number] : nil
    }
    return Rendering.Line(skeleton: skeleton, numbers: found)
  }
}
