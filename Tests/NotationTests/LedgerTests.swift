import Algebra
import NeuralCore
import Notation
import Testing

/// Displayed values: raised digits, rounding, what is refused.
@Suite struct LedgerTests {
  private func ledger(
    _ definition: NetworkDefinition, _ precision: Precision = .exact, _ digits: String = "",
    rounding: Rounding = .halfUp, pins: [(String, String)] = []
  ) throws -> Ledger {
    var graph = Graph(definition)
    for (label, text) in pins { graph.fix(try #require(graph.element(label)), to: Literal(text)) }
    let rules = digits.split(separator: " ").compactMap { rule in
      let parts = rule.split(separator: "=").map(String.init)
      return Digits(parts[1]).map { DigitRule(selector: parts[0], digits: $0) }
    }
    return Ledger(
      run: Run(graph),
      presentation: Presentation(precision: precision, digits: rules, rounding: rounding))
  }

  /// All texts of a quantity: `_` unknown, `c` a constant of the formula.
  private func texts(_ ledger: Ledger, _ name: String, step: Int = 0) throws -> [String] {
    let quantity = try #require(ledger.graph.quantity(named: name))
    return try (0..<quantity.count).map {
      switch try ledger.shown(Element(quantity.id, $0, step: step)) {
      case .literal(let literal): literal.text
      case .constant: "c"
      case .unknown: "_"
      }
    }
  }

  /// One layer of identities: the net inputs are the inputs times the weights.
  private func products(
    input: String, weight: String, units: Int, target: String? = nil, rate: String? = nil
  ) -> NetworkDefinition {
    network(
      input: ("x", input),
      [dense("O", units, of: input.split(separator: " ").count, .identity, weight: weight)],
      target: target.map { ("t", $0) }, rate: rate)
  }

  // MARK: Raised digits

  /// With three decimals 0.5 × 0.0002 is 0.000: the whole quantity gets a fourth.
  @Test(
    arguments: [
      ("3", ["0.5000", "0.0001"]), ("4", ["0.5000", "0.0001"]), ("5", ["0.50000", "0.00010"]),
      ("3!", ["0.500", "0.000"]), ("2s", ["0.50", "0.00010"]), ("3t", ["0.5", "0.0001"]),
      ("given", ["0.5000", "0.0001"]),
    ], Precision.allCases)
  func aNumberThatWouldVanishRaisesItsQuantity(
    _ rule: (digits: String, texts: [String]), _ precision: Precision
  ) throws {
    let definition = products(input: "0.5", weight: "1 0.0002", units: 2)
    let ledger = try ledger(definition, precision, "O.net=\(rule.digits)")
    #expect(try texts(ledger, "O.net") == rule.texts)
    // Another quantity has its own digits, and by hand what was rounded away is gone.
    let isGone = rule.digits == "3!" && precision == .asDisplayed
    #expect(try texts(ledger, "O.out") == ["0.5000", isGone ? "0.0000" : "0.0001"])
  }

  /// Half of the last digit is seen by rounding up, but not by rounding to the even zero.
  @Test(arguments: [(Rounding.halfUp, ["0.001"]), (.halfEven, ["0.0005"])])
  func aTieThatRoundsToZeroVanishes(_ rounding: Rounding, _ expected: [String]) throws {
    let definition = products(input: "0.5", weight: "0.001", units: 1)
    let ledger = try ledger(definition, .exact, "default=3", rounding: rounding)
    #expect(try texts(ledger, "O.net") == expected)
  }

  @Test(arguments: Precision.allCases)
  func anExactZeroStaysShort(_ precision: Precision) throws {
    let definition = products(input: "0.5 -0.25", weight: "1 2 3 4", units: 2)
    let ledger = try ledger(definition, precision, "default=2")
    #expect(try texts(ledger, "O.net") == ["0.00", "0.50"])
  }

  /// 0.1 + 0.2 - 0.3 is 5.6e-17 in floating point and nothing by the author's numbers.
  @Test func theNoiseOfACancellationIsZero() throws {
    let definition = products(input: "0.1 0.2 0.3", weight: "1 1 -1", units: 1)
    let ledger = try ledger(definition, .exact, "default=3")
    #expect(try texts(ledger, "O.net") == ["0.000"])
  }

  /// What is tiny and not zero is shown: 1e-20 needs twenty decimals.
  @Test func aTinyNumberIsShown() throws {
    let definition = products(input: "0.0000000001", weight: "0.0000000001", units: 1)
    #expect(try texts(ledger(definition), "O.net") == ["0.00000000000000000001"])
  }

  /// 0.150 - 0.5 × 0.0002 is 0.1499, which three decimals hide. The gradient 0.0002 vanishes and is
  /// raised, and so are the update and the change.
  @Test func anUpdateIsSeen() throws {
    // net = 0.15, loss slope 0.15 - 0.1498 = 0.0002, gradient 0.0002, step 0.0001.
    let definition = products(
      input: "1", weight: "0.15", units: 1, target: "0.1498", rate: "0.5")
    for precision in Precision.allCases {
      let ledger = try ledger(
        definition, precision, "default=3 loss.*=4 O.out=4 O.net=4 O.out.*=4 O.net.*=4")
      #expect(try texts(ledger, "O.weight.grad") == ["0.0002"])
      #expect(try texts(ledger, "O.weight.step") == ["0.0001"])
      #expect(try texts(ledger, "O.weight.change") == ["-0.0001"])
      #expect(try texts(ledger, "O.weight.new") == ["0.1499"])
    }
  }

  /// σ(7 × 4 - 2 × 0.2) is 1 - 1e-12, and the gradient of (1 - o)²/2 is -7 (1 - o)² o = -7e-24: the
  /// update is printed, but 4 gets no zeros for it.
  @Test func anUpdateThatNobodyWouldSeeAddsNoZeros() throws {
    let definition = network(
      input: ("x", "7 2"), [dense("O", 1, of: 2, .sigmoid, weight: "4 -0.2")],
      target: ("t", "1"), rate: "0.5")
    for precision in Precision.allCases {
      let ledger = try ledger(definition, precision, "default=3 O.out=14")
      #expect(try texts(ledger, "O.weight.new") == ["4.000", "-0.200"])
      for text in try texts(ledger, "O.weight.step") { #expect(Double(text) != 0) }
    }
  }

  @Test func exactlySoManyDigitsAreNeverMore() throws {
    let definition = products(
      input: "1", weight: "0.15", units: 1, target: "0.1498", rate: "0.5")
    for precision in Precision.allCases {
      let ledger = try ledger(definition, precision, "default=3!")
      for quantity in ledger.graph.quantities where !ledger.graph.isGiven(quantity) {
        for text in try texts(ledger, quantity.name) where text != "c" {
          #expect(text.split(separator: ".").last?.count == 3, "\(quantity.name) \(text)")
        }
      }
    }
  }

  // MARK: One value

  /// 2.345 × 1 with two decimals; -2.345 likewise away from zero or to the even neighbour.
  @Test(
    arguments: [
      (Rounding.halfUp, ["2.35", "-2.35", "2.36"]), (.halfEven, ["2.34", "-2.34", "2.36"]),
    ], Precision.allCases)
  func tiesGoAsTheRuleSays(
    _ rule: (rounding: Rounding, texts: [String]), _ precision: Precision
  ) throws {
    let definition = products(input: "2.345", weight: "1 -1 1.00426439", units: 3)
    // 2.345 × 1.00426439 = 2.35499999455, no tie.
    let ledger = try ledger(definition, precision, "default=2", rounding: rule.rounding)
    #expect(try texts(ledger, "O.net").prefix(2) == rule.texts.prefix(2))
    #expect(try texts(ledger, "O.net")[2] == "2.35")
  }

  /// As displayed the next line uses what is displayed: 0.333… becomes 0.33, thrice that 0.99.
  @Test func asDisplayedUsesWhatIsDisplayed() throws {
    let definition = network(
      input: ("x", "0.333333"),
      [
        dense("H", 1, of: 1, .identity, weight: "1"), dense("O", 1, of: 1, .identity, weight: "3"),
      ], target: nil, rate: nil)
    #expect(try texts(ledger(definition, .exact, "default=2"), "O.net") == ["1.00"])
    #expect(try texts(ledger(definition, .asDisplayed, "default=2"), "O.net") == ["0.99"])
  }

  @Test(arguments: [
    ("", "0.40"), ("O.weight=3", "0.400"), ("O.weight=1", "0.4"), ("O.weight=given", "0.40"),
    ("O.weight=3t", "0.4"), ("O.weight=3s", "0.400"), ("default=1", "0.40"),
  ]) func givensKeepTheirLiteralsUnlessNamed(_ digits: String, _ expected: String) throws {
    let definition = products(input: "1", weight: "0.40", units: 1)
    for precision in Precision.allCases {
      #expect(try texts(ledger(definition, precision, digits), "O.weight") == [expected])
    }
  }

  @Test func pinsKeepTheirLiterals() throws {
    let definition = products(input: "1", weight: "0.40", units: 1, target: "1", rate: "1")
    for precision in Precision.allCases {
      let ledger = try ledger(definition, precision, "default=2", pins: [("O.net.1", "0.3000")])
      #expect(try texts(ledger, "O.net") == ["0.3000"])
      #expect(try texts(ledger, "O.out") == ["0.30"])
    }
  }

  @Test func theUnknownIsShownAsUnknown() throws {
    let definition = products(input: "1 _", weight: "2 3 4 0", units: 2)
    for precision in Precision.allCases {
      let ledger = try ledger(definition, precision)
      #expect(try texts(ledger, "x") == ["1", "_"])
      #expect(try texts(ledger, "O.net.terms") == ["2.0000", "_", "4.0000", "_"])
      #expect(try texts(ledger, "O.net") == ["_", "_"])
    }
  }

  @Test func constantsOfTheFormulaAreNoNumbers() throws {
    let definition = products(input: "1", weight: "2 3", units: 2, target: "0 0")
    let ledger = try ledger(definition)
    #expect(try texts(ledger, "loss.i.grad") == ["c", "c"])
    #expect(try texts(ledger, "O.slope") == ["c", "c"])
  }

  /// After an update the parameter is what the update displayed.
  @Test(arguments: Precision.allCases)
  func parametersOfLaterPassesShowTheUpdates(_ precision: Precision) throws {
    let ledger = try ledger(Sample.small, precision, "H.weight.*=6")
    for step in 1...3 {
      let updated = try texts(ledger, "H.weight.new", step: step - 1)
      #expect(try texts(ledger, "H.weight", step: step) == updated)
    }
  }

  @Test(
    arguments: [
      ("3d", nil, "0.507"), ("3s", Digits.significant(3), "0.507"), ("2t", .trimmed(2), "0.51"),
    ]
      as [(String, Digits?, String)])
  func otherDigitsThanItsOwn(_ name: String, _ digits: Digits?, _ expected: String) throws {
    let ledger = try ledger(Sample.small)
    let element = try #require(ledger.graph.element("H.out.1"))
    // 0.50687456…
    #expect(try ledger.shown(element, digits: digits ?? .exactly(3))?.text == expected)
  }

  // MARK: Refusals

  @Test func asDisplayedRefusesMoreThanAMillionOperations() throws {
    let ledger = try ledger(Sample.small, .asDisplayed)
    let loss = try #require(ledger.graph.losses?.total)
    let operations = ledger.graph.quantities.reduce(0) { $0 + $1.count }
    #expect(throws: LedgerFault.self) {
      try ledger.shown(Element(loss, step: 1_000_000 / operations))
    }
    _ = try ledger.shown(Element(loss, step: 20))
  }

  /// 1 / (1 + e^-z) with the denominator pinned to zero.
  @Test func aDivisionByADisplayedZeroIsRefused() throws {
    let definition = network(
      input: ("x", "1"), [dense("H", 1, of: 1, weight: "1")], target: nil, rate: nil)
    let ledger = try ledger(definition, .asDisplayed, pins: [("H.out.denominator.1", "0")])
    let out = try #require(ledger.graph.element("H.out.1"))
    #expect { try ledger.shown(out) } throws: { error in
      if case LedgerFault.domain(out, .divisionByZero)? = error as? LedgerFault {
        true
      } else {
        false
      }
    }
  }
}
