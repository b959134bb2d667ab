/// Updates parameters over and over in the memory of one tape, without allocating.
struct TrainingEngine {
  private let pass: Pass
  private let evaluator: Evaluator
  private var feed: DataFeed?
  private let program: TrainingProgram
  private let hasPins: Bool

  init(_ graph: Graph) {
    pass = Pass(graph)
    evaluator = Evaluator(graph: graph)
    feed = DataFeed(graph)
    program = TrainingProgram(graph)
    hasPins = !graph.pins.isEmpty
  }

  /// Goes from the parameters of one pass to those of a later one.
  mutating func run(_ tape: inout Tape, from first: Int, to last: Int) throws {
    var step = first
    if hasPins, first == 0, last > 0 {
      try runWholePass(&tape, step: 0)
      step = 1
    }
    guard feed != nil else { return program.run(&tape, from: step, to: last) }
    while step < last {
      feed?.load(step: step, into: &tape)
      program.run(&tape, from: step, to: step + 1)
      step += 1
    }
  }

  private mutating func runWholePass(_ tape: inout Tape, step: Int) throws {
    feed?.load(step: step, into: &tape)
    try pass.compute(&tape, step: step, evaluator)
    pass.carry(on: &tape)
  }

  /// Computes everything of a pass whose parameters are there.
  ///
  /// - Throws: `NumericFault`.
  mutating func complete(_ tape: inout Tape, step: Int) throws {
    feed?.load(step: step, into: &tape)
    try pass.compute(&tape, step: step, evaluator)
    try pass.check(tape, step: step)
  }

  func carry(on tape: inout Tape) { pass.carry(on: &tape) }
}
