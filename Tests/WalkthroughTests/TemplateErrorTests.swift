import Diagnostics
import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// What a template's author is told, drawn as on a terminal.
@Suite struct TemplateErrorTests {
  /// A network without target, loss and optimizer, and with an unknown weight.
  private static var bare: NetworkDefinition {
    var network = SampleNetwork.feedForward
    (network.target, network.loss, network.optimizer) = (nil, nil, nil)
    network.layers[1].weight.values[3] = nil
    return network
  }

  private static var withoutLoss: NetworkDefinition {
    var network = SampleNetwork.feedForward
    network.loss = nil
    return network
  }

  private static var withoutOptimizer: NetworkDefinition {
    var network = SampleNetwork.feedForward
    network.optimizer = nil
    return network
  }

  private func errors(
    _ template: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ network: NetworkDefinition = SampleNetwork.feedForward
  ) throws -> String {
    let sheet = try SampleNetwork.worksheet(network, Presentation())
    let source = SourceText(name: "page.md", text: template)
    // The attributes stand in the first line of a notebook of their own.
    let line = "show " + attributes.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    let notebook = SourceText(name: "page.md", text: line)
    var offset = "show ".utf8.count
    let request = ViewRequest(
      template: Excerpt(source),
      attributes: attributes.map { key, value in
        let start = offset + key.utf8.count + 1
        offset = start + value.utf8.count + 1
        let place = SourceSpan(source: notebook, range: start..<start + value.utf8.count)
        return .init(key: key, value: value, place: place)
      }, place: SourceSpan(source: notebook, range: 0..<4))
    let partials = ["rows": "<<#units>><<nett>><</units>>", "open": "<<#units>>"]
    do {
      let text = try ViewRenderer { name in
        partials[name].map { Excerpt(SourceText(name: "templates/views/\(name).md", text: $0)) }
      }.render(request, with: sheet)
      return "rendered: \(text.text)"
    } catch let error as DiagnosticError {
      return DiagnosticRenderer().render(error.diagnostics)
    }
  }

  @Test func unknownNameIsPlacedAndCorrected() throws {
    #expect(
      try errors("| a |\n| $<<H.nett.1>>$ |") == """
        error[unknown-name]: `nett` is not known here
         --> page.md:2:8
          |
        2 | | $<<H.nett.1>>$ |
          |        ^^^^
          = help: did you mean `net`?


        """)
  }

  @Test func everyUnknownNameIsReported() throws {
    #expect(
      try errors("<<H.net.1.sumbol>> <<qqqq>>\n<<#units>><<titel>><</units>>") == """
        error[unknown-name]: `sumbol` is not known here
         --> page.md:1:11
          |
        1 | <<H.net.1.sumbol>> <<qqqq>>
          |           ^^^^^^
          = help: did you mean `symbol`?

        error[unknown-name]: `qqqq` is not known here
         --> page.md:1:22
          |
        1 | <<H.net.1.sumbol>> <<qqqq>>
          |                      ^^^^

        error[unknown-name]: `titel` is not known here
         --> page.md:2:13
          |
        2 | <<#units>><<titel>><</units>>
          |             ^^^^^
          = help: did you mean `title`?


        """)
  }

  /// What a layer does not have is false as a section and an error as text; what no layer has is an
  /// error as a section too.
  @Test func absentIsNotUnknown() throws {
    #expect(try errors("<<#net>>a<</net>><<^net>>none<</net>>", ["layer": "I"]) == "rendered: none")
    #expect(
      try errors("$<<net.symbol>>$", ["layer": "I"]) == """
        error[absent-name]: `I` has no `net` to print
         --> page.md:1:4
          |
        1 | $<<net.symbol>>$
          |    ^^^
          = help: `<<#net>>…<</net>>` prints only where there is one


        """)
    #expect(
      try errors("<<#nut>>a<</nut>>", ["layer": "I"]) == """
        error[unknown-name]: `nut` is not known here
         --> page.md:1:4
          |
        1 | <<#nut>>a<</nut>>
          |    ^^^
          = help: did you mean `net`?


        """)
  }

  /// A step that another loss has is absent where there is a loss, and unknown elsewhere.
  @Test func stepsAreAbsentOnlyWhereTheyCouldBe() throws {
    #expect(
      try errors("<<#loss.1.log>>a<</loss.1.log>><<^loss.1.log>>none<</loss.1.log>>")
        == "rendered: none")
    #expect(
      try errors("<<#H.net.1.square>>a<</H.net.1.square>>") == """
        error[unknown-name]: `square` is not known here
         --> page.md:1:12
          |
        1 | <<#H.net.1.square>>a<</H.net.1.square>>
          |            ^^^^^^


        """)
  }

  @Test(arguments: [
    ("a\n<<#units>>b", "a section is not closed", 2, 4, "units"),
    (
      "<<#units>>b<</layers>>", "a section is closed by another name than it was opened by", 1, 15,
      "layers"
    ),
    ("a<<net", "a tag is not closed", 1, 2, "<<"),
  ]) func templatesThatDoNotParse(
    _ template: String, _ what: String, _ line: Int, _ column: Int, _ marked: String
  ) throws {
    let lines = template.split(separator: "\n")
    #expect(
      try errors(template) == """
        error[template-syntax]: the template does not parse: \(what)
         --> page.md:\(line):\(column)
          |
        \(line) | \(lines[line - 1])
          | \(String(repeating: " ", count: column - 1))\(String(repeating: "^", count: marked.count))


        """)
  }

  @Test func unknownPartial() throws {
    #expect(
      try errors("x\n<<> row>>") == """
        error[unknown-view]: there is no view `row` to include
         --> page.md:2:5
          |
        2 | <<> row>>
          |     ^^^


        """)
  }

  @Test func syntaxOfAPartialIsReportedInThePartial() throws {
    #expect(
      try errors("<<> open>>") == """
        error[template-syntax]: the template does not parse: a section is not closed
         --> templates/views/open.md:1:4
          |
        1 | <<#units>>
          |    ^^^^^


        """)
  }

  @Test(arguments: [
    ("loss", "target", bare), ("grad", "target", bare), ("new", "optimizer", bare),
    ("loss", "loss", withoutLoss), ("grad", "loss", withoutLoss), ("delta", "loss", withoutLoss),
    ("new", "optimizer", withoutOptimizer), ("rate", "optimizer", withoutOptimizer),
    ("change", "optimizer", withoutOptimizer), ("target", "target", bare),
  ]) func whatNeedsAKeySaysWhich(_ name: String, _ key: String, _ network: NetworkDefinition) throws
  {
    #expect(
      try errors("<<\(name)>>", ["weight": "w_5"], network) == """
        error[missing-\(key)]: `\(name)` needs the key `\(key)`, which `ffnn` does not have
         --> page.md:1:3
          |
        1 | <<\(name)>>
          |   \(String(repeating: "^", count: name.count))
          = help: add `\(key):` to the network's cell


        """)
  }

  @Test(arguments: [
    ("<<from.symbol>>", "a weight", "from", "`weight=…`"),
    ("<<grad>>", "a weight", "grad", "`weight=…`"),
    ("<<net>>", "a layer or unit", "net", "`layer=…` or `unit=…`"),
    ("<<unit>>", "a unit", "unit", "`unit=…`"),
  ]) func whatNeedsAnAttributeSaysWhich(
    _ template: String, _ article: String, _ name: String, _ example: String
  ) throws {
    #expect(
      try errors(template) == """
        error[missing-attribute]: the view is about \(article), and none is named
         --> page.md:1:3
          |
        1 | \(template)
          |   \(String(repeating: "^", count: name.count))
          = help: add \(example)


        """)
  }

  /// Attributes: the message, and what is marked in the line that asks for the view.
  @Test(
    arguments: [
      ("layr", "H", "unknown-attribute", "a view has no attribute `layr`", "did you mean `layer`?"),
      ("layer", "Q", "unknown-layer", "`ffnn` has no layer `Q`", nil),
      ("layer", "h", "unknown-layer", "`ffnn` has no layer `h`", "did you mean `H`?"),
      ("unit", "H_3", "unknown-unit", "`ffnn` has no unit `H_3`", nil),
      ("unit", "w_1", "unknown-unit", "`ffnn` has no unit `w_1`", nil),
      ("weight", "w_9", "unknown-weight", "`ffnn` has no weight `w_9`", nil),
      ("weight", "h_1", "unknown-weight", "`ffnn` has no weight `h_1`", "did you mean `w_1`?"),
      ("weight", "H.weight.1", "unknown-weight", "`ffnn` has no weight `H.weight.1`", nil),
      ("bias", "w_1", "unknown-bias", "`ffnn` has no bias `w_1`", nil),
      ("step", "-1", "bad-attribute", "`step` takes a whole number of updates, not `-1`", nil),
      ("step", "x", "bad-attribute", "`step` takes a whole number of updates, not `x`", nil),
    ] as [(String, String, String, String, String?)]) func attributesThatMeanNothing(
      _ key: String, _ value: String, _ id: String, _ message: String, _ help: String?
    ) throws
  {
    let column = "show \(key)=".utf8.count
    #expect(
      try errors("x", [key: value]) == """
        error[\(id)]: \(message)
         --> page.md:1:\(column + 1)
          |
        1 | show \(key)=\(value)
          | \(String(repeating: " ", count: column))\(String(repeating: "^", count: value.count))
        \(help.map { "  = help: \($0)\n" } ?? "")

        """)
  }

  @Test func theUnknownHasNoValueButASymbol() throws {
    #expect(
      try errors(
        "$<<w_8.symbol>> <<w_8.unknown>> <<#w_8.unknown>>?<</w_8.unknown>>$", [:], Self.bare)
        == "rendered: $w_8 true ?$")
    #expect(
      try errors("$<<O.net.2>>$", [:], Self.bare) == """
        error[unknown-value]: `O.net.2` has no value: it depends on a number that is not given
         --> page.md:1:1
          |
        1 | show 
          | ^^^^


        """)
  }

  /// A list is entered, not printed or followed.
  @Test(arguments: [
    ("units", "units"), ("H.weights", "weights"), ("reversed(layers)", "reversed(layers)"),
  ]) func listsCannotBePrinted(_ path: String, _ name: String) throws {
    let column = path.utf8.count - name.utf8.count + 2
    let expected = """
      error[list-printed]: `\(name)` is a list, which has no text of its own
       --> page.md:1:\(column + 1)
        |
      1 | <<\(path)>>
        | \(String(repeating: " ", count: column))\(String(repeating: "^", count: name.count))
        = help: print its items: `<<#\(name)>>…<</\(name)>>`


      """
    #expect(try errors("<<\(path)>>") == expected)
    #expect(try errors("<<#\(path)>>.<</\(path)>>").hasPrefix("rendered: ."))
  }

  /// The lists of an element are forms of it.
  @Test(arguments: [
    ("O.net.1.terms", "0.2027, 0.2298"),
    (
      "w_5.grad.chain",
      """
      1 \\times 0.5965 \\times 0.2387 \\times 0.5069 = 0.5965 \\times 0.2387 \\times 0.5069 \
      = 0.1424 \\times 0.5069
      """
    ),
    ("w_5.grad.factors", "0.1424, 0.5069"),
  ]) func listsOfAnElementArePrinted(_ path: String, _ expected: String) throws {
    #expect(try errors("<<\(path)>>") == "rendered: " + expected)
  }

  @Test func listsHaveNoNames() throws {
    #expect(
      try errors("<<units.net>>") == """
        error[unknown-name]: `net` is not known here
         --> page.md:1:9
          |
        1 | <<units.net>>
          |         ^^^


        """)
  }

  /// Inside of `<<^list>>` names mean what they mean around it.
  @Test func namesBesideAnEmptyList() throws {
    #expect(
      try errors("<<#units>><<^weights>><<symbol>><</weights>><</units>>", ["layer": "I"])
        == "rendered: I_1I_2")
  }

  /// `\text{net}_{\text{part\_2},1}` typed plainly, in a template and as a value.
  @Test func symbolsWithACommaCanBeTyped() throws {
    var network = SampleNetwork.feedForward
    network.layers[0].name = "part_2"
    #expect(
      try errors("$<<net_part_2,1.equation>>$", [:], network)
        == #"rendered: $\text{net}_{\text{part\_2},1} = 0.0275$"#)
    let sheet = try SampleNetwork.worksheet(network, Presentation())
    let value = SourceText(name: "page.md", text: "net_part_2,1 * 2")
    let text = try ViewRenderer { _ in nil }.renderValue(Excerpt(value), with: sheet).text
    #expect(text == "0.0550")
  }
}
