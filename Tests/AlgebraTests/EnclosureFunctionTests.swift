import Testing

@testable import Algebra

/// Values to 42 digits from mpmath 1.3 with `mp.dps = 60`, argument taken as an exact decimal.
private let references: [(Function, String, String)] = [
  (.exp, "1", "2.71828182845904523536028747135266249775725"),
  (.exp, "-1", "0.367879441171442321595523770161460867445811"),
  (.exp, "0.1", "1.10517091807564762481170782649024666822455"),
  (.exp, "-0.5930", "0.552666794860481770849945776846689596899879"),
  (.exp, "3.7751", "43.6018682845498745148492944586839615160952"),
  (.exp, "100", "2.68811714181613544841262555158001358736111e+43"),
  (.exp, "-1000", "5.07595889754945676529180947957433691930560e-435"),
  (.exp, "1e-30", "1.00000000000000000000000000000100000000000"),
  (.exp, "-0.000001", "0.999999000000499999833333374999991666668056"),
  (.exp, "9000", "4.47030473316544264086590544444552386715057e+3908"),
  (.log, "2", "0.693147180559945309417232121458176568075500"),
  (.log, "0.5", "-0.693147180559945309417232121458176568075500"),
  (.log, "10", "2.30258509299404568401799145468436420760110"),
  (.log, "1.0001", "0.0000999950003333083353331666809511310634820644"),
  (.log, "0.99999999", "-0.0000000100000000500000003333333358333333533333335"),
  (.log, "1e-300", "-690.775527898213705205397436405309262280330"),
  (.log, "1e300", "690.775527898213705205397436405309262280330"),
  (.log, "0.7313", "-0.312931506705231543973908971170981913016568"),
  (.log, "0.66", "-0.415515443961665823161561973022896842657505"),
  (.log, "1.5", "0.405465108108164381978013115464349136571990"),
  (.sqrt, "2", "1.41421356237309504880168872420969807856967"),
  (.sqrt, "0.1", "0.316227766016837933199889354443271853371956"),
  (.sqrt, "1000", "31.6227766016837933199889354443271853371956"),
  (.sqrt, "1e-7", "0.000316227766016837933199889354443271853371956"),
  (.sqrt, "12345.678", "111.111106555555462166662837722025988808181"),
  (.tanh, "0.5", "0.462117157260009758502318483643672548730289"),
  (.tanh, "-0.5", "-0.462117157260009758502318483643672548730289"),
  (.tanh, "1e-5", "0.00000999999999966666666667999999999946031746034"),
  (.tanh, "1e-30", "1.00000000000000000000000000000000000000000e-30"),
  (.tanh, "-3", "-0.995054753686730451331880185255488475097814"),
  (.tanh, "40", "0.999999999999999999999999999999999963902972"),
  (.sigmoid, "0.5", "0.622459331201854564638900565745508478753279"),
  (.sigmoid, "-0.5", "0.377540668798145435361099434254491521246721"),
  (.sigmoid, "0.3775", "0.593269992107187255173654561579402815457684"),
  (.sigmoid, "-30", "9.35762296883929895383956265328498411157574e-14"),
  (.sigmoid, "30", "0.999999999999906423770311607010461604373467"),
  (.sigmoid, "-1000", "5.07595889754945676529180947957433691930560e-435"),
  (.sigmoid, "1.105905967", "0.751365069541149724984678515646575354984526"),
]

@Suite struct EnclosureFunctionTests {
  /// mantissa and exponent of any size, beyond what documents may write.
  private static func decimal(_ text: String) throws -> Literal {
    let parts = text.split(separator: "e")
    let mantissa = try #require(Literal(parts[0]))
    let power = parts.count > 1 ? try #require(Int(parts[1])) : 0
    return Literal(mantissa.coefficient, exponent: mantissa.exponent + power)
  }

  @Test(arguments: references)
  func functionsAgreeWithMpmath(_ function: Function, _ argument: String, _ value: String) throws {
    let x = Enclosure(try #require(Literal(argument)))
    let reference = Enclosure.printing(try Self.decimal(value))
    let fine = try EnclosureDomain(precision: 60).apply(function, [x])
    #expect(reference.contains(fine), "\(fine)")
    let coarse = try EnclosureDomain(precision: 40).apply(function, [x])
    #expect(coarse.contains(fine))
    #expect(coarse.intersects(reference))
    // Two units of the 40th digit, at most.
    let size = max(coarse.low.magnitude, coarse.high.magnitude)
    #expect((coarse.high - coarse.low).scaled(by: 38) <= size)
    let coarsest = try EnclosureDomain(precision: 1).apply(function, [x])
    #expect(coarsest.contains(coarse))
  }

  @Test(arguments: [80, 160, 640])
  func narrowerEnclosuresLieInsideWiderOnes(_ precision: Int) throws {
    for (function, argument, _) in references where argument != "9000" {
      let x = Enclosure(try #require(Literal(argument)))
      let wide = try EnclosureDomain(precision: precision / 2).apply(function, [x])
      let narrow = try EnclosureDomain(precision: precision).apply(function, [x])
      #expect(wide.contains(narrow), "\(function) \(argument)")
      #expect(!narrow.isExact || function == .sqrt)
    }
  }
}
