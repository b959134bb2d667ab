internal import Algebra
internal import Diagnostics
internal import NeuralCore

extension Auditor {
  /// A shape beside the symbol of a tensor.
  private struct ShapeClaim {
    let quantity: QuantityID
    let shape: Shape
    let place: SourceSpan
    let numerals: [Int]
    let text: String
  }

  /// Reads shapes and sizes of layers, which only a network can judge.
  mutating func readShapes() {
    guard let model else { return }
    var claims: [ShapeClaim] = []
    for passage in document.passages {
      switch passage {
      case .flow(let flow): claims += shapes(in: flow.pieces, model)
      case .table(let table):
        for row in table.rows { claims += shapes(in: row.flatMap(\.pieces), model) }
      case .code: break
      }
    }
    judge(claims, model.graph)
    readSizes(model.graph)
  }

  /// The shapes in a line, each for the first tensor's symbol behind the one before it.
  private func shapes(
    in pieces: [FlowPiece], _ model: NetworkModel
  ) -> [ShapeClaim] {
    var found: [ShapeClaim] = []
    var subject: QuantityID?
    for piece in pieces {
      switch piece {
      case .verbatim: break
      case .formula(let formula):
        for (link, isValue) in formula.pieces.flatMap({ Self.links(of: $0.chain) }) {
          if let name = link.value.loneSymbol, let id = model.quantity(of: name) { subject = id }
          guard let id = subject, !isValue, let shape = Self.shape(link.value) else { continue }
          let offsets = link.value.leaves.map { formula.offset(of: $0.range) }
          found.append(
            ShapeClaim(
              quantity: id, shape: shape, place: formula.span(link.range), numerals: offsets,
              text: formula.text(link.range)))
          subject = nil
        }
      case .text(let text):
        read(text, &subject, model, &found)
      }
    }
    return found
  }

  /// The links of a chain, and whether they are vectors that a symbol is said to be, such as
  /// `x = [1, 0]`.
  private static func links(of chain: TeXChain) -> [(TeXLink, isValue: Bool)] {
    chain.links.indices.map { index in
      let link = chain.links[index]
      guard index > 0, chain.relation(before: index)?.kind == .equal, case .tuple = link.value
      else { return (link, false) }
      return (link, chain.links[index - 1].value.loneSymbol != nil)
    }
  }

  private func read(
    _ text: Excerpt, _ subject: inout QuantityID?, _ model: NetworkModel,
    _ found: inout [ShapeClaim]
  ) {
    let shapes = Shape.ranges(in: text.text)
    if shapes.isEmpty { return }
    let bytes = Array(text.text.utf8)
    var start = 0
    for (shape, range) in shapes {
      let words = String(decoding: bytes[start..<range.lowerBound], as: UTF8.self)
      for word in words.split(whereSeparator: { $0.isWhitespace || "*:|,.`".contains($0) }) {
        if subject == nil { subject = model.quantity(of: String(word)) }
      }
      start = range.upperBound
      guard let id = subject else { continue }
      let offsets = NumeralScanner.ranges(in: text.text).filter { range.overlaps($0) }
        .map { text.sourceOffset(of: $0.lowerBound) }
      found.append(
        ShapeClaim(
          quantity: id, shape: shape, place: text.span(range), numerals: offsets,
          text: String(decoding: bytes[range], as: UTF8.self)))
      subject = nil
    }
  }

  /// `(3, 1)` or `3 \times 1`.
  private static func shape(_ value: TeXValue) -> Shape? {
    let members: [Expr<TeXLeaf>]
    switch value {
    case .tuple(let items): members = items
    case .scalar(.product(let factors)): members = factors
    default: return nil
    }
    let numbers = members.compactMap { PrintedNumber($0)?.literal }
      .compactMap { $0.exponent == 0 ? Int($0.text) : nil }
    guard members.count == 2, numbers.count == 2, !numbers.contains(0) else { return nil }
    return Shape(rows: numbers[0], columns: numbers[1])
  }

  /// Judges shapes by the layout of vectors and the number of examples that fit most of them.
  private mutating func judge(_ claims: [ShapeClaim], _ graph: Graph) {
    let counts = Set(
      claims.filter { ShapeConvention.isPerExample($0.quantity, graph) }
        .flatMap { [$0.shape.rows, $0.shape.columns] } + [1])
    let conventions = counts.sorted(by: >).flatMap { count in
      [true, false].map { ShapeConvention(isRows: $0, examples: count) }
    }
    func fits(_ convention: ShapeConvention) -> Int {
      claims.reduce(0) { sum, claim in
        sum + (convention.shape(of: claim.quantity, in: graph) == claim.shape ? 1 : 0)
      }
    }
    guard let best = conventions.max(by: { fits($0) < fits($1) }) else { return }
    let isSure = fits(best) >= 2 && fits(best) * 2 > claims.count
    let others = conventions.filter { $0.isRows != best.isRows }.map(fits)
    if isSure, others.allSatisfy({ $0 < fits(best) }) {
      vectors = Convention(
        kind: .vectors, statement: "vectors are \(best.isRows ? "rows" : "columns")",
        evidence: fits(best), exceptions: claims.count - fits(best),
        place: claims.first { best.shape(of: $0.quantity, in: graph) == $0.shape }?.place)
    }
    for claim in claims where !claim.numerals.contains(where: { classes[$0] == .claim }) {
      let expected = best.shape(of: claim.quantity, in: graph)
      var verdict: Verdict = expected == claim.shape ? .match : .slip
      if !isSure || expected == nil { verdict = .unread }
      addShape(claim, verdict, expected)
    }
  }

  private mutating func addShape(_ claim: ShapeClaim, _ verdict: Verdict, _ expected: Shape?) {
    let published = "(\(claim.shape.rows), \(claim.shape.columns))"
    var finding = Finding(
      claim: Claim(
        id: nextClaim, place: claim.place, role: .shape, text: claim.text,
        published: published, literal: nil),
      verdict: verdict)
    if verdict == .slip, let expected {
      finding.explanation = "the shape is (\(expected.rows), \(expected.columns))"
    }
    if verdict == .unread { finding.reason = "the shapes of the document do not fit the network" }
    findings.append(finding)
    for offset in claim.numerals { classes[offset] = verdict == .unread ? .unread : .claim }
  }

  /// Sizes of layers, such as `HIDDEN_LAYER_SIZE = 2`.
  private mutating func readSizes(_ graph: Graph) {
    for passage in document.passages {
      guard case .flow(let flow) = passage else { continue }
      for formula in flow.formulas {
        for chain in formula.pieces.map(\.chain) where chain.links.count == 2 {
          guard let name = chain.links[0].value.loneSymbol, let scalar = chain.links[1].scalar,
            let number = PrintedNumber(scalar), let size = Int(number.literal.text),
            let expected = units(named: name, graph)
          else { continue }
          let context = Context(formula, chain.range)
          guard classes[context.offset(of: number.range)] != .claim else { continue }
          _ = add(.shape, number, in: context) { finding in
            finding.verdict = size == expected ? .match : .slip
            finding.model = Enclosure(Literal(expected))
            if size != expected { finding.explanation = "the layer has \(expected) units" }
          }
        }
      }
    }
  }

  private func units(named name: String, _ graph: Graph) -> Int? {
    let words = name.unicodeScalars.map { scalar in
      "\\{}_^".unicodeScalars.contains(scalar) ? " " : String(scalar)
    }.joined().replacing("text", with: " ")
    switch lexicon.size(words) {
    case "input": return graph.layers.first?.units
    case "output": return graph.layers.last?.units
    case "hidden": return graph.layers.count == 3 ? graph.layers[1].units : nil
    default: return nil
    }
  }
}
