internal import Algebra
internal import Diagnostics

/// What a table's headings say about the numbers below them.
struct ColumnReading {
  /// The symbols that head columns.
  var symbols: [Int: String] = [:]
  /// The formulas of symbols that columns hold the values of.
  var formulas: [Int: TeXValue] = [:]
  /// The columns that hold what is computed, whatever the row is about.
  var computed: Set<Int> = []
}

extension Auditor {
  /// Reads headings such as `$x$`, `$x - \eta g$` and `loss $\frac{1}{2}(y - t)^2$`.
  func columns(of table: PublishedTable) -> ColumnReading {
    var reading = ColumnReading()
    for (column, cell) in table.header.enumerated() {
      let formulas = cell.formulas
      guard formulas.count == 1, let formula = formulas.first, formula.unread.isEmpty,
        formula.pieces.count == 1, let chain = formula.pieces.first?.chain,
        chain.links.count <= 2, let last = chain.links.last,
        chain.links.count == 1 || chain.relation(before: 1)?.kind == .equal
      else { continue }
      let symbol = chain.links.first?.value.loneSymbol
      reading.symbols[column] = symbol
      let value = last.value.loneSymbol == nil ? last.value : symbol.flatMap { definitions[$0] }
      if let value, value.hasSymbols, value.scalar != nil {
        reading.formulas[column] = meant(functions.expanded(value), last.range, in: formula)
      }
      let isDerivative = symbol.map { $0.contains("\\partial") || $0.contains("\\nabla") } ?? false
      if isDerivative || last.value.loneSymbol == nil && last.value.hasSymbols {
        reading.computed.insert(column)
      }
    }
    if !reading.formulas.isEmpty {
      // The symbols of a heading may stand for something else than the columns and the text do.
      let fits = fits(of: table, reading)
      reading.formulas = reading.formulas.filter { column, _ in
        let counts = fits[column] ?? (0, 0)
        return counts.fits > 0 && counts.fits >= 2 * counts.others
      }
    }
    // A network says itself what its updates are.
    return model == nil ? updateFormulas(of: table, reading) : reading
  }

  /// How many numbers of each column follow from its heading's formula and how many do not, as a trial
  /// reading of the rows shows.
  func fits(
    of table: PublishedTable, _ reading: ColumnReading
  ) -> [Int: (fits: Int, others: Int)] {
    var trial = trial
    trial.readRows(of: table, reading)
    return trial.columnFits
  }

  /// What a column's formula gives in the row that is being read.
  mutating func value(
    of formula: TeXValue, for cell: NumberCell, _ headings: ColumnReading
  ) -> Traced? {
    // A row without the numbers that the formula takes, such as a total, is about something else.
    let operands = formula.symbols.intersection(headings.symbols.values)
    guard !operands.isEmpty, operands.allSatisfy({ row.values[$0] != nil }),
      case .scalar(var value)? = evaluate(formula)
    else { return nil }
    func fits(_ value: Traced) -> Bool {
      Judgement(
        cell.number.literal, against: value, isApproximate: cell.isApproximate, habits: habits
      ).isFine
    }
    if !fits(value), !value.roots.isEmpty, case .scalar(let corrected)? = correcting(formula),
      fits(corrected)
    {
      // It was computed before the slip was written down.
      value = corrected
    }
    columnFits[cell.column, default: (0, 0)].fits += fits(value) ? 1 : 0
    columnFits[cell.column, default: (0, 0)].others += fits(value) ? 0 : 1
    return value
  }

  /// A number of a table that nothing says how to compute, where its heading says that it was.
  mutating func noteUnread(
    _ number: PrintedNumber, under heading: Lexicon.Heading, _ isComputed: Bool,
    _ subjects: [String], in context: Context
  ) {
    let offset = context.offset(of: number.range)
    let isNamed = heading.quantity.map(Self.computedQuantities.contains) ?? false
    guard classes[offset] == .given, isComputed || isNamed && !subjects.isEmpty && model != nil,
      publications.copies(of: number.literal).count <= 1,
      !subjects.contains(where: { model?.isGiven($0) ?? false })
    else { return }
    _ = add(.restated, number, in: context) { finding in
      finding.reason = "nothing on the page says what it is computed from"
    }
  }

  /// What headings call numbers that nobody chooses.
  private static let computedQuantities: Set<String> = [
    "net", "out", "slope", "loss", "delta", "gradient", "step", "change", "new",
  ]
}
