import Algebra
import Drawing
import NeuralCore
import Notebook
import Publishing
import Walkthrough

/// The numbers of a page: what each printed one is.
final class NumberRegister {
  private struct Key: Hashable {
    let worksheet: ObjectIdentifier
    let element: Element
  }

  private(set) var numbers: [HTMLPage.Number] = []
  /// The pictures, by the numbers of the marks on their text art.
  private(set) var pictures: [Picture] = []
  /// What stands around things with a number, by the numbers of their marks.
  private(set) var captions: [Caption] = []
  private var indices: [Key: Int?] = [:]

  /// An item's output with marks around numbers, pictures, and what has a caption; `nil`: it has none.
  ///
  /// - Parameters:
  ///   - hasNumbers: Whether there are marks around numbers.
  ///   - hasCaptions: Whether captions are marks and not paragraphs.
  func marked(
    _ item: NotebookItem, of runner: NotebookRunner, hasNumbers: Bool = false,
    hasCaptions: Bool = true
  ) -> String? {
    let worksheet = hasNumbers ? runner.worksheet(item) : nil
    guard hasCaptions, let (caption, text) = runner.captioned(item) else {
      return runner.annotated(item).map { marked($0, worksheet) }
    }
    captions.append(caption)
    return marked(caption.marked(text, as: captions.count - 1), worksheet)
  }

  /// An item's output with a mark around each number, and around the text art of each picture.
  ///
  /// - Parameter worksheet: The network of the numbers; without one they have no marks.
  private func marked(_ text: AnnotatedText, _ worksheet: Worksheet?) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.text.utf8)
    var done = 0
    for annotation in text.annotations {
      guard annotation.range.lowerBound >= done, let index = index(of: annotation.mark, worksheet)
      else { continue }
      result += bytes[done..<annotation.range.lowerBound]
      let number = String(decoding: bytes[annotation.range], as: UTF8.self)
      result += TeXMark.wrap(number, number: index).utf8
      done = annotation.range.upperBound
    }
    result += bytes[done...]
    return String(decoding: result, as: UTF8.self)
  }

  private func index(of mark: Mark, _ worksheet: Worksheet?) -> Int? {
    switch mark {
    case .number(let element, _): return worksheet.flatMap { index(of: element, $0) }
    case .picture(let picture):
      pictures.append(picture)
      return pictures.count - 1
    case .calculation, .matrix, .matrixCalculation: return nil
    }
  }

  private func index(of element: Element, _ worksheet: Worksheet) -> Int? {
    let key = Key(worksheet: ObjectIdentifier(worksheet), element: element)
    if let known = indices[key] { return known }
    let note = worksheet.note(of: element)
    indices[key] = note.map { _ in numbers.count }
    guard let note else { return nil }
    numbers.append(
      HTMLPage.Number(symbol: note.symbol, value: note.value, formula: note.formula))
    return numbers.count - 1
  }
}
