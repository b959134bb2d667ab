package import Algebra

/// A formula over whole tensors, as in `W a + b`: how it is written; its elements are `Expr`s.
package indirect enum TensorExpr: Hashable, Sendable {
  case quantity(QuantityID)
  case transpose(QuantityID)
  /// Matrix product.
  case product([TensorExpr])
  /// Elementwise product, ⊙.
  case hadamard([TensorExpr])
  case sum([TensorExpr])
  case difference(TensorExpr, TensorExpr)
  /// Elementwise quotient, or a quotient by a scalar.
  case quotient(TensorExpr, TensorExpr)
  /// A scalar quantity or constant times a tensor.
  case scaled(Expr<Element>, TensorExpr)
  /// A function applied to every entry.
  case apply(Function, TensorExpr)
  /// A scalar in an elementwise formula, such as the 1 in `1 - a`.
  case scalar(Expr<Element>)
  /// A column of so many ones, which adds up the columns of what stands before it.
  case ones(Int)
  /// A row of so many ones, which adds up the rows of what follows.
  case transposedOnes(Int)
}

extension TensorExpr {
  private var scalar: Expr<Element>? {
    if case .scalar(let expression) = self { return expression }
    return nil
  }

  /// A formula for one entry as one over the tensors that its slots are entries of, where elementwise
  /// operations can say it; `nil` for piecewise definitions and powers other than squares.
  init?<Slot>(elementwise expression: Expr<Slot>, _ slot: (Slot) -> TensorExpr?) {
    func tensor(_ part: Expr<Slot>) -> TensorExpr? { TensorExpr(elementwise: part, slot) }
    switch expression {
    case .number(let literal): self = .scalar(.number(literal))
    case .leaf(let leaf):
      guard let tensor = slot(leaf) else { return nil }
      self = tensor
    case .negation(let operand):
      guard let tensor = tensor(operand) else { return nil }
      self = tensor.scalar.map { .scalar(.negation($0)) } ?? .scaled(-1, tensor)
    case .sum(let terms):
      guard let sum = TensorExpr.sum(of: terms, slot) else { return nil }
      self = sum
    case .product(let factors):
      let tensors = factors.compactMap(tensor)
      guard tensors.count == factors.count else { return nil }
      self = TensorExpr.elementwiseProduct(tensors)
    case .quotient(let a, let b):
      guard let a = tensor(a), let b = tensor(b) else { return nil }
      if let a = a.scalar, let b = b.scalar {
        self = .scalar(.quotient(a, b))
      } else {
        self = .quotient(a, b)
      }
    case .power(let base, let exponent):
      guard let base = tensor(base), let exponent = tensor(exponent) else { return nil }
      if let base = base.scalar, let exponent = exponent.scalar {
        self = .scalar(.power(base, exponent))
      } else if exponent == .scalar(2) {
        self = .hadamard([base, base])
      } else {
        return nil
      }
    case .call(let function, let arguments):
      let tensors = arguments.compactMap(tensor)
      guard tensors.count == arguments.count else { return nil }
      let scalars = tensors.compactMap(\.scalar)
      if scalars.count == tensors.count {
        self = .scalar(.call(function, scalars))
      } else if tensors.count == 1 {
        self = .apply(function, tensors[0])
      } else {
        return nil
      }
    case .cases: return nil
    }
  }

  private static func sum<Slot>(
    of terms: [Expr<Slot>], _ slot: (Slot) -> TensorExpr?
  ) -> TensorExpr? {
    var sum: TensorExpr?
    for term in terms {
      var (positive, isNegative) = (term, false)
      if sum != nil, case .negation(let operand) = term { (positive, isNegative) = (operand, true) }
      guard let tensor = TensorExpr(elementwise: positive, slot) else { return nil }
      sum = sum.map { adding(tensor, to: $0, isNegative: isNegative) } ?? tensor
    }
    return sum
  }

  private static func adding(
    _ term: TensorExpr, to sum: TensorExpr, isNegative: Bool
  ) -> TensorExpr {
    if let a = sum.scalar, let b = term.scalar {
      return .scalar(.sum([a, isNegative ? .negation(b) : b]))
    }
    if isNegative { return .difference(sum, term) }
    if case .sum(let terms) = sum { return .sum(terms + [term]) }
    return .sum([sum, term])
  }

  /// Scalars in front, tensors joined by ⊙.
  private static func elementwiseProduct(_ factors: [TensorExpr]) -> TensorExpr {
    let scalars = factors.compactMap(\.scalar)
    let tensors = factors.filter { $0.scalar == nil }
    let scale: Expr<Element>? =
      scalars.isEmpty ? nil : scalars.count == 1 ? scalars[0] : .product(scalars)
    guard let first = tensors.first else { return .scalar(scale ?? 1) }
    let product = tensors.count == 1 ? first : .hadamard(tensors)
    return scale.map { .scaled($0, product) } ?? product
  }
}
