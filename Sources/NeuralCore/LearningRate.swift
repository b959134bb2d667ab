package import Algebra

/// The learning rate of every pass: a number, or a schedule that starts from one.
package struct LearningRate: Sendable, Hashable {
  package enum Schedule: Sendable, Hashable {
    /// η₀ γ^⌊k/n⌋: a factor every n updates. PyTorch's `StepLR`.
    case step(every: Int, factor: Literal)
    /// η₀ γ^k. PyTorch's `ExponentialLR`.
    case exponential(factor: Literal)
    /// η₁ + ½ (η₀ − η₁)(1 + cos(π k/n)) for the first n updates, η₁ from then on. PyTorch's
    /// `CosineAnnealingLR` up to n; beyond it PyTorch's goes up again.
    /// - Source: Loshchilov & Hutter 2017, without restarts.
    case cosine(steps: Int, final: Literal)
  }

  package var initial: Literal
  package var schedule: Schedule?
  /// The first n updates have 1/n, 2/n … of the initial rate, and the schedule starts behind them;
  /// 0: none.
  package var warmUp: Int

  package init(_ initial: Literal, schedule: Schedule? = nil, warmUp: Int = 0) {
    self.initial = initial
    self.schedule = schedule
    self.warmUp = warmUp
  }

  package var isConstant: Bool { schedule == nil && warmUp == 0 }

  /// The schedule's own number and what its quantity is called: `rate.factor` or `rate.final`.
  var number: (name: String, literal: Literal)? {
    switch schedule {
    case .step(_, let factor), .exponential(let factor): ("factor", factor)
    case .cosine(_, let final): ("final", final)
    case nil: nil
    }
  }

  /// The rate after so many updates, in terms of its numbers.
  func definition(
    after updates: Int, initial: Expr<Element>, number: Expr<Element>
  ) -> Expr<Element> {
    if updates < warmUp {
      return .product([.quotient(.whole(updates + 1), .whole(warmUp)), initial])
    }
    let past = updates - warmUp
    switch schedule {
    case nil: return initial
    case .step(let every, _):
      return past < every
        ? initial : .product([initial, .power(number, .whole(past / every))])
    case .exponential:
      return past == 0 ? initial : .product([initial, .power(number, .whole(past))])
    case .cosine(let steps, _):
      if past == 0 { return initial }
      if past >= steps { return number }
      let angle = Expr<Element>.quotient(
        .product([.call(.pi, []), .whole(past)]), .whole(steps))
      return .sum([
        number,
        .product([
          .quotient(1, 2), .sum([initial, .negation(number)]), .sum([1, .call(.cos, [angle])]),
        ]),
      ])
    }
  }

  /// The same in floating point.
  func value(after updates: Int, initial: Double, number: Double) -> Double {
    if updates < warmUp { return Double(updates + 1) / Double(warmUp) * initial }
    let past = updates - warmUp
    switch schedule {
    case nil: return initial
    case .step(let every, _): return initial * raise(number, Double(past / every))
    case .exponential: return initial * raise(number, Double(past))
    case .cosine(let steps, _):
      if past >= steps { return number }
      let wave = cosine(.pi * Double(past) / Double(steps))
      return number + 0.5 * (initial - number) * (1 + wave)
    }
  }
}

extension Expr {
  fileprivate static func whole(_ value: Int) -> Expr { .number(Literal(value)) }
}

/// The learning rate of a schedule as a quantity of every pass.
struct ScheduledRate: Sendable {
  let schedule: LearningRate
  let rate: QuantityID
  let initial: QuantityID
  /// The schedule's own number; the initial rate where it has none.
  let number: QuantityID

  func definition(of element: Element) -> Expr<Element> {
    schedule.definition(
      after: Int(element.step), initial: .leaf(element.sibling(initial, 0)),
      number: .leaf(element.sibling(number, 0)))
  }

  func compute(on tape: TapeView, step: Int) {
    tape[Element(rate)] = schedule.value(
      after: step, initial: tape[Element(initial)], number: tape[Element(number)])
  }
}
