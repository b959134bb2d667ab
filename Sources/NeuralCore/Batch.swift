/// How many examples go through a network at once.
package struct Batch: Sendable {
  /// The entries along the axis of examples; `nil`: there is one example and no such axis.
  package let size: Int?
  /// Which examples the passes of a training have; `nil`: all of them have all.
  package let plan: TrainingPlan?

  package init(size: Int?, plan: TrainingPlan? = nil) {
    self.size = size
    self.plan = plan
  }

  /// Rows of a tensor with or without the axis.
  package var count: Int { size ?? 1 }

  /// The examples of the pass after so many updates: the last pass of an epoch can have fewer.
  package func count(at step: Int32) -> Int { plan?.count(at: Int(step)) ?? count }

  /// The axis of examples, where there is one.
  var axes: [Axis] { size.map { [Axis(.example, $0)] } ?? [] }
}
