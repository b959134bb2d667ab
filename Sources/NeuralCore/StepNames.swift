/// The named steps of all activations and losses, also those that a network's own functions do not have: a view
/// that asks for them is not misspelt.
package enum StepNames {
  package static let all = ofOutputs.union(ofSlopes).union(ofLosses)

  private static let ofOutputs = Set(Activation.all.flatMap { $0.steps.map(\.name) })
  private static let ofSlopes = Set(Activation.all.flatMap { $0.slopeSteps.map(\.name) })
  private static let ofLosses = Set(Loss.all.flatMap { $0.steps.map(\.name) })

  /// The steps that a quantity of a role has with one function or another.
  package static func possible(for role: Role) -> Set<String> {
    switch role {
    case .output: ofOutputs
    case .slope: ofSlopes
    case .outputLoss, .exampleLoss, .loss: ofLosses
    case .input, .target, .weight, .bias, .rate, .hyperparameter, .net, .lossSlope, .step,
      .measured, .gradient, .delta, .state, .previous, .updateStep, .change, .updated:
      []
    }
  }
}
