/// How an expression is set in TeX: syntax that the algebra itself does not know.
package struct PrintStyle: Hashable, Sendable {
  package enum Multiplication: Hashable, Sendable {
    /// `a \cdot b`; a factor is set directly before a bracket, as in `o_1(1 - o_1)`.
    case dot
    /// `a \times b`.
    case times
    /// `(a)(b)`.
    case juxtaposed
  }

  package var multiplication: Multiplication
  /// Products in a sum are bracketed: `(a \times b) + (c \times d)`.
  package var groupsProducts: Bool
  /// `a - b` for `a + (-b)`.
  package var mergesSigns: Bool
  /// A negative number is bracketed in the first place too.
  package var bracketsNegatives: Bool

  package init(
    multiplication: Multiplication = .dot, groupsProducts: Bool = false, mergesSigns: Bool = false,
    bracketsNegatives: Bool = false
  ) {
    self.multiplication = multiplication
    self.groupsProducts = groupsProducts
    self.mergesSigns = mergesSigns
    self.bracketsNegatives = bracketsNegatives
  }

  /// Symbols: `I_1 \cdot w_1 + I_2 \cdot w_2`.
  package static let symbolic = PrintStyle()
  /// Numbers: `(0.05 \times 0.15) + (0.10 \times 0.20)`.
  package static let numeric = PrintStyle(multiplication: .times, groupsProducts: true)
}

/// What a leaf looks like in TeX.
package struct TeXAtom: Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    case symbol
    case number
    case negativeNumber
    /// Something with operators of its own that is bracketed wherever a sum would be.
    case compound
  }

  package var text: String
  package var shape: Shape

  package init(_ text: String, _ shape: Shape = .symbol) {
    self.text = text
    self.shape = shape
  }
}
