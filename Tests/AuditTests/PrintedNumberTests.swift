import Algebra
import TestSupport
import Testing

@testable import Audit

/// The digits by which copies of a number are found.
struct PrintedNumberTests {
  @Test(arguments: [
    ("0.50", "0.5"), ("-0.5", "0.5"), ("5.0", "5"), ("500", "500"), ("0.0", "0"), ("-0", "0"),
    ("0.05", "0.05"), ("1e-2", "0.01"), ("00.5", "0.5"), (".5", "0.5"),
    ("12345678901234567890.10", "12345678901234567890.1"),
  ])
  func `Signs and zeros at the end do not count`(_ text: String, _ plain: String) throws {
    #expect(try #require(Literal(text)).digits == #require(Literal(plain)).digits)
  }

  /// Random digits with and without zeros at both ends.
  @Test func `Numbers have the same digits exactly if they are equal but for signs`() {
    var random = SeededGenerator(seed: 1)
    func number() -> Literal? {
      let digits = String(Int.random(in: 0...40, using: &random))
      let point = Int.random(in: 0...digits.count, using: &random)
      let zeros = String(repeating: "0", count: Int.random(in: 0...2, using: &random))
      let whole = point == 0 ? "0" : String(digits.prefix(point))
      let rest = digits.dropFirst(point) + zeros
      let sign = Bool.random(using: &random) ? "-" : ""
      return Literal(sign + whole + (rest.isEmpty ? "" : "." + rest))
    }
    var equal = 0
    for _ in 0..<20_000 {
      guard let a = number(), let b = number() else {
        Issue.record("no number")
        return
      }
      let isEqual = a.magnitude.equals(b.magnitude)
      equal += isEqual ? 1 : 0
      #expect((a.digits == b.digits) == isEqual, "\(a.text), \(b.text)")
    }
    #expect(equal > 100)
  }
}
