import Algebra

/// Optimizers that keep a velocity.
extension Optimizer {
  private static let velocity = State(
    name: "velocity",
    definition: .sum([.product([number("momentum"), previous("velocity")]), gradient]),
    isCarried: true)

  /// v ← μ v + g, x ← x − η v, from v = 0.
  ///
  /// PyTorch's form, its `SGD` with `momentum`: the rate multiplies the velocity. Where the rate changes
  /// this differs from the classical form, v ← μ v − η g, x ← x + v (Polyak 1964; Rumelhart, Hinton &
  /// Williams 1986), whose velocity keeps the rates of old steps. PyTorch has no default for μ; 0.9 is
  /// the customary one.
  package static let momentum = Optimizer(
    name: "momentum",
    summary: "velocity v = momentum v + g, x - rate v",
    numbers: [Number(name: "momentum", standard: Literal("0.9"), limits: .fraction)],
    states: [velocity],
    direction: state("velocity"),
    compute: { frame in
      let (rate, momentum, g, step) = (frame.rate, frame.number(0), frame.gradient, frame.step)
      let (v, before) = (frame.state(0), frame.previous(0))
      for index in 0..<frame.count {
        let velocity = momentum * before[index] + g[index]
        v[index] = velocity
        step[index] = rate * velocity
      }
    })

  /// v ← μ v + g, x ← x − η (g + μ v): the gradient is taken as if the velocity had been followed.
  ///
  /// PyTorch's `SGD` with `nesterov`, the reformulation that needs the gradient at x alone.
  /// - Source: Nesterov 1983; Sutskever et al. 2013.
  package static let nesterov = Optimizer(
    name: "nesterov",
    summary: "Nesterov's momentum, v = momentum v + g, x - rate (g + momentum v)",
    numbers: [Number(name: "momentum", standard: Literal("0.9"), limits: .fraction)],
    states: [velocity],
    direction: .sum([gradient, .product([number("momentum"), state("velocity")])]),
    compute: { frame in
      let (rate, momentum, g, step) = (frame.rate, frame.number(0), frame.gradient, frame.step)
      let (v, before) = (frame.state(0), frame.previous(0))
      for index in 0..<frame.count {
        let velocity = momentum * before[index] + g[index]
        v[index] = velocity
        step[index] = rate * (g[index] + momentum * velocity)
      }
    })
}
