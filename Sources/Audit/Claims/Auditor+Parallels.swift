internal import Algebra
internal import Diagnostics

extension Auditor {
  /// Reports numbers whose sign is the other way round than in the lines that say the same of other
  /// things.
  mutating func reportTurnedSigns() {
    for lines in parallelLines {
      for turned in ParallelLines(lines).turned { report(turned) }
    }
  }

  /// Lines of text one after the other that are the same but for their numbers.
  private var parallelLines: [[SkeletonLine]] {
    var groups: [[SkeletonLine]] = []
    var family: String?
    let bytes = Array(document.source.text.utf8)
    for passage in document.passages {
      guard case .flow(let flow) = passage, flow.kind == .paragraph else {
        family = nil
        continue
      }
      for line in lines(of: flow, bytes) {
        let name = line.key.withNumbersMasked
        // `H1` and `H 1` are masked alike, and so is a `#` of the page's own.
        let isLike = name == family && line.slots.count == groups.last?.last?.slots.count
        if isLike {
          groups[groups.endIndex - 1].append(line)
        } else {
          groups.append([line])
        }
        family = name
      }
    }
    return groups.filter { $0.count > 1 }
  }

  private func lines(of flow: Flow, _ bytes: [UInt8]) -> [SkeletonLine] {
    guard let first = flow.pieces.first?.span, let last = flow.pieces.last?.span else { return [] }
    let end = document.source.position(of: max(first.range.lowerBound, last.range.upperBound - 1))
    return (first.line...end.line).map { SkeletonLine(line: $0, of: document.source, bytes) }
  }

  private mutating func report(_ turned: ParallelLines.Turned) {
    let number = PrintedNumber(turned.slot.literal, turned.slot.range)
    let kind = classes[number.range.lowerBound]
    if kind == .given || kind == .definitional {
      _ = add(.restated, number, in: Context(lineOf: number.range, document.source)) { _ in }
    }
    guard let index = finding(endingAt: number.range.upperBound),
      findings[index].claim.role == .restated, findings[index].verdict != .slip
    else { return }
    let other = SourceSpan(source: document.source, range: turned.other.range)
    findings[index].verdict = .slip
    findings[index].printed = turned.expected
    (findings[index].roots, findings[index].repeats, findings[index].reason) = ([], nil, nil)
    findings[index].explanation = "\(other.lineWords) takes the difference the other way round"
    classes[number.range.lowerBound] = .claim
  }
}
