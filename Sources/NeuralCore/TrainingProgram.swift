import CMatrix

/// The way from one pass's parameters to the next's and nothing besides: what training repeats.
///
/// A list of loops, each with its places in a tape's buffer resolved. What only a document asks for,
/// such as losses and changes, is not computed where an operation has a loop that does without. Pins
/// are not known here: they hold in the first pass alone.
final class TrainingProgram {
  private let kernels: UnsafeMutableBufferPointer<training_kernel>
  private let calls: [TrainingCall]
  private let workspace: UnsafeMutablePointer<Double>
  /// How many numbers and examples a tape has that the places were resolved for.
  private let size: (numbers: Int, examples: Int)

  init(_ graph: Graph) {
    let places = TapePlaces(graph)
    size = (places.count, graph.batch.count)
    let compiled = Self.compile(TrainingLayout(graph: graph, places: places))
    kernels = .allocate(capacity: compiled.count)
    _ = kernels.initialize(from: compiled.map(\.raw))
    calls = compiled.compactMap(\.call)
    workspace = .allocate(capacity: matrix_workspace())
  }

  deinit {
    kernels.deallocate()
    workspace.deallocate()
  }

  /// Goes from the parameters of one pass to those of a later one.
  ///
  /// - Precondition: The tape is one of the program's graph: loops write where it would have its numbers.
  func run(_ tape: inout Tape, from first: Int, to last: Int) {
    let examples = tape.examples
    precondition(
      tape.places.count == size.numbers && (0...size.examples).contains(examples),
      "a tape of \(tape.places.count) numbers and \(examples) examples is none of this program, "
        + "whose tapes have \(size.numbers) and at most \(size.examples)")
    withExtendedLifetime(calls) {
      tape.withBuffer { buffer in
        training_run(
          kernels.baseAddress, kernels.count, buffer.baseAddress, examples, first, last, workspace)
      }
    }
  }

  // MARK: Compiling

  private static func compile(_ layout: TrainingLayout) -> [TrainingKernel] {
    let graph = layout.graph
    guard graph.losses != nil, !graph.updates.isEmpty else { return [] }
    // What stands behind a fused operation is the loss, of which training then needs nothing.
    let fused = graph.fused.flatMap { fused in graph.producers[fused.output].map { ($0, fused) } }
    let operations = graph.operations[...(fused?.0 ?? graph.operations.count - 1)]
    var kernels = operations.flatMap { $0.forwardKernels(layout) }
    if let rate = graph.scheduledRate {
      kernels.append(layout.call { tape, step in rate.compute(on: tape, step: step) })
    }
    for (index, operation) in zip(operations.indices, operations).reversed() {
      if let fused, index == fused.0 {
        kernels.append(fused.1.kernel(layout))
      } else {
        kernels += operation.backwardKernels(layout)
        kernels += earlyUpdate(operation, layout)
      }
    }
    return kernels + updates(layout)
  }

  /// Updates a layer's weights and sends its gradient back through them, where that is the order.
  private static func earlyUpdate(
    _ operation: any GraphOperation, _ layout: TrainingLayout
  ) -> [TrainingKernel] {
    guard layout.graph.updatesDuringBackward, let dense = operation as? DenseOperation,
      dense.transfer != nil, let update = layout.graph.updates[dense.weight]
    else { return [] }
    return [
      layout.call { tape, step in
        update.compute(on: tape, step: step)
        dense.pullBackThroughTransfer(on: tape)
      }
    ]
  }

  /// The updates that are not done in place, and what the next pass takes over from them.
  private static func updates(_ layout: TrainingLayout) -> [TrainingKernel] {
    let graph = layout.graph
    let updates = graph.parameters.filter { !layout.isInPlace($0) }.compactMap { graph.updates[$0] }
    guard !updates.isEmpty else { return [] }
    let outputs = Set(updates.flatMap(\.outputs))
    let carried = graph.carried.filter { outputs.contains($0.value) }
      .map { (to: $0.key, from: $0.value, count: graph[$0.key].count) }
    return updates.map { update in
      layout.call { tape, step in update.compute(on: tape, step: step) }
    } + [
      layout.call { tape, _ in
        for (to, from, count) in carried { tape.copy(count, from: from, to: to) }
      }
    ]
  }
}
