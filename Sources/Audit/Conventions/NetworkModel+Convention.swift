internal import Algebra
internal import NeuralCore
internal import Notation
internal import Walkthrough

extension NetworkModel {
  /// That the document writes symbols otherwise than the notebook, with an example of each kind.
  ///
  /// - Parameter stated: The document's numbers of symbols: only those that are the network's show what a
  ///   symbol stands for.
  func notationConvention(_ stated: [String: [Literal]]) -> Convention? {
    var examples: [String] = []
    var roles: Set<String> = []
    var count = 0
    for quantity in graph.quantities {
      for position in 0..<quantity.count {
        let element = Element(quantity.id, position)
        guard let own = sheet.notation.symbol(element), let name = names(of: element).first,
          !names(of: element).contains(where: { isOwn($0, element) }),
          let value = value(of: element),
          (stated[name] ?? []).contains(where: value.prints)
        else { continue }
        count += 1
        if roles.insert(role(of: quantity.id) ?? quantity.name).inserted {
          examples.append("`\(name)` for `\(own)`")
        }
      }
    }
    guard count > 0 else { return nil }
    let more = examples.count > Self.exampleLimit ? " and others" : ""
    return Convention(
      kind: .notation,
      statement: "symbols are not the notebook's: "
        + examples.prefix(Self.exampleLimit).joined(separator: ", ") + more,
      evidence: count, exceptions: 0)
  }

  private static var exampleLimit: Int { 4 }

  /// Whether a symbol of the document is what the notebook writes.
  func isOwn(_ name: String, _ element: Element) -> Bool {
    name == self.name(element)
      || [sheet.notation.symbol(element), sheet.notation.oldSymbol(element)].contains { symbol in
        symbol.flatMap { try? TeXReader.symbol($0) } == name
      }
  }
}
