package import NeuralCore

/// What there is to say of one number: shown where a page's readers point at it.
package struct ElementNote: Sendable, Hashable {
  package let symbol: String
  /// All digits of the floating-point value.
  package let value: String
  /// In symbols; `nil` for what is given.
  package let formula: String?
}

extension Worksheet {
  /// - Returns: `nil` for an unknown number.
  package func note(of element: Element) -> ElementNote? {
    guard let value = try? run.value(element) else { return nil }
    let writer = TeXWriter(worksheet: self, marks: MarkRegister())
    let expression = Derivation(worksheet: self).formula(element)
    let formula = expression.flatMap { try? writer.symbols($0, FormStyle(), of: element) }
    return ElementNote(
      symbol: writer.symbol(element), value: value == 0 ? "0" : value.description, formula: formula)
  }
}
