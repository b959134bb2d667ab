import Algebra
import NeuralCore
import Notation

/// Whether what is printed on one side of a relation gives what is printed on the other.
struct RelationCheck {
  let worksheet: Worksheet

  private let domain = EnclosureDomain()
  private var ledger: Ledger { worksheet.ledger }
  private var graph: Graph { worksheet.graph }

  init(worksheet: Worksheet) { self.worksheet = worksheet }

  /// Whether `left = right` holds for a reader with a calculator: the value of the left side from the
  /// numbers as printed is among what the right side may stand for, its computed numbers being
  /// rounded. Lines that cannot be checked, and lines through pinned elements, count as true.
  func holds(_ left: Mark, _ right: Mark) -> Bool {
    guard let a = entries(left), let b = entries(right), a.count == b.count,
      zip(a, b).allSatisfy({ $0.count == $1.count })
    else { return true }
    if isCanonical(left, right) { return true }
    for (x, y) in zip(a.joined(), b.joined()) where !agrees(x, y) { return false }
    return true
  }

  private enum Side {
    case number(Element, Literal)
    case expression(Expr<Element>, of: Element?)
  }

  private func entries(_ mark: Mark) -> [[Side]]? {
    switch mark {
    case .number(let element, let literal): return [[.number(element, literal)]]
    case .calculation(let expression, let of): return [[.expression(expression, of: of)]]
    case .matrix(let rows, _, _), .matrixCalculation(let rows, _):
      return rows.map { $0.map { .expression($0, of: nil) } }
    case .picture: return nil
    }
  }

  /// As displayed, a value is by definition what its last step gives.
  private func isCanonical(_ left: Mark, _ right: Mark) -> Bool {
    guard ledger.presentation.precision == .asDisplayed,
      case .calculation(let expression, let of?) = left,
      case .number(let element, let literal) = right,
      of == element, case .literal(literal)? = try? ledger.shown(element)
    else { return false }
    return graph.definition(of: element) == expression
  }

  private func agrees(_ left: Side, _ right: Side) -> Bool {
    guard !isPinned(left), !isPinned(right) else { return true }
    guard let printed = try? value(left, ranging: false),
      let reach = try? value(right, ranging: true)
    else { return true }
    return reach.intersects(printed) && partsAgree(left, right)
  }

  /// Whether the numbers that one side puts in the place of the other's terms, or of its first factors, are
  /// what these give.
  private func partsAgree(_ left: Side, _ right: Side) -> Bool {
    guard case .expression(let a, let of) = left, case .expression(let b, _) = right else {
      return true
    }
    return Self.parts(a, b).allSatisfy { part, whole in
      guard let printed = try? value(.expression(part, of: of), ranging: false),
        let reach = try? value(.expression(whole, of: nil), ranging: true)
      else { return true }
      return reach.intersects(printed)
    }
  }

  /// Terms and their values, factors and their product.
  private static func parts(
    _ left: Expr<Element>, _ right: Expr<Element>
  ) -> [(Expr<Element>, Expr<Element>)] {
    switch (left, right) {
    case (.sum(let terms), .sum(let values)) where terms.count == values.count:
      return zip(terms, values).filter { $0 != $1 }
    case (.product(let factors), .product(let rest))
    where factors.count == rest.count + 1 && factors.dropFirst(2) == rest.dropFirst():
      return [(.product(Array(factors.prefix(2))), rest[0])]
    default: return []
    }
  }

  /// Whether a line goes through a pinned element, also one that is spelt out in it.
  private func isPinned(_ side: Side) -> Bool {
    if graph.pins.isEmpty { return false }
    switch side {
    case .number(let element, _): return graph.isPinned(element)
    case .expression(let expression, let of):
      let operands = of.flatMap { graph.definition(of: $0) }?.leaves ?? []
      return ([of].compactMap { $0 } + expression.leaves + operands)
        .contains { graph.isPinned($0) }
    }
  }

  /// - Parameter ranging: Whether computed numbers stand for all that rounds to them.
  private func value(_ side: Side, ranging: Bool) throws -> Enclosure {
    switch side {
    case .number(_, let literal): return ranging ? .printing(literal) : Enclosure(literal)
    case .expression(let expression, _):
      return try expression.evaluate(in: domain) { leaf in
        if ranging, graph.given(leaf) == nil, case .literal(let literal) = try ledger.shown(leaf) {
          return .printing(literal)
        }
        guard let value = try ledger.enclosure(leaf) else { throw DomainError.undecided }
        return value
      }
    }
  }
}
