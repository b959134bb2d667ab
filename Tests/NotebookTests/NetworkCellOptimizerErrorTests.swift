extension NetworkCellErrorTests {
  /// What can be wrong with optimizers, schedules and frozen parameters.
  static let optimizerErrors: [Case] = [
    descent(
      "an unknown optimizer", "optimizer: {adm: {rate: 0.1}}",
      #"""
      error[unknown-optimizer]: there is no optimizer called `adm`
       --> n.md:5:13
        |
      5 | optimizer: {adm: {rate: 0.1}}
        |             ^^^
        = help: did you mean `adam`?


      """#),
    descent(
      "misspelt and foreign numbers", "optimizer: {adam: {rate: 0.1, beta: 0.9, momentum: 0.9}}",
      #"""
      error[unknown-key]: `beta` is not a key of `adam`
       --> n.md:5:31
        |
      5 | optimizer: {adam: {rate: 0.1, beta: 0.9, momentum: 0.9}}
        |                               ^^^^
        = help: its keys are `rate`, `beta1`, `beta2`, `epsilon`, `weight-decay`, `l1`, `l2`, `order`

      error[unknown-key]: `momentum` is not a key of `adam`
       --> n.md:5:42
        |
      5 | optimizer: {adam: {rate: 0.1, beta: 0.9, momentum: 0.9}}
        |                                          ^^^^^^^^
        = help: its keys are `rate`, `beta1`, `beta2`, `epsilon`, `weight-decay`, `l1`, `l2`, `order`


      """#),
    descent(
      "numbers out of range", "optimizer: {adam: {beta1: 1, rate: 0.1}}",
      #"""
      error[optimizer-number]: `beta1` of `adam` must be at least 0 and less than 1, not `1`
       --> n.md:5:27
        |
      5 | optimizer: {adam: {beta1: 1, rate: 0.1}}
        |                           ^


      """#),
    descent(
      "a negative decay", "optimizer: {sgd: {rate: 0.1, weight-decay: -0.1}}",
      #"""
      error[optimizer-number]: `weight-decay` of `sgd` must be 0 or more, not `-0.1`
       --> n.md:5:44
        |
      5 | optimizer: {sgd: {rate: 0.1, weight-decay: -0.1}}
        |                                            ^^^^


      """#),
    descent(
      "no rate", "optimizer: {momentum: {momentum: 0.9}}",
      #"""
      error[missing-key]: `momentum` has no `rate`
       --> n.md:5:13
        |
      5 | optimizer: {momentum: {momentum: 0.9}}
        |             ^^^^^^^^
        = help: for example `optimizer: {momentum: {rate: 0.5}}`


      """#),
    descent(
      "two schedules",
      "optimizer: {sgd: {rate: {initial: 0.1, step: {every: 2, factor: 0.5}, cosine: {steps: 5}}}}",
      #"""
      error[rate-schedule]: `rate` has two schedules, `step` and `cosine`
       --> n.md:5:71
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, step: {every: 2, factor: 0.5}, cosine: {steps: 5}}}}
        |                                                                       ^^^^^^


      """#),
    descent(
      "a schedule without a start", "optimizer: {sgd: {rate: {exponential: {factor: 0.5}}}}",
      #"""
      error[missing-key]: `rate` has no `initial`
       --> n.md:5:25
        |
      5 | optimizer: {sgd: {rate: {exponential: {factor: 0.5}}}}
        |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = help: for example `rate: {initial: 0.1, exponential: {factor: 0.9}}`


      """#),
    descent(
      "a misspelt schedule", "optimizer: {sgd: {rate: {initial: 0.1, cosin: {steps: 5}}}}",
      #"""
      error[unknown-key]: `cosin` is not a key of `rate`
       --> n.md:5:40
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, cosin: {steps: 5}}}}
        |                                        ^^^^^
        = help: did you mean `cosine`?


      """#),
    descent(
      "a schedule without its numbers",
      "optimizer: {sgd: {rate: {initial: 0.1, step: {every: 2}}}}",
      #"""
      error[missing-key]: `step` has no `factor`
       --> n.md:5:40
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, step: {every: 2}}}}
        |                                        ^^^^
        = help: for example `step: {every: 10, factor: 0.5}`


      """#),
    descent(
      "a schedule's numbers out of range",
      "optimizer: {sgd: {rate: {initial: 0.1, step: {every: 0, factor: 0.5}}}}",
      #"""
      error[rate-schedule]: `every` must be a whole number of updates, 1 or more, not `0`
       --> n.md:5:54
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, step: {every: 0, factor: 0.5}}}}
        |                                                      ^


      """#),
    descent(
      "a negative factor", "optimizer: {sgd: {rate: {initial: 0.1, exponential: {factor: -0.5}}}}",
      #"""
      error[learning-rate]: `factor` must be greater than 0, not `-0.5`
       --> n.md:5:62
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, exponential: {factor: -0.5}}}}
        |                                                              ^^^^


      """#),
    descent(
      "a schedule that is a number", "optimizer: {sgd: {rate: {initial: 0.1, cosine: 5}}}",
      #"""
      error[wrong-type]: `cosine` must be a mapping, not `5`
       --> n.md:5:48
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, cosine: 5}}}
        |                                                ^
        = help: for example `cosine: {steps: 100, final: 0}`


      """#),
    descent(
      "a warm-up that is no count", "optimizer: {sgd: {rate: {initial: 0.1, warm-up: 2.5}}}",
      #"""
      error[rate-schedule]: `warm-up` must be a whole number of updates, 1 or more, not `2.5`
       --> n.md:5:49
        |
      5 | optimizer: {sgd: {rate: {initial: 0.1, warm-up: 2.5}}}
        |                                                 ^^^


      """#),
    descent(
      "an unknown order", "optimizer: {sgd: {rate: 0.1, order: layers}}",
      #"""
      error[unknown-order]: there is no order of updates called `layers`
       --> n.md:5:37
        |
      5 | optimizer: {sgd: {rate: 0.1, order: layers}}
        |                                     ^^^^^^
        = help: orders are `together`, `layer-by-layer`


      """#),
    Case(
      "a name that the optimizer has",
      #"""
      input: {momentum: [1, 2]}
      layers: [O: {dense: 2, weight: [[1, 2], [3, 4]]}]
      target: {t: [1, 0]}
      loss: half-squared-error
      optimizer: {momentum: {rate: 0.1}}
      """#,
      #"""
      error[reserved-name]: `momentum` is a number of `momentum` in references already
       --> n.md:1:9
        |
      1 | input: {momentum: [1, 2]}
        |         ^^^^^^^^


      """#),
    Case(
      "what cannot be frozen",
      #"""
      input: {x: [1, 2]}
      layers: [O: {dense: 2, weight: [[1, 2], [3, 4]], frozen: [bias, weights]}]
      target: {t: [1, 0]}
      loss: half-squared-error
      """#,
      #"""
      error[frozen-parameter]: `O` has no `bias` to freeze
       --> n.md:2:59
        |
      2 | layers: [O: {dense: 2, weight: [[1, 2], [3, 4]], frozen: [bias, weights]}]
        |                                                           ^^^^

      error[frozen-parameter]: `frozen` takes `weight`, `bias` or both, not `weights`
       --> n.md:2:65
        |
      2 | layers: [O: {dense: 2, weight: [[1, 2], [3, 4]], frozen: [bias, weights]}]
        |                                                                 ^^^^^^^
        = help: for example `frozen: bias` or `frozen: [weight, bias]`


      """#),
  ]

  /// A network whose fifth line is its optimizer.
  private static func descent(_ name: String, _ line: String, _ expected: String) -> Case {
    Case(
      name,
      """
      input: {x: [1, 2]}
      layers: [O: {dense: 2, weight: [[1, 2], [3, 4]]}]
      target: {t: [1, 0]}
      loss: half-squared-error
      \(line)
      """, expected)
  }
}
