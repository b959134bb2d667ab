/// Updates parameters over and over in the memory of one tape, without allocating.
struct TrainingEngine {
  private let pass: Pass
  private let evaluator: Evaluator
  private var feed: DataFeed?
  /// `nil` for networks that only a whole pass can train.
  private let program: TrainingProgram?

  init(_ graph: Graph) {
    pass = Pass(graph)
    evaluator = Evaluator(graph: graph)
    feed = DataFeed(graph)
    program = TrainingProgram(graph, Tape(graph))
  }

  /// Goes from the parameters of one pass to those of a later one.
  mutating func run(_ tape: inout Tape, from first: Int, to last: Int) throws {
    guard let program else { return try runWholePasses(&tape, from: first, to: last) }
    guard feed == nil, program.updates else {
      for step in first..<last {
        feed?.load(step: step, into: &tape)
        let examples = tape.examples
        tape.withBuffer { buffer in
          buffer.baseAddress.map { program.step($0, examples: examples) }
        }
        if program.updates { continue }
        try pass.update(&tape, step: step, evaluator)
        pass.carry(on: &tape)
      }
      return
    }
    let examples = tape.examples
    tape.withBuffer { buffer in
      guard let base = buffer.baseAddress else { return }
      for _ in first..<last { program.step(base, examples: examples) }
    }
  }

  private mutating func runWholePasses(
    _ tape: inout Tape, from first: Int, to last: Int
  ) throws {
    for step in first..<last {
      feed?.load(step: step, into: &tape)
      try pass.compute(&tape, step: step, evaluator)
      pass.carry(on: &tape)
    }
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
