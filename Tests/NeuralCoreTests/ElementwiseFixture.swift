import Algebra
import TestSupport

/// Values and slopes computed elsewhere with 300 digits, printed with 30 (`scripts/oracles`).
struct ElementwiseFixture: Decodable {
  struct ActivationRow: Decodable {
    let net: String
    let value: String
    let slope: String
  }

  struct LossRow: Decodable {
    let output: String
    let target: String
    let value: String
    let slope: String
  }

  let activations: [String: [ActivationRow]]
  let losses: [String: [LossRow]]

  static func read() throws -> ElementwiseFixture {
    try Repository.fixture("elementwise.json", as: Self.self)
  }
}

/// Exact enough for what cancels 200 digits, as GELU does at -30.
let manyDigits = EnclosureDomain(precision: 300)

extension Enclosure {
  /// Whether a number printed with 30 digits stands for this one; the oracle prints 0 as `0.0`.
  func prints(as text: String) -> Bool {
    guard let literal = Literal(text) else { return false }
    return literal.isZero ? isZero : Enclosure.printing(literal).contains(self)
  }
}
