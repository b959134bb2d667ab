import Algebra
package import NeuralCore
import Notation

/// One level of where a number comes from: its formula, the numbers put in, the result.
package struct DerivationStep: Sendable {
  /// The canonical name, such as `H.net.1`.
  package let name: String
  package let symbol: String
  /// `nil` for what the author gives, or pinned.
  package let formula: String?
  /// The formula with displayed numbers put in.
  package let calculation: String?
  /// The displayed value; `nil` if it is unknown.
  package let value: String?
  /// Whether the calculation gives the value as printed; otherwise it does so by rounding.
  package let isExact: Bool
  /// Whether the number was pinned, against its definition.
  package let isPinned: Bool
  /// What the formula takes, each element once, in its order.
  package let operands: [Element]
}

extension Worksheet {
  /// One level of an element's derivation, printed as views print it.
  ///
  /// - Throws: `DiagnosticError` for values out of range.
  package func derivationStep(of element: Element) throws -> DerivationStep {
    let marks = MarkRegister()
    let writer = TeXWriter(worksheet: self, marks: marks)
    // What the pass before left is given in the first pass only.
    let isCarried = element.step > 0 && graph.carried[element.quantity] != nil
    let isGiven = !isCarried && graph.given(element) != nil
    let formula = isGiven ? nil : Derivation(worksheet: self).formula(element)
    let value: String? =
      switch try ledger.shown(element) {
      case .unknown: nil
      case .literal, .constant: try writer.value(element)
      }
    var calculation = try formula.map { try writer.numbers($0, FormStyle(), of: element) }
    // A number alone would be said twice.
    if let lone = calculation, lone.unmarked == value?.unmarked { calculation = nil }
    var isExact = true
    if let calculation, let value {
      var line = AnnotatedText(marked: "\(calculation) = \(value)", marks: marks.marks)
      RelationRepair(check: RelationCheck(worksheet: self)).repair(&line)
      isExact = !line.text.contains("\\approx")
    }
    var seen: Set<Element> = []
    let operands = (formula?.leaves ?? []).filter { seen.insert($0).inserted }
    return DerivationStep(
      name: graph.name(of: element), symbol: writer.symbol(element).unmarked,
      formula: try formula.map { try writer.symbols($0, FormStyle(), of: element).unmarked },
      calculation: calculation?.unmarked, value: value?.unmarked, isExact: isExact,
      isPinned: graph.isPinned(element), operands: operands)
  }
}

extension String {
  /// Without the marks of what parts of it stand for.
  fileprivate var unmarked: String { AnnotatedText(marked: self, marks: []).text }
}
