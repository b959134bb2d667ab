internal import Algebra
internal import NeuralCore
internal import Notation
internal import Walkthrough

extension NetworkModel {
  /// What the network has for a number.
  struct Value {
    /// From the literals, in floating point.
    let exact: Enclosure
    /// From displayed numbers, as the notebook asks.
    let displayed: Enclosure?
    /// Both in floating point, which mostly tells what is asked: their digits are many.
    private let doubles: (exact: Measure, displayed: Measure?)

    init(exact: Enclosure, displayed: Enclosure?) {
      (self.exact, self.displayed) = (exact, displayed)
      doubles = (Measure(exact), displayed.map(Measure.init))
    }

    /// What a network has for an element; `nil` if it is unknown or out of range.
    init?(of element: Element, in sheet: Worksheet) {
      guard let value = try? sheet.run.value(element),
        let exact = NetworkModel.enclosure(value)
      else { return nil }
      self.init(exact: exact, displayed: (try? sheet.ledger.enclosure(element)) ?? nil)
    }

    /// The same without signs.
    var magnitude: Value { Value(exact: exact.magnitude, displayed: displayed?.magnitude) }

    /// Whether a number, whatever its sign, is near enough to be this one, rounded or cut off: what is
    /// further away need not be asked exactly.
    func isNear(_ literal: Literal) -> Bool {
      doubles.exact.isNear(literal) || doubles.displayed?.isNear(literal) ?? false
    }

    /// Whether a published number is this with its last digits cut off.
    func isCut(to literal: Literal) -> Bool {
      guard isNear(literal) else { return false }
      return !doubles.exact.isWhole(in: literal) && exact.isCut(to: literal)
        || displayed?.isCut(to: literal) ?? false
    }

    /// Whether a published number prints this.
    func prints(_ literal: Literal) -> Bool {
      let isExact = doubles.exact.prints(literal)
      let isDisplayed = doubles.displayed.map { $0.prints(literal) } ?? false
      if isExact ?? false || isDisplayed ?? false { return true }
      if isExact == false, isDisplayed == false { return false }
      let printing = Enclosure.printing(literal)
      return printing.intersects(exact) || displayed.map(printing.intersects) ?? false
    }
  }

  /// An interval in floating point.
  private struct Measure {
    let middle: Double
    let width: Double

    init(_ enclosure: Enclosure) { (middle, width) = (enclosure.double, enclosure.width) }

    func isNear(_ literal: Literal) -> Bool {
      let distance = abs(abs(middle) - abs(Enclosure(literal).double))
      return distance <= 2 * literal.unit + 1e-9 * abs(middle) + width
    }

    /// Whether there is nothing to cut off but what floating point adds: 1 is no cut 0.999….
    func isWhole(in literal: Literal) -> Bool {
      let units = middle / literal.unit
      return abs(units - units.rounded()) <= 1e-9 * max(1, abs(units))
    }

    /// Whether a number prints one of the interval's; `nil` where doubles do not tell.
    func prints(_ literal: Literal) -> Bool? {
      let (value, half) = (Enclosure(literal).double, literal.unit / 2)
      let distance = abs(middle - value)
      let doubt = width + 1e-12 * (abs(middle) + abs(value) + half)
      return distance + doubt < half ? true : distance > half + doubt ? false : nil
    }
  }
}
