import Algebra
import Diagnostics
import NeuralCore
import Notation
import Notebook
import Testing

@Suite struct NetworkCellValueTests {
  @Test(arguments: [
    ("input: {I: 2}\nlayers: [H: {dense: 2}]", ["_", "_"], ["_", "_", "_", "_"], nil),
    ("input: {I: [0.40, _]}\nlayers: [H: {dense: 1, weight: _}]", ["0.40", "_"], ["_", "_"], nil),
    (
      "input: {I: _}\nlayers: [H: {dense: 2, weight: [[1, 2, 3], _], bias: _}]",
      ["_", "_", "_"], ["1", "2", "3", "_", "_", "_"], ["_", "_"]
    ),
    (
      "input: {I: [+.5, '012', 1e-3, -0]}\nlayers: [H: {dense: 1, bias: [_]}]",
      [".5", "012", "1e-3", "-0"], ["_", "_", "_", "_"], ["_"]
    ),
  ])
  func keepsLiteralsAndUnknowns(
    text: String, input: [String], weight: [String], bias: [String]?
  ) throws {
    let definition = try read(text).definition
    #expect(texts(definition.input.tensor) == input)
    #expect(texts(definition.layers[0].weight) == weight)
    #expect(definition.layers[0].bias.map(texts) == bias)
    #expect(definition.layers[0].activation.name == "identity")
    #expect(definition.name == "network")
  }

  @Test func unknownTargetsHaveTheOutputsShape() throws {
    let cell = try read("input: {I: 1}\nlayers: [H: {dense: 3}]\ntarget: {t: _}")
    #expect(cell.definition.target?.tensor.shape == [3])
  }

  @Test func namesAreNeverYAMLTypes() throws {
    let cell = try read(
      "name: yes\ninput: {no: 1}\nlayers: [on: {dense: 1, title: 2001-01-01}]\ntarget: {y: 1}")
    #expect(cell.definition.name == "yes")
    #expect(cell.definition.input.name == "no")
    #expect(cell.definition.layers[0].name == "on")
    #expect(cell.definition.layers[0].title == "2001-01-01")
  }

  @Test func aliasesAndMergeKeysWork() throws {
    let cell = try read(
      """
      input: {I: [1]}
      layers:
        - A: &a {dense: 1, activation: tanh, weight: &w [[0.10]]}
        - B: {<<: *a, activation: relu}
        - C: {<<: [{dense: 1}, *a], weight: *w}
      """)
    #expect(cell.definition.layers.map(\.activation.name) == ["tanh", "relu", "tanh"])
    #expect(cell.definition.layers.map { texts($0.weight) } == [["0.10"], ["0.10"], ["0.10"]])
  }

  @Test func givenTensorsHaveAnyShape() throws {
    let cell = try read(
      "input: {I: 1}\nlayers: [H: {dense: 1}]\ngiven: {a: [[1, _], [3, 4], [5, 6]], b: _, c: [[[7]]]}"
    )
    #expect(cell.pins.map(\.tensor.shape) == [[3, 2], [], [1, 1, 1]])
    #expect(cell.pins.map { texts($0.tensor).joined(separator: " ") } == ["1 _ 3 4 5 6", "_", "7"])
  }

  @Test func setsBecomePinsAndRates() throws {
    let (cell, found) = try read(NetworkCellTests.walkthrough).applying(sets: [
      "w_5=0.40", "H.out.1=[1, 2]", "rate=0.1", "ffnn/O.net.1=-2", "other/x=1", "w_5=0.50",
    ])
    #expect(found.isEmpty)
    #expect(cell.pins.map(\.reference) == ["O.out", "H.out.1", "O.net.1", "w_5"])
    #expect(
      cell.pins.map { texts($0.tensor) } == [["0.6", "_"], ["1", "2"], ["-2"], ["0.50"]])
    #expect(cell.pins.last?.place.source.name == "--set")
    let rate = try #require(cell.definition.optimizer).rate.initial
    #expect(rate.text == "0.1")
  }

  @Test(arguments: [
    ("abc", "error[set-syntax]: `--set` needs `REF=VALUE`, not `abc`\n"),
    ("=1", "error[set-syntax]: `=1` has no reference before `=`\n"),
    ("a=", "error[set-syntax]: `a=` has no value after `=`\n"),
    (
      "w_5=x",
      """
      error[not-a-number]: expected a number, not `x`
       --> --set:1:5
        |
      1 | w_5=x
        |     ^

      """
    ),
    (
      "rate=-1",
      """
      error[learning-rate]: the learning rate must be greater than 0, not `-1`
       --> --set:1:6
        |
      1 | rate=-1
        |      ^^

      """
    ),
    (
      "w_5=[1",
      """
      error[yaml-syntax]: while parsing a flow sequence: did not find expected ',' or ']'
       --> --set:1:5
        |
      1 | w_5=[1
        |     ^

      """
    ),
  ])
  func setProblems(text: String, expected: String) throws {
    let (_, found) = try read(NetworkCellTests.walkthrough).applying(sets: [text])
    var rendered = DiagnosticRenderer()
    rendered.colored = false
    let drawn = found.map { rendered.render($0) }.joined()
    let help = " = help: for example `--set w_5=0.4` or `--set 'I=[0.1, 0.2]'`\n"
    #expect(drawn == expected + (expected.contains("set-syntax") ? help : ""))
  }

  @Test func settingTheRateNeedsAnOptimizer() throws {
    let cell = try read("input: {I: 1}\nlayers: [H: {dense: 1}]")
    let (_, found) = cell.applying(sets: ["optimizer.rate=1"])
    #expect(
      found.map(\.message) == ["network `network` has no `optimizer` to set the rate of"])
  }
}
