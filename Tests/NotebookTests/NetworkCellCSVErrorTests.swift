import Diagnostics
import Notebook
import Testing

/// What can be wrong with the CSV files a cell names, exactly as it is drawn.
@Suite struct NetworkCellCSVErrorTests {
  typealias Case = NetworkCellErrorTests.Case

  private static let files = [
    "xor.csv": "a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n", "ragged.csv": "a,b\n1,2\n3\n",
    "text.csv": "a,b\n1,2\n3,x\n", "quote.csv": "a,b\n1,\"2\n", "head.csv": "a,b\n",
    "plain.csv": "1,2\n3,4\n", "hole.csv": "a,b\n1,\n",
    "twice.csv": "a,a,y\n1,2,3\n",
  ]

  @Test(arguments: cases) func drawsEveryProblem(of example: Case) {
    let (cell, found) = NetworkCellReader.read(
      Excerpt(SourceText(name: "n.md", text: example.cell)),
      files: DataFiles { SourceText(name: $0, text: Self.files[$0] ?? "") })
    #expect(cell == nil)
    #expect(DiagnosticRenderer().render(found) == example.expected)
  }

  static let cases: [Case] = [
    Case(
      "ragged rows",
      """
      input: {x: {csv: ragged.csv}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-ragged]: line 3 of `ragged.csv` has 1 cell, but line 1 has 2
       --> n.md:1:18
        |
      1 | input: {x: {csv: ragged.csv}}
        |                  ^^^^^^^^^^


      """),
    Case(
      "a cell that is no number",
      """
      input: {x: {csv: text.csv}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-number]: line 3, column `b` of `text.csv` is not a number: `x`
       --> n.md:1:18
        |
      1 | input: {x: {csv: text.csv}}
        |                  ^^^^^^^^


      """),
    Case(
      "an empty cell",
      """
      input: {x: {csv: hole.csv}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-number]: line 2, column `b` of `hole.csv` is not a number: nothing
       --> n.md:1:18
        |
      1 | input: {x: {csv: hole.csv}}
        |                  ^^^^^^^^


      """),
    Case(
      "an open quote",
      """
      input: {x: {csv: quote.csv}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-quote]: the quote in line 2 of `quote.csv` is never closed
       --> n.md:1:18
        |
      1 | input: {x: {csv: quote.csv}}
        |                  ^^^^^^^^^


      """),
    Case(
      "names and nothing else",
      """
      input: {x: {csv: head.csv}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-empty]: `head.csv` has no rows of numbers
       --> n.md:1:18
        |
      1 | input: {x: {csv: head.csv}}
        |                  ^^^^^^^^


      """),
    Case(
      "a column that is not there",
      """
      input: {x: {csv: xor.csv, columns: [a, c]}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-column]: `xor.csv` has no column `c`
       --> n.md:1:40
        |
      1 | input: {x: {csv: xor.csv, columns: [a, c]}}
        |                                        ^
        = help: its columns are `a`, `b`, `y`


      """),
    Case(
      "a column whose name two have",
      """
      input: {x: {csv: twice.csv, columns: [a, y]}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-column]: `twice.csv` has 2 columns `a`: 1, 2
       --> n.md:1:39
        |
      1 | input: {x: {csv: twice.csv, columns: [a, y]}}
        |                                       ^
        = help: give each its own name in line 1


      """),
    Case(
      "a column by number",
      """
      input: {x: {csv: plain.csv, columns: [1, 3]}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-column]: `plain.csv` has no column `3`
       --> n.md:1:42
        |
      1 | input: {x: {csv: plain.csv, columns: [1, 3]}}
        |                                          ^
        = help: its first line has no names; its columns are numbered 1 to 2


      """),
    Case(
      "columns that are no list",
      """
      input: {x: {csv: xor.csv, columns: {a: 1}}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[wrong-type]: `columns` must be a list of names, not a mapping
       --> n.md:1:36
        |
      1 | input: {x: {csv: xor.csv, columns: {a: 1}}}
        |                                    ^^^^^^
        = help: for example `columns: [a, b]`


      """),
    Case(
      "another separator",
      """
      input: {x: {csv: xor.csv, separator: '|'}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[csv-separator]: `separator` is `','`, `';'` or `tab`, not `|`
       --> n.md:1:38
        |
      1 | input: {x: {csv: xor.csv, separator: '|'}}
        |                                      ^^^


      """),
    Case(
      "different counts of examples",
      """
      input: {x: {csv: xor.csv, columns: [a, b]}}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: {csv: plain.csv, columns: [1]}}
      loss: half-squared-error
      """,
      """
      error[example-count]: `t` has 2 examples, but `x` has 4
       --> n.md:3:13
        |
      3 | target: {t: {csv: plain.csv, columns: [1]}}
        |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


      """),
  ]
}
