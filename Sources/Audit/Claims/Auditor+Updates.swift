internal import Algebra

/// Tables of updates without a network: what their headings call the old value, the gradient, the change and the
/// new value say how one comes from the others.
extension Auditor {
  /// The formulas of a table's changes and new values that most of its rows follow.
  func updateFormulas(of table: PublishedTable, _ reading: ColumnReading) -> ColumnReading {
    var reading = reading
    let places = updatePlaces(of: table)
    guard places.count > 1, places["weight"] != nil || places["gradient"] != nil else {
      return reading
    }
    for (quantity, column) in places where reading.symbols[column] == nil {
      reading.symbols[column] = "\u{5}\(quantity)"
    }
    let leaves = places.compactMapValues { column in
      reading.symbols[column].map { Expr<TeXLeaf>.leaf(.symbol($0, 0..<0)) }
    }
    for quantity in ["change", "new"] {
      guard let column = places[quantity], reading.formulas[column] == nil else { continue }
      let formulas = updateFormulas(of: quantity, leaves, rate)
      // Rows in which nothing changes follow each of them.
      reading.formulas[column] =
        formulas.compactMap { formula in
          exceptions(to: formula, in: column, of: table, reading).map { (formula, $0) }
        }.min { $0.1 < $1.1 }?.0
    }
    return reading
  }

  /// The columns that headings name in words, each quantity once.
  private func updatePlaces(of table: PublishedTable) -> [String: Int] {
    var places: [String: Int] = [:]
    for (column, cell) in table.header.enumerated() {
      guard let quantity = lexicon.heading(of: cell).quantity,
        ["weight", "gradient", "change", "new"].contains(quantity), holdsNumbers(column, table)
      else { continue }
      if places.updateValue(column, forKey: quantity) != nil { return [:] }
    }
    return places
  }

  /// Whether the first row has a number in a column, and not a name.
  private func holdsNumbers(_ column: Int, _ table: PublishedTable) -> Bool {
    guard let row = table.rows.first, row.indices.contains(column),
      case .number = CellContent(row[column], row: RowText(row))
    else { return false }
    return true
  }

  /// Descent and ascent, by the gradient or by the change.
  private func updateFormulas(
    of quantity: String, _ leaves: [String: Expr<TeXLeaf>], _ rate: Literal?
  ) -> [TeXValue] {
    var steps: [Expr<TeXLeaf>] = []
    if quantity == "new", let change = leaves["change"] { steps.append(change) }
    if let rate, let gradient = leaves["gradient"] {
      steps.append(.product([.number(rate), gradient]))
    }
    let signed = steps.flatMap { [.negation($0), $0] }
    guard quantity == "new" else { return signed.map { .scalar($0) } }
    guard let old = leaves["weight"] else { return [] }
    return signed.map { .scalar(.sum([old, $0])) }
  }

  /// The learning rate, if the document states one.
  private var rate: Literal? {
    let stated = Self.rateSymbols.flatMap { allValues[$0] ?? [] }
    guard let first = stated.first, stated.allSatisfy({ $0.equals(first) }) else { return nil }
    return first
  }

  /// What papers and programs call the learning rate.
  private static let rateSymbols = ["\\eta", "\\alpha", "lr"]

  /// How many rows do not follow a formula; `nil` unless at least two do, and twice as many as do not.
  private func exceptions(
    to formula: TeXValue, in column: Int, of table: PublishedTable, _ reading: ColumnReading
  ) -> Int? {
    var reading = reading
    reading.formulas = [column: formula]
    let counts = fits(of: table, reading)[column] ?? (0, 0)
    return counts.fits >= 2 && counts.fits >= 2 * counts.others ? counts.others : nil
  }
}
