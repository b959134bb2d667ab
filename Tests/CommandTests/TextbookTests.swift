import Foundation
import TestSupport
import Testing

/// `notebooks/textbook.md` against the figures that textbooks print for this network.
///
/// Han, Kamber & Pei 2012, section 9.2, where the hidden signals and changes have three decimals; the
/// five that are printed here are those of the rounded numbers before. Exact values are held in
/// `Tests/Fixtures/walkthroughs.json`.
@Suite struct TextbookTests {
  private static let figures: [(reference: String, printed: String)] = [
    ("H.net.1", "-0.7"), ("H.net.2", "0.1"), ("O.net.1", "-0.105"), ("H.out.1", "0.332"),
    ("H.out.2", "0.525"), ("O.out.1", "0.474"), ("O.delta.1", "0.131"), ("H.delta.1", "-0.00872"),
    ("H.delta.2", "-0.00653"), ("O.weight.1.1.new", "-0.261"), ("O.weight.1.2.new", "-0.138"),
    ("H.weight.1.1.new", "0.19215"), ("H.weight.2.1.new", "-0.30588"),
    ("H.weight.1.2.new", "0.40000"),
    ("H.weight.2.2.new", "0.10000"), ("H.weight.1.3.new", "-0.50785"),
    ("H.weight.2.3.new", "0.19412"),
    ("O.bias.1.new", "0.218"), ("H.bias.2.new", "0.19412"), ("H.bias.1.new", "-0.40785"),
  ]

  private func notebook() throws -> String {
    try String(
      contentsOf: Repository.root.appending(path: "notebooks/textbook.md"), encoding: .utf8)
  }

  @Test func printsTheKnownFigures() throws {
    let values = Self.figures.map { "\n`= \($0.reference)`\n" }.joined()
    let outcome = try Program.run(["run", "-"], input: try notebook() + values, in: Folder())
    #expect(outcome.errors.isEmpty)
    let lines = outcome.output.split(separator: "\n").suffix(Self.figures.count)
    #expect(lines.map(String.init) == Self.figures.map { "$\($0.printed)$" })
  }

  /// δ is the error signal, and updates are additions.
  @Test func writesUpdatesAsAdditions() throws {
    let outcome = try Program.run(["run", "-"], input: try notebook(), in: Folder())
    for text in [
      "| $\\delta_6$ | $(t_1 - a_6) \\cdot a_6(1 - a_6)$ | $(1 - 0.474) \\times 0.2493$ | $0.131$ |",
      "| $\\delta_4$ | $\\delta_6 \\cdot \\omega_{46} \\cdot a_4(1 - a_4)$ |",
      "$0.9 \\times 0.131 \\times 0.332 = 0.039$",
      "$\\omega_{46}^{\\text{old}} + \\Delta \\omega_{46} = -0.3 + 0.039$",
    ] { #expect(outcome.output.contains(text), "\(text)") }
  }

  /// The other convention of the same notation.
  @Test func theConventionCanBeOverridden() throws {
    let changed = try notebook().replacing(
      "notation: textbook", with: "notation: {textbook: {delta-convention: gradient}}")
    let outcome = try Program.run(
      ["run", "-"], input: changed + "\n`= O.delta.1` `= O.net.grad.1`\n", in: Folder())
    #expect(outcome.output.hasSuffix("$-0.131$ $-0.131$\n"))
  }
}
