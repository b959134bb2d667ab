import Testing

extension NetworkCellErrorTests {
  static let keyErrors: [Case] = [
    Case(
      "an empty cell",
      """

      """,
      """
      error[missing-key]: network `network` has no `input`
       --> n.md:1:1
        |
      1 | 
        | ^

      error[missing-key]: network `network` has no `layers`
       --> n.md:1:1
        |
      1 | 
        | ^


      """),
    Case(
      "a list",
      """
      - a
      """,
      """
      error[wrong-type]: a network cell must be a mapping, not a list
       --> n.md:1:1
        |
      1 | - a
        | ^^^


      """),
    Case(
      "no layers",
      """
      input: {I: [1, 2]}
      """,
      """
      error[missing-key]: network `network` has no `layers`
       --> n.md:1:1
        |
      1 | input: {I: [1, 2]}
        | ^^^^^


      """),
    Case(
      "a bad name, an unknown network",
      """
      name: a b
      like: x
      """,
      """
      error[invalid-name]: `a b` is not a name: a letter, then letters, digits, `_` and `-`
       --> n.md:1:7
        |
      1 | name: a b
        |       ^^^

      error[unknown-network]: there is no network `x` above this cell
       --> n.md:2:7
        |
      2 | like: x
        |       ^
        = help: networks above are `ffnn`, `broken`


      """),
    Case(
      "wrong types, unknown keys",
      """
      input: [1, 2]
      layers: 3
      los: x
      foo: y
      """,
      """
      error[wrong-type]: `input` must be a mapping with one key, not a list
       --> n.md:1:8
        |
      1 | input: [1, 2]
        |        ^^^^^^
        = help: for example `input: {I: [0.05, 0.10]}`

      error[wrong-type]: `layers` must be a list of layers, not `3`
       --> n.md:2:9
        |
      2 | layers: 3
        |         ^
        = help: for example `- H: {dense: 2, activation: sigmoid}`

      error[unknown-key]: `los` is not a key of a network cell
       --> n.md:3:1
        |
      3 | los: x
        | ^^^
        = help: did you mean `loss`?

      error[unknown-key]: `foo` is not a key of a network cell
       --> n.md:4:1
        |
      4 | foo: y
        | ^^^
        = help: its keys are `name`, `like`, `input`, `layers`, `vectors`, `target`, `loss`, `reduction`, `optimizer`, `train`, `given`, `notation`, `precision`, `digits`, `rounding`


      """),
    Case(
      "a misspelt network",
      """
      like: ffn
      """,
      """
      error[unknown-network]: there is no network `ffn` above this cell
       --> n.md:1:7
        |
      1 | like: ffn
        |       ^^^
        = help: did you mean `ffnn`?


      """),
    Case(
      "another error below a broken network",
      """
      like: broken
      layers: [H: {dense: 0}]
      """,
      """
      error[units]: `H` must have a whole number of units, 1 or more, not `0`
       --> n.md:2:21
        |
      2 | layers: [H: {dense: 0}]
        |                     ^


      """),
    Case(
      "like a list",
      """
      like: [a]

      """,
      """
      error[wrong-type]: `like` must be the name of a network, not a list
       --> n.md:1:7
        |
      1 | like: [a]
        |       ^^^


      """),
  ]
}
