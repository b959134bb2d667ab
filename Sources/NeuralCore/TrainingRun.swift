/// Training without looking back: update after update over the same memory, as `Run` does between the
/// passes that are asked for.
package struct TrainingRun {
  private var tape: Tape
  private var engine: TrainingEngine
  private var step = 0

  package init(_ graph: Graph) {
    tape = Tape(graph)
    tape.writeGivens(of: graph)
    engine = TrainingEngine(graph)
  }

  /// So many updates more.
  package mutating func advance(by updates: Int) throws {
    try engine.run(&tape, from: step, to: step + updates)
    step += updates
  }
}
