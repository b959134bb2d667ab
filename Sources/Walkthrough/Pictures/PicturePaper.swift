import Algebra
import Drawing
import NeuralCore
import Notation

/// What all pictures of a place draw on: the network, its symbols, its displayed numbers, the words.
struct PicturePaper {
  let context: ViewContext

  var worksheet: Worksheet { context.view.worksheet }
  var graph: Graph { worksheet.graph }
  var options: PictureOptions { context.view.options }
  var wording: Wording { context.view.wording }
  var step: Int { context.scope.step }

  // MARK: Labels

  func symbol(_ element: Element) -> String { worksheet.symbol(element) }

  /// The displayed number, the same as in every view; `nil` where it is unknown.
  func number(_ element: Element) throws -> String? {
    switch try worksheet.ledger.shown(element) {
    case .literal(let literal): literal.text
    case .constant(let expression): try expression.tex { _ in TeXAtom("") }
    case .unknown: nil
    }
  }

  /// `w_5 = 0.40`, or the symbol alone.
  func equation(_ element: Element) throws -> Label {
    let symbol = symbol(element)
    return .math(try number(element).map { "\(symbol) = \($0)" } ?? symbol)
  }

  // MARK: Numbers

  /// The number to draw: with hand arithmetic the displayed one, otherwise all its digits.
  func value(_ element: Element) throws -> Double? {
    if worksheet.ledger.presentation.precision == .exact { return try worksheet.run.value(element) }
    switch try worksheet.ledger.shown(element) {
    case .literal(let literal): return literal.double
    case .constant, .unknown: return try worksheet.run.value(element)
    }
  }

  // MARK: Axes

  func axis(
    _ title: Label, _ lowest: Double, _ highest: Double, isWhole: Bool = false, limit: Int
  ) -> Chart.Axis {
    let ticks = Ticks(lowest, highest, isWhole: isWhole, limit: limit)
    // Of 0.2, 0.40 and 1 each is written with as many digits as it needs, not more.
    let labels = ticks.coefficients.map { Label.math(Self.tick($0, ticks.exponent)) }
    return Chart.Axis(title: title, ticks: ticks, labels: labels)
  }

  /// A tick's number: in full, or with a power of ten where that takes a page.
  private static func tick(_ coefficient: Int, _ exponent: Int) -> String {
    let plain = Literal("\(coefficient)e\(exponent)")?.plain.trimmed.text ?? ""
    if coefficient == 0 || plain.count <= tickWidth { return plain }
    var (coefficient, exponent) = (coefficient, exponent)
    while coefficient % 10 == 0 { (coefficient, exponent) = (coefficient / 10, exponent + 1) }
    let power = "10^{\(exponent)}"
    return switch coefficient {
    case 1: power
    case -1: "-" + power
    default: "\(coefficient) \\cdot " + power
    }
  }

  private static let tickWidth = 8

  // MARK: Quantities

  /// What `quantity=` names, or what has been entered.
  func referents() throws -> [Referent] {
    if !options.quantities.isEmpty {
      return try options.quantities.map { name, _ in
        let path = name.split(separator: ".").map(String.init)
        switch worksheet.reader.resolve(path) {
        case .success(let referent): return referent
        case .failure(let unknown):
          throw PictureFault.unknownQuantity(
            path.isEmpty ? name : path[unknown.position], candidates: unknown.candidates)
        }
      }
    }
    switch context.subject {
    case .element(let element): return [.element(element)]
    case .quantity(let id, let index): return [.quantity(id, index: index, step: step)]
    case .scope, .example, .pass, .layer, .unit, .local, .path, .line:
      throw PictureFault.nothingNamed
    }
  }

  /// The elements a reference stands for.
  func elements(_ referent: Referent) throws -> [Element] {
    switch referent {
    case .element(let element): return [element]
    case .quantity(let id, let index, let step):
      return (0..<graph[id].count).filter { graph[id].index(of: $0).starts(with: index) }
        .map { Element(id, $0, step: step) }
    case .layer(let layer, _): throw PictureFault.notAQuantity(graph.layers[layer].name)
    }
  }
}
