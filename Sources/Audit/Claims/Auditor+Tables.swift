internal import Algebra
internal import Diagnostics

extension Auditor {
  /// A cell with a number in it.
  struct NumberCell {
    let column: Int
    let number: PrintedNumber
    /// Whether it stands behind `≈`.
    let isApproximate: Bool
    let context: Context

    /// See `PrintedNumber`.
    func asComputed(_ value: Enclosure) -> NumberCell {
      NumberCell(
        column: column, number: number.asComputed(value), isApproximate: isApproximate,
        context: context)
    }
  }

  /// What the cells left of a number say about it.
  struct RowReading {
    var numbers: [NumberCell] = []
    /// The last calculation and its column.
    var basis: (column: Int, value: Trail.Basis)?
    /// The symbols of the row: those alone in a cell and those a calculation is said to equal.
    var subjects: [(column: Int, name: String)] = []
    /// Those of them whose value stands beside them, as in `$w_1 = 0.5$`.
    var valued: Set<String> = []
    /// The words of the cells without math.
    var labels: [String] = []
  }

  /// Reads a table row by row.
  mutating func read(_ table: PublishedTable) {
    for cell in table.header { read(cell) }
    readRows(of: table, columns(of: table))
  }

  mutating func readRows(of table: PublishedTable, _ headings: ColumnReading) {
    let words = table.header.map { lexicon.heading(of: $0) }
    let none = lexicon.heading("")
    /// The numbers of each column since its last sum.
    var columns: [Int: [Traced]] = [:]
    columnFits = [:]
    for row in table.rows {
      trail = Trail()
      self.row = Row(isInTable: true)
      var reading = RowReading()
      let text = RowText(row)
      for (column, cell) in row.enumerated() { read(cell, column, of: text, &reading) }
      for cell in reading.numbers {
        let heading = words.indices.contains(cell.column) ? words[cell.column] : none
        let formula = headings.formulas[cell.column].flatMap { value(of: $0, for: cell, headings) }
        let publication = read(cell, reading, heading, formula, &columns)
        columns[cell.column, default: []].append(traced(publication))
        if let symbol = headings.symbols[cell.column] { self.row.values[symbol] = publication }
        let isComputed = headings.computed.contains(cell.column)
        noteUnread(
          cell.number, under: heading, isComputed, subjects(of: cell, reading), in: cell.context)
      }
    }
    trail = Trail()
    row = Row()
  }

  private mutating func read(
    _ cell: Flow, _ column: Int, of row: RowText, _ reading: inout RowReading
  ) {
    switch CellContent(cell, row: row) {
    case .blank: break
    case .words: reading.labels.append(cell.words)
    case .number(let number, let isApproximate, let context):
      reading.numbers.append(
        NumberCell(
          column: column, number: number, isApproximate: isApproximate, context: context))
    case .formulas:
      let isBare = cell.words.isPadding
      if !isBare { reading.labels.append(cell.words) }
      for formula in cell.formulas {
        trail = Trail()
        read(formula)
        // `$w_1 = 0.5$` names a row, too.
        if trail.published != nil, let name = cell.namedSymbol {
          reading.subjects.append((column, name))
          reading.valued.insert(name)
          continue
        }
        if let basis = trail.basis, !basis.isSymbol { reading.basis = (column, basis) }
        // A symbol in a sentence is what the row is about, but not what its number is.
        if isBare { reading.subjects += trail.subjects.map { (column, $0) } }
      }
      trail = Trail()
    }
  }

  /// A number of a row: the result of the calculation beside it, or of its column or row, or
  /// stated.
  private mutating func read(
    _ cell: NumberCell, _ reading: RowReading, _ heading: Lexicon.Heading, _ formula: Traced?,
    _ columns: inout [Int: [Traced]]
  ) -> Publication {
    let right = reading.numbers.filter { $0.column > reading.basis?.column ?? .max }
    let isOnly = right.count == 1 && right[0].column == cell.column
    if let basis = reading.basis, basis.column < cell.column,
      case .scalar(let value) = basis.value.value
    {
      let cell = cell.asComputed(value.printed)
      let judgement = Judgement(
        cell.number.literal, against: value, isApproximate: cell.isApproximate, habits: habits)
      let isNumeric = !basis.value.link.value.hasSymbols
      // A formula of symbols names a row as often as it says what a number comes from, and a number
      // that has been published for it before is said again.
      let isCopy = !publications.rootsOfCopy(cell.number.literal).isEmpty
      let isCertain = isOnly && (isNumeric || heading.column == .result && !isCopy)
      if judgement.isFine || isCertain {
        return state(cell, value, reading, isNumber: basis.value.isNumber)
      }
    }
    if heading.column == .product, let product = product(of: reading, before: cell.column) {
      return state(cell, product, reading)
    }
    if reading.labels.contains(where: lexicon.isSum), let column = columns[cell.column],
      column.count > 1, let sum = try? TracedDomain().sum(column)
    {
      columns[cell.column] = nil
      return state(cell, sum, reading)
    }
    let subjects = subjects(of: cell, reading)
    if let formula { return state(cell, formula, reading, subjects: []) }
    let isValue =
      heading.column == .result
      || reading.numbers.count == 1 && reading.valued.isDisjoint(with: subjects)
        && !isAboutUnit(heading, subjects)
        && !isOther(cell.number.literal, heading, subjects)
    return state(cell, nil, reading, subjects: isValue ? subjects : facets(subjects, heading))
  }

  /// Whether a number under a heading that nobody knows is another one than the symbol of its row has: the
  /// heading may ask for anything.
  private func isOther(
    _ literal: Literal, _ heading: Lexicon.Heading, _ subjects: [String]
  ) -> Bool {
    guard let model, heading.quantity != "out", !heading.isBlank,
      subjects.contains(where: { model.isUnit($0) })
    else { return false }
    return !(known(literal, subjects)?.fits ?? true)
  }

  /// Whether a heading names something of a unit that its symbol does not stand for by itself.
  private func isAboutUnit(_ heading: Lexicon.Heading, _ subjects: [String]) -> Bool {
    guard let quantity = heading.quantity else { return false }
    if let model { return subjects.contains { model.isAboutUnit(quantity, $0) } }
    return ["net", "slope", "delta"].contains(quantity)
      && subjects.allSatisfy { !$0.contains("\\partial") && !$0.contains("net") }
  }

  /// The symbols left of a number: what stands left of them numbers the rows.
  private func subjects(of cell: NumberCell, _ reading: RowReading) -> [String] {
    reading.subjects.filter { $0.column < cell.column }.map(\.name)
  }

  private mutating func state(
    _ cell: NumberCell, _ basis: Traced?, _ reading: RowReading, isNumber: Bool = false,
    subjects: [String]? = nil
  ) -> Publication {
    var subjects = subjects ?? self.subjects(of: cell, reading)
    if subjects.count > 1 { subjects = Set(subjects).sorted() }
    let publication = state(
      cell.number, against: basis, isRestated: isNumber, subjects: subjects,
      isApproximate: cell.isApproximate, in: cell.context)
    row.symbols.formUnion(subjects)
    for element in subjects.compactMap({ model?.element($0) }) {
      row.elements[element] = traced(publication)
    }
    for subject in subjects { publications.bind(subject, to: .number(publication)) }
    return publication
  }

  /// The product of all numbers left of a column.
  private func product(of reading: RowReading, before column: Int) -> Traced? {
    let factors = reading.numbers.filter { $0.column < column }
    guard factors.count > 1 else { return nil }
    return try? TracedDomain().product(
      factors.map { cell in
        // One slip is not to be two.
        let literal =
          stranger(cell.number, in: cell.context)?.expected ?? cell.number.literal
        return Traced(
          published: literal, moves: publications.moves(literal),
          roots: publications.rootsOfCopy(literal))
      })
  }

  /// Names for what a column says about the symbols of its rows.
  private func facets(_ subjects: [String], _ heading: Lexicon.Heading) -> [String] {
    let name = heading.name
    if let model {
      let elements = Set(subjects.compactMap { model.facet(name, of: $0) })
      if elements.count == 1, let element = elements.first { return [model.name(element)] }
    }
    return subjects.map { "\($0) \u{2}\(name)" }
  }
}

extension Judgement {
  /// Whether nothing can be said.
  var isUnclear: Bool { if case .unclear = self { true } else { false } }

  /// Whether the number follows, exactly or by rounding.
  var isFine: Bool {
    switch self {
    case .follows, .rounding: true
    case .fails, .unclear: false
    }
  }
}
