package import Algebra
package import NeuralCore

/// What is written where an element's value stands.
package enum Shown: Hashable, Sendable {
  case literal(Literal)
  /// A constant of the formula, such as 1 or 1/2, which is written as it is.
  case constant(Expr<Element>)
  /// Depends on an unknown number.
  case unknown
}

/// Why a value cannot be shown.
package enum LedgerFault: Error, Sendable {
  /// The displayed operands give no value, as in a division by zero.
  case domain(Element, DomainError)
  /// Something measured in floating point is asked for in hand arithmetic.
  case measured(Element)
  /// Hand arithmetic over more than this many operations.
  case tooLarge(operations: Int, limit: Int)
}

/// The displayed value of every element: one value, the same in all views.
///
/// With `precision: exact` it is the floating-point value, rounded to print. With `as-displayed` it is
/// what the element's canonical derivation gives from the displayed values of its operands.
package final class Ledger {
  package let graph: Graph
  package let run: Run
  package let presentation: Presentation
  private let digits: DigitTable

  private struct Key: Hashable {
    let quantity: QuantityID
    let step: Int32
  }
  private var pages: [Key: [Shown]] = [:]
  private var enclosures: [Element: Enclosure?] = [:]
  private var preparedSteps = 0

  /// `as-displayed` runs at most this many hand operations.
  package static let operationLimit = 1_000_000

  package init(run: Run, presentation: Presentation) {
    graph = run.graph
    self.run = run
    self.presentation = presentation
    digits = DigitTable(presentation.digits)
  }

  private var isPencil: Bool { presentation.precision == .asDisplayed }

  /// What is written for an element.
  ///
  /// - Throws: `NumericFault`, `LedgerFault`.
  package func shown(_ element: Element) throws -> Shown {
    let key = Key(quantity: element.quantity, step: element.step)
    if let page = pages[key] { return page[element.position] }
    if isPencil { try workThrough(to: key) }
    return try page(key)[element.position]
  }

  private func page(_ key: Key) throws -> [Shown] {
    if let page = pages[key] { return page }
    let page = try makePage(graph[key.quantity], step: Int(key.step))
    pages[key] = page
    return page
  }

  /// The displayed value as a number; zero-width for literals. `nil`: unknown.
  package func enclosure(_ element: Element) throws -> Enclosure? {
    switch try shown(element) {
    case .literal(let literal): return Enclosure(literal)
    case .unknown: return nil
    case .constant(let expression):
      return try expression.evaluate(in: EnclosureDomain()) { _ in Enclosure(Literal(0)) }
    }
  }

  /// An element's value with other digits than its own: `3d`, `3s`, `5t`.
  package func shown(_ element: Element, digits: Digits) throws -> Literal? {
    if isPencil {
      switch try shown(element) {
      case .literal(let literal): return try digits.apply(Unrounded(literal), presentation.rounding)
      case .constant(let expression):
        let number = Unrounded(expression) { _ in Enclosure(0) }
        return try digits.apply(number, presentation.rounding)
      case .unknown: return nil
      }
    }
    if case .some(.some(let literal)) = graph.given(element) {
      return try digits.apply(Unrounded(literal), presentation.rounding)
    }
    return try run.value(element).map { try digits.apply(Unrounded($0), presentation.rounding) }
  }

  /// The value of an expression over elements, such as a ratio, with the digits asked for or the
  /// network's default ones. `nil` if it depends on an unknown number.
  ///
  /// - Throws: `DomainError` where the expression has no value.
  package func value(of expression: Expr<Element>, digits: Digits?) throws -> Literal? {
    let digits = digits ?? self.digits.fallback
    if isPencil {
      for leaf in expression.leaves where try enclosure(leaf) == nil { return nil }
      let number = try Unrounded(expression) { try enclosure($0) ?? Enclosure(Literal(0)) }
      return try digits.apply(number, presentation.rounding)
    }
    for leaf in expression.leaves where try run.value(leaf) == nil { return nil }
    let value = try expression.evaluate(in: Float64Domain()) { try run.value($0) ?? .nan }
    return try digits.apply(Unrounded(value), presentation.rounding)
  }

  // MARK: Pages

  /// All values of one quantity: digits are a matter of the whole quantity.
  private func makePage(_ quantity: Quantity, step: Int) throws -> [Shown] {
    let elements = (0..<quantity.count).map { Element(quantity.id, $0, step: step) }
    if let source = graph.carried[quantity.id], step > 0 {
      return try elements.map { try shown(Element(source, $0.position, step: step - 1)) }
    }
    let rule = digits.digits(of: quantity, in: graph)
    var (page, pending) = ([Shown](), [(Int, Unrounded)]())
    for element in elements {
      let (shown, number) = try entry(element, rule: rule)
      page.append(shown)
      if let number { pending.append((element.position, number)) }
    }
    guard !pending.isEmpty, let rule else { return page }
    try fill(&page, pending, rule, quantity, step: step)
    return page
  }

  /// What an element shows if that is clear without digits; otherwise its number.
  private func entry(_ element: Element, rule: Digits?) throws -> (Shown, Unrounded?) {
    if let given = graph.given(element) {
      guard let literal = given?.plain else { return (.unknown, nil) }
      guard let rule, rule != .given, !graph.isPinned(element) else {
        return (.literal(literal), nil)
      }
      return (.literal(literal), Unrounded(literal))
    }
    if case .measured = graph[element.quantity].role {
      if isPencil { throw LedgerFault.measured(element) }
      return (.unknown, try run.value(element).map { Unrounded($0) })
    }
    guard let definition = graph.definition(of: element) else { return (.unknown, nil) }
    if definition.leaves.isEmpty { return (.constant(definition), nil) }
    guard let number = try unrounded(element, definition) else { return (.unknown, nil) }
    return (.unknown, number)
  }

  private func unrounded(_ element: Element, _ definition: Expr<Element>) throws -> Unrounded? {
    if isPencil {
      for leaf in definition.leaves where try enclosure(leaf) == nil { return nil }
      return try Unrounded(definition) { try enclosure($0) ?? Enclosure(Literal(0)) }
    }
    guard let value = try run.value(element) else { return nil }
    if value != 0, abs(value) < Self.cancellation, let exact = try exactly(element) {
      return Unrounded(Expr<Element>.leaf(element)) { _ in exact }
    }
    return Unrounded(value)
  }

  /// Rounds the numbers of a page, with as many decimals more as keep them from vanishing.
  private func fill(
    _ page: inout [Shown], _ numbers: [(Int, Unrounded)], _ rule: Digits, _ quantity: Quantity,
    step: Int
  ) throws {
    var extra = 0
    for (position, number) in numbers {
      var literal = try round(number, rule, extra, position, quantity)
      while rule.canBeRaised, extra < Self.extraLimit,
        try vanishes(literal, number) || isBlurred(literal, rule, quantity)
          || hidesUpdate(literal, number, position, quantity, step: step)
      {
        extra += 1
        literal = try round(number, rule, extra, position, quantity)
      }
      page[position] = .literal(literal)
    }
    guard extra > 0 else { return }
    for (position, number) in numbers {
      page[position] = .literal(try round(number, rule, extra, position, quantity))
    }
  }

  private func round(
    _ number: Unrounded, _ rule: Digits, _ extra: Int, _ position: Int, _ quantity: Quantity
  ) throws -> Literal {
    do {
      return try rule.apply(number, extra: extra, presentation.rounding)
    } catch let error as DomainError {
      throw LedgerFault.domain(Element(quantity.id, position), error)
    }
  }

  /// A number that is not zero must not be printed as zero.
  private func vanishes(_ literal: Literal, _ number: Unrounded) throws -> Bool {
    try literal.isZero && !number.isZero()
  }

  /// An optimizer's state has three significant digits, or as many as the rule has decimals: mean squares
  /// are small, and steps are divided by their roots.
  private func isBlurred(_ literal: Literal, _ rule: Digits, _ quantity: Quantity) -> Bool {
    guard case .state = quantity.role, case .decimals(let count) = rule else { return false }
    let digits = literal.text.filter(\.isNumber).drop { $0 == "0" }
    return !literal.isZero && digits.count < min(3, count)
  }

  /// An update that is not zero must be seen, `0.150 - 0.500 × 0.0002` is not `0.150`, if decimals
  /// that somebody would read show it.
  private func hidesUpdate(
    _ literal: Literal, _ number: Unrounded, _ position: Int, _ quantity: Quantity, step: Int
  ) throws -> Bool {
    guard try isUnchanged(literal, position, quantity, step: step) else { return false }
    let longest = try round(number, .exactly(Self.updateDecimals), 0, position, quantity)
    return try !isUnchanged(longest, position, quantity, step: step)
  }

  /// Whether a parameter is printed as it was before an update that is not zero.
  private func isUnchanged(
    _ literal: Literal, _ position: Int, _ quantity: Quantity, step: Int
  ) throws -> Bool {
    guard case .updated(let parameter) = quantity.role,
      let old = try before(Element(parameter, position, step: step), like: literal),
      let change = graph.updateStep(of: parameter),
      case .literal(let subtracted) = try shown(Element(change, position, step: step))
    else { return false }
    return literal.equals(old) && !subtracted.isZero
  }

  /// A parameter before its update: the author's number, later what is left of it at the digits of the
  /// new one. Its own page would lead from pass to pass back to the first.
  private func before(_ element: Element, like literal: Literal) throws -> Literal? {
    if element.step == 0 || isPencil {
      guard case .literal(let old) = try shown(element) else { return nil }
      return old
    }
    return try run.value(element).map {
      try Unrounded($0).rounded(decimals: literal.decimals, presentation.rounding)
    }
  }

  private static let extraLimit = 40
  /// An update that more than so many decimals would show is left to the line that subtracts it.
  private static let updateDecimals = 12

  // MARK: Tiny numbers

  /// Below this a floating-point value may be nothing but the rounding error of a cancellation.
  private static let cancellation = 1e-12

  /// The element from the author's literals in 40-digit arithmetic, for first passes.
  private func exactly(_ element: Element) throws -> Enclosure? {
    guard element.step == 0 else { return nil }
    if let known = enclosures[element] { return known }
    if let given = graph.given(element) { return given.map { Enclosure($0) } }
    guard let definition = graph.definition(of: element) else { return nil }
    var unknown = false
    let value = try? definition.evaluate(in: EnclosureDomain()) { leaf in
      if let value = try exactly(leaf) { return value }
      unknown = true
      return Enclosure(Literal(0))
    }
    enclosures[element] = .some(unknown ? nil : value)
    return unknown ? nil : value
  }

  // MARK: Hand arithmetic

  /// Works through everything before a page, pass by pass and in the order of computing, so that no
  /// page waits for a chain of others: networks are deep, and there are many passes.
  private func workThrough(to key: Key) throws {
    let operations = graph.quantities.reduce(0) { $0 + $1.count } * (Int(key.step) + 1)
    guard operations <= Self.operationLimit else {
      throw LedgerFault.tooLarge(operations: operations, limit: Self.operationLimit)
    }
    while preparedSteps < Int(key.step) {
      for quantity in graph.quantities where !quantity.isMeasured {
        _ = try page(Key(quantity: quantity.id, step: Int32(preparedSteps)))
      }
      preparedSteps += 1
    }
    for quantity in graph.quantities where quantity.id < key.quantity && !quantity.isMeasured {
      _ = try page(Key(quantity: quantity.id, step: key.step))
    }
  }
}

extension Quantity {
  fileprivate var isMeasured: Bool { if case .measured = role { true } else { false } }
}
