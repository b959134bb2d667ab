/// What can be wrong with batches and trainings.
extension BadNotebook {
  /// The small network with two examples; a cell of nine lines and some more.
  private static func batch(_ lines: String = "") -> String {
    network.replacing("{x: [1, 2]}", with: "{x: [[1, 2], [3, 4]]}")
      .replacing("{t: [0, 1]}", with: "{t: [[0, 1], [1, 0]]}")
      .replacing("{rate: 0.5}}\n", with: "{rate: 0.5}}\n\(lines)")
  }

  static let batches: [BadNotebook] = [
    BadNotebook(
      name: "an example that is not named",
      text: batch() + #"""

        ```show net-inputs layer=H
        ```

        ```markdown show unit=H_1
        <<loss>> <<target>> <<slope>>
        ```

        ```markdown show weight=w_1
        <<contribution>>
        ```

        """#,
      errors: #"""
        error[missing-attribute]: the view is about one example of the batch, and none is named
          --> page.md:11:9
           |
        11 | ```show net-inputs layer=H
           |         ^^^^^^^^^^
           = help: add `example=…`, or list them with `<<#examples>>`

        error[missing-attribute]: the view is about one example of the batch, and none is named
          --> page.md:15:3
           |
        15 | <<loss>> <<target>> <<slope>>
           |   ^^^^
           = help: add `example=…`, or list them with `<<#examples>>`

        error[missing-attribute]: the view is about one example of the batch, and none is named
          --> page.md:15:12
           |
        15 | <<loss>> <<target>> <<slope>>
           |            ^^^^^^
           = help: add `example=…`, or list them with `<<#examples>>`

        error[missing-attribute]: the view is about one example of the batch, and none is named
          --> page.md:15:23
           |
        15 | <<loss>> <<target>> <<slope>>
           |                       ^^^^^
           = help: add `example=…`, or list them with `<<#examples>>`

        error[missing-attribute]: the view is about one example of the batch, and none is named
          --> page.md:19:3
           |
        19 | <<contribution>>
           |   ^^^^^^^^^^^^
           = help: add `example=…`, or list them with `<<#examples>>`


        """#),
    BadNotebook(
      name: "examples that do not exist",
      text: batch() + #"""

        ```show net-inputs layer=H example=3
        ```

        ```show net-inputs layer=H example=one
        ```

        `= H.out.3.1`

        """#,
      errors: #"""
        error[unknown-example]: `net` has the examples 1 to 2, and none `3`
          --> page.md:11:36
           |
        11 | ```show net-inputs layer=H example=3
           |                                    ^

        error[unknown-example]: `net` has the examples 1 to 2, and none `one`
          --> page.md:14:36
           |
        14 | ```show net-inputs layer=H example=one
           |                                    ^^^

        error[unknown-index]: there is no entry `3` here
          --> page.md:17:10
           |
        17 | `= H.out.3.1`
           |          ^


        """#),
    BadNotebook(
      name: "a history without training",
      text: batch() + #"""

        ```show training-history
        ```

        `= loss@1` `= accuracy`

        """#,
      errors: #"""
        error[missing-train]: `steps` needs the key `train`, which `net` does not have
          --> page.md:11:9
           |
        11 | ```show training-history
           |         ^^^^^^^^^^^^^^^^
           = help: add `train:` to the network's cell


        """#),
    BadNotebook(
      name: "a pass after the training",
      text: batch("train: {epochs: 10, batch: 1}\n") + #"""

        `= loss@21`

        `= test_loss`

        """#,
      errors: #"""
        error[too-many-updates]: the pass after 21 updates is too far on: of `net` there are at most 20
          --> page.md:12:4
           |
        12 | `= loss@21`
           |    ^^^^^^^

        error[absent-name]: `net` has no `test_loss` to print
          --> page.md:14:4
           |
        14 | `= test_loss`
           |    ^^^^^^^^^
           = help: `<<#test_loss>>…<</test_loss>>` prints only where there is one


        """#),
    BadNotebook(
      name: "a training that diverges",
      text: #"""
        ```yaml network
        name: net
        input: {x: [[1, 2], [3, 4]]}
        layers:
          - O: {dense: 1, weight: [[0.5, 0.6]]}
        target: {t: [[1], [2]]}
        loss: half-squared-error
        optimizer: {sgd: {rate: 500}}
        train: {epochs: 1000}
        ```

        `= loss@1000`

        """#,
      errors: #"""
        error[overflow]: `loss.1.1@40` is too large for a 64-bit number after 40 updates
          --> page.md:12:4
           |
        12 | `= loss@1000`
           |    ^^^^^^^^^


        """#),
    BadNotebook(
      name: "too many operations by hand",
      text: #"""
        ```yaml network
        name: net
        input: {x: {images: circles-and-squares, count: 400, seed: 1}}
        layers:
          - O: {dense: 2, activation: softmax, weight: _}
        target: {t: {labels: x}}
        loss: cross-entropy
        optimizer: {sgd: {rate: 0.5}}
        precision: as-displayed
        train: {epochs: 100, batch: 40}
        ```

        `= x.1.1` `= O.out.1.1@100`

        `= train_loss`

        """#,
      errors: #"""
        error[as-displayed-too-large]: `precision: as-displayed` would take 2226545 operations by hand, at most 1000000 are done
          --> page.md:13:14
           |
        13 | `= x.1.1` `= O.out.1.1@100`
           |              ^^^^^^^^^^^^^
           = help: use `precision: exact`

        error[measured]: `train_loss` is measured in floating point, not worked out as displayed
          --> page.md:15:4
           |
        15 | `= train_loss`
           |    ^^^^^^^^^^
           = help: use `precision: exact`


        """#),
  ]
}
