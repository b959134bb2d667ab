package import Algebra

/// Functions that an author wrote: the algebra differentiates, evaluates and prints them.
extension Activation {
  /// The name of every activation that is written in a notebook.
  package static let writtenName = "tex"

  /// An activation by its formula. Its slope is the formula's derivative, with the kinks of
  /// `Expr.derivative(by:)`.
  package static func written(_ formula: Expr<ActivationSlot>) -> Activation {
    let slope = formula.derivative(by: .net)
    let (value, derivative) = (
      ScalarProgram(formula, slots: [.net]), ScalarProgram(slope, slots: [.net])
    )
    return Activation(
      name: writtenName,
      summary: "a formula in the notebook",
      function: nil,
      steps: [],
      result: formula,
      slopeSteps: [],
      slope: slope,
      value: { value.run($0) },
      derivative: { net, _ in derivative.run(net) })
  }
}

extension Loss {
  package static let writtenName = "tex"

  /// A loss by its formula for one output.
  package static func written(_ formula: Expr<LossSlot>, reduction: Reduction) -> Loss {
    let slope = formula.derivative(by: .output)
    let slots: [LossSlot] = [.output, .target]
    let (value, derivative) = (
      ScalarProgram(formula, slots: slots), ScalarProgram(slope, slots: slots)
    )
    return Loss(
      name: writtenName,
      summary: "a formula in the notebook",
      steps: [],
      result: formula,
      slope: slope,
      reduction: reduction,
      value: { value.run($0, $1) },
      derivative: { derivative.run($0, $1) })
  }
}
