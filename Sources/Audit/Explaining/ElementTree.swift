package import NeuralCore
package import Walkthrough

/// Where a number of a network comes from, level by level down to what the author gave.
package struct ElementTree {
  private let sheet: Worksheet
  private let limits: Limits
  private var lines: [String] = []
  private var shown: Set<Element> = []
  private var isCutDeep = false
  private var count = 0

  /// How much is shown.
  package struct Limits: Sendable {
    package var depth: Int
    package var width: Int
    package var total: Int

    package init(depth: Int = 8, width: Int = 12, total: Int = 300) {
      (self.depth, self.width, self.total) = (depth, width, total)
    }
  }

  /// The tree as text.
  ///
  /// - Throws: `DiagnosticError` for values out of range.
  package static func text(
    _ element: Element, of sheet: Worksheet, limits: Limits = Limits()
  ) throws -> String {
    var tree = ElementTree(sheet: sheet, limits: limits)
    try tree.add(element, first: "", rest: "", depth: 0)
    var text = tree.lines.joined(separator: "\n") + "\n"
    if tree.isCutDeep {
      text +=
        "\n… stands where more than \(limits.depth) levels, \(limits.width) operands of one "
        + "formula or \(limits.total) numbers would be shown; `--depth` sets the levels\n"
    }
    return text
  }

  private init(sheet: Worksheet, limits: Limits) { (self.sheet, self.limits) = (sheet, limits) }

  private mutating func add(
    _ element: Element, first: String, rest: String, depth: Int
  ) throws {
    let step = try sheet.derivationStep(of: element)
    let value = step.value.map(TerminalMath.text) ?? "unknown"
    let symbol = TerminalMath.text(step.symbol)
    count += 1
    var head = "\(first)\(symbol) = \(value)"
    let isKnown = !shown.insert(element).inserted
    let operands = step.operands
    if isKnown, !operands.isEmpty {
      lines.append("\(head)  \(step.name), above")
      return
    }
    guard let formula = step.formula else {
      head +=
        "  \(step.name), \(step.isPinned ? "pinned" : step.value == nil ? "not given" : "given")"
      lines.append(head)
      return
    }
    lines.append("\(head)  \(step.name)")
    let isCut = depth >= limits.depth || count >= limits.total
    let stem = rest + (operands.isEmpty ? "   " : "│  ")
    lines.append("\(stem)= \(TerminalMath.text(formula))")
    if let calculation = step.calculation {
      lines.append("\(stem)= \(TerminalMath.text(calculation))")
      lines.append("\(stem)\(step.isExact ? "=" : "≈") \(value)")
    }
    guard !operands.isEmpty else { return }
    if isCut {
      isCutDeep = true
      lines.append("\(rest)└─ …")
      return
    }
    try add(operands, rest: rest, depth: depth)
  }

  private mutating func add(_ operands: [Element], rest: String, depth: Int) throws {
    let visible = operands.prefix(limits.width)
    let isCut = visible.count < operands.count
    for (index, operand) in visible.enumerated() {
      let isLast = index == visible.count - 1 && !isCut
      try add(
        operand, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "),
        depth: depth + 1)
    }
    if isCut {
      isCutDeep = true
      lines.append("\(rest)└─ … and \(operands.count - visible.count) more")
    }
  }
}
