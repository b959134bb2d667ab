/// How many examples go through a network at once.
package struct Batch: Sendable, Hashable {
  /// The entries along the axis of examples; `nil`: there is one example and no such axis.
  package let size: Int?

  package init(size: Int?) { self.size = size }

  /// Rows of a tensor with or without the axis.
  package var count: Int { size ?? 1 }

  /// The examples of the pass after so many updates.
  package func count(at step: Int32) -> Int { count }

  /// The axis of examples, where there is one.
  var axes: [Axis] { size.map { [Axis(.example, $0)] } ?? [] }
}
