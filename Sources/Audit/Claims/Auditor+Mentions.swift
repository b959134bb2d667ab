internal import Algebra
internal import Diagnostics

extension Auditor {
  /// Numbers that stand alone in sentences and pictures: copies of published ones.
  mutating func readMentions() {
    for passage in document.passages {
      switch passage {
      case .flow(let flow): readMentions(flow)
      case .table(let table):
        for cell in table.rows.joined() { readMentions(cell) }
      case .code(let text): readMentions(text, isProse: false)
      }
    }
  }

  /// Puts findings in the order of the page.
  mutating func sortFindings() {
    findings.sort { $0.claim.place.range.lowerBound < $1.claim.place.range.lowerBound }
    renumber()
  }

  private mutating func readMentions(_ flow: Flow) {
    for piece in flow.pieces {
      switch piece {
      case .verbatim: break
      case .text(let text): readMentions(text, isProse: true)
      case .formula(let formula):
        for piece in formula.pieces {
          for link in piece.chain.links {
            guard let scalar = link.scalar, let number = PrintedNumber(scalar) else { continue }
            let offset = formula.offset(of: number.range)
            if classes[offset] == nil || classes[offset] == .given {
              mention(number, in: Context(formula, piece.chain.range), isMath: true)
            }
          }
        }
      }
    }
  }

  /// Plain numbers: only those with digits enough not to meet by chance.
  private mutating func readMentions(_ text: Excerpt, isProse: Bool) {
    let ranges = NumeralScanner.ranges(in: text.text)
    if ranges.isEmpty { return }
    let bytes = Array(text.text.utf8)
    for range in ranges {
      let digits = String(decoding: bytes[range], as: UTF8.self)
      let offset = text.sourceOffset(of: range.lowerBound)
      guard let literal = Literal(digits), literal.exponent < 0, literal.significantDigits >= 2,
        classes[offset] == nil
      else { continue }
      let context = Context(lineOf: range, in: text)
      mention(PrintedNumber(literal, range), in: context, isMath: false)
    }
  }

  private mutating func mention(_ number: PrintedNumber, in context: Context, isMath: Bool) {
    let origins = publications.origins(of: number.literal)
    let offset = context.offset(of: number.range)
    guard alignment.strangers[offset] == nil else { return }
    guard let origins, let origin = origins.origin else {
      if classes[offset] == nil {
        classes[offset] = isMath || origins != nil ? .given : .definitional
      }
      return
    }
    guard origins.areComputed, number.literal.isTelling else {
      classes[offset] = classes[offset] ?? .given
      return
    }
    _ = add(.restated, number, in: context) { finding in
      finding.verdict = origin.roots.isEmpty ? .match : .carried
      finding.roots = origin.roots.sorted()
      finding.repeats = origin.claim
    }
  }

  /// Numbers claims in the order of the page.
  private mutating func renumber() {
    let ids = Dictionary(
      uniqueKeysWithValues: findings.enumerated().map { ($1.claim.id, $0 + 1) })
    for index in findings.indices {
      findings[index].claim = findings[index].claim.numbered(index + 1)
      findings[index].roots = findings[index].roots.compactMap { ids[$0] }.sorted()
      findings[index].repeats = findings[index].repeats.flatMap { ids[$0] }
    }
  }

  /// Slips that say what an earlier claim says.
  mutating func markRepeats() {
    struct Change: Hashable {
      let digits: Literal.Digits
      let right: String?
    }
    var first: [Change: Int] = [:]
    for index in findings.indices where findings[index].verdict == .slip {
      let finding = findings[index]
      guard let literal = finding.claim.literal, let printed = finding.printed else { continue }
      let key = Change(
        digits: literal.digits, right: printed.rounded(significant: 12, .halfUp)?.text)
      if let earlier = first[key] {
        findings[index].repeats = earlier
      } else {
        first[key] = finding.claim.id
      }
    }
  }
}

extension Claim {
  func numbered(_ id: Int) -> Claim {
    Claim(
      id: id, place: place, role: role, text: text, published: published, literal: literal)
  }
}
