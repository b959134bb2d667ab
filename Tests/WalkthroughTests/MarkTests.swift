import Algebra
import Diagnostics
import NeuralCore
import Notation
import Testing

@testable import Walkthrough

/// What rendered text says its parts stand for.
@Suite struct MarkTests {
  /// A number's mark covers the number that its element shows and nothing else; a sign may be missing
  /// where it became the operator before it, or stand where it was asked for.
  @Test(arguments: CalculatorTests.settings) func numbersAreWhatTheirElementsShow(
    _ setting: CalculatorTests.Setting
  ) throws {
    var findings: [String] = []
    var count = 0
    try forEachMark(setting) { sheet, mark, printed, place in
      guard case .number(let element, let literal) = mark else { return }
      count += 1
      guard case .literal(let shown) = try sheet.ledger.shown(element) else {
        findings.append("\(place): \(printed) stands for no number")
        return
      }
      let spellings = [shown.text, "+" + shown.text, shown.magnitude.text]
      if !spellings.contains(printed) || !literal.magnitude.equals(shown.magnitude) {
        findings.append("\(place): \(printed), but \(sheet.graph.name(of: element)) shows \(shown)")
      }
      if shown.isZero, !isZero(element, sheet) {
        findings.append("\(place): \(sheet.graph.name(of: element)) is not zero but prints as it")
      }
    }
    #expect(findings.isEmpty, "\(findings.count):\n\(findings.prefix(40).joined(separator: "\n"))")
    #expect(count > 1000)
  }

  /// What a calculation's or a matrix's mark covers, read back from TeX, has the marked value.
  @Test(arguments: CalculatorTests.settings) func calculationsReadBackAsWhatTheyAre(
    _ setting: CalculatorTests.Setting
  ) throws {
    var findings: [String] = []
    var count = 0
    try forEachMark(setting) { sheet, mark, printed, place in
      let expressions: [Expr<Element>]
      switch mark {
      case .number, .picture: return
      case .calculation(let expression, _): expressions = [expression]
      case .matrix(let rows, _, _), .matrixCalculation(let rows, _):
        expressions = rows.flatMap { $0 }
      }
      count += 1
      do {
        let domain = EnclosureDomain()
        let read = try TeXReader.expression(printed).evaluate(in: domain) { leaf in
          switch leaf {
          case .numeral(let literal, _): return Enclosure(literal)
          case .symbol(let name, _):
            // Only the learning rate may stand by its symbol among numbers.
            guard let rate = sheet.graph.rate.map({ Element($0) }),
              try sheet.notation.symbol(rate).map({ try TeXReader.symbol($0) }) == name
            else { throw DomainError.undecided }
            return try #require(try sheet.ledger.enclosure(rate))
          }
        }
        let values =
          switch read {
          case .scalar(let value): [value]
          case .matrix(let rows): rows.flatMap { $0 }
          }
        let expected = try expressions.map { expression in
          try expression.evaluate(in: domain) { leaf in
            try #require(try sheet.ledger.enclosure(leaf))
          }
        }
        if values.count != expected.count
          || !zip(values, expected).allSatisfy({ $0.intersects($1) })
        {
          findings.append("\(place): \(printed) is \(values), marked as \(expected)")
        }
      } catch {
        findings.append("\(place): \(error): \(printed)")
      }
    }
    #expect(findings.isEmpty, "\(findings.count):\n\(findings.prefix(40).joined(separator: "\n"))")
    #expect(count > 200)
  }

  /// By hand: where the marks of one line lie.
  @Test func rangesOfALine() throws {
    let sheet = try SampleNetwork.worksheet(SampleNetwork.feedForward, SampleNetwork.pencil)
    let source = SourceText(
      name: "view.md", text: "σ: $<<H.net.1.calculation>> = <<H.net.1.boxed>>$")
    let text = try ViewRenderer { _ in nil }.render(
      ViewRequest(template: Excerpt(source)), with: sheet)
    #expect(text.text == #"σ: $(0.05 \times 0.15) + (0.10 \times 0.20) = \boxed{0.0275}$"#)
    let bytes = Array(text.text.utf8)
    let parts = text.annotations.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(
      parts == [
        #"(0.05 \times 0.15) + (0.10 \times 0.20)"#, "0.05", "0.15", "0.10", "0.20", "0.0275",
      ])
  }

  private func forEachMark(
    _ setting: CalculatorTests.Setting,
    _ body: (Worksheet, Mark, _ printed: String, _ place: String) throws -> Void
  ) throws {
    let sheet = try setting.sheet()
    let renderer = ViewRenderer { _ in nil }
    for view in try ViewCatalogue.names {
      for place in ViewCatalogue.places(sheet) {
        guard let text = try ViewCatalogue.render(view, place.attributes, sheet, renderer) else {
          continue
        }
        let bytes = Array(text.text.utf8)
        let name =
          "\(view) \(place.attributes.map { "\($0.key)=\($0.value)" }.joined(separator: " "))"
        for annotation in text.annotations {
          let printed = String(decoding: bytes[annotation.range], as: UTF8.self)
          try body(sheet, annotation.mark, printed, name)
        }
      }
    }
  }

  /// By the displayed operands, or by the authors' numbers to forty digits.
  private func isZero(_ element: Element, _ sheet: Worksheet) -> Bool {
    func value(_ element: Element) throws -> Enclosure {
      if case .some(.some(let literal)) = sheet.graph.given(element) { return Enclosure(literal) }
      guard let definition = sheet.graph.definition(of: element) else {
        throw DomainError.undecided
      }
      return try definition.evaluate(in: EnclosureDomain()) { leaf in
        if sheet.ledger.presentation.precision == .asDisplayed {
          return try sheet.ledger.enclosure(leaf) ?? value(leaf)
        }
        return try value(leaf)
      }
    }
    return (try? value(element))?.isZero ?? false
  }
}
