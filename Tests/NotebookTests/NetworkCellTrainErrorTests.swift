extension NetworkCellErrorTests {
  /// What can be wrong with `train`.
  static let trainErrors: [Case] = [
    Case(
      "a training without what it needs",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      train: {epochs: 10}
      """,
      """
      error[missing-key]: `train` needs `target`
       --> n.md:3:8
        |
      3 | train: {epochs: 10}
        |        ^^^^^^^^^^^^


      """),
    Case(
      "a training with a wrong optimizer",
      """
      input: {x: [[1, 2], [3, 4]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [[1], [0]]}
      loss: half-squared-error
      optimizer: {sgd: {rate: -1}}
      train: {epochs: 10}
      """,
      """
      error[learning-rate]: the learning rate must be greater than 0, not `-1`
       --> n.md:5:25
        |
      5 | optimizer: {sgd: {rate: -1}}
        |                         ^^


      """),
    Case(
      "a training of one example",
      """
      input: {x: [1, 2]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [1]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.1}}
      train: {epochs: 10}
      """,
      """
      error[train-batch]: `train` needs a batch, but `x` is a single example
       --> n.md:6:8
        |
      6 | train: {epochs: 10}
        |        ^^^^^^^^^^^^
        = help: write it as a list of one row, or leave out `train`


      """),
    training(
      "no epochs", "train: {batch: 2}",
      """
      error[missing-key]: `train` has no `epochs`
       --> n.md:6:8
        |
      6 | train: {batch: 2}
        |        ^^^^^^^^^^


      """),
    training(
      "zero epochs", "train: {epochs: 0}",
      """
      error[whole-number]: `epochs` must be a whole number from 1 to 100000000, not `0`
       --> n.md:6:17
        |
      6 | train: {epochs: 0}
        |                 ^


      """),
    training(
      "a batch that is too large", "train: {epochs: 1, batch: 4}",
      """
      error[whole-number]: `batch` must be a whole number from 1 to 3, not `4`
       --> n.md:6:27
        |
      6 | train: {epochs: 1, batch: 4}
        |                           ^


      """),
    training(
      "a batch larger than what is left", "train: {epochs: 1, batch: 3, test: 1}",
      """
      error[whole-number]: `batch` must be a whole number from 1 to 2, not `3`
       --> n.md:6:27
        |
      6 | train: {epochs: 1, batch: 3, test: 1}
        |                           ^


      """),
    training(
      "an unknown key of train", "train: {epochs: 1, epoch: 2}",
      """
      error[unknown-key]: `epoch` is not a key of `train`
       --> n.md:6:20
        |
      6 | train: {epochs: 1, epoch: 2}
        |                    ^^^^^
        = help: did you mean `epochs`?


      """),
    training(
      "a shuffle without a seed", "train: {epochs: 1, shuffle: yes}",
      """
      error[train-shuffle]: `shuffle` is `seed` and a whole number, not `yes`
       --> n.md:6:29
        |
      6 | train: {epochs: 1, shuffle: yes}
        |                             ^^^
        = help: for example `shuffle: seed 7`; without a seed it would differ from run to run


      """),
    training(
      "a record that is a number", "train: {epochs: 1, record: 5}",
      """
      error[wrong-type]: `record` must say how often, not `5`
       --> n.md:6:28
        |
      6 | train: {epochs: 1, record: 5}
        |                            ^
        = help: for example `record: {every: 100}`


      """),
    training(
      "a test share of everything", "train: {epochs: 1, test: 1.5}",
      """
      error[train-test]: `test` is a share between 0 and 1 or a whole number of examples, not `1.5`
       --> n.md:6:26
        |
      6 | train: {epochs: 1, test: 1.5}
        |                          ^^^


      """),
    training(
      "a test of none", "train: {epochs: 1, test: 0.1}",
      """
      error[train-test]: `test: 0.1` of 3 examples leaves none to test
       --> n.md:6:26
        |
      6 | train: {epochs: 1, test: 0.1}
        |                          ^^^


      """),
    training(
      "a test of all", "train: {epochs: 1, test: 3}",
      """
      error[train-test]: `test: 3` of 3 examples leaves none to train with
       --> n.md:6:26
        |
      6 | train: {epochs: 1, test: 3}
        |                          ^


      """),
    training(
      "train is no mapping", "train: 10",
      """
      error[wrong-type]: `train` must be a mapping, not `10`
       --> n.md:6:8
        |
      6 | train: 10
        |        ^^
        = help: for example `train: {epochs: 100, batch: 32, shuffle: seed 7}`


      """),
  ]

  /// Three examples; the sixth line trains with them.
  private static func training(_ name: String, _ line: String, _ expected: String) -> Case {
    Case(
      name,
      """
      input: {x: [[1, 2], [3, 4], [5, 6]]}
      layers: [O: {dense: 1, activation: sigmoid}]
      target: {t: [[1], [0], [1]]}
      loss: half-squared-error
      optimizer: {sgd: {rate: 0.1}}
      \(line)
      """, expected)
  }
}
