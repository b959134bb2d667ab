extension NetworkCellErrorTests {
  /// What can be wrong with initializers, written formulas and the new losses.
  static let functionErrors: [Case] = [
    layer(
      "an unknown initializer", "layers: [O: {dense: 2, weight: {init: xavier-unifrom}}]",
      #"""
      error[unknown-initializer]: there is no initializer called `xavier-unifrom`
       --> n.md:2:39
        |
      2 | layers: [O: {dense: 2, weight: {init: xavier-unifrom}}]
        |                                       ^^^^^^^^^^^^^^
        = help: did you mean `xavier-uniform`?


      """#),
    layer(
      "an initializer's key and seed",
      "layers: [O: {dense: 2, weight: {init: normal, std: 1, seed: -1}}]",
      #"""
      error[unknown-key]: `std` is not a key of `normal`
       --> n.md:2:47
        |
      2 | layers: [O: {dense: 2, weight: {init: normal, std: 1, seed: -1}}]
        |                                               ^^^
        = help: its keys are `init`, `seed`, `mean`, `deviation`

      error[initializer-seed]: `seed` must be a whole number, 0 or more, not `-1`
       --> n.md:2:61
        |
      2 | layers: [O: {dense: 2, weight: {init: normal, std: 1, seed: -1}}]
        |                                                             ^^


      """#),
    layer(
      "an initializer of weights for a bias", "layers: [O: {dense: 2, bias: {init: he-normal}}]",
      #"""
      error[initializer-bias]: `he-normal` is for weights, not for a bias
       --> n.md:2:37
        |
      2 | layers: [O: {dense: 2, bias: {init: he-normal}}]
        |                                     ^^^^^^^^^
        = help: a bias takes `constant`, `uniform`, `normal`


      """#),
    layer(
      "an initializer without its number", "layers: [O: {dense: 2, weight: {init: constant}}]",
      #"""
      error[missing-key]: `constant` has no `value`
       --> n.md:2:32
        |
      2 | layers: [O: {dense: 2, weight: {init: constant}}]
        |                                ^^^^^^^^^^^^^^^^


      """#),
    layer(
      "an initializer's numbers out of range",
      "layers: [O: {dense: 2, weight: {init: uniform, low: 1, high: 0}, bias: {init: normal, deviation: 0}}]",
      #"""
      error[initializer-number]: `low` of `uniform` must be less than `high`
       --> n.md:2:53
        |
      2 | layers: [O: {dense: 2, weight: {init: uniform, low: 1, high: 0}, bias: {init: normal, deviation: 0}…
        |                                                     ^

      error[initializer-number]: `deviation` of `normal` must be greater than 0, not `0`
       --> n.md:2:98
        |
      2 | layers: [O: {dense: 2, weight: {init: uniform, low: 1, high: 0}, bias: {init: normal, deviation: 0}…
        |                                                                                                  ^


      """#),
    layer(
      "a formula with an unknown symbol",
      #"layers: [O: {dense: 2, activation: {tex: '\frac{x}{1 + |w|}'}}]"#,
      #"""
      error[formula]: `w` is not a variable of `activation`
       --> n.md:2:57
        |
      2 | layers: [O: {dense: 2, activation: {tex: '\frac{x}{1 + |w|}'}}]
        |                                                         ^
        = help: write it in `x`


      """#),
    layer(
      "a formula that cannot be read",
      #"layers: [O: {dense: 2, activation: {tex: '\frac{x}{1 + }'}}]"#,
      #"""
      error[formula]: the formula of `activation` cannot be read: expected a number or a symbol, found `}`
       --> n.md:2:56
        |
      2 | layers: [O: {dense: 2, activation: {tex: '\frac{x}{1 + }'}}]
        |                                                        ^


      """#),
    layer(
      "a formula without its variable", "layers: [O: {dense: 2, activation: {tex: '1 + 2'}}]",
      #"""
      error[formula]: the formula of `activation` does not depend on its variables
       --> n.md:2:42
        |
      2 | layers: [O: {dense: 2, activation: {tex: '1 + 2'}}]
        |                                          ^^^^^^^
        = help: write it in `x`


      """#),
    layer(
      "a formula that is a matrix",
      #"layers: [O: {dense: 2, activation: {tex: '\begin{bmatrix} x \end{bmatrix}'}}]"#,
      #"""
      error[formula]: the formula of `activation` must be a number, not a matrix
       --> n.md:2:42
        |
      2 | layers: [O: {dense: 2, activation: {tex: '\begin{bmatrix} x \end{bmatrix}'}}]
        |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


      """#),
    layer(
      "a formula under another key", "layers: [O: {dense: 2, activation: {latex: 'x'}}]",
      #"""
      error[missing-key]: `activation` has no `tex`
       --> n.md:2:36
        |
      2 | layers: [O: {dense: 2, activation: {latex: 'x'}}]
        |                                    ^^^^^^^^^^^^

      error[unknown-key]: `latex` is not a key of `activation`
       --> n.md:2:37
        |
      2 | layers: [O: {dense: 2, activation: {latex: 'x'}}]
        |                                     ^^^^^
        = help: its keys are `tex`


      """#),
    loss(
      "a loss with an unknown symbol and reduction", "loss: {tex: '(y - z)^2'}",
      #"""
      error[formula]: `z` is not a variable of `loss`
       --> n.md:4:19
        |
      4 | loss: {tex: '(y - z)^2'}
        |                   ^
        = help: write it in `\hat{y}` (or `o`) and `y` (or `t`)


      """#),
    loss(
      "an unknown reduction", "loss: {tex: '(y - o)^2', reduction: max}",
      #"""
      error[unknown-reduction]: `reduction` is `sum` or `mean`, not `max`
       --> n.md:4:37
        |
      4 | loss: {tex: '(y - o)^2', reduction: max}
        |                                     ^^^


      """#),
    Case(
      "logits of a softmax",
      #"""
      input: {x: [1, 2]}
      layers: [O: {dense: 2, activation: softmax}]
      target: {t: [1, 0]}
      loss: cross-entropy-logits
      """#,
      #"""
      error[loss-outputs]: `cross-entropy-logits` needs logits, but `O` gives probabilities
       --> n.md:4:7
        |
      4 | loss: cross-entropy-logits
        |       ^^^^^^^^^^^^^^^^^^^^
        = help: leave out `activation: softmax`


      """#),
    loss(
      "a divergence of any numbers", "loss: kl-divergence",
      #"""
      error[loss-outputs]: `kl-divergence` needs probabilities, but `O` gives any numbers
       --> n.md:4:7
        |
      4 | loss: kl-divergence
        |       ^^^^^^^^^^^^^
        = help: end with `activation: softmax`


      """#),
    Case(
      "targets that are no distribution",
      #"""
      input: {x: [1, 2]}
      layers: [O: {dense: 2, weight: [[1, 2], [3, 4]]}]
      target: {t: [1, 0.5]}
      loss: cross-entropy-logits-base-2
      """#,
      #"""
      error[target-distribution]: `cross-entropy-logits-base-2` needs targets that add up to 1, but those of `t` add up to `1.5`
       --> n.md:3:13
        |
      3 | target: {t: [1, 0.5]}
        |             ^^^^^^^^


      """#),
  ]

  /// A network whose second line is its layer.
  private static func layer(_ name: String, _ line: String, _ expected: String) -> Case {
    Case(
      name,
      """
      input: {x: [1, 2]}
      \(line)
      """, expected)
  }

  /// A network whose fourth line is its loss.
  private static func loss(_ name: String, _ line: String, _ expected: String) -> Case {
    Case(
      name,
      """
      input: {x: [1, 2]}
      layers: [O: {dense: 2, weight: [[1, 2], [3, 4]]}]
      target: {t: [1, 0]}
      \(line)
      """, expected)
  }
}
