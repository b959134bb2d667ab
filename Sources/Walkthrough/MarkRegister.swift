import Algebra

/// Hands out the marks of one rendered text.
final class MarkRegister {
  private(set) var marks: [Mark] = []

  /// The text inside a mark; texts with more marks than can be numbered lose the later ones.
  func wrap(_ text: String, _ mark: Mark) -> String {
    guard marks.count < TeXMark.limit else { return text }
    marks.append(mark)
    return TeXMark.wrap(text, number: marks.count - 1)
  }
}
