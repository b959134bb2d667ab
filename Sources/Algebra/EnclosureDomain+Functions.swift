import BigInt

extension EnclosureDomain {
  package func apply(_ function: Function, _ arguments: [Enclosure]) throws -> Enclosure {
    guard let first = arguments.first, function.arity ?? arguments.count == arguments.count else {
      throw DomainError.wrongArgumentCount(function)
    }
    switch function {
    case .abs: return first.magnitude
    case .max: return arguments.dropFirst().reduce(first, Self.maximum)
    case .min: return arguments.dropFirst().reduce(first, Self.minimum)
    case .relu: return Self.maximum(Enclosure(0), first)
    case .exp: return try rising(first, exp)
    case .sigmoid: return try rising(first, sigmoid)
    case .tanh: return try rising(first, tanh)
    case .log:
      guard first.high > 0 else { throw DomainError.outsideDomain(.log) }
      guard first.low > 0 else { throw DomainError.undecided }
      return try rising(first, log)
    case .sqrt:
      guard first.high >= 0 else { throw DomainError.outsideDomain(.sqrt) }
      guard first.low >= 0 else { throw DomainError.undecided }
      return try rising(first, sqrt)
    }
  }

  /// A function that grows with its argument: the ends of the result come from those of the
  /// argument.
  private func rising(
    _ x: Enclosure, _ function: (BigInt, Int) throws -> Enclosure
  ) throws -> Enclosure {
    let low = try function(x.low, x.exponent)
    return x.isExact ? low : low.hull(try function(x.high, x.exponent))
  }

  private static func maximum(_ left: Enclosure, _ right: Enclosure) -> Enclosure {
    let (a, b) = Enclosure.aligned(left, right)
    return Enclosure(low: max(a.low, b.low), high: max(a.high, b.high), exponent: a.exponent)
  }

  private static func minimum(_ left: Enclosure, _ right: Enclosure) -> Enclosure {
    let (a, b) = Enclosure.aligned(left, right)
    return Enclosure(low: min(a.low, b.low), high: min(a.high, b.high), exponent: a.exponent)
  }
}
