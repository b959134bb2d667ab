extension Expr {
  /// The partial derivative by a leaf, simplified.
  ///
  /// At kinks, the derivative of the absolute value, of the sign and of the rectifier at 0 is 0, and of equal
  /// arguments of a maximum or minimum the first one counts. Conditions of piecewise definitions
  /// are taken as they are: jumps between branches have no derivative and get none.
  package func derivative(by leaf: Leaf) -> Expr { slope(by: leaf).simplified() }

  private func slope(by leaf: Leaf) -> Expr {
    guard depends(on: leaf) else { return 0 }
    switch self {
    case .number: return 0
    case .leaf(let own): return own == leaf ? 1 : 0
    case .sum(let terms): return .sum(terms.map { $0.slope(by: leaf) })
    case .negation(let operand): return .negation(operand.slope(by: leaf))
    case .product(let factors):
      return .sum(
        factors.indices.map { index in
          var term = factors
          term[index] = factors[index].slope(by: leaf)
          return .product(term)
        })
    case .quotient(let a, let b):
      let rising = a.slope(by: leaf)
      guard b.depends(on: leaf) else { return .quotient(rising, b) }
      let falling = Expr.product([a, b.slope(by: leaf)])
      return .quotient(.sum([.product([rising, b]), .negation(falling)]), .power(b, 2))
    case .power(let base, let exponent): return Expr.slopeOfPower(base, exponent, by: leaf)
    case .call(let function, let arguments):
      return Expr.slope(of: function, arguments, by: leaf)
    case .cases(let branches):
      return .cases(branches.map { Branch($0.value.slope(by: leaf), if: $0.condition) })
    }
  }

  private static func slopeOfPower(_ base: Expr, _ exponent: Expr, by leaf: Leaf) -> Expr {
    guard exponent.depends(on: leaf) else {
      return .product([exponent, .power(base, exponent.less1), base.slope(by: leaf)])
    }
    let growth = Expr.product([exponent.slope(by: leaf), .call(.log, [base])])
    let inner = Expr.quotient(.product([exponent, base.slope(by: leaf)]), base)
    return .product([.power(base, exponent), .sum([growth, inner])])
  }

  private static func slope(of function: Function, _ arguments: [Expr], by leaf: Leaf) -> Expr {
    guard let x = arguments.first else { return 0 }
    if let slope = slopeOfAbbreviation(function, x, by: leaf) { return slope }
    let inner = x.slope(by: leaf)
    let value = Expr.call(function, arguments)
    switch function {
    case .exp: return .product([value, inner])
    case .log: return .quotient(inner, x)
    case .sqrt: return .quotient(inner, .product([2, value]))
    case .sigmoid: return .product([value, .sum([1, .negation(value)]), inner])
    case .tanh: return .product([.sum([1, .negation(.power(value, 2))]), inner])
    case .relu: return .aboveZero(x, inner, else: 0)
    case .erf:
      let density = Expr.quotient(
        .product([2, .call(.exp, [.negation(.power(x, 2))])]), .call(.sqrt, [.call(.pi, [])]))
      return .product([density, inner])
    case .sin: return .product([.call(.cos, [x]), inner])
    case .cos: return .negation(.product([.call(.sin, [x]), inner]))
    case .pi, .sign, .floor, .ceiling, .log2, .log10, .leakyRelu, .elu, .selu, .gelu, .silu,
      .softplus, .softsign, .hardSigmoid:
      return 0
    case .abs: return .product([.call(.sign, [x]), inner])
    case .max, .min:
      guard arguments.count > 1 else { return inner }
      let rest = Array(arguments.dropFirst())
      let other = rest.count == 1 ? rest[0] : .call(function, rest)
      let relation = function == .max ? Relation.greaterOrEqual : .lessOrEqual
      return .cases([
        Branch(inner, if: Condition(x, relation, other)), Branch(other.slope(by: leaf)),
      ])
    }
  }

  /// The derivative of what a function stands for, where it has no rule of its own.
  private static func slopeOfAbbreviation(
    _ function: Function, _ x: Expr, by leaf: Leaf
  ) -> Expr? {
    switch function {
    case .exp, .log, .sqrt, .abs, .sign, .floor, .ceiling, .sin, .cos, .max, .min, .erf, .pi,
      .sigmoid, .tanh, .relu:
      nil
    case .log2: .quotient(x.slope(by: leaf), .product([x, .call(.log, [2])]))
    case .log10: .quotient(x.slope(by: leaf), .product([x, .call(.log, [10])]))
    case .leakyRelu, .elu, .selu, .gelu, .silu, .softplus, .softsign, .hardSigmoid:
      function.definition?.map { _ in x }.slope(by: leaf)
    }
  }

  /// Whether the leaf occurs in a value; conditions count too.
  package func depends(on leaf: Leaf) -> Bool {
    var isFound = false
    forEachLeaf { isFound = isFound || $0 == leaf }
    return isFound
  }

  /// This exponent minus one, as a number if it is one.
  private var less1: Expr {
    guard case .number(let literal) = self else { return .sum([self, -1]) }
    let exponent = Swift.min(0, literal.exponent)
    let coefficient = literal.coefficient.scaled(by: literal.exponent - exponent)
    return .number(Literal(coefficient - .powerOfTen(-exponent), exponent: exponent))
  }
}
