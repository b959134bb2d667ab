internal import Algebra
internal import Diagnostics

extension Auditor {
  /// Reads a chain: binds symbols, judges numbers against the expressions in front of them.
  mutating func read(_ piece: Formula.Piece, in formula: Formula) {
    let chain = understood(piece.chain, in: formula)
    if !chain.continues || piece.followsGap { trail = Trail() }
    // Without what it goes on with, the first link is stated and no more.
    let isCut = chain.continues && (piece.followsGap || trail.isEmpty)
    for (index, link) in chain.links.enumerated() {
      let relation = chain.relation(before: index)
      switch relation?.kind {
      case nil: begin(link, in: formula, chain)
      case .equal, .assigned, .approximately:
        if index == 0 && isCut {
          begin(link, in: formula, chain)
        } else {
          let next = chain.links.indices.contains(index + 1) ? chain.links[index + 1] : nil
          step(
            link, isApproximate: relation?.kind == .approximately,
            next: next?.scalar.flatMap { PrintedNumber($0)?.literal }, in: formula, chain)
        }
      case .becomes where givesResult(chain, at: index):
        step(link, isApproximate: true, next: nil, in: formula, chain)
      case .becomes, .less, .lessOrEqual, .greater, .greaterOrEqual, .muchLess, .muchGreater,
        .notEqual:
        trail = Trail()
        begin(link, in: formula, chain)
      }
      trail.isEmpty = false
    }
    if !row.symbols.isEmpty || trail.published != nil { row.symbols.formUnion(trail.subjects) }
    if trail.published == nil, let basis = trail.basis, !basis.isSymbol, !basis.isNumber,
      !basis.link.value.hasSymbols, let subject = trail.subjects.first
    {
      var basis = basis
      basis.formula = formula
      pending[subject] = basis
    }
    for subject in trail.subjects {
      guard let value = trail.published else { continue }
      publications.bind(subject, to: value)
      pending[subject] = nil
    }
    if let value = trail.published {
      for composite in trail.composites { publications.bind(composite, to: value) }
      (trail.subjects, trail.composites) = ([], [])
    }
  }

  /// Whether an arrow stands between a calculation with measured numbers and its result: `0.5 \cdot 3 \to 1.5`.
  private func givesResult(_ chain: TeXChain, at index: Int) -> Bool {
    guard index > 0, chain.links[index].scalar.flatMap({ PrintedNumber($0) }) != nil else {
      return false
    }
    let before = chain.links[index - 1].value
    guard let scalar = before.scalar, !before.hasSymbols, PrintedNumber(scalar) == nil else {
      return false
    }
    return before.containsLeaf {
      if case .numeral(let literal, _) = $0 { literal.exponent < 0 } else { false }
    } && !isActivation(chain.links[index], of: scalar)
  }

  /// Whether a number is not what stands before it, but what a unit makes of that: `0.5 + 0.2 \to 0.668`.
  private func isActivation(_ link: TeXLink, of net: Expr<TeXLeaf>) -> Bool {
    guard let number = link.scalar.flatMap({ PrintedNumber($0) }) else { return false }
    let one = Expr<TeXLeaf>.number(Literal(1))
    let (grown, shrunk) = (Expr<TeXLeaf>.call(.exp, [net]), Expr.call(.exp, [.negation(net)]))
    let activations: [Expr<TeXLeaf>] = [
      .quotient(one, .sum([one, shrunk])),
      .quotient(.sum([grown, .negation(shrunk)]), .sum([grown, shrunk])),
      .call(.max, [.number(Literal(0)), net]),
    ]
    let printing = Enclosure.printing(number.literal)
    return activations.contains { activation in
      guard case .scalar(let value)? = evaluate(.scalar(activation)) else { return false }
      return printing.intersects(value.printed)
    }
  }

  /// A chain with the functions that the document means.
  private func understood(_ chain: TeXChain, in formula: Formula) -> TeXChain {
    guard !reading.isUsual || chain.links.contains(where: \.value.hasCalls) else { return chain }
    var chain = chain
    for index in chain.links.indices {
      let link = chain.links[index]
      let value = meant(
        functions.expanded(link.value, isNumeric: true), link.range, in: formula)
      chain.links[index] = TeXLink(value: value, range: link.range)
    }
    return chain
  }

  /// The first link of a chain.
  private mutating func begin(_ link: TeXLink, in formula: Formula, _ chain: TeXChain) {
    if let name = link.value.loneSymbol, !followsWords(link, in: formula) {
      trail.subjects.append(name)
    }
    if let name = absoluteSymbol(link.value) { trail.subjects.append("|\(name)|") }
    if link.scalar.flatMap({ PrintedNumber($0) }) == nil {
      checkStrangers(of: link, in: formula, Context(formula, chain.range))
    }
    setBasis(link, in: formula)
    let last = chain.links.last?.value
    let isStated = last?.printedMatrix != nil || last?.scalar.flatMap { PrintedNumber($0) } != nil
    if chain.links.count == 2 ? isStated : goesOnWithPending(chain) { takeUpPending() }
  }

  /// Whether a chain's second link says most of what was calculated for its subject before: `s = 2 \cdot 3 +
  /// 4` and `s = 6 + 4 = 10` in two formulas.
  private func goesOnWithPending(_ chain: TeXChain) -> Bool {
    guard chain.links.count > 2, let subject = trail.subjects.first,
      let calculated = pending[subject]?.link.scalar, !chain.links[1].value.hasSymbols,
      let next = chain.links[1].scalar, let pairs = LinkAlignment.pairs(calculated, next),
      pairs.count > 1
    else { return false }
    let fits = pairs.count { pair in
      guard case .scalar(let value)? = evaluate(.scalar(pair.part)) else { return false }
      return Enclosure.printing(pair.number.literal).intersects(value.printed)
    }
    return fits * 2 >= pairs.count
  }

  /// `o = \sigma(0.3)` and `o = 0.574` in two formulas: the second is the first one's result.
  private mutating func takeUpPending() {
    guard trail.basis == nil || trail.basis?.isSymbol ?? false, trail.subjects.count == 1,
      let basis = pending.removeValue(forKey: trail.subjects[0])
    else { return }
    trail.basis = basis
  }

  /// Whether words stand right in front of a link, as in `\text{error of } h_1 = …`.
  private func followsWords(_ link: TeXLink, in formula: Formula) -> Bool {
    guard link.range.lowerBound > 0 else { return false }
    let before = formula.text(raw: 0..<link.range.lowerBound).onOneLine
    guard before.hasSuffix("}"), let command = before.lastIndex(of: "\\") else { return false }
    return ["\\text", "\\mathrm", "\\mbox"].contains { before[command...].hasPrefix($0) }
  }

  private func absoluteSymbol(_ value: TeXValue) -> String? {
    guard case .scalar(.call(.abs, let arguments)) = value,
      case .leaf(.symbol(let name, _))? = arguments.first
    else { return nil }
    return name
  }

  /// A link behind an equals sign.
  private mutating func step(
    _ link: TeXLink, isApproximate: Bool, next: Literal?, in formula: Formula, _ chain: TeXChain
  ) {
    let context = Context(formula, chain.range)
    if let scalar = link.scalar, let printed = PrintedNumber(scalar) {
      let basis = trail.basis
      if let basis { countFunctions(basis, printed.literal, in: formula) }
      var value = basis.flatMap(Self.scalar)
      let number = printed.asComputed(value?.printed)
      if let basis, let computed = value {
        value = whatGives(
          number.literal, basis, computed, isApproximate: isApproximate, in: formula, context)
      }
      if number.isPercent ? basis?.isCount ?? false : basis?.isHundredth(of: number) ?? false {
        // So many per cent of something else, or of the same without the sign.
        _ = give(Statement(number: number, subjects: [], isApproximate: true, context: context))
        return
      }
      let publication = state(
        number, against: value, isRestated: basis?.isSymbol ?? false,
        subjects: trail.subjects, isApproximate: isApproximate, in: context)
      trail.published = .number(publication)
      setBasis(link, published: .scalar(Self.result(publication, traced(publication))))
    } else if let rows = link.value.printedMatrix {
      readMatrix(rows, link, isApproximate: isApproximate, in: context)
    } else {
      if let name = link.value.loneSymbol { trail.subjects.append(name) }
      checkStrangers(of: link, in: formula, context)
      checkOperands(of: link, next: next, in: formula, context)
      compare(link, isApproximate: isApproximate, in: formula, chain)
      for subject in trail.subjects {
        definitions.add(subject, link.value)
        functions.add(subject, link.value)
      }
      setBasis(link, in: formula)
    }
  }

  /// A result as what the next number of its chain is held against: it may be what its calculation gives, and
  /// not all that prints like it.
  private static func result(_ publication: Publication, _ traced: Traced) -> Traced {
    guard publication.hasExpression, publication.roots.isEmpty, let range = publication.range else {
      return traced
    }
    var result = traced
    result.range = range.hull(Enclosure(publication.literal))
    return result
  }

  /// What a number is held against: what the link in front of it gives, or, where the number is not that, what
  /// the link gives once a wrong number is put right.
  private mutating func whatGives(
    _ number: Literal, _ basis: Trail.Basis, _ computed: Traced, isApproximate: Bool,
    in formula: Formula, _ context: Context
  ) -> Traced {
    let digits = Enclosure.printing(number)
    var value = computed
    let isPrinted = digits.intersects(computed.printed)
    if isApproximate, !isPrinted,
      case .scalar(let noted)? = roundingTerms(basis.link.value, decimals: number.decimals)
    {
      value.noted = noted.printed
    }
    func isFine(_ value: Traced) -> Bool {
      Judgement(number, against: value, isApproximate: isApproximate, habits: habits).isFine
    }
    if !isPrinted, var corrected = basis.corrected, isFine(corrected) {
      corrected.repair = Repair(
        slips: wrongOperands(of: basis.link), asPrinted: computed.printed)
      return corrected
    }
    guard
      case .fails = Judgement(number, against: value, isApproximate: isApproximate, habits: habits)
    else { return value }
    if !basis.isSymbol, !basis.isNumber {
      value.leftOut = factorLeftOut(of: basis.link.value, for: number)
      if value.leftOut != nil { return value }
    }
    if !basis.isSymbol, !basis.isNumber,
      let corrected = repairOperand(of: basis, for: number, in: formula, context)
    {
      return corrected
    }
    if !value.roots.isEmpty, basis.link.value.hasSymbols,
      case .scalar(let corrected)? = correcting(basis.link.value),
      digits.intersects(corrected.printed)
    {
      // It was computed before the slip was written down.
      return corrected
    }
    if !value.roots.isEmpty, var head = trail.head, digits.intersects(head.printed) {
      // It was computed from what the chain begins with.
      head.repair = Repair(slips: value.roots, asPrinted: value.printed)
      return head
    }
    if value.isSymbolic, followsOtherwise(number, from: basis.link.value) {
      value.doubt = .otherNumber
    }
    return value
  }

  static func scalar(_ basis: Trail.Basis) -> Traced? {
    if case .scalar(let value) = basis.value { return value }
    return nil
  }

  private mutating func setBasis(_ link: TeXLink, published value: MatrixValue<Traced>) {
    trail.basis = Trail.Basis(value: value, link: link, isNumber: true, isSymbol: false)
  }

  /// Makes a link what the next number is held against, if it has a value.
  private mutating func setBasis(_ link: TeXLink, in formula: Formula) {
    if link.value.hasSymbols, link.value.loneSymbol == nil {
      trail.formula = link.scalar
      if let composite = link.scalar.flatMap(Composite.init) { trail.composites.append(composite) }
    }
    guard let value = evaluate(link.value) else {
      classify(link.value, in: formula, .definitional)
      return
    }
    let isSymbol = link.value.loneSymbol.map { !Self.isSoftmax($0) } ?? false
    if isSymbol, let basis = trail.basis, !basis.isSymbol { return }
    let isNumber = link.scalar.flatMap { PrintedNumber($0) } != nil
    trail.basis = Trail.Basis(value: value, link: link, isNumber: isNumber, isSymbol: isSymbol)
    if case .scalar(let number) = value, !isNumber, !isSymbol, trail.head == nil,
      number.roots.isEmpty
    {
      trail.head = number
    }
    if !wrongOperands.isEmpty,
      case .scalar(let corrected)? = evaluate(
        link.value, with: wrongOperands.mapValues { $0.expected })
    {
      trail.basis?.corrected = corrected
    }
    classifyOperands(link.value, in: formula)
  }

  /// The entries of a matrix, each against that of the basis.
  private mutating func readMatrix(
    _ rows: [[PrintedNumber]], _ link: TeXLink, isApproximate: Bool, in context: Context
  ) {
    var entries: [[Traced]]?
    if case .matrix(let matrix)? = trail.basis?.value { entries = matrix }
    if isApproximate, let basis = trail.basis, let first = rows.first?.first,
      case .matrix(let noted)? = roundingTerms(basis.link.value, decimals: first.literal.decimals),
      noted.map(\.count) == entries?.map(\.count)
    {
      entries = entries.map { rows in
        zip(rows, noted).map { row, noted in
          zip(row, noted).map { entry, noted in
            var entry = entry
            entry.noted = noted.printed
            return entry
          }
        }
      }
    }
    if let columns = softmaxOfColumns(trail.basis, rows) { entries = columns }
    if let own = entries, own.joined().allSatisfy(\.isSymbolic), isAtOdds(rows, own) {
      // The symbols may be another example's, or matrices laid the other way.
      entries = own.map { $0.map(\.uncertain) }
    }
    let isRestated = trail.basis?.isSymbol ?? false
    let shape = rows.map(\.count)
    let isAnew = isRestated && entries.map { isOther(rows, $0) } ?? false
    let fits = entries?.map(\.count) == shape && !isAnew
    let earlier =
      isAnew ? nil : trail.subjects.compactMap(matrix).first { $0.map(\.count) == shape }
    var published: [[Publication]] = []
    for (i, row) in rows.enumerated() {
      var line: [Publication] = []
      for (j, number) in row.enumerated() {
        line.append(
          state(
            number, against: fits ? entries?[i][j] : nil, isRestated: isRestated,
            subjects: subjects(ofEntry: i, j, shape),
            earlier: earlier?[i][j], isApproximate: isApproximate, in: context))
      }
      published.append(line)
    }
    trail.published = .matrix(published)
    setBasis(link, published: .matrix(published.map { $0.map(traced) }))
  }

  /// Whether hardly any entry of a matrix is what its expression gives.
  private func isAtOdds(_ rows: [[PrintedNumber]], _ entries: [[Traced]]) -> Bool {
    guard rows.map(\.count) == entries.map(\.count), rows.joined().count > 1 else { return false }
    let others = zip(rows.joined(), entries.joined()).filter { number, value in
      !Enclosure.printing(number.literal).intersects(value.range ?? value.printed)
    }
    return 3 * others.count > 2 * rows.joined().count
  }

  /// Whether half of the entries of a matrix, or more, are not those that its symbol had before: it
  /// belongs to another example.
  private func isOther(_ rows: [[PrintedNumber]], _ entries: [[Traced]]) -> Bool {
    let pairs = zip(rows.joined(), entries.joined())
    let others = pairs.filter { number, value in
      !Enclosure.printing(number.literal).intersects(value.printed)
    }
    return 2 * others.count >= rows.reduce(0) { $0 + $1.count }
  }

  /// The element's name for an entry of the matrix that the chain is about.
  private func subjects(ofEntry i: Int, _ j: Int, _ shape: [Int]) -> [String] {
    guard let model else { return [] }
    let matrices = trail.subjects.compactMap { model.matrix(of: $0, shape: shape) }
    return matrices.map { model.name($0[i][j]) }
  }

  private func matrix(_ symbol: String) -> [[Publication]]? {
    if case .matrix(let rows)? = publications[symbol] { return rows }
    return nil
  }

  /// A published number as an operand of what follows.
  func traced(_ publication: Publication) -> Traced {
    let moves = publication.isComputed || publications.moves(publication.literal)
    return Traced(published: publication.literal, moves: moves, roots: publication.roots)
  }
}
