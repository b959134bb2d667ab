import Algebra
import NeuralCore
import Notation

/// How a form is set; the words that follow a form in a path.
struct FormStyle: Hashable {
  var multiplication: PrintStyle.Multiplication?
  var isMerged = false
  var bracketsNegatives = false
  /// The learning rate by its symbol among numbers.
  var namesRate = false
  var isExpanded = false
  var isInlined = false
  /// A layer's δ through the δ of the layer above, its slope by its symbol.
  var isRecursive = false
  /// The factors of each product the other way round.
  var isSwapped = false
  var isSigned = false
  var isBoxed = false
  var isMagnitude = false
  var isExact = false
  var isTransposed = false
  var digits: Digits?
}

/// Writes elements and expressions as TeX with marks.
struct TeXWriter {
  let worksheet: Worksheet
  let marks: MarkRegister

  private var graph: Graph { worksheet.graph }

  // MARK: Values

  /// The displayed value of an element.
  func value(_ element: Element, _ style: FormStyle = FormStyle()) throws -> String {
    if style.isExact { return try exact(element, style) }
    if let digits = style.digits {
      guard let literal = try worksheet.ledger.shown(element, digits: digits) else {
        throw ViewFault.unknownValue(element)
      }
      return decorated(literal, element, style)
    }
    switch try worksheet.ledger.shown(element) {
    case .literal(let literal): return decorated(literal, element, style)
    case .constant(let expression):
      let text = try expression.tex { _ in TeXAtom("") }
      let marked = marks.wrap(text, .calculation(.leaf(element), of: element))
      return style.isBoxed ? "\\boxed{\(marked)}" : marked
    case .unknown: throw ViewFault.unknownValue(element)
    }
  }

  /// All digits of the floating-point value.
  private func exact(_ element: Element, _ style: FormStyle) throws -> String {
    guard let value = try worksheet.run.value(element),
      let literal = Literal(value == 0 ? "0" : value.description)
    else { throw ViewFault.unknownValue(element) }
    return decorated(Literal(literal.coefficient, exponent: literal.exponent), element, style)
  }

  private func decorated(_ literal: Literal, _ element: Element, _ style: FormStyle) -> String {
    let shown = style.isMagnitude ? literal.magnitude : literal
    var text = shown.text
    if style.isSigned, !shown.isNegative, !shown.isZero { text = "+" + text }
    text = marks.wrap(text, .number(element, shown))
    if style.bracketsNegatives, shown.isNegative { text = "(\(text))" }
    return style.isBoxed ? "\\boxed{\(text)}" : text
  }

  // MARK: Expressions

  /// An expression in symbols.
  func symbols(_ expression: Expr<Element>, _ style: FormStyle, of subject: Element? = nil) throws
    -> String
  {
    let print = PrintStyle(
      multiplication: style.multiplication ?? .dot, mergesSigns: style.isMerged)
    return try arranged(expression, style).tex(print) { leaf in
      TeXAtom(symbol(leaf, in: subject))
    }
  }

  /// An expression with the displayed numbers put in; what is unknown keeps its symbol.
  func numbers(_ expression: Expr<Element>, _ style: FormStyle, of subject: Element? = nil) throws
    -> String
  {
    let print = PrintStyle(
      multiplication: style.multiplication ?? .times,
      groupsProducts: style.multiplication == nil, mergesSigns: style.isMerged,
      bracketsNegatives: style.bracketsNegatives)
    let arranged = arranged(expression, style)
    let text = try arranged.tex(print) { leaf in
      style.namesRate && graph[leaf.quantity].role == .rate
        ? TeXAtom(symbol(leaf, in: subject)) : try number(leaf, in: subject)
    }
    return marks.wrap(text, .calculation(arranged, of: subject))
  }

  /// The symbol of an element; of what has none, its formula.
  func symbol(_ element: Element, in subject: Element? = nil) -> String {
    if let subject, case .updated(let parameter) = graph[subject.quantity].role,
      parameter == element.quantity, let old = worksheet.notation.oldSymbol(element)
    {
      return old
    }
    if let symbol = worksheet.notation.symbol(element) { return symbol }
    let formula = Derivation(worksheet: worksheet).formula(element)
    return (try? formula.map { try symbols($0, FormStyle(), of: element) })
      ?? graph[element.quantity].name
  }

  private func number(_ element: Element, in subject: Element?) throws -> TeXAtom {
    switch try worksheet.ledger.shown(element) {
    case .literal(let literal):
      return TeXAtom(
        marks.wrap(literal.text, .number(element, literal)),
        literal.isNegative ? .negativeNumber : .number)
    case .constant(let expression):
      let isWhole = if case .number = expression { true } else { false }
      return TeXAtom(try expression.tex { _ in TeXAtom("") }, isWhole ? .number : .symbol)
    case .unknown: return TeXAtom(symbol(element, in: subject))
    }
  }

  private func arranged(_ expression: Expr<Element>, _ style: FormStyle) -> Expr<Element> {
    guard style.isSwapped else { return expression }
    switch expression {
    case .product(let factors): return .product(factors.reversed())
    case .sum(let terms): return .sum(terms.map { arranged($0, style) })
    default: return expression
    }
  }
}
