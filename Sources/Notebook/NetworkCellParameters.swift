import Algebra
import Diagnostics
import NeuralCore

extension NetworkCellReader {
  /// A layer's weights, one row a unit; unknown ones without a node or with `_`.
  mutating func weight(_ node: YAMLNode?, _ shape: NetworkCellLayers.Shape) -> GivenTensor? {
    let name = "\(shape.layer).weight"
    guard let node, !node.isUnknown else {
      guard shape.fits, let units = shape.units, let inputs = shape.below.count else { return nil }
      return GivenTensor(unknown: shape.vectors == .columns ? [units, inputs] : [inputs, units])
    }
    if node.entry("init") != nil { return drawn(node, name: name, shape, isBias: false) }
    guard let rows = node.items else {
      let wanted = shape.rows.count.map { counted($0, "row") } ?? "rows"
      report(
        "weight-shape",
        "`\(name)` must be a list of \(wanted), one \(shape.rows.article), not \(node.described)",
        node.place)
      return nil
    }
    if !rows.isEmpty, rows.allSatisfy({ $0.text != nil && !$0.isUnknown }) {
      let list = rows.prefix(8).compactMap(\.text).joined(separator: ", ")
      report(
        "weight-shape",
        "`\(name)` must be a list of rows, one \(shape.rows.article), not a list of numbers",
        node.place, help: shape.rows.count == 1 && rows.count <= 8 ? "write `[[\(list)]]`" : nil)
      return nil
    }
    var fits = checkRowCount(rows.count, node, name, shape)
    let columns = checkColumns(rows, name, shape)
    if columns == nil { fits = false }
    var values: [Literal?] = []
    for row in rows {
      if row.isUnknown, let columns {
        values += Array(repeating: nil, count: columns)
      } else if let items = row.items, let read = entries(items) {
        values += read
      } else {
        fits = false
      }
    }
    guard fits, let columns else { return nil }
    return GivenTensor(shape: [rows.count, columns], values: values)
  }

  private mutating func checkRowCount(
    _ count: Int, _ node: YAMLNode, _ name: String, _ shape: NetworkCellLayers.Shape
  ) -> Bool {
    guard let wanted = shape.rows.count, count != wanted else { return true }
    report(
      "weight-shape",
      "`\(name)` has \(counted(count, "row")), but `\(shape.rows.owner)` has \(wanted) "
        + shape.rows.noun, node.place)
    return false
  }

  /// The columns all rows have, `nil` if they differ from each other or from the layer below.
  private mutating func checkColumns(
    _ rows: [YAMLNode], _ name: String, _ shape: NetworkCellLayers.Shape
  ) -> Int? {
    for (number, row) in zip(1..., rows) where row.items == nil && !row.isUnknown {
      report(
        "weight-shape", "row \(number) of `\(name)` must be a list, not \(row.described)", row.place
      )
    }
    let lengths = zip(1..., rows).compactMap { number, row in
      row.items.map { (number: number, count: $0.count, place: row.place) }
    }
    guard let first = lengths.first else { return shape.columns.count }
    let expected = shape.columns.count ?? first.count
    let wrong = lengths.filter { $0.count != expected }
    if wrong.isEmpty { return expected }
    let below =
      "but "
      + (shape.columns.count == nil
        ? "row \(first.number) has \(first.count)"
        : "`\(shape.columns.owner)` has \(expected) \(shape.columns.noun)")
    if wrong.count == lengths.count, wrong.allSatisfy({ $0.count == first.count }) {
      report(
        "weight-shape", "`\(name)` has \(counted(first.count, "column")), \(below)", first.place)
    } else {
      for row in wrong {
        report(
          "weight-shape",
          "row \(row.number) of `\(name)` has \(counted(row.count, "column")), \(below)", row.place)
      }
    }
    return nil
  }

  /// A layer's biases, one a unit; unknown ones for `_`.
  mutating func bias(_ node: YAMLNode, _ shape: NetworkCellLayers.Shape) -> GivenTensor? {
    let name = "\(shape.layer).bias"
    if node.isUnknown { return shape.units.map { GivenTensor(unknown: [$0]) } }
    if node.entry("init") != nil { return drawn(node, name: name, shape, isBias: true) }
    guard let items = node.items else {
      let wanted = shape.units.map { counted($0, "number") } ?? "numbers"
      var help: String?
      if let units = shape.units, units <= 8, let text = node.text, Literal(text) != nil {
        let list = Array(repeating: text, count: units).joined(separator: ", ")
        help = "to give every unit the same, write `[\(list)]`"
      }
      report(
        "bias-shape", "`\(name)` must be a list of \(wanted), one a unit, not \(node.described)",
        node.place, help: help)
      return nil
    }
    let values = entries(items)
    if let units = shape.units, items.count != units {
      report(
        "bias-shape",
        "`\(name)` has \(items.count) \(items.count == 1 ? "entry" : "entries"), "
          + "but `\(shape.layer)` has \(counted(units, "unit"))", node.place)
      return nil
    }
    return values.map { GivenTensor(shape: [items.count], values: $0) }
  }
}

extension NetworkCellLayers.Shape {
  /// What a weight has one row or column each of.
  struct Side {
    /// `nil` if that is not known.
    let count: Int?
    let owner: String
    let noun: String
    /// As in "one a unit".
    let article: String
  }

  private var layerSide: Side {
    Side(count: units, owner: layer, noun: units == 1 ? "unit" : "units", article: "a unit")
  }
  private var belowSide: Side {
    Side(
      count: below.count, owner: below.name, noun: below.noun,
      article: below.noun.hasPrefix("entr")
        ? "an entry of `\(below.name)`" : "a unit of `\(below.name)`")
  }

  var rows: Side { vectors == .columns ? layerSide : belowSide }
  var columns: Side { vectors == .columns ? belowSide : layerSide }
}
