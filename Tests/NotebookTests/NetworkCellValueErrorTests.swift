import Testing

extension NetworkCellErrorTests {
  static let valueErrors: [Case] = [
    Case(
      "what is not a number",
      """
      input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
      layers: [H: {dense: 2}]
      """,
      """
      error[not-a-number]: expected a number, not `x`
       --> n.md:1:16
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                ^

      error[not-a-number]: expected a number, not `1/2`
       --> n.md:1:19
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                   ^^^
        = help: write the decimal, `0.5`

      error[not-a-number]: expected a number, not `0,5`
       --> n.md:1:24
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                        ^^^^^
        = help: write a point, `0.5`

      error[not-finite]: `nan` is not a finite number
       --> n.md:1:31
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                               ^^^

      error[not-finite]: `.inf` is not a finite number
       --> n.md:1:36
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                                    ^^^^

      error[not-finite]: `1e999` is too long or has an exponent beyond ±400
       --> n.md:1:42
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                                          ^^^^^

      error[not-finite]: `1e350` is too large for a number here
       --> n.md:1:49
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                                                 ^^^^^

      error[not-a-number]: expected a number, not `1/3`
       --> n.md:1:56
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                                                        ^^^
        = help: write a decimal, such as `0.3333`

      error[not-a-number]: expected a number, not `-`
       --> n.md:1:61
        |
      1 | input: {I: [1, x, 1/2, '0,5', nan, .inf, 1e999, 1e350, 1/3, -, ]}
        |                                                             ^


      """),
    Case(
      "choices and digits",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2}]
      optimizer: {sgd: {rat: 3, momentum: 3}}
      precision: exakt
      rounding: up
      digits: {H: 5x, G: 99}
      notation: {a: {b: {unit}}, c: d}
      """,
      """
      error[unknown-key]: `rat` is not a key of `sgd`
       --> n.md:3:19
        |
      3 | optimizer: {sgd: {rat: 3, momentum: 3}}
        |                   ^^^
        = help: did you mean `rate`?

      error[unknown-key]: `momentum` is not a key of `sgd`
       --> n.md:3:27
        |
      3 | optimizer: {sgd: {rat: 3, momentum: 3}}
        |                           ^^^^^^^^
        = help: its keys are `rate`, `weight-decay`, `l1`, `l2`, `order`

      error[unknown-precision]: there is no precision called `exakt`
       --> n.md:4:12
        |
      4 | precision: exakt
        |            ^^^^^
        = help: did you mean `exact`?

      error[unknown-rounding]: there is no rounding called `up`
       --> n.md:5:11
        |
      5 | rounding: up
        |           ^^
        = help: its values are `half-up`, `half-even`

      error[digits-syntax]: `5x` does not say how many digits
       --> n.md:6:13
        |
      6 | digits: {H: 5x, G: 99}
        |             ^^
        = help: write `5` (decimals), `3s` (significant), `5t` (zeros trimmed), `3!` (exactly) or `given`, 30 at most

      error[digits-syntax]: `99` does not say how many digits
       --> n.md:6:20
        |
      6 | digits: {H: 5x, G: 99}
        |                    ^^
        = help: write `5` (decimals), `3s` (significant), `5t` (zeros trimmed), `3!` (exactly) or `given`, 30 at most

      error[wrong-type]: the pattern of `b` must be text, not a mapping
       --> n.md:7:19
        |
      7 | notation: {a: {b: {unit}}, c: d}
        |                   ^^^^^^
        = help: write TeX in single quotes

      error[wrong-type]: `notation` must have one key, but `c` follows `a`
       --> n.md:7:28
        |
      7 | notation: {a: {b: {unit}}, c: d}
        |                            ^


      """),
    Case(
      "given values",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2}]
      given: {O: [1, [2]], P: [[1, 2], [3]], Q: [[1], 2], R: [], S: x}
      optimizer: {sgd: 0.5}
      notation: [x]
      """,
      """
      error[given-shape]: `O` has a list beside numbers
       --> n.md:3:16
        |
      3 | given: {O: [1, [2]], P: [[1, 2], [3]], Q: [[1], 2], R: [], S: x}
        |                ^^^

      error[given-shape]: `P` has a row of 1 beside rows of 2
       --> n.md:3:34
        |
      3 | given: {O: [1, [2]], P: [[1, 2], [3]], Q: [[1], 2], R: [], S: x}
        |                                  ^^^

      error[given-shape]: `Q` has `2` beside lists
       --> n.md:3:49
        |
      3 | given: {O: [1, [2]], P: [[1, 2], [3]], Q: [[1], 2], R: [], S: x}
        |                                                 ^

      error[given-shape]: `R` has an empty list
       --> n.md:3:56
        |
      3 | given: {O: [1, [2]], P: [[1, 2], [3]], Q: [[1], 2], R: [], S: x}
        |                                                        ^^

      error[not-a-number]: expected a number, not `x`
       --> n.md:3:63
        |
      3 | given: {O: [1, [2]], P: [[1, 2], [3]], Q: [[1], 2], R: [], S: x}
        |                                                               ^

      error[wrong-type]: `sgd` must be a mapping, not `0.5`
       --> n.md:4:18
        |
      4 | optimizer: {sgd: 0.5}
        |                  ^^^
        = help: for example `optimizer: {sgd: {rate: 0.5}}`

      error[wrong-type]: `notation` must be a mapping with one key, not a list
       --> n.md:5:11
        |
      5 | notation: [x]
        |           ^^^
        = help: for example `notation: {textbook: {bias: 'b_{unit}'}}`


      """),
  ]
}
