extension EnclosureDomain {
  package func apply(_ function: Function, _ arguments: [Enclosure]) throws -> Enclosure {
    if function == .pi, arguments.isEmpty { return try pi() }
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
    case .erf: return try rising(first, erf)
    case .sign: return Self.sign(of: first)
    case .floor: return first.floor
    case .ceiling: return try negation(negation(first).floor)
    case .cos: return try cosine(first)
    case .sin: return try sine(first)
    case .log2, .log10:
      guard first.high > 0 else { throw DomainError.outsideDomain(.log) }
      guard first.low > 0 else { throw DomainError.undecided }
      return try abbreviated(function, first)
    case .leakyRelu, .elu, .selu, .softplus, .softsign, .hardSigmoid:
      return try rising(first) {
        try abbreviated(function, Enclosure(low: $0, high: $0, exponent: $1))
      }
    case .gelu: return try dipping(first, function, from: "-0.76", to: "-0.75", lowest: "-0.17")
    case .silu: return try dipping(first, function, from: "-1.28", to: "-1.27", lowest: "-0.279")
    case .pi: throw DomainError.wrongArgumentCount(function)
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
    _ x: Enclosure, _ function: (Integer, Int) throws -> Enclosure
  ) throws -> Enclosure {
    let low = try function(x.low, x.exponent)
    return x.isExact ? low : low.hull(try function(x.high, x.exponent))
  }

  /// A function by its definition in terms of others.
  private func abbreviated(_ function: Function, _ x: Enclosure) throws -> Enclosure {
    guard let definition = function.definition else { return x }
    return try definition.evaluate(in: self) { _ in x }
  }

  /// A function that falls up to a point between `from` and `to`, and grows behind it.
  ///
  /// - Parameter lowest: Below all of its values.
  private func dipping(
    _ x: Enclosure, _ function: Function, from: String, to: String, lowest: String
  ) throws -> Enclosure {
    let ends = try abbreviated(function, x.lowEnd)
    if x.isExact { return ends }
    let both = try ends.hull(abbreviated(function, x.highEnd))
    guard let from = Literal(from), let to = Literal(to), let lowest = Literal(lowest),
      try !holds(x.highEnd, .lessOrEqual, Enclosure(from)),
      try !holds(x.lowEnd, .greaterOrEqual, Enclosure(to))
    else { return both }
    return both.hull(Enclosure(lowest))
  }

  private static func sign(of x: Enclosure) -> Enclosure {
    Enclosure(
      low: x.low > 0 ? 1 : x.low < 0 ? -1 : 0, high: x.high > 0 ? 1 : x.high < 0 ? -1 : 0,
      exponent: 0)
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
