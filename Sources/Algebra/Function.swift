/// A named function of the algebra. Arguments are as many as `arity` says; `max` and `min` take any
/// number.
package enum Function: String, Hashable, Sendable, CaseIterable {
  case exp
  /// Natural logarithm.
  case log
  /// Logarithms to the bases 2 and 10.
  case log2, log10
  case sqrt
  case abs
  /// −1, 0 or 1.
  case sign
  /// The next whole number below and above, `⌊x⌋` and `⌈x⌉`.
  case floor, ceiling
  case sin, cos
  case max
  case min
  /// Error function, `2/√π` times the integral of `e^-t²` from 0 to x.
  case erf
  /// The circle's number, a function without arguments.
  case pi
  /// Logistic function, `1 / (1 + e^-x)`.
  case sigmoid
  case tanh
  /// `max(0, x)`.
  case relu
  /// `x` above 0, `x/100` elsewhere (Maas, Hannun & Ng 2013).
  case leakyRelu
  /// `x` above 0, `e^x - 1` elsewhere (Clevert, Unterthiner & Hochreiter 2016, with α = 1).
  case elu
  /// `λx` above 0, `λα (e^x - 1)` elsewhere (Klambauer et al. 2017).
  case selu
  /// `x Φ(x)`, with the normal distribution function Φ (Hendrycks & Gimpel 2016).
  case gelu
  /// `x / (1 + e^-x)` (Elfwing, Uchibe & Doya 2018).
  case silu
  /// `ln(1 + e^x)`.
  case softplus
  /// `x / (1 + |x|)`.
  case softsign
  /// `x/6 + 1/2`, but not below 0 and not above 1.
  case hardSigmoid

  /// Number of arguments, `nil` where any number is allowed.
  package var arity: Int? {
    switch self {
    case .max, .min: nil
    case .pi: 0
    case .exp, .log, .log2, .log10, .sqrt, .abs, .sign, .floor, .ceiling, .sin, .cos, .erf,
      .sigmoid, .tanh, .relu, .leakyRelu, .elu, .selu, .gelu, .silu, .softplus, .softsign,
      .hardSigmoid:
      1
    }
  }

  /// The slope of `leakyRelu` below 0.
  package static let leak = Literal("0.01") ?? Literal(0)
  /// λ of `selu` (Klambauer et al. 2017, appendix A.1).
  package static let seluScale = Literal("1.0507009873554804934193349852946") ?? Literal(0)
  /// α of `selu`.
  package static let seluAlpha = Literal("1.6732632423543772848170429916717") ?? Literal(0)

  /// What the function abbreviates, in terms of the others: the slot 0 is its argument.
  /// `nil` for the primitive ones.
  package var definition: Expr<Int>? {
    let x = Expr<Int>.leaf(0)
    let rising = Expr<Int>.call(.exp, [x])
    switch self {
    case .exp, .log, .sqrt, .abs, .sign, .floor, .ceiling, .sin, .cos, .max, .min, .erf, .pi:
      return nil
    case .log2: return .quotient(.call(.log, [x]), .call(.log, [2]))
    case .log10: return .quotient(.call(.log, [x]), .call(.log, [10]))
    case .sigmoid: return .quotient(1, .sum([1, .call(.exp, [.negation(x)])]))
    case .tanh:
      let falling = Expr<Int>.call(.exp, [.negation(x)])
      return .quotient(.sum([rising, .negation(falling)]), .sum([rising, falling]))
    case .relu: return .call(.max, [0, x])
    case .leakyRelu: return .aboveZero(x, x, else: .product([.number(Self.leak), x]))
    case .elu: return .aboveZero(x, x, else: .sum([rising, -1]))
    case .selu:
      return .aboveZero(
        x, .product([.number(Self.seluScale), x]),
        else: .product([
          .number(Self.seluScale), .number(Self.seluAlpha), .sum([rising, -1]),
        ]))
    case .gelu:
      let error = Expr<Int>.call(.erf, [.quotient(x, .call(.sqrt, [2]))])
      return .product([x, .quotient(.sum([1, error]), 2)])
    case .silu: return .quotient(x, .sum([1, .call(.exp, [.negation(x)])]))
    case .softplus: return .call(.log, [.sum([1, rising])])
    case .softsign: return .quotient(x, .sum([1, .call(.abs, [x])]))
    case .hardSigmoid:
      return .call(.max, [0, .call(.min, [1, .sum([.quotient(x, 6), .quotient(1, 2)])])])
    }
  }
}

extension Expr {
  /// `value` where x is above zero, `other` elsewhere.
  package static func aboveZero(_ x: Expr, _ value: Expr, else other: Expr) -> Expr {
    .cases([Branch(value, if: Condition(x, .greater, 0)), Branch(other)])
  }
}
