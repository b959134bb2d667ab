import Algebra
import Diagnostics
import NeuralCore

extension NetworkCellReader {
  /// `given:`, from references to numbers.
  mutating func pins(_ entry: YAMLNode.Entry) -> [NetworkCell.Pin] {
    guard let entries = entry.value.entries else {
      report(
        "wrong-type", "`given` must be a mapping, not \(entry.value.described)", entry.value.place,
        help: "for example `given: {O.out: [0.6, 0.4]}`")
      return []
    }
    return entries.compactMap { entry in
      places["given.\(entry.key)"] = entry.value.place
      return tensor(entry.value, of: entry.key).map {
        NetworkCell.Pin(reference: entry.key, tensor: $0, place: entry.keyPlace)
      }
    }
  }

  /// A number, or lists of numbers in lists, of whatever shape they have.
  mutating func tensor(_ node: YAMLNode, of name: String) -> GivenTensor? {
    var shape: [Int] = []
    var innermost = node
    while let items = innermost.items {
      guard let first = items.first else {
        report("given-shape", "\(name.quotedForMessage) has an empty list", innermost.place)
        return nil
      }
      shape.append(items.count)
      innermost = first
    }
    var values: [Literal?] = []
    return collect(node, shape[...], of: name, into: &values)
      ? GivenTensor(shape: shape, values: values) : nil
  }

  /// Appends the entries of a node of a shape; everything that does not fit is reported.
  private mutating func collect(
    _ node: YAMLNode, _ shape: ArraySlice<Int>, of name: String, into values: inout [Literal?]
  ) -> Bool {
    guard let count = shape.first else {
      if node.items != nil {
        report("given-shape", "\(name.quotedForMessage) has a list beside numbers", node.place)
        return false
      }
      guard let value = entry(node) else { return false }
      values.append(value)
      return true
    }
    guard let items = node.items else {
      report(
        "given-shape", "\(name.quotedForMessage) has \(node.described) beside lists", node.place)
      return false
    }
    guard items.count == count else {
      report(
        "given-shape",
        "\(name.quotedForMessage) has a row of \(items.count) beside rows of \(count)",
        node.place)
      return false
    }
    var fits = true
    for item in items where !collect(item, shape.dropFirst(), of: name, into: &values) {
      fits = false
    }
    return fits
  }
}
