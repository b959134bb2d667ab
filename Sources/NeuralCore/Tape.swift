import Algebra

/// Where the quantities of a pass stand in its buffer: every one but the steps.
struct TapePlaces: Sendable {
  private let offsets: [Int]
  /// Where the gradient of each quantity begins; −1 for what has none.
  private let gradientOffsets: [Int]
  /// Numbers in all.
  let count: Int

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
    count = next
  }

  /// Where a quantity begins in the buffer. Steps are not in it.
  func offset(_ id: QuantityID) -> Int { offsets[id.index] }

  func gradientOffset(_ id: QuantityID) -> Int? {
    let offset = gradientOffsets[id.index]
    return offset < 0 ? nil : offset
  }

  func holds(_ id: QuantityID) -> Bool { offsets[id.index] >= 0 }
}

/// The numbers of one pass: every quantity but the steps, in one buffer.
struct Tape: Sendable {
  let places: TapePlaces
  private(set) var buffer: [Double]
  /// How many examples are in it, 1 without a batch.
  var examples: Int

  init(_ graph: Graph) {
    places = TapePlaces(graph)
    examples = graph.batch.count
    buffer = Array(repeating: 0, count: places.count)
  }

  /// Where a quantity begins in the buffer. Steps are not in it.
  func offset(_ id: QuantityID) -> Int { places.offset(id) }

  func holds(_ id: QuantityID) -> Bool { places.holds(id) }

  subscript(_ element: Element) -> Double {
    get { buffer[offset(element.quantity) + element.position] }
    set { buffer[offset(element.quantity) + element.position] = newValue }
  }

  mutating func withBuffer(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
    buffer.withUnsafeMutableBufferPointer { body($0) }
  }

  /// Lets operations read and write.
  mutating func withView(_ body: (TapeView) -> Void) {
    let (places, examples) = (places, examples)
    withBuffer { body(TapeView(places: places, buffer: $0, examples: examples)) }
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

/// A tape's numbers while an operation works on them.
struct TapeView {
  let places: TapePlaces
  let buffer: UnsafeMutableBufferPointer<Double>
  let examples: Int

  func offset(_ id: QuantityID) -> Int { places.offset(id) }

  func gradientOffset(_ id: QuantityID) -> Int? { places.gradientOffset(id) }

  subscript(_ element: Element) -> Double {
    get { buffer[offset(element.quantity) + element.position] }
    nonmutating set { buffer[offset(element.quantity) + element.position] = newValue }
  }

  func copy(_ count: Int, from: QuantityID, to: QuantityID) {
    let (from, to) = (offset(from), offset(to))
    for index in 0..<count { buffer[to + index] = buffer[from + index] }
  }
}

extension Quantity {
  /// Whether tapes hold it: steps and measures are computed where they are asked for.
  var isHeld: Bool {
    if case .measured = role { return false }
    return !isStep
  }
}
