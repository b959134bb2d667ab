internal import Algebra

/// Lines that say the same of different things, as the items of a list do: what is a difference of two
/// numbers in one of them is the same difference in the others.
struct ParallelLines {
  /// A difference that is taken the other way round than in another line.
  struct Turned {
    let slot: SkeletonLine.Slot
    /// What it is if taken as in the other line.
    let expected: Enclosure
    /// A number in the other line.
    let other: SkeletonLine.Slot
  }

  private let rows: [[SkeletonLine.Slot]]

  /// - Parameter lines: Lines with the same family.
  init(_ lines: [SkeletonLine]) { rows = lines.map(\.slots) }

  /// Numbers whose sign is not that of the lines beside them.
  var turned: [Turned] {
    guard rows.count > 1, let width = rows.first?.count, width > 2 else { return [] }
    return (2..<width).flatMap { column in turned(in: column) }
  }

  private func turned(in column: Int) -> [Turned] {
    let numbers = rows.map { $0[column].literal }
    // Without a minus sign they are how far two numbers are apart.
    guard numbers.allSatisfy({ $0.isTelling && !$0.isZero }), numbers.contains(where: \.isNegative)
    else { return [] }
    for first in 0..<column {
      for second in first + 1..<column {
        let signs = rows.map { Self.sign(of: $0[column], $0[first], $0[second]) }
        let known = signs.compactMap { $0 }
        if known.count == rows.count { return turned(known, column, first, second) }
      }
    }
    return []
  }

  /// The rows that do not follow the majority, the first row where there is none.
  private func turned(_ signs: [Int], _ column: Int, _ first: Int, _ second: Int) -> [Turned] {
    let sum = signs.reduce(0, +)
    let right = sum == 0 ? signs[0] : sum.signum()
    guard let model = signs.firstIndex(of: right) else { return [] }
    return zip(rows, signs).compactMap { row, sign in
      let ends = [row[first], row[second]].map { Enclosure($0.literal) }
      guard sign != right,
        let expected = right > 0
          ? Self.difference(ends[0], ends[1]) : Self.difference(ends[1], ends[0])
      else { return nil }
      return Turned(slot: row[column], expected: expected, other: rows[model][column])
    }
  }

  /// 1 for the first less the second, -1 for the second less the first, `nil` for neither.
  private static func sign(
    of slot: SkeletonLine.Slot, _ first: SkeletonLine.Slot, _ second: SkeletonLine.Slot
  ) -> Int? {
    let (a, b) = (Enclosure.printing(first.literal), Enclosure.printing(second.literal))
    let printing = Enclosure.printing(slot.literal)
    if difference(a, b)?.intersects(printing) ?? false { return 1 }
    return difference(b, a)?.intersects(printing) ?? false ? -1 : nil
  }

  private static func difference(_ a: Enclosure, _ b: Enclosure) -> Enclosure? {
    let domain = EnclosureDomain()
    return try? domain.sum([a, domain.negation(b)])
  }
}
