internal import NeuralCore

/// The program's own generator: the same numbers everywhere for a seed, so that what fails can be made again.
package struct SeededGenerator: RandomNumberGenerator {
  private var generator: SplitMix64

  package init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  package mutating func next() -> UInt64 { generator.next() }
}
