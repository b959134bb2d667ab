/// The named steps of all activations and losses.
package enum StepNames {
  /// Also those that a network's own functions do not have: a view that asks for them is not misspelt.
  package static let all: Set<String> = {
    let activations = Activation.all.flatMap { activation in
      activation.steps.map(\.name) + activation.slopeSteps.map(\.name)
    }
    return Set(activations + Loss.all.flatMap { $0.steps.map(\.name) })
  }()
}
