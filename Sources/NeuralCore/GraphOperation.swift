package import Algebra

/// One link of the chain rule: ∂`of`/∂`by`.
package struct LocalDerivative: Hashable, Sendable {
  /// The element further up, nearer to the loss.
  package let of: Element
  package let by: Element
  package let derivative: Expr<Element>

  package init(of: Element, by: Element, derivative: Expr<Element>) {
    (self.of, self.by, self.derivative) = (of, by, derivative)
  }
}

/// An operation of the graph: it knows how to compute its output, how to pull a gradient back, and the
/// scalar definition of one element of what it produces.
///
/// A new kind of layer is a new way of putting operations together, or a new operation; tables and
/// derivations follow from `definition` and `contributions`.
protocol GraphOperation: Sendable {
  /// What it reads, without its own steps.
  var inputs: [QuantityID] { get }
  /// What it produces, steps included; steps stand before what uses them.
  var outputs: [QuantityID] { get }

  /// The element in terms of the elements it is computed from.
  func definition(of element: Element) -> Expr<Element>
  /// One hop of the chain rule from an element of an input towards the loss.
  func contributions(of element: Element) -> [LocalDerivative]
  /// The quantity in terms of whole tensors.
  func matrixDefinition(of quantity: QuantityID) -> TensorExpr?
  /// What an input's gradient gets over whole tensors from the gradient of what is made of it.
  ///
  /// - Parameter upper: The gradient, or the error signal, of the result.
  /// - Returns: `nil` where matrices cannot say it.
  func matrixPullBack(to input: QuantityID, from upper: TensorExpr) -> TensorExpr?
  /// Writes the outputs (not their steps) from the inputs.
  func compute(on tape: TapeView)
  /// Adds to the inputs' gradients what comes from the outputs' gradients.
  func pullBack(on tape: TapeView)
  /// The loops by which training computes what other operations read, and the gradients of the inputs.
  /// Without loops of its own these are `compute` and `pullBack`.
  func forwardKernels(_ layout: TrainingLayout) -> [TrainingKernel]
  func backwardKernels(_ layout: TrainingLayout) -> [TrainingKernel]
}

extension GraphOperation {
  func forwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    [layout.call { tape, _ in compute(on: tape) }]
  }

  func backwardKernels(_ layout: TrainingLayout) -> [TrainingKernel] {
    [layout.call(zeroing: layout.gradients(of: inputs)) { tape, _ in pullBack(on: tape) }]
  }
}
