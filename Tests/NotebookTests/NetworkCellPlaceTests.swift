import Diagnostics
import NeuralCore
import Notation
import Notebook
import Testing

@Suite struct NetworkCellPlaceTests {
  @Test func placesAreThoseOfTheText() throws {
    let cell = try read(NetworkCellTests.walkthrough)
    let expected = [
      "name": "ffnn", "input": "I", "target": "t", "layers.O": "O", "optimizer": "sgd",
      "optimizer.rate": "0.5", "loss": "half-squared-error", "notation": "walkthrough",
      "layers.O.weight": "[[0.40, 0.45], [0.50, 0.55]]", "layers.H.title": "Hidden",
      "notation.bias": "'b_{unit}'", "precision": "as-displayed", "rounding": "half-even",
      "digits.O.out.exp": "3!", "given.O.out": "[0.6, _]",
    ]
    for (path, text) in expected { #expect(cell.places[path]?.text == Substring(text), "\(path)") }
    #expect(cell.namePlace.text == "ffnn")
    #expect(cell.pins.map(\.place.text) == ["O.out", "H.out.1"])
    #expect(cell.presentation.digits.map(\.place?.text).last == "t")
    #expect(cell.presentation.notation.presetPlace?.text == "walkthrough")
    #expect(cell.presentation.notation.overrides.first?.place?.text == "bias")
  }

  @Test func placesAreRightInsideAQuoteInAList() {
    let source = SourceText(
      name: "quote.md",
      text: """
        - > ```network
          > input: {I: [1, 2]}
          > layers:
          >   - Größe: {dense: 1, title: 'é🚀', weight: [[1, zwei]]}
          >   - O: {dense: 1,
          >         bias: [1, 2]}
          > ```
        """)
    var text = ""
    var pieces: [Excerpt.Piece] = []
    for line in 2...6 {
      let start = source.offset(ofLine: line) + 4
      pieces.append(.init(offset: text.utf8.count, sourceOffset: start))
      text += source[start..<source.offset(ofLine: line + 1)]
    }
    let body = Excerpt(source: source, text: text, pieces: pieces)
    let (_, found) = NetworkCellReader.read(body)
    #expect(
      DiagnosticRenderer().render(found) == """
        error[not-a-number]: expected a number, not `zwei`
         --> quote.md:4:59
          |
        4 |   >   - Größe: {dense: 1, title: 'é🚀', weight: [[1, zwei]]}
          |                                                      ^^^^

        error[bias-shape]: `O.bias` has 2 entries, but `O` has 1 unit
         --> quote.md:6:19
          |
        6 |   >         bias: [1, 2]}
          |                   ^^^^^^


        """)
  }
}
