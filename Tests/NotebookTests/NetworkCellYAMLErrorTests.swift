import Testing

extension NetworkCellErrorTests {
  static let yamlErrors: [Case] = [
    Case(
      "an open list",
      """
      a: [1, 2
      b: 3
      """,
      """
      error[yaml-syntax]: while parsing a flow sequence: did not find expected ',' or ']'
       --> n.md:2:2
        |
      2 | b: 3
        |  ^


      """),
    Case(
      "wrong indentation",
      """
      a: 1
       b: 2
      """,
      """
      error[yaml-syntax]: mapping values are not allowed in this context
       --> n.md:2:3
        |
      2 |  b: 2
        |   ^


      """),
    Case(
      "an open quote",
      """
      a: 'x
      """,
      """
      error[yaml-syntax]: while scanning a quoted scalar: found unexpected end of stream
       --> n.md:1:4
        |
      1 | a: 'x
        |    ^


      """),
    Case(
      "an unknown escape",
      #"""
      a: "\sigma"
      """#,
      #"""
      error[yaml-syntax]: while parsing a quoted scalar: found unknown escape character
       --> n.md:1:5
        |
      1 | a: "\sigma"
        |     ^
        = help: write TeX in single quotes


      """#),
    Case(
      "escapes of control characters",
      #"""
      a: "\frac \text"
      """#,
      #"""
      error[unknown-key]: `a` is not a key of a network cell
       --> n.md:1:1
        |
      1 | a: "\frac \text"
        | ^
        = help: its keys are `name`, `like`, `input`, `layers`, `vectors`, `target`, `loss`, `reduction`, `optimizer`, `train`, `given`, `notation`, `precision`, `digits`, `rounding`

      error[missing-key]: network `network` has no `input`
       --> n.md:1:1
        |
      1 | a: "\frac \text"
        | ^

      error[missing-key]: network `network` has no `layers`
       --> n.md:1:1
        |
      1 | a: "\frac \text"
        | ^

      error[control-character]: `\f` in double quotes is the control character U+000C
       --> n.md:1:5
        |
      1 | a: "\frac \text"
        |     ^^
        = help: write TeX in single quotes

      error[control-character]: `\t` in double quotes is the control character U+0009
       --> n.md:1:11
        |
      1 | a: "\frac \text"
        |           ^^
        = help: write TeX in single quotes


      """#),
    Case(
      "duplicate keys",
      """
      a: 1
      a: 2
      'a': 3
      b: {c: 1, c: 2}
      """,
      """
      error[unknown-key]: `a` is not a key of a network cell
       --> n.md:1:1
        |
      1 | a: 1
        | ^
        = help: its keys are `name`, `like`, `input`, `layers`, `vectors`, `target`, `loss`, `reduction`, `optimizer`, `train`, `given`, `notation`, `precision`, `digits`, `rounding`

      error[missing-key]: network `network` has no `input`
       --> n.md:1:1
        |
      1 | a: 1
        | ^

      error[missing-key]: network `network` has no `layers`
       --> n.md:1:1
        |
      1 | a: 1
        | ^

      error[duplicate-key]: `a` stands here twice
       --> n.md:2:1
        |
      2 | a: 2
        | ^

      error[duplicate-key]: `a` stands here twice
       --> n.md:3:1
        |
      3 | 'a': 3
        | ^^^

      error[unknown-key]: `b` is not a key of a network cell
       --> n.md:4:1
        |
      4 | b: {c: 1, c: 2}
        | ^
        = help: its keys are `name`, `like`, `input`, `layers`, `vectors`, `target`, `loss`, `reduction`, `optimizer`, `train`, `given`, `notation`, `precision`, `digits`, `rounding`

      error[duplicate-key]: `c` stands here twice
       --> n.md:4:11
        |
      4 | b: {c: 1, c: 2}
        |           ^


      """),
    Case(
      "a tab",
      """
      \ta: b
      """,
      """
      error[yaml-syntax]: while scanning for the next token: found character that cannot start any token
       --> n.md:1:1
        |
      1 |     a: b
        | ^^^^
        = help: indent with spaces, and put text with special characters in single quotes


      """),
    Case(
      "two colons",
      """
      a: b: c
      """,
      """
      error[yaml-syntax]: mapping values are not allowed in this context
       --> n.md:1:5
        |
      1 | a: b: c
        |     ^


      """),
    Case(
      "a tag",
      """
      a: !!int 3
      """,
      """
      error[unknown-key]: `a` is not a key of a network cell
       --> n.md:1:1
        |
      1 | a: !!int 3
        | ^
        = help: its keys are `name`, `like`, `input`, `layers`, `vectors`, `target`, `loss`, `reduction`, `optimizer`, `train`, `given`, `notation`, `precision`, `digits`, `rounding`

      error[missing-key]: network `network` has no `input`
       --> n.md:1:1
        |
      1 | a: !!int 3
        | ^

      error[missing-key]: network `network` has no `layers`
       --> n.md:1:1
        |
      1 | a: !!int 3
        | ^

      error[unsupported]: YAML tags such as `!!int` are not supported
       --> n.md:1:4
        |
      1 | a: !!int 3
        |    ^^^^^


      """),
    Case(
      "a control character",
      """
      a: \u{7}
      """,
      """
      error[control-character]: the control character U+0007 is not allowed here
       --> n.md:1:4
        |
      1 | a: �
        |    ^


      """),
    Case(
      "a list as key",
      """
      ? [a]
      : b
      """,
      """
      error[missing-key]: network `network` has no `input`
       --> n.md:1:1
        |
      1 | ? [a]
        | ^^^^^

      error[missing-key]: network `network` has no `layers`
       --> n.md:1:1
        |
      1 | ? [a]
        | ^^^^^

      error[yaml-syntax]: a key must be text, not a list
       --> n.md:1:3
        |
      1 | ? [a]
        |   ^^^


      """),
    Case(
      "an unknown alias",
      """
      a: *b
      """,
      """
      error[yaml-syntax]: found undefined alias
       --> n.md:1:4
        |
      1 | a: *b
        |    ^


      """),
    Case(
      "two documents",
      """
      a: 1
      ---
      b: 2
      """,
      """
      error[yaml-syntax]: expected a single document in the stream: but found another document
       --> n.md:2:1
        |
      2 | ---
        | ^


      """),
    Case(
      "a reserved character",
      """
      a: @b
      """,
      """
      error[yaml-syntax]: while scanning for the next token: found character that cannot start any token
       --> n.md:1:4
        |
      1 | a: @b
        |    ^
        = help: indent with spaces, and put text with special characters in single quotes


      """),
  ]
}
