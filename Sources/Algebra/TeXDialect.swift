/// What a document means by signs that others mean something else by.
package struct TeXDialect: Hashable, Sendable {
  /// Whether `e` is a symbol, such as an error, so that `e^2` is its square; with any other exponent it is
  /// the number.
  package var hasSymbolE: Bool
  /// The letters whose superscripts count layers, as that of `w^1_{11}` does, and are no exponents.
  package var layered: Set<String>

  /// The letters that are functions: with the argument behind them they are a symbol.
  package var functions: Set<String>

  /// Whether a symbol's name is read and no formula, so that all superscripts are part of it.
  var isName = false

  package init(
    hasSymbolE: Bool = false, layered: Set<String> = [], functions: Set<String> = []
  ) {
    (self.hasSymbolE, self.layered, self.functions) = (hasSymbolE, layered, functions)
  }
}
