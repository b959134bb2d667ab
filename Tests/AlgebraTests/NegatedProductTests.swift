import Testing

@testable import Algebra

@Suite struct NegatedProductTests {
  private static let number = TeXAtom("-0.5", .negativeNumber)

  /// Two signs never stand side by side.
  @Test func aProductThatBeginsWithAMinusIsBracketed() throws {
    let x = Expr<Int>.leaf(0)
    let product = Expr.negation(.product([x, 2]))
    #expect(try product.tex(.numeric) { _ in Self.number } == "-(-0.5 \\times 2)")
    #expect(try product.tex(.numeric) { _ in TeXAtom("0.5", .number) } == "-0.5 \\times 2")
    let sum = Expr.sum([product, 1])
    #expect(try sum.tex(.numeric) { _ in Self.number } == "-(-0.5 \\times 2) + 1")
    let difference = Expr.sum([1, product])
    #expect(try difference.tex(.numeric) { _ in Self.number } == "1 - (-0.5 \\times 2)")
  }
}
