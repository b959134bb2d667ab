import Algebra
import Diagnostics
import NeuralCore
import Notation
import Testing

/// `digits:`: what is read, what each selector covers, and which of two wins.
@Suite struct DigitTests {
  @Test(
    arguments: [
      ("5", Digits.decimals(5)), ("0", .decimals(0)), ("30", .decimals(30)),
      ("3s", .significant(3)),
      ("5t", .trimmed(5)), ("3!", .exactly(3)), ("given", .given), ("31", nil), ("0s", nil),
      ("", nil),
      ("s", nil), ("-1", nil), ("3.5", nil), ("3 s", nil), ("5T", nil), ("given!", nil), ("٣", nil),
    ] as [(String, Digits?)]) func reads(_ text: String, _ digits: Digits?)
  {
    #expect(Digits(text) == digits)
  }

  /// Rules, a quantity, the digits it gets; `-` where the author's literals stay.
  @Test(arguments: [
    ("", "H.out", "4"), ("default=5", "H.out", "5"), ("default=5 default=6", "H.out", "6"),
    ("default=5", "H.weight", "-"), ("default=5", "I", "-"), ("default=5", "rate", "-"),
    ("H.weight=2", "H.weight", "2"), ("t=2", "t", "2"), ("rate=1", "rate", "1"),
    // A quantity and its own steps, not what is derived from it.
    ("H.net=3", "H.net", "3"), ("H.net=3", "H.net.terms", "3"), ("H.net=3", "H.net.grad", "4"),
    ("H.net=3", "O.net", "4"), ("H.out=3", "H.out.exp", "3"), ("H.out=3", "H.out.denominator", "3"),
    ("H.out=3", "H.slope", "4"), ("H.out=3", "H.out.grad", "4"),
    ("H.out=3", "H.out.grad.terms", "4"),
    ("H.out.exp=3", "H.out.exp", "3"), ("H.out.exp=3", "H.out", "4"),
    ("H.slope=3", "H.slope.complement", "3"), ("H.weight=3", "H.weight.grad", "4"),
    ("H.weight=3", "H.weight.new", "4"), ("loss=3", "loss", "3"), ("loss=3", "loss.i", "3"),
    ("loss=3", "loss.error", "3"), ("loss=3", "loss.slope", "4"),
    ("loss.error=3", "loss.square", "4"),
    // A star at the end: everything derived; in the middle: any name.
    ("H.weight.*=6", "H.weight.grad", "6"), ("H.weight.*=6", "H.weight.new", "6"),
    ("H.weight.*=6", "H.weight", "-"), ("H.*=6", "H.net", "6"), ("H.*=6", "H.out.exp", "6"),
    ("H.*=6", "H.weight.grad", "6"), ("H.*=6", "O.net", "4"), ("*.net=6", "O.net", "6"),
    ("*.net=6", "O.net.grad", "4"), ("*.weight.grad=6", "H.weight.grad", "6"),
    ("*.*=6", "loss.error", "6"),
    // The longest wins; of equally long ones, the one with fewer stars; whatever their order.
    ("H.*=1 H.out=2 H.out.exp=3", "H.out.exp", "3"),
    ("H.out.exp=3 H.out=2 H.*=1", "H.out.exp", "3"),
    ("H.*=1 H.out=2", "H.out", "2"), ("H.out=2 H.*=1", "H.out", "2"),
    ("H.*=1 H.out=2", "H.net", "1"),
    ("*.out=1 H.out=2", "H.out", "2"), ("H.out=2 *.out=1", "H.out", "2"),
    ("H.weight.*=1 *.weight.new=2", "H.weight.new", "2"), ("H.out=2 H.out=3", "H.out", "3"),
  ]) func selectors(_ rules: String, _ name: String, _ expected: String) throws {
    let graph = Graph(Sample.small)
    let table = DigitTable(self.rules(rules))
    let quantity = try #require(graph.quantity(named: name))
    #expect(table.digits(of: quantity, in: graph) == Digits(expected))
  }

  @Test func aSelectorThatCoversNothingIsReported() throws {
    let graph = Graph(Sample.small)
    let table = DigitTable(rules("H.nett=3 default=4 H.net=3 H.weight.*=5 Q.*=2 *.out=3"))
    #expect(
      table.problems(in: graph).map(\.message) == [
        "`H.nett` selects no quantity of `net`", "`Q.*` selects no quantity of `net`",
      ])
    #expect(table.problems(in: graph).map(\.help) == ["did you mean `H.net`?", nil])
  }

  private func rules(_ text: String) -> [DigitRule] {
    text.split(separator: " ").compactMap { rule in
      let parts = rule.split(separator: "=").map(String.init)
      return Digits(parts[1]).map { DigitRule(selector: parts[0], digits: $0) }
    }
  }
}
