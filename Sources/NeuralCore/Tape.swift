/// The numbers of one pass: every quantity but the steps, in one buffer.
struct Tape: Sendable {
  private let offsets: [Int]
  private let gradients: [QuantityID: QuantityID]
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
    gradients = graph.gradients
    examples = graph.batch.count
    buffer = Array(repeating: 0, count: next)
  }

  /// Where a quantity begins in the buffer. Steps are not in it.
  func offset(_ id: QuantityID) -> Int { offsets[id.index] }

  func gradientOffset(_ id: QuantityID) -> Int? { gradients[id].map { offsets[$0.index] } }

  func holds(_ id: QuantityID) -> Bool { offsets[id.index] >= 0 }

  subscript(_ element: Element) -> Double {
    get { buffer[offsets[element.quantity.index] + element.position] }
    set { buffer[offsets[element.quantity.index] + element.position] = newValue }
  }

  mutating func withBuffer(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
    buffer.withUnsafeMutableBufferPointer { body($0) }
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
