internal import Algebra
internal import Diagnostics
internal import NeuralCore
internal import Walkthrough

/// A number of the page that stands where a notebook's run prints another one.
struct Stranger {
  /// The digits, in bytes of the source.
  let range: Range<Int>
  let literal: Literal
  /// What the run prints there, with the page's decimals.
  let expected: Literal
  /// What it has for it, with more digits.
  let value: Enclosure
  /// Whose value is printed in its place, if it is one.
  let neighbour: String?

  /// The same for what has the other sign.
  var negated: Stranger {
    Stranger(
      range: range, literal: literal, expected: -expected,
      value: (try? EnclosureDomain().negation(value)) ?? value, neighbour: neighbour)
  }
}

/// A page beside what a notebook's run writes: lines that are the same but for their numbers belong
/// together, in order.
///
/// Nothing is said of lines that fit badly: they show something else. Nor of numbers that the page
/// has more than once for the same thing: it computes with them.
struct RenderingAlignment {
  /// Numbers that are not the run's, by where their digits begin.
  private(set) var strangers: [Int: Stranger] = [:]
  /// Where numbers stand that can be held against the run's, and those that are the run's.
  private(set) var places: Set<Int> = []
  private(set) var fitting: Set<Int> = []

  private struct Pair {
    var slots: [SlotPair] = []
  }

  private struct SlotPair {
    let number: Rendering.Number
    let expected: Literal
    let found: SkeletonLine.Slot
    let value: NetworkModel.Value
    let fit: Fit

    /// The number as it would be if the run printed a positive one.
    var relative: Literal { expected.isNegative ? -found.literal : found.literal }
  }

  private enum Fit { case same, near, other }

  /// Of a page about the same network most numbers are the run's. On one about another, small and round
  /// numbers are the same by chance, on some pages half of them.
  private static let leastShare = (2, of: 3)
  /// Of a page that prints the run's own numbers nearly all are the same: what differs was mistyped, not
  /// computed with fewer digits.
  private static let closeShare = (19, of: 20)

  private static func exceeds(_ share: (Int, of: Int), _ count: Int, _ total: Int) -> Bool {
    count * share.of > total * share.0
  }

  /// Documents with fewer numbers on such lines are not held against the run.
  private static let leastNumbers = 4
  /// Nor are longer ones, unless their lines are all the same: the time is that of comparing each line
  /// with each in the worst case.
  private static let lineLimit = 4_000

  /// Nothing to hold a page against.
  init() {}

  init(_ rendering: Rendering, _ source: SourceText) {
    let page = Self.lines(of: source)
    let values = KnownValues()
    var pairs = Self.aligned(rendering.lines, page).compactMap { Self.pair($0, $1, values) }
    pairs.removeAll { pair in
      let others = pair.slots.count { $0.fit == .other }
      return others > 1 && others * 2 > pair.slots.count
    }
    let slots = pairs.flatMap(\.slots)
    let fits = slots.count { $0.fit == .same }
    guard slots.count >= Self.leastNumbers, Self.exceeds(Self.leastShare, fits, slots.count)
    else { return }
    places = Set(slots.map(\.found.range.lowerBound))
    fitting = Set(slots.filter { $0.fit == .same }.map(\.found.range.lowerBound))
    let known = Self.published(slots)
    let isClose = Self.exceeds(Self.closeShare, fits, slots.count)
    for (index, pair) in pairs.enumerated() where Self.isSure(index, pairs) {
      for slot in pair.slots where slot.fit == .other {
        let key = Self.key(slot.number)
        let again = (known[key] ?? []).count {
          Publications.nearlyAgree($0, slot.relative)
        }
        guard again < 2, isClose || !Self.isAccumulated(slot) else { continue }
        strangers[slot.found.range.lowerBound] = stranger(slot)
      }
    }
  }

  // MARK: Lines

  private static func lines(of source: SourceText) -> [SkeletonLine] {
    let bytes = Array(source.text.utf8)
    return (1...max(1, source.lineCount)).compactMap { number in
      let skeleton = SkeletonLine(line: number, of: source, bytes)
      return skeleton.slots.isEmpty ? nil : skeleton
    }
  }

  /// The longest common subsequence of the lines that both have.
  private static func aligned(
    _ expected: [Rendering.Line], _ found: [SkeletonLine]
  ) -> [(Rendering.Line, SkeletonLine)] {
    let common = Set(found.map(\.key)).intersection(expected.map(\.skeleton.key))
    let left = expected.filter { common.contains($0.skeleton.key) }
    let right = found.filter { common.contains($0.key) }
    // Numbers are compared faster than lines.
    let numbers = Dictionary(uniqueKeysWithValues: zip(common, 0...))
    let (before, after) = (left.map { numbers[$0.skeleton.key] }, right.map { numbers[$0.key] })
    if before == after { return Array(zip(left, right)) }
    guard max(left.count, right.count) <= Self.lineLimit else { return [] }
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    let kept = left.indices.filter { !removed.contains($0) }
    let same = right.indices.filter { !inserted.contains($0) }
    return zip(kept, same).map { (left[$0], right[$1]) }
  }

  /// The numbers of two lines; `nil` if a number of the formula itself is another one.
  private static func pair(
    _ expected: Rendering.Line, _ found: SkeletonLine, _ values: KnownValues
  ) -> Pair? {
    let slots = expected.skeleton.slots
    guard slots.count == found.slots.count else { return nil }
    var pair = Pair()
    for (index, slot) in slots.enumerated() {
      guard let number = expected.numbers[index] else {
        guard slot.literal.magnitude.equals(found.slots[index].literal.magnitude) else {
          return nil
        }
        continue
      }
      guard let value = values[number] else { continue }
      pair.slots.append(
        SlotPair(
          number: number, expected: slot.literal, found: found.slots[index], value: value,
          fit: fit(found.slots[index].literal, slot.literal, number, value)))
    }
    return pair
  }

  // MARK: Numbers

  private static func fit(
    _ found: Literal, _ expected: Literal, _ number: Rendering.Number, _ value: NetworkModel.Value
  ) -> Fit {
    if found.equals(expected) { return .same }
    let isSameSign = found.isNegative == expected.isNegative || found.isZero || expected.isZero
    guard isSameSign else { return .other }
    let (a, b) = (found.magnitude, expected.magnitude)
    if Publications.agree(a, b) { return a.decimals == b.decimals ? .same : .near }
    if value.magnitude.prints(a) { return .near }
    let isGiven = number.sheet.graph.given(number.element) != nil
    return !isGiven && Publications.nearlyAgree(a, b) ? .near : .other
  }

  /// Whether roundings of a page that computes with its own numbers may come to this.
  private static func isAccumulated(_ slot: SlotPair) -> Bool {
    let (a, b) = (slot.found.literal, slot.expected)
    guard a.isNegative == b.isNegative, slot.number.sheet.graph.given(slot.number.element) == nil
    else { return false }
    guard let unit = Double("1e-\(min(a.decimals, b.decimals))") else { return false }
    return abs(a.double - b.double) <= accumulatedUnits * unit
  }

  /// How many units of its last digit a number may be off that was computed with rounded ones.
  private static let accumulatedUnits = 5.0

  /// Whether the lines beside a pair fit, so that it stands where it belongs.
  private static func isSure(_ index: Int, _ pairs: [Pair]) -> Bool {
    let others = pairs[index].slots.count { $0.fit == .other }
    if others * 2 < pairs[index].slots.count { return true }
    return [index - 1, index + 1].contains { neighbour in
      pairs.indices.contains(neighbour)
        && pairs[neighbour].slots.allSatisfy { $0.fit != .other }
    }
  }

  /// The numbers that the page has for each element.
  private static func published(_ slots: [SlotPair]) -> [Key: [Literal]] {
    var known: [Key: [Literal]] = [:]
    for slot in slots { known[key(slot.number), default: []].append(slot.relative) }
    return known
  }

  private struct Key: Hashable {
    let sheet: ObjectIdentifier
    let element: Element
  }

  private static func key(_ number: Rendering.Number) -> Key {
    Key(sheet: ObjectIdentifier(number.sheet), element: number.element)
  }

  private func stranger(_ slot: SlotPair) -> Stranger {
    let decimals = slot.found.literal.decimals
    let magnitude = slot.value.magnitude
    let isExact = Enclosure.printing(slot.expected.magnitude).intersects(magnitude.exact)
    let value = isExact ? magnitude.exact : magnitude.displayed ?? magnitude.exact
    let isSameLength = decimals == slot.expected.decimals
    let expected =
      isSameLength
      ? slot.expected.magnitude
      : value.rounded(decimals: decimals, .halfUp) ?? slot.expected.magnitude
    let stranger = Stranger(
      range: slot.found.range, literal: slot.found.literal, expected: expected, value: value,
      neighbour: Self.neighbour(slot))
    return slot.expected.isNegative ? stranger.negated : stranger
  }

  /// The symbol of another element of the same quantity whose value is printed.
  private static func neighbour(_ slot: SlotPair) -> String? {
    let (number, literal) = (slot.number, slot.found.literal)
    let sheet = number.sheet
    guard literal.significantDigits >= 2 else { return nil }
    let count = min(sheet.graph[number.element.quantity].count, 64)
    let others = (0..<count).lazy
      .map { Element(number.element.quantity, $0, step: Int(number.element.step)) }
      .filter { $0 != number.element }
    return others.first { NetworkModel.Value(of: $0, in: sheet)?.prints(literal) ?? false }
      .map { sheet.symbol($0) }
  }
}

/// What networks have for elements, worked out once each: a run prints the same ones over and over.
private final class KnownValues {
  private var elements: [ObjectIdentifier: KnownElements] = [:]

  subscript(number: Rendering.Number) -> NetworkModel.Value? {
    let known = elements[ObjectIdentifier(number.sheet)] ?? KnownElements()
    elements[ObjectIdentifier(number.sheet)] = known
    return known.value(of: number.element) {
      NetworkModel.Value(of: number.element, in: number.sheet)
    }
  }
}
