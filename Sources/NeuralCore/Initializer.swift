package import Algebra

/// How a parameter gets its first values from a seed. With the same seed the numbers are the same on
/// every machine: `SplitMix64`, and on top of it nothing but the operations that IEEE 754 rounds
/// correctly (+, −, ×, ÷, √).
package struct Initializer: Sendable {
  /// What an author can set.
  package enum Option: String, Sendable, CaseIterable {
    case value, low, high, mean, deviation, gain
  }

  /// The name in network cells.
  package let name: String
  package let summary: String
  /// Each with its default; `nil`: the author must say.
  package let options: [(option: Option, standard: Literal?)]
  /// Whether it needs to know how many units stand below and above, which biases do not.
  package let needsMatrix: Bool
  /// Values of a tensor of `units` rows and `inputs` columns, row by row.
  let draw: @Sendable (Shape, Numbers, inout SplitMix64) -> [Double]

  struct Shape: Sendable {
    let units: Int
    let inputs: Int
    var count: Int { units * inputs }
  }

  struct Numbers: Sendable {
    let values: [Option: Double]
    subscript(_ option: Option) -> Double { values[option] ?? 0 }
  }
}

extension Initializer {
  /// Every initializer, in the order in which they are listed.
  package static let all: [Initializer] = [
    constant, uniform, normal, xavierUniform, xavierNormal, heUniform, heNormal, orthogonal,
  ]

  package static func named(_ name: String) -> Initializer? { all.first { $0.name == name } }

  /// The first values of a parameter.
  ///
  /// - Parameters:
  ///   - units: Rows, one a unit of the layer.
  ///   - inputs: Columns, one a unit below; `nil` for a bias.
  ///   - owner: The parameter's canonical name, `H.weight`: parameters with the same seed get different
  ///     numbers.
  package func values(
    units: Int, inputs: Int?, options: [Option: Literal], seed: UInt64, owner: String
  ) -> [Literal] {
    var random = SplitMix64(seed: seed ^ Self.hash(owner))
    var numbers = options.mapValues(\.double)
    for (option, standard) in self.options where numbers[option] == nil {
      numbers[option] = standard?.double
    }
    let shape = Shape(units: units, inputs: inputs ?? 1)
    return draw(shape, Numbers(values: numbers), &random).map {
      Literal($0 == 0 ? "0" : $0.description) ?? Literal(0)
    }
  }

  /// FNV-1a of 64 bits.
  /// - Source: Fowler, Noll & Vo 1991.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func literal(_ text: String) -> Literal { Literal(text) ?? Literal(0) }

  package static let constant = Initializer(
    name: "constant",
    summary: "the same number everywhere: value",
    options: [(.value, nil)],
    needsMatrix: false,
    draw: { shape, numbers, _ in Array(repeating: numbers[.value], count: shape.count) })

  /// PyTorch's `uniform_`, but from −1 to 1 if nothing is said, not from 0 to 1.
  package static let uniform = Initializer(
    name: "uniform",
    summary: "uniform between low (-1) and high (1)",
    options: [(.low, literal("-1")), (.high, literal("1"))],
    needsMatrix: false,
    draw: { shape, numbers, random in
      (0..<shape.count).map { _ in random.uniform(from: numbers[.low], to: numbers[.high]) }
    })

  package static let normal = Initializer(
    name: "normal",
    summary: "normal with mean (0) and deviation (1)",
    options: [(.mean, literal("0")), (.deviation, literal("1"))],
    needsMatrix: false,
    draw: { shape, numbers, random in
      (0..<shape.count).map { _ in numbers[.mean] + numbers[.deviation] * random.normal() }
    })

  /// U(−a, a), a = gain √(6 / (inputs + units)).
  /// - Source: Glorot & Bengio 2010, eq. 16; PyTorch's `xavier_uniform_`.
  package static let xavierUniform = Initializer(
    name: "xavier-uniform",
    summary: "uniform between -a and a, a = gain sqrt(6 / (inputs + units))",
    options: [(.gain, literal("1"))],
    needsMatrix: true,
    draw: { shape, numbers, random in
      let bound = numbers[.gain] * (6 / Double(shape.inputs + shape.units)).squareRoot()
      return (0..<shape.count).map { _ in random.uniform(from: -bound, to: bound) }
    })

  /// N(0, s²), s = gain √(2 / (inputs + units)).
  /// - Source: Glorot & Bengio 2010, eq. 12; PyTorch's `xavier_normal_`.
  package static let xavierNormal = Initializer(
    name: "xavier-normal",
    summary: "normal with deviation gain sqrt(2 / (inputs + units))",
    options: [(.gain, literal("1"))],
    needsMatrix: true,
    draw: { shape, numbers, random in
      let deviation = numbers[.gain] * (2 / Double(shape.inputs + shape.units)).squareRoot()
      return (0..<shape.count).map { _ in deviation * random.normal() }
    })

  /// U(−a, a), a = √(6 / inputs).
  /// - Source: He et al. 2015, eq. 10; PyTorch's `kaiming_uniform_` for rectifiers, `fan_in`.
  package static let heUniform = Initializer(
    name: "he-uniform",
    summary: "uniform between -a and a, a = sqrt(6 / inputs)",
    options: [],
    needsMatrix: true,
    draw: { shape, _, random in
      let bound = (6 / Double(shape.inputs)).squareRoot()
      return (0..<shape.count).map { _ in random.uniform(from: -bound, to: bound) }
    })

  /// N(0, s²), s = √(2 / inputs).
  /// - Source: He et al. 2015, eq. 10; PyTorch's `kaiming_normal_` for rectifiers, `fan_in`.
  package static let heNormal = Initializer(
    name: "he-normal",
    summary: "normal with deviation sqrt(2 / inputs)",
    options: [],
    needsMatrix: true,
    draw: { shape, _, random in
      let deviation = (2 / Double(shape.inputs)).squareRoot()
      return (0..<shape.count).map { _ in deviation * random.normal() }
    })

  /// Rows, or columns where these are fewer, that are orthogonal to each other and of length `gain`.
  /// - Source: Saxe, McClelland & Ganguli 2014; PyTorch's `orthogonal_`.
  package static let orthogonal = Initializer(
    name: "orthogonal",
    summary: "rows (or columns) at right angles to each other, of length gain (1)",
    options: [(.gain, literal("1"))],
    needsMatrix: true,
    draw: { shape, numbers, random in
      orthogonalRows(shape, &random).map { $0 * numbers[.gain] }
    })

  /// Orthonormalises normal vectors, which makes the result uniform over all such matrices. Twice is
  /// enough to take rounding errors out (Giraud et al. 2005).
  private static func orthogonalRows(_ shape: Shape, _ random: inout SplitMix64) -> [Double] {
    let (count, length) = (min(shape.units, shape.inputs), max(shape.units, shape.inputs))
    var vectors: [[Double]] = []
    while vectors.count < count {
      var vector = (0..<length).map { _ in random.normal() }
      for _ in 0..<2 {
        for other in vectors {
          let share = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for index in 0..<length { vector[index] -= share * other[index] }
        }
      }
      let size = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard size > 1e-6 else { continue }
      vectors.append(vector.map { $0 / size })
    }
    if shape.units <= shape.inputs { return vectors.flatMap(\.self) }
    return (0..<length).flatMap { row in vectors.map { $0[row] } }
  }
}
