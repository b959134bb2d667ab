/// The parameters and states that a pass begins with.
struct Checkpoint: Sendable {
  private let values: [Double]
  private let places: [Range<Int>]

  init(_ tape: Tape, _ graph: Graph) {
    places = Self.places(tape, graph)
    values = places.flatMap { tape.buffer[$0] }
  }

  func restore(to tape: inout Tape) {
    tape.withBuffer { buffer in
      var next = 0
      for place in places {
        for index in place {
          buffer[index] = values[next]
          next += 1
        }
      }
    }
  }

  private static func places(_ tape: Tape, _ graph: Graph) -> [Range<Int>] {
    graph.carried.keys.sorted().map { id in
      tape.offset(id)..<tape.offset(id) + graph[id].count
    }
  }

  /// Whether all parameters and states are numbers that can be computed with.
  static func isFinite(_ tape: Tape, _ graph: Graph) -> Bool {
    let allowsUnknown = graph.hasUnknowns
    return places(tape, graph).allSatisfy { place in
      tape.buffer[place].allSatisfy { $0.isFinite || ($0.isNaN && allowsUnknown) }
    }
  }

  /// So many numbers are kept in all.
  private static let limit = 8_000_000

  /// How many updates lie between two checkpoints: those of the history, or fewer of them where they
  /// would take too much memory.
  static func interval(of graph: Graph) -> Int {
    guard let plan = graph.batch.plan else { return 1_000 }
    let size = graph.carried.keys.reduce(1) { $0 + graph[$1].count }
    let every = plan.recordInterval
    let count = max(1, limit / size)
    let multiple = max(1, plan.updates / every / count)
    return every * multiple
  }
}
