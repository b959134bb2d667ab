internal import Algebra
internal import NeuralCore

/// The shape of a tensor as documents write it: `(3, 1)` or `3 × 1`.
struct Shape: Hashable {
  let rows: Int
  let columns: Int

  /// Finds the shapes in a line of text: pairs of whole numbers in brackets, with their ranges.
  static func ranges(in text: String) -> [(shape: Shape, range: Range<Int>)] {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return [] }
    let bytes = Array(text.utf8)
    var found: [(Shape, Range<Int>)] = []
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "("), let match = pair(bytes, from: place) else {
        place += 1
        continue
      }
      found.append((match.shape, place..<match.end))
      place = match.end
    }
    return found
  }

  private static func pair(_ bytes: [UInt8], from start: Int) -> (shape: Shape, end: Int)? {
    var place = start + 1
    func spaces() { while place < bytes.count, bytes[place] == 0x20 { place += 1 } }
    func number() -> Int? {
      let first = place
      while place < bytes.count, bytes[place].isDigit, place - first < 7 { place += 1 }
      return Int(String(decoding: bytes[first..<place], as: UTF8.self))
    }
    spaces()
    guard let rows = number(), rows > 0 else { return nil }
    spaces()
    let times = Array("×".utf8)
    if place < bytes.count, bytes[place] == UInt8(ascii: ",") || bytes[place] == UInt8(ascii: "x") {
      place += 1
    } else if bytes[place...].starts(with: times) {
      place += times.count
    } else {
      return nil
    }
    spaces()
    guard let columns = number(), columns > 0 else { return nil }
    spaces()
    guard place < bytes.count, bytes[place] == UInt8(ascii: ")") else { return nil }
    return (Shape(rows: rows, columns: columns), place + 1)
  }
}

/// Which way a document lays its vectors, and how many examples there are.
struct ShapeConvention: Hashable {
  let isRows: Bool
  let examples: Int

  /// The shape of a quantity; `nil` for one that has none of its own.
  func shape(of id: QuantityID, in graph: Graph) -> Shape? {
    let quantity = graph[id]
    switch quantity.role {
    case .weight:
      guard let layer = quantity.layer, quantity.shape.count == 2 else { return nil }
      let units = graph.layers[layer].units
      let inputs = quantity.count / max(1, units)
      return isRows
        ? Shape(rows: inputs, columns: units) : Shape(rows: units, columns: inputs)
    case .bias: return oriented(1, quantity.count)
    case .gradient(let other), .change(let other), .updated(let other):
      return shape(of: other, in: graph)
    default:
      guard let layer = quantity.layer else { return nil }
      return oriented(examples, graph.layers[layer].units)
    }
  }

  private func oriented(_ examples: Int, _ units: Int) -> Shape {
    isRows ? Shape(rows: examples, columns: units) : Shape(rows: units, columns: examples)
  }

  /// Whether a quantity has one column or row for each example.
  static func isPerExample(_ id: QuantityID, _ graph: Graph) -> Bool {
    let zero = ShapeConvention(isRows: true, examples: 1)
    let two = ShapeConvention(isRows: true, examples: 2)
    return zero.shape(of: id, in: graph) != two.shape(of: id, in: graph)
  }
}
