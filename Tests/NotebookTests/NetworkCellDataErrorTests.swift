extension NetworkCellErrorTests {
  /// What can be wrong with batches, data and training.
  static let dataErrors: [Case] = [
    Case(
      "rows of different lengths",
      """
      input: {x: [[1, 2], [3], [4, 5, 6]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[batch-shape]: row 2 of `x` has 1 entry, but row 1 has 2
       --> n.md:1:21
        |
      1 | input: {x: [[1, 2], [3], [4, 5, 6]]}
        |                     ^^^

      error[batch-shape]: row 3 of `x` has 3 entries, but row 1 has 2
       --> n.md:1:26
        |
      1 | input: {x: [[1, 2], [3], [4, 5, 6]]}
        |                          ^^^^^^^^^


      """),
    Case(
      "a number beside rows",
      """
      input: {x: [[1, 2], 3]}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[batch-shape]: row 2 of `x` must be a list, not `3`
       --> n.md:1:21
        |
      1 | input: {x: [[1, 2], 3]}
        |                     ^


      """),
    Case(
      "an empty row",
      """
      input: {x: [[], [1]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[batch-shape]: row 1 of `x` must have 1 or more entries, not none
       --> n.md:1:13
        |
      1 | input: {x: [[], [1]]}
        |             ^^


      """),
    Case(
      "a word in a row",
      """
      input: {x: [[1, a]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[not-a-number]: expected a number, not `a`
       --> n.md:1:17
        |
      1 | input: {x: [[1, a]]}
        |                 ^


      """),
    Case(
      "examples that are not as many",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [[1]]}
      loss: half-squared-error
      """,
      """
      error[example-count]: `t` has 1 example, but `x` has 2
       --> n.md:3:13
        |
      3 | target: {t: [[1]]}
        |             ^^^^^


      """),
    Case(
      "a flat target of a batch",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [1, 0]}
      loss: half-squared-error
      """,
      """
      error[example-count]: `t` is a single example, but `x` is a batch of 2
       --> n.md:3:13
        |
      3 | target: {t: [1, 0]}
        |             ^^^^^^
        = help: write one row an example, `[[1], [0]]`


      """),
    Case(
      "a batch of targets for one example",
      """
      input: {x: [1, 2]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [[1], [0]]}
      loss: half-squared-error
      """,
      """
      error[example-count]: `t` is a batch of 2 examples, but `x` is a single one
       --> n.md:3:13
        |
      3 | target: {t: [[1], [0]]}
        |             ^^^^^^^^^^


      """),
    Case(
      "targets that do not fit the layer",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [[1, 2], [0, 1]]}
      loss: half-squared-error
      """,
      """
      error[target-shape]: `t` has 2 entries an example, but `O` has 1 unit
       --> n.md:3:13
        |
      3 | target: {t: [[1, 2], [0, 1]]}
        |             ^^^^^^^^^^^^^^^^


      """),
    Case(
      "a target out of range in a row",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [[1], [2]]}
      loss: binary-cross-entropy
      """,
      """
      error[target-range]: `binary-cross-entropy` needs targets between 0 and 1, but `t` has `2`
       --> n.md:3:20
        |
      3 | target: {t: [[1], [2]]}
        |                    ^


      """),
    Case(
      "an example that is no distribution",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 2, activation: softmax}]
      target: {t: [[1, 0], [0.5, 0.4]]}
      loss: cross-entropy
      """,
      """
      error[target-distribution]: `cross-entropy` needs targets that add up to 1, but those of example 2 of `t` add up to `0.9`
       --> n.md:3:22
        |
      3 | target: {t: [[1, 0], [0.5, 0.4]]}
        |                      ^^^^^^^^^^


      """),
    Case(
      "an unknown convention and reduction",
      """
      input: {x: [[1, 2]]}
      vectors: row
      reduction: average
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[unknown-vectors]: there is no vector convention called `row`
       --> n.md:2:10
        |
      2 | vectors: row
        |          ^^^
        = help: did you mean `rows`?

      error[unknown-reduction]: there is no reduction called `average`
       --> n.md:3:12
        |
      3 | reduction: average
        |            ^^^^^^^
        = help: its values are `sum`, `mean`


      """),
    Case(
      "weights of row vectors",
      """
      input: {x: [1, 2, 3]}
      vectors: rows
      layers: [O: {dense: 2, weight: [[1, 2, 3], [4, 5, 6]]}]
      """,
      """
      error[weight-shape]: `O.weight` has 2 rows, but `x` has 3 entries
       --> n.md:3:32
        |
      3 | layers: [O: {dense: 2, weight: [[1, 2, 3], [4, 5, 6]]}]
        |                                ^^^^^^^^^^^^^^^^^^^^^^

      error[weight-shape]: `O.weight` has 3 columns, but `O` has 2 units
       --> n.md:3:33
        |
      3 | layers: [O: {dense: 2, weight: [[1, 2, 3], [4, 5, 6]]}]
        |                                 ^^^^^^^^^


      """),
    Case(
      "a row for each unit of row vectors",
      """
      input: {x: [1, 2]}
      vectors: rows
      layers: [O: {dense: 3, weight: [[1, 2], [3, 4]]}]
      """,
      """
      error[weight-shape]: `O.weight` has 2 columns, but `O` has 3 units
       --> n.md:3:33
        |
      3 | layers: [O: {dense: 3, weight: [[1, 2], [3, 4]]}]
        |                                 ^^^^^^


      """),
    Case(
      "weights of row vectors that are a list",
      """
      input: {x: [1, 2]}
      vectors: rows
      layers: [O: {dense: 3, weight: [1, 2]}]
      """,
      """
      error[weight-shape]: `O.weight` must be a list of rows, one an entry of `x`, not a list of numbers
       --> n.md:3:32
        |
      3 | layers: [O: {dense: 3, weight: [1, 2]}]
        |                                ^^^^^^


      """),
    Case(
      "where data come from",
      """
      input: {x: {cvs: a.csv}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[unknown-key]: `cvs` is not a key of `x`
       --> n.md:1:13
        |
      1 | input: {x: {cvs: a.csv}}
        |             ^^^
        = help: did you mean `csv`?


      """),
    Case(
      "nothing about data",
      """
      input: {x: {}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[wrong-type]: `x` must be a list of numbers or their number, not a mapping
       --> n.md:1:12
        |
      1 | input: {x: {}}
        |            ^^


      """),
    Case(
      "unknown images",
      """
      input: {x: {images: cats, count: 4}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[unknown-images]: there are no images called `cats`
       --> n.md:1:21
        |
      1 | input: {x: {images: cats, count: 4}}
        |                     ^^^^
        = help: images are `circles-and-squares`


      """),
    Case(
      "images without a count",
      """
      input: {x: {images: circles-and-squares}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[missing-key]: the images of `x` have no `count`
       --> n.md:1:21
        |
      1 | input: {x: {images: circles-and-squares}}
        |                     ^^^^^^^^^^^^^^^^^^^
        = help: for example `{images: circles-and-squares, count: 200, seed: 1}`


      """),
    Case(
      "too many images",
      """
      input: {x: {images: circles-and-squares, count: 1000000}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[whole-number]: `count` must be a whole number from 1 to 31250, not `1000000`
       --> n.md:1:49
        |
      1 | input: {x: {images: circles-and-squares, count: 1000000}}
        |                                                 ^^^^^^^


      """),
    Case(
      "a seed that is none",
      """
      input: {x: {images: circles-and-squares, count: 4, seed: -1}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[seed]: a seed must be a whole number from 0 on, not `-1`
       --> n.md:1:58
        |
      1 | input: {x: {images: circles-and-squares, count: 4, seed: -1}}
        |                                                          ^^


      """),
    Case(
      "labels of nothing",
      """
      input: {x: {images: circles-and-squares, count: 4, seed: 1}}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: {labels: y}}
      loss: half-squared-error
      """,
      """
      error[unknown-labels]: there are no labels of `y`
       --> n.md:3:22
        |
      3 | target: {t: {labels: y}}
        |                      ^
        = help: `x` has labels if it is made of `images:`


      """),
    Case(
      "labels of numbers",
      """
      input: {x: [[1]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: {labels: x}}
      loss: half-squared-error
      """,
      """
      error[unknown-labels]: `x` has no labels: only `images:` have
       --> n.md:3:22
        |
      3 | target: {t: {labels: x}}
        |                      ^


      """),
    Case(
      "a csv file without a folder",
      """
      input: {x: {csv: [a]}}
      layers: [O: {dense: 1, activation: sigmoid}]
      """,
      """
      error[wrong-type]: `csv` must be a file's path, not a list
       --> n.md:1:18
        |
      1 | input: {x: {csv: [a]}}
        |                  ^^^


      """),
  ]
}
