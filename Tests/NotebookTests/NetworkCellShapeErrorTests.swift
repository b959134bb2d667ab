import Testing

extension NetworkCellErrorTests {
  static let shapeErrors: [Case] = [
    Case(
      "units",
      """
      input: {I: 0}
      layers: [H: {dense: 1000000000}, O: {dense: -1}, P: {dense: 2.5}, Q: {dense: 200000000000000000000000000000000000}]
      """,
      """
      error[units]: `I` must have a whole number of entries, 1 or more, not `0`
       --> n.md:1:12
        |
      1 | input: {I: 0}
        |            ^

      error[network-too-large]: `H` has 1000000000 units; the limit is 100000
       --> n.md:2:21
        |
      2 | layers: [H: {dense: 1000000000}, O: {dense: -1}, P: {dense: 2.5}, Q: {dense: 2000000000000000000000…
        |                     ^^^^^^^^^^

      error[units]: `O` must have a whole number of units, 1 or more, not `-1`
       --> n.md:2:45
        |
      2 | layers: [H: {dense: 1000000000}, O: {dense: -1}, P: {dense: 2.5}, Q: {dense: 2000000000000000000000…
        |                                             ^^

      error[units]: `P` must have a whole number of units, 1 or more, not `2.5`
       --> n.md:2:61
        |
      2 | layers: [H: {dense: 1000000000}, O: {dense: -1}, P: {dense: 2.5}, Q: {dense: 2000000000000000000000…
        |                                                             ^^^

      error[network-too-large]: `Q` has 200000000000000000000000000000 units; the limit is 100000
       --> n.md:2:78
        |
      2 | layers: [H: {dense: 1000000000}, O: {dense: -1}, P: {dense: 2.5}, Q: {dense: 2000000000000000000000…
        |                                                                              ^^^^^^^^^^^^^^^^^^^^^^^


      """),
    Case(
      "too many parameters",
      """
      input: {I: 100000}
      layers: [H: {dense: 20}, O: {dense: 300}, P: {dense: 1}]
      """,
      """
      error[network-too-large]: the network has 2006000 parameters up to `O`; the limit is 2000000
       --> n.md:2:37
        |
      2 | layers: [H: {dense: 20}, O: {dense: 300}, P: {dense: 1}]
        |                                     ^^^


      """),
    Case(
      "an unknown size",
      """
      input: {I: _}
      layers: [H: {dense: 2}]
      """,
      """
      error[unknown-size]: how many entries `I` has is not known
       --> n.md:1:12
        |
      1 | input: {I: _}
        |            ^
        = help: write their number, such as `{I: 2}`


      """),
    Case(
      "a file, initializers",
      """
      input: {I: {csv: a.csv}}
      layers: [H: {dense: 2, weight: {init: xavier}, bias: {init: zeros}}]
      """,
      """
      error[data-file]: `a.csv` cannot be read: there is no folder to read from
       --> n.md:1:18
        |
      1 | input: {I: {csv: a.csv}}
        |                  ^^^^^

      error[unknown-initializer]: there is no initializer called `xavier`
       --> n.md:2:39
        |
      2 | layers: [H: {dense: 2, weight: {init: xavier}, bias: {init: zeros}}]
        |                                       ^^^^^^
        = help: initializers are `constant`, `uniform`, `normal`, `xavier-uniform`, `xavier-normal`, `he-uniform`, `he-normal`, `orthogonal`

      error[unknown-initializer]: there is no initializer called `zeros`
       --> n.md:2:61
        |
      2 | layers: [H: {dense: 2, weight: {init: xavier}, bias: {init: zeros}}]
        |                                                             ^^^^^
        = help: initializers are `constant`, `uniform`, `normal`


      """),
    Case(
      "a sequence",
      """
      input: {I: {sequence: [[1]]}}
      layers: [p: {activation: softmax}]
      """,
      """
      error[unsupported]: `sequence` is not supported yet; `I` must be a list of numbers or of rows
       --> n.md:1:13
        |
      1 | input: {I: {sequence: [[1]]}}
        |             ^^^^^^^^


      """),
    Case(
      "shapes of parameters",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2, activation: sigmiod, weight: [[1, 2, 3], [1, 2, 3]], bias: 0.35, colour: x, biass: 3}, O: {dense: 3, activation: softmax, weight: [[1, 2], [3], [4, 5, 6]], bias: [1, 2]}]
      """,
      """
      error[unknown-activation]: there is no activation called `sigmiod`
       --> n.md:2:36
        |
      2 | layers: [H: {dense: 2, activation: sigmiod, weight: [[1, 2, 3], [1, 2, 3]], bias: 0.35, colour: x, …
        |                                    ^^^^^^^
        = help: did you mean `sigmoid`?

      error[weight-shape]: `H.weight` has 3 columns, but `I` has 2 entries
       --> n.md:2:54
        |
      2 | layers: [H: {dense: 2, activation: sigmiod, weight: [[1, 2, 3], [1, 2, 3]], bias: 0.35, colour: x, …
        |                                                      ^^^^^^^^^

      error[bias-shape]: `H.bias` must be a list of 2 numbers, one a unit, not `0.35`
       --> n.md:2:83
        |
      2 | layers: [H: {dense: 2, activation: sigmiod, weight: [[1, 2, 3], [1, 2, 3]], bias: 0.35, colour: x, …
        |                                                                                   ^^^^
        = help: to give every unit the same, write `[0.35, 0.35]`

      error[unknown-key]: `colour` is not a key of a dense layer
       --> n.md:2:89
        |
      2 | layers: [H: {dense: 2, activation: sigmiod, weight: [[1, 2, 3], [1, 2, 3]], bias: 0.35, colour: x, …
        |                                                                                         ^^^^^^
        = help: its keys are `dense`, `activation`, `weight`, `bias`, `frozen`, `title`

      error[unknown-key]: `biass` is not a key of a dense layer
       --> n.md:2:100
        |
      2 | …, 2, 3]], bias: 0.35, colour: x, biass: 3}, O: {dense: 3, activation: softmax, weight: [[1, 2], [3…
        |                                   ^^^^^
        = help: did you mean `bias`?

      error[weight-shape]: row 2 of `O.weight` has 1 column, but `H` has 2 units
       --> n.md:2:163
        |
      2 | …ation: softmax, weight: [[1, 2], [3], [4, 5, 6]], bias: [1, 2]}]
        |                                   ^^^

      error[weight-shape]: row 3 of `O.weight` has 3 columns, but `H` has 2 units
       --> n.md:2:168
        |
      2 | …: softmax, weight: [[1, 2], [3], [4, 5, 6]], bias: [1, 2]}]
        |                                   ^^^^^^^^^

      error[bias-shape]: `O.bias` has 2 entries, but `O` has 3 units
       --> n.md:2:186
        |
      2 | … [[1, 2], [3], [4, 5, 6]], bias: [1, 2]}]
        |                                   ^^^^^^


      """),
    Case(
      "rows of weights",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2, weight: [[1, 2]]}, O: {dense: 1, weight: [0.1, 0.2]}, P: {dense: 1, weight: 0.5, bias: x}]
      """,
      """
      error[weight-shape]: `H.weight` has 1 row, but `H` has 2 units
       --> n.md:2:32
        |
      2 | layers: [H: {dense: 2, weight: [[1, 2]]}, O: {dense: 1, weight: [0.1, 0.2]}, P: {dense: 1, weight: …
        |                                ^^^^^^^^

      error[weight-shape]: `O.weight` must be a list of rows, one a unit, not a list of numbers
       --> n.md:2:65
        |
      2 | layers: [H: {dense: 2, weight: [[1, 2]]}, O: {dense: 1, weight: [0.1, 0.2]}, P: {dense: 1, weight: …
        |                                                                 ^^^^^^^^^^
        = help: write `[[0.1, 0.2]]`

      error[weight-shape]: `P.weight` must be a list of 1 row, one a unit, not `0.5`
       --> n.md:2:100
        |
      2 | ….1, 0.2]}, P: {dense: 1, weight: 0.5, bias: x}]
        |                                   ^^^

      error[bias-shape]: `P.bias` must be a list of 1 number, one a unit, not `x`
       --> n.md:2:111
        |
      2 | …P: {dense: 1, weight: 0.5, bias: x}]
        |                                   ^


      """),
    Case(
      "target, loss, rate",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2}]
      target: {t: [1, 2, 3]}
      loss: half-squared-eror
      optimizer: {sgd: {rate: 0}}
      """,
      """
      error[target-shape]: `t` has 3 entries, but `H` has 2 units
       --> n.md:3:13
        |
      3 | target: {t: [1, 2, 3]}
        |             ^^^^^^^^^

      error[unknown-loss]: there is no loss called `half-squared-eror`
       --> n.md:4:7
        |
      4 | loss: half-squared-eror
        |       ^^^^^^^^^^^^^^^^^
        = help: did you mean `half-squared-error`?

      error[learning-rate]: the learning rate must be greater than 0, not `0`
       --> n.md:5:25
        |
      5 | optimizer: {sgd: {rate: 0}}
        |                         ^


      """),
    Case(
      "two targets, unknown loss and optimizer",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2}]
      target: {t: 2, u: 3}
      loss: quartic
      optimizer: adan
      """,
      """
      error[wrong-type]: `target` must have one key, but `u` follows `t`
       --> n.md:3:16
        |
      3 | target: {t: 2, u: 3}
        |                ^

      error[unknown-loss]: there is no loss called `quartic`
       --> n.md:4:7
        |
      4 | loss: quartic
        |       ^^^^^^^
        = help: losses are `half-squared-error`, `squared-error`, `mean-squared-error`, `mean-absolute-error`, `huber`, `binary-cross-entropy`, `binary-cross-entropy-logits`, `cross-entropy`, `cross-entropy-base-2`, `cross-entropy-base-10`, `cross-entropy-logits`, `cross-entropy-logits-base-2`, `cross-entropy-logits-base-10`, `negative-log-likelihood`, `kl-divergence`, `hinge`

      error[unknown-optimizer]: there is no optimizer called `adan`
       --> n.md:5:12
        |
      5 | optimizer: adan
        |            ^^^^
        = help: did you mean `adam`?


      """),
    Case(
      "a loss without target, no rate",
      """
      input: {I: [1, 2]}
      layers: [H: {dense: 2}]
      loss: mean-squared-error
      optimizer: sgd
      """,
      """
      error[missing-key]: `loss` needs a `target`
       --> n.md:3:7
        |
      3 | loss: mean-squared-error
        |       ^^^^^^^^^^^^^^^^^^

      error[missing-key]: `sgd` has no `rate`
       --> n.md:4:12
        |
      4 | optimizer: sgd
        |            ^^^
        = help: for example `optimizer: {sgd: {rate: 0.5}}`


      """),
  ]
}
