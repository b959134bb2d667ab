import Algebra
import Diagnostics
import NeuralCore
import Notation
import Notebook
import Testing

@Suite struct NetworkCellMergeTests {
  @Test func likeReplacesKeysAndMergesLayersByName() throws {
    let first = try read(NetworkCellTests.walkthrough)
    let cell = try read(
      """
      name: second
      like: ffnn
      layers:
        - O: {dense: 2, bias: [1, 2], title: Out}
        - P: {dense: 1}
      target: {y: [0.5]}
      digits: {H.net: 2}
      given: {H.out.1: 0.7}
      """, earlier: [first])
    #expect(cell.definition.name == "second")
    #expect(cell.definition.layers.map(\.name) == ["H", "O", "P"])
    #expect(texts(cell.definition.layers[1].weight) == ["0.40", "0.45", "0.50", "0.55"])
    #expect(cell.definition.layers[1].bias.map(texts) == ["1", "2"])
    #expect(cell.definition.layers[1].title == "Out")
    #expect(texts(cell.definition.layers[2].weight) == ["_", "_"])
    #expect(cell.definition.target?.name == "y")
    #expect(cell.presentation.precision == .asDisplayed)
    #expect(cell.presentation.digits.first { $0.selector == "H.net" }?.digits == .decimals(2))
    #expect(cell.presentation.digits.count == 5)
    #expect(cell.pins.map(\.reference) == ["O.out", "H.out.1"])
    #expect(cell.pins.map { texts($0.tensor) } == [["0.6", "_"], ["0.7"]])
  }

  @Test func likeDoesNotInheritTheName() throws {
    let cell = try read("like: ffnn", earlier: [try read(NetworkCellTests.walkthrough)])
    #expect(cell.definition.name == "network")
  }

  @Test func likeOfLikeKeepsEverything() throws {
    let first = try read(NetworkCellTests.walkthrough)
    let second = try read("name: b\nlike: ffnn\nloss: mean-squared-error", earlier: [first])
    let third = try read("like: b\nrounding: half-up", earlier: [first, second])
    #expect(third.definition.loss?.name == "mean-squared-error")
    #expect(third.presentation.rounding == .halfUp)
    #expect(third.definition.optimizer == first.definition.optimizer)
  }

  @Test func problemsOfMergedPartsStandWhereTheTextStands() throws {
    let first = try read("name: a\ninput: {I: [1]}\nlayers: [H: {dense: 1, weight: [[2]]}]")
    let (cell, found) = NetworkCellReader.read(
      Excerpt(SourceText(name: "b.md", text: "like: a\nlayers: [H: {dense: 2}]")),
      earlier: { _ in first }, earlierNames: ["a"])
    #expect(cell == nil)
    #expect(
      DiagnosticRenderer().render(found) == """
        error[weight-shape]: `H.weight` has 1 row, but `H` has 2 units
         --> cell.md:3:32
          |
        3 | layers: [H: {dense: 1, weight: [[2]]}]
          |                                ^^^^^


        """)
  }

  @Test func aBrokenBaseIsReportedOnlyOnce() {
    let (cell, found) = NetworkCellReader.read(
      Excerpt(SourceText(name: "b.md", text: "like: broken")), earlierNames: ["broken"])
    #expect(cell == nil)
    #expect(found.isEmpty)
  }

  @Test func frontMatterIsWeakest() throws {
    let source = SourceText(
      name: "a.md",
      text: """
        ---
        title: !include x
        tags: {a: 1}
        deltabook:
          digits: 5
          precision: as-displayed
          optimizer: {sgd: {rate: 0.1}}
        ---
        """)
    let (defaults, found) = FrontMatter.defaults(in: Excerpt(source))
    #expect(found.isEmpty)
    let text = "input: {I: 2}\nlayers: [H: {dense: 1}]\ndigits: {H.net: 3}\nprecision: exact"
    let cell = try read(text, defaults: defaults)
    #expect(cell.presentation.precision == .exact)
    #expect(cell.presentation.digits.map(\.selector) == ["default", "H.net"])
    #expect(cell.presentation.digits.first?.place?.line == 5)
    #expect(cell.definition.optimizer != nil)
  }

  @Test func frontMatterIsFoundBehindAByteOrderMark() {
    let text = "\u{FEFF}---\ndeltabook: {digits: 5}\n---\n\nText.\n"
    let (document, _) = NotebookDocument.parse(SourceText(name: "a.md", text: text))
    let defaults = document.frontMatter.flatMap { FrontMatter.defaults(in: $0).0 }
    #expect(defaults?["digits"]?.text == "5")
    #expect(defaults?["digits"]?.place.line == 2)
  }

  @Test(
    arguments: [
      ("a: [1", nil),
      ("title: x\nfoo: 1\nfoo: 2", nil),
      ("title: deltabook\nfoo: 1\nfoo: 2", nil),
      ("deltabook:", nil),
      (
        "deltabook: {digit: 5}",
        """
        error[unknown-key]: `digit` is not a key of `deltabook`
         --> a.md:1:13
          |
        1 | deltabook: {digit: 5}
          |             ^^^^^
          = help: did you mean `digits`?


        """
      ),
      (
        "deltabook: 5",
        """
        error[wrong-type]: `deltabook` must be a mapping, not `5`
         --> a.md:1:12
          |
        1 | deltabook: 5
          |            ^


        """
      ),
    ] as [(String, String?)])
  func frontMatterProblems(text: String, expected: String?) {
    let (_, found) = FrontMatter.defaults(in: Excerpt(SourceText(name: "a.md", text: text)))
    #expect(DiagnosticRenderer().render(found) == expected ?? "")
  }
}
