import Algebra
import Drawing
import NeuralCore
import Notation

/// A matrix or vector as a field of cells, the weights of a layer for example.
struct MapPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }

  init(paper: PicturePaper) { self.paper = paper }

  /// Numbers are written on matrices up to so many rows and columns.
  static let writtenLimit = (rows: 16, columns: 8)
  /// Larger matrices are averaged to so many rows and columns at most.
  static let sizeLimit = 32

  func map() throws -> HeatMap {
    let referents = try paper.referents()
    guard referents.count == 1, case .quantity(let id, let index, let step)? = referents.first,
      index.isEmpty, (1...2).contains(graph[id].axes.count)
    else {
      let name = paper.options.quantities.first?.text ?? "it"
      throw PictureFault.notAQuantity(name)
    }
    let quantity = graph[id]
    let (rows, columns) = (quantity.shape[0], quantity.shape.count > 1 ? quantity.shape[1] : 1)
    let numbers = try (0..<rows).map { row in
      try (0..<columns).map { try paper.value(Element(id, row * columns + $0, step: step)) }
    }
    let symbol = paper.worksheet.notation.symbol(id) ?? quantity.name
    let title = paper.wording(
      "map",
      ["symbol": Label.math(symbol).plain, "rows": String(rows), "columns": String(columns)])
    let blocks = Self.averaged(numbers)
    var map = HeatMap(values: scaled(blocks.numbers), scale: [], title: title)
    map.scale = try scale(numbers, blocks.numbers, id, columns, step)
    if blocks.size != (1, 1) {
      map.note = .text(
        paper.wording(
          "average", ["rows": String(blocks.size.0), "columns": String(blocks.size.1)]))
    }
    if rows <= Self.writtenLimit.rows, columns <= Self.writtenLimit.columns {
      map.labels = try (0..<rows).map { row in
        try (0..<columns).map { column in
          let element = Element(id, row * columns + column, step: step)
          return .math(try paper.number(element) ?? paper.symbol(element))
        }
      }
      map.rowLabels = headings(quantity, axis: 0)
      if quantity.axes.count > 1 { map.columnLabels = headings(quantity, axis: 1) }
    }
    return map
  }

  /// The units along an axis, numbers along any other.
  private func headings(_ quantity: Quantity, axis: Int) -> [Label] {
    let axis = quantity.axes[axis]
    return (0..<axis.count).map { position in
      guard let layer = quantity.layer else { return .text(String(position + 1)) }
      switch axis.role {
      case .unit:
        return .math(paper.worksheet.notation.unitSymbol(layer: layer, unit: position))
      case .source:
        return .math(
          paper.worksheet.notation.unitSymbol(layer: max(0, layer - 1), unit: position))
      default: return .text(String(position + 1))
      }
    }
  }

  // MARK: Scale

  private func scaled(_ numbers: [[Double?]]) -> [[Double?]] {
    let largest = numbers.joined().compactMap { $0 }.map(abs).max() ?? 0
    return numbers.map { $0.map { $0.map { largest > 0 ? $0 / largest : 0 } } }
  }

  /// The ends of the scale: the largest number as it is displayed, with either sign.
  private func scale(
    _ numbers: [[Double?]], _ averaged: [[Double?]], _ id: QuantityID, _ columns: Int, _ step: Int
  ) throws -> [Label] {
    var end = ""
    if numbers.count == averaged.count, numbers.first?.count == averaged.first?.count {
      let flat = numbers.flatMap { $0 }
      let largest = flat.indices.max { abs(flat[$0] ?? 0) < abs(flat[$1] ?? 0) } ?? 0
      end = try paper.number(Element(id, largest, step: step)) ?? "0"
    } else {
      let largest = averaged.joined().compactMap { $0 }.map(abs).max() ?? 0
      let rounding = paper.worksheet.ledger.presentation.rounding
      end =
        Enclosure(Literal(largest == 0 ? "0" : largest.description) ?? Literal(0))
        .rounded(significant: 2, rounding)?.text ?? "0"
    }
    let magnitude = Literal(end)?.magnitude.text ?? end
    return [.math("-\(magnitude)"), .math("0"), .math(magnitude)]
  }

  /// Means of blocks, so that there are no more than the limit; a block with an unknown has none.
  static func averaged(_ numbers: [[Double?]]) -> (numbers: [[Double?]], size: (Int, Int)) {
    let (rows, columns) = (numbers.count, numbers.first?.count ?? 0)
    let size = (
      max(1, (rows + sizeLimit - 1) / sizeLimit), max(1, (columns + sizeLimit - 1) / sizeLimit)
    )
    if size == (1, 1) { return (numbers, size) }
    let means = stride(from: 0, to: rows, by: size.0).map { row in
      stride(from: 0, to: columns, by: size.1).map { column -> Double? in
        let block = numbers[row..<min(rows, row + size.0)]
          .flatMap { $0[column..<min(columns, column + size.1)] }
        let known = block.compactMap { $0 }
        return known.count == block.count ? known.reduce(0, +) / Double(known.count) : nil
      }
    }
    return (means, size)
  }
}
