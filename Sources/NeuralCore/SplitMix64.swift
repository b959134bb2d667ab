/// Random numbers from a seed, the same on every machine.
///
/// - Source: Steele, Lea & Flood 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number from 0 up to, but not including, `bound`: the upper half of a product of 128
  /// bits, so that the numbers depend on nothing but the seed.
  package mutating func next(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The numbers from 0 up to, but not including, `count`, in a random order.
  ///
  /// - Source: Fisher & Yates 1938; Durstenfeld 1964.
  package mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts numbers into a random order, in place.
  package mutating func shuffle(_ order: inout [Int]) {
    var index = order.count - 1
    while index > 0 {
      order.swapAt(index, next(below: index + 1))
      index -= 1
    }
  }
}
