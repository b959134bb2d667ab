import Algebra

/// Hands out the marks of one rendered text.
final class MarkRegister {
  private(set) var marks: [Mark] = []

  /// The text inside a mark.
  func wrap(_ text: String, _ mark: Mark) -> String {
    marks.append(mark)
    return TeXMark.wrap(text, number: marks.count - 1)
  }
}
