import Algebra
import NeuralCore
import Notation
import TestSupport
import Walkthrough

/// Makes faults, all kinds equally often.
package struct FaultMaker {
  private let pages: [GeneratedPage]
  private var generator: SeededGenerator

  package init(_ pages: [GeneratedPage], seed: UInt64) {
    self.pages = pages
    generator = SeededGenerator(seed: seed)
  }

  /// So many faults; pages are chosen by how many numbers they have.
  package mutating func faults(_ count: Int) -> [Fault] {
    let total = pages.reduce(0) { $0 + $1.numbers.count }
    guard total > 0 else { return [] }
    var faults: [Fault] = []
    var attempts = 0
    while faults.count < count, attempts < 1000 * count {
      attempts += 1
      let kind = Fault.Kind.allCases[faults.count % Fault.Kind.allCases.count]
      var index = Int.random(in: 0..<total, using: &generator)
      guard
        let page = pages.firstIndex(where: { page in
          if index < page.numbers.count { return true }
          index -= page.numbers.count
          return false
        }), let new = value(kind, at: index, of: pages[page]),
        let fault = Fault(kind, page: page, pages[page].numbers[index], new)
      else { continue }
      faults.append(fault)
    }
    return faults
  }

  /// The wrong number; `nil` if there is none of this kind here.
  private mutating func value(
    _ kind: Fault.Kind, at index: Int, of page: GeneratedPage
  ) -> Literal? {
    let number = page.numbers[index]
    switch kind {
    case .digitChanged: return changed(number.literal)
    case .digitsSwapped: return swapped(number.literal)
    case .signFlipped: return number.literal.isZero ? nil : -number.literal
    case .neighbour:
      let neighbours = [index - 1, index + 1].filter(page.numbers.indices.contains)
      guard let neighbour = neighbours.randomElement(using: &generator) else { return nil }
      return page.numbers[neighbour].literal
    case .stale: return stale(number)
    case .wrongIndex:
      let quantity = number.sheet.graph[number.element.quantity]
      guard quantity.count > 1 else { return nil }
      let position = Int.random(in: 0..<quantity.count, using: &generator)
      return shown(
        Element(number.element.quantity, position, step: Int(number.element.step)), number)
    }
  }

  private mutating func changed(_ literal: Literal) -> Literal? {
    var digits = Array(literal.text)
    let places = digits.indices.filter { digits[$0].isNumber }
    guard let place = places.randomElement(using: &generator) else { return nil }
    digits[place] = Character(String(Int.random(in: 0...9, using: &generator)))
    return Literal(String(digits))
  }

  private mutating func swapped(_ literal: Literal) -> Literal? {
    var digits = Array(literal.text)
    let places = digits.indices.dropLast().filter {
      digits[$0].isNumber && digits[$0 + 1].isNumber && digits[$0] != digits[$0 + 1]
    }
    guard let place = places.randomElement(using: &generator) else { return nil }
    digits.swapAt(place, place + 1)
    return Literal(String(digits))
  }

  /// The value of the step before: the parameter before its update, the pass before, or what the
  /// number was computed from.
  private func stale(_ number: GeneratedPage.Number) -> Literal? {
    let (element, graph) = (number.element, number.sheet.graph)
    if case .updated(let parameter) = graph[element.quantity].role {
      return shown(Element(parameter, element.position, step: Int(element.step)), number)
    }
    if element.step > 0 {
      return shown(
        Element(element.quantity, element.position, step: Int(element.step) - 1), number)
    }
    let operands = graph.definition(of: element)?.leaves ?? []
    guard let before = operands.first(where: { graph.given($0) == nil }) ?? operands.first else {
      return nil
    }
    return shown(before, number)
  }

  /// An element's value with as many decimals as the number has.
  private func shown(_ element: Element, _ number: GeneratedPage.Number) -> Literal? {
    guard case .literal(let literal)? = try? number.sheet.ledger.shown(element) else { return nil }
    return literal.rounded(decimals: number.literal.decimals, .halfUp)
  }
}
