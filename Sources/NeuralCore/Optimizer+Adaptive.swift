import Algebra

/// Optimizers that divide by the size of past gradients, entry by entry.
extension Optimizer {
  /// a / (√b + ε).
  private static func scaled(_ a: Expr<UpdateSlot>, by squares: String) -> Expr<UpdateSlot> {
    .quotient(a, .sum([.call(.sqrt, [state(squares)]), number("epsilon")]))
  }

  /// β s + (1 − β) x.
  private static func average(
    of x: Expr<UpdateSlot>, into name: String, _ beta: String
  ) -> State {
    State(
      name: name,
      definition: .sum([
        .product([number(beta), previous(name)]),
        .product([.sum([1, .negation(number(beta))]), x]),
      ]), isCarried: true)
  }

  /// s ← s + g², x ← x − η g / (√s + ε), from s = 0.
  ///
  /// PyTorch's `Adagrad` with its defaults, without `lr_decay`: use a schedule. ε stands outside of the
  /// root as in PyTorch; the paper has none.
  /// - Source: Duchi, Hazan & Singer 2011.
  package static let adagrad = Optimizer(
    name: "adagrad",
    summary: "sum of squares s = s + g^2, x - rate g / (sqrt(s) + epsilon)",
    standardRate: Literal("0.01"),
    numbers: [Number(name: "epsilon", standard: Literal("1e-10"), limits: .notNegative)],
    states: [
      State(
        name: "square-sum",
        definition: .sum([previous("square-sum"), .power(gradient, 2)]), isCarried: true)
    ],
    direction: scaled(gradient, by: "square-sum"),
    compute: { frame in
      let (rate, epsilon, g, step) = (frame.rate, frame.number(0), frame.gradient, frame.step)
      let (s, before) = (frame.state(0), frame.previous(0))
      for index in 0..<frame.count {
        let squares = before[index] + g[index] * g[index]
        s[index] = squares
        step[index] = rate * (g[index] / (squares.squareRoot() + epsilon))
      }
    })

  /// s ← α s + (1 − α) g², x ← x − η g / (√s + ε), from s = 0.
  ///
  /// PyTorch's `RMSprop` with its defaults (α = 0.99; the lecture has 0.9), neither centred nor with
  /// momentum. TensorFlow takes ε into the root.
  /// - Source: Hinton, Srivastava & Swersky 2012, lecture 6e.
  package static let rmsprop = Optimizer(
    name: "rmsprop",
    summary: "mean of squares s = alpha s + (1 - alpha) g^2, x - rate g / (sqrt(s) + epsilon)",
    standardRate: Literal("0.01"),
    numbers: [
      Number(name: "alpha", standard: Literal("0.99"), limits: .fraction),
      Number(name: "epsilon", standard: Literal("1e-8"), limits: .notNegative),
    ],
    states: [average(of: .power(gradient, 2), into: "square-mean", "alpha")],
    direction: scaled(gradient, by: "square-mean"),
    compute: { frame in
      let (rate, g, step) = (frame.rate, frame.gradient, frame.step)
      let (alpha, epsilon) = (frame.number(0), frame.number(1))
      let (s, before) = (frame.state(0), frame.previous(0))
      for index in 0..<frame.count {
        let squares = alpha * before[index] + (1 - alpha) * (g[index] * g[index])
        s[index] = squares
        step[index] = rate * (g[index] / (squares.squareRoot() + epsilon))
      }
    })

  // MARK: Adam

  private static let moments: [State] = [
    average(of: gradient, into: "first-moment", "beta1"),
    average(of: .power(gradient, 2), into: "second-moment", "beta2"),
    corrected("first-moment", "beta1"), corrected("second-moment", "beta2"),
  ]

  /// m̂ = m / (1 − β^t).
  private static func corrected(_ moment: String, _ beta: String) -> State {
    State(
      name: "corrected-\(moment)",
      definition: .quotient(
        state(moment), .sum([1, .negation(.power(number(beta), .leaf(.count)))])),
      isCarried: false)
  }

  private static let adamNumbers = [
    Number(name: "beta1", standard: Literal("0.9"), limits: .fraction),
    Number(name: "beta2", standard: Literal("0.999"), limits: .fraction),
    Number(name: "epsilon", standard: Literal("1e-8"), limits: .notNegative),
  ]

  /// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ),
  /// x ← x − η m̂ / (√v̂ + ε), from m = v = 0.
  ///
  /// The paper's algorithm 1, and PyTorch's `Adam` with its defaults, without AMSGrad.
  /// - Source: Kingma & Ba 2015.
  package static let adam = Optimizer(
    name: "adam",
    summary: "x - rate m / (sqrt(v) + epsilon), with the moments m and v corrected for their start",
    standardRate: Literal("0.001"),
    numbers: adamNumbers,
    states: moments,
    direction: scaled(state("corrected-first-moment"), by: "corrected-second-moment"),
    compute: { adaptMoments($0, decay: 0) })

  /// Adam, whose step also takes η λ x: the decay acts on the parameter, not by way of the gradient.
  ///
  /// PyTorch's `AdamW` with its defaults, λ = 0.01.
  /// - Source: Loshchilov & Hutter 2019, algorithm 2, with the schedule in η.
  package static let adamw = Optimizer(
    name: "adamw",
    summary: "adam, and the decay taken off the parameter: rate times weight-decay times x",
    standardRate: Literal("0.001"),
    numbers: adamNumbers + [
      Number(name: "weight-decay", standard: Literal("0.01"), limits: .notNegative)
    ],
    states: moments,
    direction: .sum([
      scaled(state("corrected-first-moment"), by: "corrected-second-moment"),
      .product([number("weight-decay"), parameter]),
    ]),
    compute: { adaptMoments($0, decay: $0.number(3)) })

  private static func adaptMoments(_ frame: UpdateFrame, decay: Double) {
    let (rate, x, g, step) = (frame.rate, frame.parameter, frame.gradient, frame.step)
    let (beta1, beta2, epsilon) = (frame.number(0), frame.number(1), frame.number(2))
    let (m, v, beforeM, beforeV) = (
      frame.state(0), frame.state(1), frame.previous(0), frame.previous(1)
    )
    let (fairM, fairV) = (frame.state(2), frame.state(3))
    let share1 = 1 - raise(beta1, Double(frame.number))
    let share2 = 1 - raise(beta2, Double(frame.number))
    for index in 0..<frame.count {
      let first = beta1 * beforeM[index] + (1 - beta1) * g[index]
      let second = beta2 * beforeV[index] + (1 - beta2) * (g[index] * g[index])
      (m[index], v[index]) = (first, second)
      (fairM[index], fairV[index]) = (first / share1, second / share2)
      let scaled = fairM[index] / (fairV[index].squareRoot() + epsilon)
      step[index] = rate * (scaled + decay * x[index])
    }
  }
}
