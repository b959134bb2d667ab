import Algebra
import Diagnostics
import NeuralCore

/// `activation: {tex: '\\frac{x}{1+|x|}'}` and `loss: {tex: '(y - \\hat{y})^2'}`: functions that the
/// notebook writes.
extension NetworkCellReader {
  mutating func writtenActivation(_ node: YAMLNode) -> Activation? {
    checkKeys(node.entries ?? [], among: ["tex"], of: "`activation`")
    return formula(node, of: "activation", variables: ["x": .net, "z": .net], called: "`x`").map {
      .written($0)
    }
  }

  mutating func writtenLoss(_ node: YAMLNode) -> Loss? {
    checkKeys(node.entries ?? [], among: ["tex", "reduction"], of: "`loss`")
    var reduction = Loss.Reduction.sum
    if let node = node["reduction"] {
      switch node.text {
      case "sum": reduction = .sum
      case "mean": reduction = .mean
      default:
        report(
          "unknown-reduction", "`reduction` is `sum` or `mean`, not \(node.described)", node.place)
        return nil
      }
    }
    let variables: [String: LossSlot] = [
      "\\hat y": .output, "o": .output, "y": .target, "t": .target,
    ]
    return formula(
      node, of: "loss", variables: variables, called: "`\\hat{y}` (or `o`) and `y` (or `t`)"
    ).map { .written($0, reduction: reduction) }
  }

  /// The formula under `tex`, in slots for its variables.
  private mutating func formula<Slot>(
    _ node: YAMLNode, of owner: String, variables: [String: Slot], called names: String
  ) -> Expr<Slot>? {
    guard let tex = node["tex"] else {
      report("missing-key", "`\(owner)` has no `tex`", node.place)
      return nil
    }
    guard let text = tex.text, !tex.isEmpty else {
      report("wrong-type", "`tex` must be a formula, not \(tex.described)", tex.place)
      return nil
    }
    do {
      guard case .scalar(let expression) = try TeXReader.expression(text) else {
        report("formula", "the formula of `\(owner)` must be a number, not a matrix", tex.place)
        return nil
      }
      let formula = try expression.map { leaf in
        try Self.slot(leaf, variables, called: names)
      }
      if !formula.leaves.isEmpty { return formula }
      report(
        "formula", "the formula of `\(owner)` does not depend on its variables", tex.place,
        help: "write it in \(names)")
    } catch let error as TeXReadError {
      report(
        "formula", "the formula of `\(owner)` cannot be read: \(error.what)",
        Self.place(of: error.range, in: tex))
    } catch let error as UnknownSymbol {
      report(
        "formula", "`\(error.name)` is not a variable of `\(owner)`",
        Self.place(of: error.range, in: tex), help: "write it in \(names)")
    } catch {
      report("formula", "the formula of `\(owner)` cannot be read", tex.place)
    }
    return nil
  }

  private struct UnknownSymbol: Error {
    let name: String
    let range: Range<Int>
  }

  private static func slot<Slot>(
    _ leaf: TeXLeaf, _ variables: [String: Slot], called names: String
  ) throws -> Expr<Slot> {
    switch leaf {
    case .numeral(let literal, _): return .number(literal)
    case .symbol("\\pi", _): return .call(.pi, [])
    case .symbol("e", _): return .call(.exp, [1])
    case .symbol(let name, let range):
      guard let slot = variables[name] else { throw UnknownSymbol(name: name, range: range) }
      return .leaf(slot)
    }
  }

  /// The place of a part of a formula; the whole of it where YAML has rewritten the text.
  private static func place(of range: Range<Int>, in node: YAMLNode) -> SourceSpan {
    guard let text = node.text,
      let start = node.place.text.utf8.firstRange(of: text.utf8)?.lowerBound
    else { return node.place }
    let offset =
      node.place.range.lowerBound
      + node.place.text.utf8.distance(from: node.place.text.utf8.startIndex, to: start)
    let length = max(1, range.count)
    return SourceSpan(
      source: node.place.source,
      range: offset + range.lowerBound..<offset + range.lowerBound + length)
  }
}
