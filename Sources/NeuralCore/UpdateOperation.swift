import Algebra

/// How one parameter gets its next value: the quantities that an update adds to the graph, the scalar
/// definition of an element of each, the formula over whole tensors, and the loop that computes them.
///
/// What a pass takes over from the one before are quantities too, such as `X.velocity.previous`: the
/// graph's `carried` says from which one they come, and before the first update they are given.
protocol UpdateOperation: Sendable {
  var parameter: QuantityID { get }
  /// What it produces, in the order of computing: states, then step, change and new value.
  var outputs: [QuantityID] { get }
  /// What it subtracts, minus that, and the parameter after the update.
  var step: QuantityID { get }
  var change: QuantityID { get }
  var updated: QuantityID { get }

  /// Whether it is `x − η g` and nothing else.
  var isPlainDescent: Bool { get }

  /// The element in terms of the elements it is computed from.
  func definition(of element: Element, in graph: Graph) -> Expr<Element>?
  /// The quantity in terms of whole tensors, in the pass after `step` updates.
  func matrixDefinition(of quantity: QuantityID, step: Int, in graph: Graph) -> TensorExpr?
  /// Writes the outputs, without allocating.
  func compute(on tape: TapeView, step: Int)
}
