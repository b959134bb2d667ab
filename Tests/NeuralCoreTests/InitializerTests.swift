import Algebra
import TestSupport
import Testing

@testable import NeuralCore

extension Initializer: CustomTestStringConvertible {
  public var testDescription: String { name }
}

/// First values from seeds: the same everywhere, of the distribution they are said to be of.
@Suite struct InitializerTests {
  private static func draw(
    _ initializer: Initializer, _ units: Int, _ inputs: Int?, seed: UInt64 = 1,
    _ options: [Initializer.Option: Literal] = [:], owner: String = "H.weight"
  ) -> [Double] {
    initializer.values(units: units, inputs: inputs, options: options, seed: seed, owner: owner)
      .map(\.double)
  }

  private static func literal(_ text: String) -> Literal { Literal(text) ?? Literal(0) }

  /// The outputs of Steele, Lea & Flood's generator for the seed 1234567, from their own program.
  @Test func theGeneratorIsTheOneOfThePaper() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  /// Recomputed in Python with the same seed and the operations of IEEE 754, to the last bit.
  @Test(arguments: [
    (
      Initializer.uniform,
      [
        -0.3413952371158826, -0.39944430471143777, 0.5010048192552221,
        -0.41805951665098995, -0.42633406073297087, 0.17221713210781187,
      ]
    ),
    (
      .normal,
      [
        -1.0423610485179118, 1.0033467968971523, -1.6345778940347102,
        -0.8202487682847996, -1.5461328863594321, -0.2954980895357971,
      ]
    ),
    (
      .xavierUniform,
      [
        -0.3739797447863876, -0.4375693123148431, 0.5488232818497674,
        -0.4579612552989075, -0.4670255641924512, 0.18865441608859146,
      ]
    ),
    (
      .heNormal,
      [
        -0.8510842322071145, 0.8192292291513105, -1.3346272617393837,
        -0.6697303148147176, -1.2624122153723927, -0.24127317977665338,
      ]
    ),
  ]) func numbersAreTheSameEverywhere(_ initializer: Initializer, _ expected: [Double]) {
    #expect(Self.draw(initializer, 2, 3, seed: 7) == expected)
  }

  /// Mean, deviation and range of 40,000 values. The mean of n values is off by s/√n, the deviation by
  /// about s/√(2n): five of these are once in a million.
  @Test(arguments: [
    (Initializer.uniform, -1.0, 1.0, 2 / 12.0.squareRoot()),
    (.xavierUniform, -0.12247448713915890, 0.12247448713915890, 0.070710678118654752),
    (.heUniform, -0.17320508075688773, 0.17320508075688773, 0.1),
    (.normal, -6, 6, 1), (.xavierNormal, -0.43, 0.43, 0.070710678118654752),
    (.heNormal, -0.6, 0.6, 0.1),
  ]) func valuesHaveTheDistribution(
    _ initializer: Initializer, _ low: Double, _ high: Double, _ deviation: Double
  ) {
    let values = Self.draw(initializer, 200, 200)
    let mean = values.reduce(0, +) / 40_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
    #expect(abs(mean) < 5 * deviation / 200)
    #expect(abs(variance.squareRoot() - deviation) < 5 * deviation / 280)
    #expect(values.allSatisfy { (low...high).contains($0) })
    #expect(values.max() ?? 0 > 0.9 * min(high, 4 * deviation))
  }

  /// Share of normal values within 1, 2 and 3 deviations: 0.6827, 0.9545, 0.9973.
  @Test func normalValuesHaveTheTailsOfTheNormalDistribution() {
    let values = Self.draw(.normal, 400, 250)
    for (size, share) in [(1.0, 0.682689492), (2, 0.954499736), (3, 0.997300204)] {
      let found = Double(values.count { abs($0) < size }) / 100_000
      #expect(abs(found - share) < 5 * (share * (1 - share) / 100_000).squareRoot())
    }
  }

  @Test(arguments: [(5, 5), (4, 9), (9, 4), (1, 3)])
  func orthogonalRowsOrColumnsAre(_ units: Int, _ inputs: Int) {
    let values = Self.draw(.orthogonal, units, inputs, [.gain: Self.literal("1.5")])
    let rows = (0..<units).map { row in (0..<inputs).map { values[row * inputs + $0] } }
    let vectors = units <= inputs ? rows : (0..<inputs).map { j in rows.map { $0[j] } }
    for (i, a) in vectors.enumerated() {
      for (j, b) in vectors.enumerated() {
        let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 2.25 : 0)) < 1e-14)
      }
    }
  }

  @Test func optionsAndOwnersCount() {
    let options = [Initializer.Option.mean: Self.literal("3"), .deviation: Self.literal("0.5")]
    let values = Self.draw(.normal, 100, 100, options)
    #expect(abs(values.reduce(0, +) / 10_000 - 3) < 0.025)
    #expect(Self.draw(.constant, 2, nil, [.value: Self.literal("0.1")]) == [0.1, 0.1])
    let range = Self.draw(.uniform, 50, 50, [.low: Self.literal("2"), .high: Self.literal("3")])
    #expect(range.allSatisfy { (2..<3).contains($0) })
    let first = Self.draw(.normal, 2, 2)
    #expect(first == Self.draw(.normal, 2, 2))
    #expect(first != Self.draw(.normal, 2, 2, seed: 2))
    #expect(first != Self.draw(.normal, 2, 2, owner: "O.weight"))
  }

  /// Against the mathematical library's, which is right to a unit in the last place or so.
  @Test func theOwnLogarithmIsRightToAFewUnits() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<10_000 {
      let x = random.unit() * 0.999 + 1e-9
      let value = SplitMix64.logarithm(x)
      #expect(abs(value - naturalLogarithm(x)) <= 4e-16 * max(1, abs(value)))
    }
    #expect(SplitMix64.logarithm(0.25) == -2 * 0.6931471805599453)
  }
}
