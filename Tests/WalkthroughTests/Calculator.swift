import Algebra
import NeuralCore
import Notation

@testable import Walkthrough

/// A reader with a calculator: recomputes every relation of a rendered view from what is printed.
///
/// It reads the printed TeX. From the program it takes only which numerals are the author's own; they
/// are as precise as they are printed, while a computed one stands for all that rounds to it.
struct Calculator {
  let sheet: Worksheet
  let text: AnnotatedText
  /// Whether the template writes `\approx` itself, so that it says nothing about the numbers.
  let templateApproximates: Bool

  private let domain = EnclosureDomain()
  private let math: RenderedMath
  private let computedNumerals: Set<Range<Int>>
  private(set) var findings: [String] = []
  private(set) var relationCount = 0

  init(_ sheet: Worksheet, _ text: AnnotatedText, templateApproximates: Bool = false) {
    self.sheet = sheet
    self.text = text
    self.templateApproximates = templateApproximates
    math = RenderedMath(text.text)
    let bytes = Array(text.text.utf8)
    var computed: Set<Range<Int>> = []
    for annotation in text.annotations {
      if case .number(let element, _) = annotation.mark, sheet.graph.given(element) == nil {
        // Numerals are read without their signs.
        let isSigned = "+-".utf8.contains(bytes[annotation.range.lowerBound])
        computed.insert(
          annotation.range.lowerBound + (isSigned ? 1 : 0)..<annotation.range.upperBound)
      }
    }
    computedNumerals = computed
    findings = math.problems
    checkSpelling()
    checkRelations()
  }

  // MARK: Spelling

  private mutating func checkSpelling() {
    for span in math.spans {
      let dense = span.tex.filter { !$0.isWhitespace }
      for bad in ["+-", "--", "nan", "inf", "==", "=\\approx", "{}", "()"]
      where dense.contains(bad) && !(bad == "inf" && dense.contains("\\infty")) {
        findings.append("`\(bad)` in \(span.tex)")
      }
      if dense.hasSuffix("=") || dense.hasSuffix("\\approx") {
        findings.append("ends with a relation: \(span.tex)")
      }
      let numerals = span.tex.split { !$0.isNumber && $0 != "." && $0 != "-" }
      for numeral in numerals
      where numeral.hasPrefix("-0") && !numeral.contains(where: { "123456789".contains($0) }) {
        findings.append("negative zero \(numeral) in \(span.tex)")
      }
    }
  }

  // MARK: Relations

  private mutating func checkRelations() {
    var chains: [[TeXChain]] = []
    var before: TeXLink?
    for span in math.spans {
      do {
        let read = try TeXReader.read(span.tex, at: span.range.lowerBound)
        for chain in read { check(chain, after: span.isDisplay ? before : nil) }
        if span.isDisplay { before = read.last?.links.last }
        chains.append(read)
      } catch {
        findings.append("cannot be read (\(error)): \(span.tex)")
        chains.append([])
      }
    }
    for row in math.rows {
      for (left, right) in zip(row, row.dropFirst()) {
        checkCells(left.flatMap { chains[$0] }, right.flatMap { chains[$0] })
      }
    }
  }

  private mutating func check(_ chain: TeXChain, after before: TeXLink?) {
    for (index, link) in chain.links.enumerated() {
      guard let relation = chain.relation(before: index) else { continue }
      if let left = index > 0 ? chain.links[index - 1] : before {
        check(left.value, relation.kind, link.value)
      }
    }
  }

  /// A calculation in one cell and a single number in the next.
  private mutating func checkCells(_ left: [TeXChain], _ right: [TeXChain]) {
    guard let calculation = left.last?.links.last?.value, !isNumeral(calculation),
      !isVector(calculation),
      right.count == 1, right[0].links.count == 1, isNumeral(right[0].links[0].value)
    else { return }
    check(calculation, right[0].relation(before: 0)?.kind ?? .equal, right[0].links[0].value)
  }

  /// A vector written out, which is not calculated: outputs beside their loss.
  private func isVector(_ value: TeXValue) -> Bool {
    if case .matrix = value { true } else { false }
  }

  private mutating func check(_ left: TeXValue, _ relation: TeXRelation.Kind, _ right: TeXValue) {
    guard relation == .equal || relation == .approximately, isNumeric(left), isNumeric(right) else {
      return
    }
    relationCount += 1
    let sides = "\(source(left)) \(relation == .equal ? "=" : "≈") \(source(right))"
    do {
      let printed = try entries(left) { Enclosure($0) }
      let reach = try entries(right) { literal, range in
        computedNumerals.contains(range) || isNumeral(right)
          ? .printing(literal) : Enclosure(literal)
      }
      guard printed.count == reach.count else {
        findings.append("shapes differ: \(sides)")
        return
      }
      let holds = try zip(printed, reach).allSatisfy { $1.intersects($0) } && partsHold(left, right)
      if relation == .equal, !holds { findings.append("does not follow: \(sides)") }
      if relation == .approximately {
        if holds, !templateApproximates { findings.append("is equal, not approximate: \(sides)") }
        if !holds, !zip(printed, reach).allSatisfy({ isNear($0, $1, left, right) }),
          try !isReachable(left, right)
        {
          findings.append("is not near: \(sides)")
        }
      }
    } catch {
      findings.append("\(error): \(sides)")
    }
  }

  /// Whether the numbers in the place of the terms, or of the first two factors, are what these give.
  private func partsHold(_ left: TeXValue, _ right: TeXValue) throws -> Bool {
    guard case .scalar(let a) = left, case .scalar(let b) = right else { return true }
    return try parts(a, b).allSatisfy { part, number in
      let given = try entries(.scalar(part)) { Enclosure($0) }
      let reach = try entries(.scalar(number)) { Enclosure.printing($0) }
      return zip(given, reach).allSatisfy { $1.intersects($0) }
    }
  }

  private func parts(
    _ left: Expr<TeXLeaf>, _ right: Expr<TeXLeaf>
  ) -> [(Expr<TeXLeaf>, Expr<TeXLeaf>)] {
    switch (left, right) {
    case (.sum(let terms), .sum(let values)) where terms.count == values.count:
      return zip(terms, values).filter { !isNumeral(.scalar($0)) && isNumeral(.scalar($1)) }
    case (.product(let factors), .product(let rest)) where factors.count == rest.count + 1:
      return isNumeral(.scalar(rest[0])) ? [(.product(Array(factors.prefix(2))), rest[0])] : []
    case (.negation(let a), .negation(let b)): return parts(a, b)
    default: return []
    }
  }

  /// Whether what the printed operands may stand for gives what is printed on the other side: digits
  /// are lost where small numbers are divided by.
  private func isReachable(_ left: TeXValue, _ right: TeXValue) throws -> Bool {
    func reach(_ value: TeXValue) throws -> [Enclosure] {
      try entries(value) { literal, range in
        computedNumerals.contains(range) ? .printing(literal) : Enclosure(literal)
      }
    }
    return try zip(reach(left), reach(right)).allSatisfy { $0.intersects($1) }
  }

  /// Within four units of the coarsest last digit that takes part: what two or three rounded operands
  /// of a size about 1 can be off by.
  private func isNear(_ printed: Enclosure, _ reach: Enclosure, _ left: TeXValue, _ right: TeXValue)
    -> Bool
  {
    let decimals = (left.leaves + right.leaves).compactMap { leaf -> Int? in
      guard case .numeral(let literal, let range) = leaf, computedNumerals.contains(range) else {
        return nil
      }
      return literal.decimals
    }
    guard let unit = Literal("4e-\(decimals.min() ?? 0)"),
      let margin = try? domain.sum([reach, domain.negation(Enclosure(unit))]),
      let upper = try? domain.sum([reach, Enclosure(unit)])
    else { return false }
    return margin.hull(upper).intersects(printed)
  }

  // MARK: Values

  private func isNumeric(_ value: TeXValue) -> Bool {
    value.leaves.allSatisfy { if case .numeral = $0 { true } else { false } }
  }

  private func isNumeral(_ value: TeXValue) -> Bool {
    switch value {
    case .scalar(.leaf(.numeral)), .scalar(.negation(.leaf(.numeral))), .scalar(.number): true
    default: false
    }
  }

  private func entries(_ value: TeXValue, _ number: (Literal) -> Enclosure) throws -> [Enclosure] {
    try entries(value) { literal, _ in number(literal) }
  }

  private func entries(
    _ value: TeXValue, _ number: (Literal, Range<Int>) -> Enclosure
  ) throws -> [Enclosure] {
    let result = try value.evaluate(in: domain) { leaf in
      guard case .numeral(let literal, let range) = leaf else { throw DomainError.undecided }
      return number(literal, range)
    }
    switch result {
    case .scalar(let enclosure): return [enclosure]
    case .matrix(let rows): return rows.flatMap { $0 }
    }
  }

  /// The printed text from the first to the last numeral.
  private func source(_ value: TeXValue) -> String {
    let ranges = value.leaves.map(\.range)
    guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max()
    else {
      return "a constant"
    }
    return String(decoding: Array(text.text.utf8)[first..<last], as: UTF8.self)
  }
}
