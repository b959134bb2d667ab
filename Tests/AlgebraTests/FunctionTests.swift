import Testing

@testable import Algebra

private let x = Expr<Int>.leaf(0)

@Suite struct FunctionTests {
  private static let unary = Function.allCases.filter { $0.arity == 1 }
  private static let abbreviations = unary.filter { $0.definition != nil }
  private static let points = [
    "-12.5", "-3", "-1.3", "-0.76", "-0.2", "0", "0.4", "1.1", "3", "9.75",
  ]

  /// Digits from mpmath.
  @Test(arguments: [
    ("0.1", "0.1124629160182848922032750717439683832216962991597"),
    ("-0.5", "-0.52049987781304653768274665389196452873645157575796"),
    ("2", "0.99532226501895273416206925636725292861089179704006"),
    ("1e-20", "1.1283791670955125738961589031215451716880636460191e-20"),
    ("6.5", "0.99999999999999999996157851672879352530124195456231"),
  ]) func errorFunctionToFiftyDigits(_ argument: String, _ digits: String) throws {
    let argument = try #require(Literal(argument))
    let expected = Enclosure.printing(try #require(Literal(digits)))
    let value = try EnclosureDomain(precision: 80).apply(.erf, [Enclosure(argument)])
    #expect(expected.contains(value), "\(value)")
    #expect(value.width < 1e-75)
  }

  /// Digits from mpmath.
  @Test(arguments: [
    (Function.cos, "0.5", "0.87758256189037271611628158260382965199164519710974"),
    (.cos, "3", "-0.98999249660044545727157279473126130239367909661559"),
    (.cos, "-1000.25", "0.34032280057404228947026736649218567158089589735181"),
    (.sin, "1e-20", "9.9999999999999999999999999999999999999998333333333e-21"),
    (.sin, "2.5", "0.59847214410395649405185470218616227170359717157722"),
    (.sin, "-1000.25", "-0.94030866815606918615805743333060595059867001510131"),
    (.log2, "10", "3.3219280948873623478703194294893901758648313930246"),
    (.log10, "0.6", "-0.2218487496163563674912332020203916640316812543472"),
  ]) func functionsToFiftyDigits(
    _ function: Function, _ argument: String, _ digits: String
  ) throws {
    let argument = try #require(Literal(argument))
    let expected = Enclosure.printing(try #require(Literal(digits)))
    let value = try EnclosureDomain(precision: 80).apply(function, [Enclosure(argument)])
    #expect(expected.contains(value), "\(value)")
    #expect(value.width < 1e-75)
  }

  @Test(arguments: [(10, 1e-9), (40, 1e-39), (300, 1e-299)])
  func piHasThePrecisionAskedFor(_ precision: Int, _ width: Double) throws {
    let digits = "3.14159265358979323846264338327950288419716939937510582097494"
    let value = try EnclosureDomain(precision: precision).apply(.pi, [])
    #expect(value.intersects(.printing(try #require(Literal(digits)))))
    #expect(value.width <= 3 * width)
  }

  /// Both domains give what the function stands for; 1e-13 relative is some 500 units in the last
  /// place, of which the tail of the normal distribution loses z² = 156 to the rounding of z.
  @Test(arguments: abbreviations) func domainsAgreeWithTheDefinition(_ function: Function) throws {
    let definition = try #require(function.definition)
    for point in Self.points.compactMap({ Literal($0) }) {
      if [.log2, .log10].contains(function), point.isNegative || point.isZero { continue }
      let domain = EnclosureDomain(precision: 100)
      let expected = try definition.evaluate(in: domain) { _ in Enclosure(point) }
      #expect(try domain.apply(function, [Enclosure(point)]).intersects(expected), "\(point)")
      let float = try Float64Domain().apply(function, [point.double])
      #expect(abs(float - expected.double) <= 1e-13 * abs(expected.double), "\(point)")
    }
  }

  /// An interval's image holds the image of every point in it, also behind a minimum.
  @Test(arguments: unary) func enclosuresOfIntervalsHoldEveryPoint(_ function: Function) throws {
    let points = Self.points.compactMap { Literal($0) }
    let domain = EnclosureDomain()
    for (i, low) in points.enumerated() {
      for high in points[i...] {
        guard let interval = Enclosure(lower: low, upper: high),
          let image = try? domain.apply(function, [interval])
        else { continue }
        for point in points where interval.contains(point) {
          let value = try domain.apply(function, [Enclosure(point)])
          #expect(image.intersects(value), "\(function)(\(point)) in \(interval)")
        }
        for point in [-1.2784645, -0.7517916].map({ Literal("\($0)") }) {
          guard let point, interval.contains(point) else { continue }
          #expect(image.contains(try domain.apply(function, [Enclosure(point)])))
        }
      }
    }
  }

  /// Central differences of step 1e-6 lose half the digits; away from the kinks at 0 and ±3.
  @Test(arguments: unary) func derivativesAreFiniteDifferences(_ function: Function) throws {
    let derivative = Expr<Int>.call(function, [x]).derivative(by: 0)
    for point in [-2.5, -1.1, -0.3, 0.2, 0.9, 2.7] {
      let h = 1e-6
      let domain = Float64Domain()
      guard let above = try? domain.apply(function, [point + h]),
        let below = try? domain.apply(function, [point - h])
      else { continue }
      let slope = try derivative.evaluate(in: domain) { _ in point }
      #expect(abs(slope - (above - below) / (2 * h)) < 1e-7 * max(1, abs(slope)), "\(point)")
    }
  }

  /// What is printed is read as the same call.
  @Test(arguments: abbreviations + [.erf]) func symbolsAreReadBack(_ function: Function) throws {
    let tex = try Expr<Int>.call(function, [x]).tex { _ in TeXAtom("z") }
    guard case .scalar(.call(let read, let arguments)) = try TeXReader.expression(tex) else {
      Issue.record("\(tex) is no call")
      return
    }
    #expect(read == function && arguments.count == 1, "\(tex)")
  }
}
