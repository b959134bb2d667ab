/// Goes from pass to pass: computes the ones that are asked for, and keeps parameters on the way, so
/// that no way is gone twice.
final class Trainer {
  private let graph: Graph
  private var engine: TrainingEngine
  /// Parameters and states after so many updates.
  private var checkpoints: [Int: Checkpoint] = [:]
  private let interval: Int
  /// So many additions and multiplications are done at most to get to a pass.
  static let workLimit = 2_000_000_000_000

  init(_ graph: Graph) {
    self.graph = graph
    engine = TrainingEngine(graph)
    interval = Checkpoint.interval(of: graph)
  }

  /// The last pass that can be had: the end of the training, or as far as anybody would wait.
  var stepLimit: Int {
    let parameters = graph.parameters.reduce(0) { $0 + graph[$1].count }
    let held = graph.quantities.reduce(0) { $0 + ($1.isHeld ? $1.count : 0) }
    let work = 6 * graph.batch.count * parameters + 100 * held
    return min(Self.workLimit / max(1, work), graph.batch.plan?.updates ?? .max, Element.stepLimit)
  }

  /// The pass after so many updates.
  ///
  /// - Parameter passes: Whole passes that are known.
  /// - Throws: `NumericFault`, `TooManyUpdates`, `TrainingInterrupted`.
  func pass(_ step: Int, from passes: [Int: Tape]) throws -> Tape {
    guard step <= stepLimit else { throw TooManyUpdates(step: step, limit: stepLimit) }
    if step == 0 { return try first() }
    let known = passes.keys.filter { $0 < step }.max() ?? 0
    let saved = checkpoints.keys.filter { $0 <= step }.max() ?? 0
    var tape = try passes[known] ?? first()
    var current = known
    if saved > known {
      checkpoints[saved]?.restore(to: &tape)
      current = saved
    } else {
      engine.carry(on: &tape)
      current += 1
    }
    try advance(&tape, from: current, to: step)
    try engine.complete(&tape, step: step)
    return tape
  }

  private func first() throws -> Tape {
    var tape = Tape(graph)
    tape.writeGivens(of: graph)
    try engine.complete(&tape, step: 0)
    return tape
  }

  // MARK: Training

  /// Updates the parameters from those of one pass to those of a later one.
  private func advance(_ tape: inout Tape, from first: Int, to last: Int) throws {
    guard first < last else { return }
    let monitor = Monitoring.monitor
    defer { monitor?.end() }
    var step = first
    while step < last {
      let next = min(last, (step / interval + 1) * interval)
      let before = Checkpoint(tape, graph)
      try run(&tape, from: step, to: next, last: last, monitor)
      guard Checkpoint.isFinite(tape, graph) else {
        try locateFault(from: before, step, to: next, &tape)
        throw NumericFault(element: Element(graph.parameters[0], step: next), value: .nan)
      }
      step = next
      checkpoints[step] = Checkpoint(tape, graph)
    }
  }

  private func run(
    _ tape: inout Tape, from first: Int, to next: Int, last: Int,
    _ monitor: (any TrainingMonitor)?
  ) throws {
    // About so many updates are done between two questions whether to go on.
    let stride = max(1, 4_000_000 / max(1, tape.buffer.count * 16))
    var step = first
    while step < next {
      if let monitor, !monitor.report(update: step, of: last) {
        throw TrainingInterrupted(update: step)
      }
      let end = min(next, step + stride)
      try engine.run(&tape, from: step, to: end)
      step = end
    }
  }

  /// Goes the same way again, looking at every number.
  ///
  /// - Throws: `NumericFault` for the first one that is out of range.
  private func locateFault(
    from checkpoint: Checkpoint, _ first: Int, to last: Int, _ tape: inout Tape
  ) throws {
    checkpoint.restore(to: &tape)
    for step in first..<last {
      try engine.complete(&tape, step: step)
      engine.carry(on: &tape)
    }
  }
}
