import Algebra
import Drawing
import NeuralCore
import Notation

/// One element as a graph of single operations, down to what other units pass on and to parameters.
struct ExpressionPicture {
  let paper: PicturePaper
  private var graph: Graph { paper.graph }
  private var drawn = Diagram()
  private var known: [Element: Int] = [:]
  private var root: Element?

  init(paper: PicturePaper) { self.paper = paper }

  func diagram(of element: Element) throws -> Diagram {
    var copy = self
    copy.root = element
    _ = try copy.node(of: element)
    copy.placeColumns()
    copy.drawn.title = paper.wording(
      "graph", ["symbol": Label.math(paper.symbol(element)).plain])
    return copy.drawn
  }

  // MARK: Nodes

  private mutating func node(of element: Element) throws -> Int {
    if let node = known[element] { return node }
    let name = paper.worksheet.notation.symbol(element)
    let number = try paper.number(element)
    let lines = [name, number].compactMap { $0 }.map(Label.math)
    let node: Int
    if let definition = definition(of: element) {
      node = try self.node(of: definition, lines: lines)
    } else {
      node = try add(lines.isEmpty ? [.math(paper.symbol(element))] : lines, .quantity, [])
    }
    known[element] = node
    return node
  }

  /// How an element is computed; `nil` where the graph begins: at what is given, and at what other
  /// layers pass on.
  private func definition(of element: Element) -> Expr<Element>? {
    guard graph.given(element) == nil else { return nil }
    if element != root, graph[element.quantity].role == .output { return nil }
    if let named = graph.namedDefinition(of: element) { return named }
    return graph.definition(of: element)
  }

  private mutating func node(of expression: Expr<Element>, lines: [Label]) throws -> Int {
    switch expression {
    case .number(let literal): return try add([.math(literal.text)] + lines, .quantity, [])
    case .leaf(let element): return try leaf(element, lines)
    case .sum(let terms): return try add("+", lines, terms)
    case .product(let factors): return try add("×", lines, factors)
    case .negation(let operand): return try add("−", lines, [operand])
    case .quotient(let a, let b): return try add("÷", lines, [a, b])
    case .power(let a, let b): return try add("^", lines, [a, b])
    case .call(let function, let arguments):
      return try add(.math(function.tex), lines, arguments)
    case .cases(let branches):
      let parts = branches.flatMap { branch in
        [branch.condition?.left, branch.condition?.right, branch.value].compactMap { $0 }
      }
      return try add("?:", lines, parts)
    }
  }

  /// An element that is nothing but another one gets a line of its own only if it has a symbol.
  private mutating func leaf(_ element: Element, _ lines: [Label]) throws -> Int {
    let source = try node(of: element)
    return lines.count < 2 ? source : try add(["="] + lines, .operation, [source])
  }

  private mutating func add(
    _ sign: Label, _ lines: [Label], _ operands: [Expr<Element>]
  ) throws -> Int {
    let sources = try operands.map { try node(of: $0, lines: []) }
    return try add([sign] + lines, .operation, sources)
  }

  private mutating func add(
    _ lines: [Label], _ kind: Diagram.Node.Kind, _ sources: [Int]
  ) throws -> Int {
    guard drawn.nodes.count < PictureFault.partLimit else {
      throw PictureFault.tooManyParts(drawn.nodes.count + 1)
    }
    drawn.nodes.append(.init(column: 0, lines: lines, kind: kind))
    let node = drawn.nodes.count - 1
    drawn.edges += sources.map { .init(from: $0, to: node) }
    return node
  }

  // MARK: Columns

  /// An operation stands behind all of its operands; what is given stands before its first use.
  private mutating func placeColumns() {
    // Operands have smaller numbers than what uses them.
    for edge in drawn.edges.sorted(by: { $0.to < $1.to }) {
      drawn.nodes[edge.to].column = max(
        drawn.nodes[edge.to].column, drawn.nodes[edge.from].column + 1)
    }
    for index in drawn.nodes.indices where drawn.nodes[index].kind == .quantity {
      let uses = drawn.edges.filter { $0.from == index }.map { drawn.nodes[$0.to].column }
      if let first = uses.min() { drawn.nodes[index].column = first - 1 }
    }
  }
}
