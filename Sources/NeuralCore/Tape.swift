import Algebra

/// The numbers of one pass: every quantity but the steps, in one buffer.
struct Tape: Sendable {
  private let offsets: [Int]
  /// Where the gradient of each quantity begins; −1 for what has none.
  private let gradientOffsets: [Int]
  private(set) var buffer: [Double]
  /// How many examples are in it, 1 without a batch.
  var examples: Int

  init(_ graph: Graph) {
    var next = 0
    offsets = graph.quantities.map { quantity in
      guard quantity.isHeld else { return -1 }
      defer { next += quantity.count }
      return next
    }
    let starts = offsets
    gradientOffsets = graph.quantities.map { quantity in
      graph.gradients[quantity.id].map { starts[$0.index] } ?? -1
    }
    examples = graph.batch.count
    buffer = Array(repeating: 0, count: next)
  }

  /// Where a quantity begins in the buffer. Steps are not in it.
  func offset(_ id: QuantityID) -> Int { offsets[id.index] }

  func gradientOffset(_ id: QuantityID) -> Int? {
    let offset = gradientOffsets[id.index]
    return offset < 0 ? nil : offset
  }

  func holds(_ id: QuantityID) -> Bool { offsets[id.index] >= 0 }

  subscript(_ element: Element) -> Double {
    get { buffer[offsets[element.quantity.index] + element.position] }
    set { buffer[offsets[element.quantity.index] + element.position] = newValue }
  }

  mutating func withBuffer(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
    buffer.withUnsafeMutableBufferPointer { body($0) }
  }

  /// Writes the authors' numbers; unknown ones are not-a-number.
  mutating func writeGivens(of graph: Graph) {
    for (id, values) in graph.givens {
      for (position, literal) in values.enumerated() {
        self[Element(id, position)] = literal?.double ?? .nan
      }
    }
  }

  /// Sets every entry of a quantity to the same number.
  mutating func fill(_ id: QuantityID, count: Int, with value: Double) {
    let start = offset(id)
    for index in start..<start + count { buffer[index] = value }
  }
}

extension Quantity {
  /// Whether tapes hold it: steps and measures are computed where they are asked for.
  var isHeld: Bool {
    if case .measured = role { return false }
    return !isStep
  }
}
