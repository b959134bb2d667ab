import BigInt
import Testing

@testable import Algebra

private func literal(_ text: String) throws -> Literal { try #require(Literal(text)) }
private func number(_ text: String) throws -> Expr<Int> { .number(try literal(text)) }

private func rounded(
  _ expression: Expr<Int>, _ decimals: Int, _ rounding: Rounding = .halfUp
) throws -> String {
  try expression.rounded(decimals: decimals, rounding) { Enclosure($0) }.text
}

@Suite struct RoundingTests {
  /// Number, decimals, half up, half to even: by hand.
  @Test(arguments: [
    ("0.4", 2, "0.40", "0.40"),
    ("0.125", 2, "0.13", "0.12"),
    ("0.135", 2, "0.14", "0.14"),
    ("-0.125", 2, "-0.13", "-0.12"),
    ("2.5", 0, "3", "2"),
    ("3.5", 0, "4", "4"),
    ("-2.5", 0, "-3", "-2"),
    ("-0.5", 0, "-1", "0"),
    ("-0.0001", 2, "0.00", "0.00"),
    ("-0.004999", 2, "0.00", "0.00"),
    ("0.005", 2, "0.01", "0.00"),
    ("0.0050000000000000000000001", 2, "0.01", "0.01"),
    ("9.999", 2, "10.00", "10.00"),
    ("1234", 1, "1234.0", "1234.0"),
    ("1e-3", 2, "0.00", "0.00"),
    ("5e-3", 2, "0.01", "0.00"),
    ("1e3", 1, "1000.0", "1000.0"),
    ("0", 3, "0.000", "0.000"),
    ("1e-400", 5, "0.00000", "0.00000"),
  ])
  func roundsToDecimals(_ text: String, _ decimals: Int, _ up: String, _ even: String) throws {
    let value = try literal(text)
    for (rounding, expected) in [(Rounding.halfUp, up), (.halfEven, even)] {
      #expect(value.rounded(decimals: decimals, rounding).text == expected)
      #expect(Enclosure(value).rounded(decimals: decimals, rounding)?.text == expected)
    }
  }

  @Test(arguments: [
    ("0.0012345", 3, "0.00123", "0.00123"),
    ("0.0012350", 3, "0.00124", "0.00124"),
    ("0.0012450", 3, "0.00125", "0.00124"),
    ("123456", 3, "123000", "123000"),
    ("9.996", 3, "10.0", "10.0"),
    ("-9.996", 3, "-10.0", "-10.0"),
    ("0.5", 3, "0.500", "0.500"),
    ("0", 3, "0.00", "0.00"),
    ("25", 1, "30", "20"),
    ("7", 0, "7", "7"),
  ])
  func roundsToSignificantDigits(
    _ text: String, _ digits: Int, _ up: String, _ even: String
  ) throws {
    let value = try literal(text)
    for (rounding, expected) in [(Rounding.halfUp, up), (.halfEven, even)] {
      #expect(value.rounded(significant: digits, rounding).text == expected)
      #expect(Enclosure(value).rounded(significant: digits, rounding)?.text == expected)
    }
  }

  @Test(arguments: [
    ("0.500", "0.5"), ("2.00", "2"), ("0.00", "0"), ("200", "200"), ("-1.50", "-1.5"),
    ("0.0102", "0.0102"), ("1e-3", "1e-3"), ("100.0", "100"),
  ])
  func trimsZerosAtTheEnd(_ text: String, _ expected: String) throws {
    #expect(try literal(text).trimmed.text == expected)
  }

  @Test func isUndecidedWhereTheEndsRoundDifferently() throws {
    let enclosure = try #require(
      Enclosure(lower: literal("0.1249"), upper: literal("0.1251")))
    #expect(enclosure.rounded(decimals: 2, .halfUp) == nil)
    #expect(enclosure.rounded(decimals: 1, .halfUp)?.text == "0.1")
    #expect(enclosure.rounded(significant: 2, .halfUp) == nil)
  }
}

@Suite struct EnclosureTests {
  @Test(arguments: [
    ("0.325", "[0.3245, 0.3255]"), ("12", "[11.5, 12.5]"), ("-0.40", "[-0.405, -0.395]"),
    ("1e-3", "[0.0005, 0.0015]"), ("0.0", "[-0.05, 0.05]"), ("1e3", "[500, 1500]"),
  ])
  func enclosesWhatPrintsAsALiteral(_ text: String, _ expected: String) throws {
    #expect(Enclosure.printing(try literal(text)).description == expected)
  }

  @Test(arguments: [
    ("0.32", "[0.32, 0.33]"), ("-0.32", "[-0.33, -0.32]"), ("0.0", "[-0.1, 0.1]"),
  ])
  func enclosesWhatIsTruncatedToALiteral(_ text: String, _ expected: String) throws {
    #expect(Enclosure.truncating(try literal(text)).description == expected)
  }

  /// The binary values exactly, from Python's `decimal.Decimal(x)`.
  @Test(arguments: [
    (0.5, "0.5"), (-3, "-3"), (0, "0"), (1e22, "10000000000000000000000"),
    (0.1, "0.1000000000000000055511151231257827021181583404541015625"),
  ])
  func takesDoublesExactly(_ double: Double, _ expected: String) throws {
    let enclosure = try #require(Enclosure(double))
    #expect(enclosure.description == expected)
    #expect(enclosure.double == double)
  }

  @Test(
    arguments: [
      .leastNonzeroMagnitude, -2.2250738585072014e-308, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3,
      123456.789e-30,
    ] as [Double])
  func returnsTheNearestDouble(_ double: Double) throws {
    #expect(try #require(Enclosure(double)).double == double)
    #expect(Enclosure(.infinity) == nil)
    #expect(Enclosure(Double.nan) == nil)
  }

  @Test func comparesIntervals() throws {
    let wide = try #require(Enclosure(lower: literal("-1"), upper: literal("0.50")))
    let narrow = try #require(Enclosure(lower: literal("0.1"), upper: literal("0.5")))
    #expect(wide.contains(narrow))
    #expect(!narrow.contains(wide))
    #expect(wide.containsZero && !narrow.containsZero)
    #expect(narrow.isPositive && !wide.isNegative)
    #expect(wide.intersects(Enclosure(try literal("0.5"))))
    #expect(!wide.intersects(Enclosure(1)))
    #expect(wide.magnitude.description == "[0.00, 1.00]")
    #expect(wide.hull(Enclosure(2)).description == "[-1.00, 2.00]")
    #expect(wide.intersection(narrow) == narrow)
    #expect(wide.double == -0.25)
    #expect(Enclosure(lower: try literal("1"), upper: try literal("0")) == nil)
    #expect(Set([Enclosure(try literal("0.5")), Enclosure(try literal("0.500"))]).count == 1)
  }
}

@Suite struct EnclosureDomainTests {
  private let domain = EnclosureDomain()

  private func value(_ expression: Expr<Int>) throws -> Enclosure {
    try expression.evaluate(in: domain) { Enclosure($0) }
  }

  @Test func sumsAndProductsOfExactNumbersAreExact() throws {
    let tiny = try number("1e-60")
    #expect(try value(.sum([1, tiny])).exactValue?.text.hasSuffix("01") == true)
    #expect(
      try value(.product([number("0.15"), number("0.05"), -3])).exactValue?.text == "-0.0225")
    #expect(try value(.power(number("0.35"), 3)).exactValue?.text == "0.042875")
    #expect(try value(.power(-2, 3)).exactValue?.text == "-8")
    #expect(try value(.power(2, -2)).exactValue?.text == "0.25")
    #expect(try value(.power(-2, 0)).exactValue?.text == "1")
  }

  @Test func quotientsAreExactWhereTheyTerminate() throws {
    #expect(try value(.quotient(1, 8)).exactValue?.text == "0.125")
    #expect(try value(.quotient(-3, 4)).exactValue?.text == "-0.75")
    #expect(try value(.quotient(number("0.3"), number("0.6"))).exactValue?.text == "0.5")
    let third = try value(.quotient(1, 3))
    #expect(!third.isExact)
    let above = String(repeating: "3", count: 38)
    #expect(third.lower.text.hasPrefix("0.\(above)3"))
    #expect(third.upper.text.hasPrefix("0.\(above)"))
    #expect(third.width < 1e-39)
    // 1 / 2^100 has 100 decimals, more than the precision.
    #expect(!(try value(.quotient(1, .power(2, 100))).isExact))
  }

  @Test func rootsAndHalfPowersOfSquaresAreExact() throws {
    #expect(try value(.call(.sqrt, [number("0.0625")])).exactValue?.text == "0.25")
    #expect(try value(.power(number("6.25"), number("1.5"))).exactValue?.text == "15.625")
    #expect(try value(.call(.sqrt, [0])).isZero)
  }

  @Test(arguments: [Function.exp, .log, .sigmoid, .tanh])
  func knownPointsAreExact(_ function: Function) throws {
    let expected = [Function.exp: "1", .log: "0", .sigmoid: "0.5", .tanh: "0"][function]
    let argument: Expr<Int> = function == .log ? 1 : 0
    #expect(try value(.call(function, [argument])).exactValue?.text == expected)
  }

  @Test func intervalsPropagateThroughEveryOperation() throws {
    // By hand: [-1, 2] and [3, 4].
    let a = try #require(Enclosure(lower: literal("-1"), upper: literal("2")))
    let b = try #require(Enclosure(lower: literal("3"), upper: literal("4")))
    #expect(try domain.sum([a, b]).description == "[2, 6]")
    #expect(try domain.product([a, b]).description == "[-4, 8]")
    #expect(try domain.product([a, a]).description == "[-2, 4]")
    #expect(try domain.negation(a).description == "[-2, 1]")
    #expect(try domain.power(a, Enclosure(2)).description == "[0, 4]")
    #expect(try domain.power(a, Enclosure(3)).description == "[-1, 8]")
    #expect(try domain.apply(.relu, [a]).description == "[0, 2]")
    #expect(try domain.apply(.abs, [a]).description == "[0, 2]")
    #expect(try domain.apply(.max, [a, Enclosure(1)]).description == "[1, 2]")
    #expect(try domain.apply(.min, [a, Enclosure(1)]).description == "[-1, 1]")
    let quotient = try domain.quotient(a, b)
    #expect(quotient.contains(Enclosure(0)) && quotient.width > 0.99 && quotient.width < 1.01)
    let flipped = try domain.quotient(b, domain.negation(b))
    #expect(flipped.contains(Enclosure(-1)))
    #expect(abs(flipped.lower.double + 4.0 / 3) < 1e-15)
    #expect(abs(flipped.upper.double + 0.75) < 1e-15)
    #expect(try domain.apply(.sigmoid, [a]).contains(Enclosure(try literal("0.5"))))
  }

  @Test func comparesOrSaysThatItCannot() throws {
    let a = try #require(Enclosure(lower: literal("1"), upper: literal("2")))
    #expect(try domain.holds(a, .lessOrEqual, Enclosure(2)))
    #expect(throws: DomainError.undecided) { try domain.holds(a, .less, Enclosure(2)) }
    #expect(throws: DomainError.undecided) { try domain.holds(a, .equal, a) }
    #expect(try domain.holds(a, .notEqual, Enclosure(3)))
    #expect(try domain.holds(Enclosure(try literal("0.50")), .equal, Enclosure(try literal("0.5"))))
    #expect(try !domain.holds(a, .greater, Enclosure(3)))
  }

  @Test(arguments: [
    (Expr<Int>.quotient(1, 0), DomainError.divisionByZero),
    (.power(0, -2), .divisionByZero),
    (.call(.log, [0]), .outsideDomain(.log)),
    (.call(.log, [-1]), .outsideDomain(.log)),
    (.call(.sqrt, [-1]), .outsideDomain(.sqrt)),
    (.power(-2, .quotient(1, 4)), .outsideDomain(.log)),
    (.call(.max, []), .wrongArgumentCount(.max)),
    (.call(.exp, [1, 2]), .wrongArgumentCount(.exp)),
    (.call(.exp, [1_000_000_000]), .overflow),
    (.power(10, 1_000_000_000), .overflow),
    (.power(10, .power(10, 300)), .overflow),
    (.power(.power(10, 400), 400), .overflow),
  ])
  func failsQuickly(_ expression: Expr<Int>, _ error: DomainError) {
    #expect(throws: error) { try value(expression) }
  }

  @Test func tinyResultsAreEnclosedWithZero() throws {
    for tiny in [Expr<Int>.call(.exp, [-1_000_000_000]), .power(.quotient(1, 2), 1_000_000_000)] {
      #expect(try rounded(tiny, 5) == "0.00000")
      #expect(try value(tiny).low >= 0)
    }
    #expect(try rounded(.call(.sigmoid, [-1_000_000]), 3) == "0.000")
    #expect(try rounded(.call(.sigmoid, [1_000_000]), 3) == "1.000")
    #expect(try rounded(.call(.tanh, [-1_000_000]), 3) == "-1.000")
  }

  /// (1 − 10⁻⁴)^(10⁶) from mpmath: 3.70152…e-44; powers with too many digits are rounded outward.
  @Test func largePowersAreRoundedOutward() throws {
    let power = try value(.power(number("0.9999"), 1_000_000))
    #expect(!power.isExact && power.width < 1e-75)
    #expect(power.rounded(significant: 20, .halfUp)?.text.hasSuffix(largePowerDigits) == true)
  }
}

/// `mp.nstr(mpf('0.9999')**1000000, 20)`.
private let largePowerDigits = "37015207857526163803"

@Suite struct ExpressionRoundingTests {
  @Test func findsTheResultsOfAWellKnownWalkthrough() throws {
    // Matt Mazur's example: net input 0.3775, activation 0.593269992….
    let net = Expr<Int>.sum([
      .product([try number("0.15"), try number("0.05")]),
      .product([try number("0.20"), try number("0.10")]),
      .product([try number("0.35"), 1]),
    ])
    #expect(try rounded(net, 4) == "0.3775")
    #expect(try rounded(.call(.sigmoid, [net]), 9) == "0.593269992")
  }

  @Test func recognisesTiesThatNoPrecisionDecides() throws {
    let half = Expr<Int>.product([.quotient(1, 4), .power(.call(.exp, [.call(.log, [2])]), 1)])
    #expect(try rounded(half, 0, .halfUp) == "1")
    #expect(try rounded(half, 0, .halfEven) == "0")
    let root = Expr<Int>.product([.quotient(1, 8), .call(.sqrt, [2]), .call(.sqrt, [2])])
    #expect(try rounded(root, 2, .halfUp) == "0.25")
    #expect(try rounded(root, 1, .halfUp) == "0.3")
    #expect(try rounded(root, 1, .halfEven) == "0.2")
    #expect(try rounded(.negation(root), 1, .halfUp) == "-0.3")
  }

  @Test func hiddenZerosAreZero() throws {
    let zero = Expr<Int>.sum([.call(.exp, [1]), .negation(.call(.exp, [1]))])
    #expect(try rounded(zero, 2) == "0.00")
    #expect(
      try zero.rounded(significant: 3, .halfUp) { Enclosure($0) }.text == "0.00")
  }

  @Test func needsMoreDigitsOnlyWhereItMust() throws {
    // exp(10^-50) - 1 cancels 50 digits; its first three are 1.00e-50.
    let small = Expr<Int>.sum([.call(.exp, [try number("1e-50")]), -1])
    let text = try small.rounded(significant: 3, .halfUp) { Enclosure($0) }.text
    #expect(text == "0." + String(repeating: "0", count: 49) + "100")
  }
}
