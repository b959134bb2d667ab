package import Algebra

/// How a network's parameters are updated: an optimizer, and the author's numbers for it.
package struct OptimizerDefinition: Sendable, Hashable {
  package var optimizer: Optimizer
  package var rate: LearningRate
  /// The optimizer's numbers that are not its standard ones, by name.
  package var numbers: [String: Literal]
  /// What is added to the gradient for the parameters' own size.
  package var penalties: [Penalty: Literal]
  /// When parameters are updated.
  package var order = UpdateOrder.together

  package init(
    _ optimizer: Optimizer, rate: LearningRate, numbers: [String: Literal] = [:],
    penalties: [Penalty: Literal] = [:]
  ) {
    self.optimizer = optimizer
    self.rate = rate
    self.numbers = numbers
    self.penalties = penalties
  }

  /// - Parameter rate: The learning rate η, greater than zero.
  package static func gradientDescent(rate: Literal) -> OptimizerDefinition {
    OptimizerDefinition(.gradientDescent, rate: LearningRate(rate))
  }

  /// The penalties in the order in which they are added.
  var orderedPenalties: [Penalty] { Penalty.allCases.filter { penalties[$0] != nil } }
}

/// When parameters are updated within a pass.
package enum UpdateOrder: String, Sendable, Hashable, CaseIterable {
  /// All at once, after all gradients: gradient descent on the loss.
  case together
  /// A layer's parameters before the error goes on to the layer below, through the new weights. What
  /// some programs do, by mistake or to save memory; these are not quite the loss's gradients.
  case layerByLayer = "layer-by-layer"
}

/// What makes large parameters costly: its slope is added to the gradient. The loss that is shown is the
/// data's alone.
package enum Penalty: String, Sendable, Hashable, CaseIterable {
  /// λ x, PyTorch's `weight_decay`. AdamW has a decay of its own, which does not go by the gradient.
  case weightDecay = "weight-decay"
  /// λ₁ sign(x), the slope of λ₁ |x|; 0 where x is.
  case l1
  /// λ₂ x, the slope of ½ λ₂ x². (Keras's `l2` has no ½, so that its λ is half of this one.)
  case l2

  /// λ as a number of the optimizer's.
  package var number: Optimizer.Number {
    Optimizer.Number(name: rawValue, standard: nil, limits: .notNegative)
  }

  var slope: Expr<UpdateSlot> {
    let strength = Optimizer.number(rawValue)
    switch self {
    case .weightDecay, .l2: return .product([strength, Optimizer.parameter])
    case .l1: return .product([strength, .call(.sign, [Optimizer.parameter])])
    }
  }
}
