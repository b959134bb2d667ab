package import NeuralCore

/// The notation read backwards: plain spellings of symbols (`w_5`, `net_o1`) to what they stand for.
package final class SymbolIndex {
  package enum Entry: Hashable, Sendable {
    case element(Element)
    case quantity(QuantityID)
  }

  private let notation: Notation
  /// Networks with more elements than this are referred to by canonical names alone.
  private static let limit = 200_000

  package init(_ notation: Notation) { self.notation = notation }

  private lazy var entries: [String: Entry] = {
    let graph = notation.graph
    let quantities = graph.quantities.filter { !$0.isStep }
    guard quantities.reduce(0, { $0 + $1.count }) <= Self.limit else { return [:] }
    var entries: [String: Entry] = [:]
    func add(_ symbol: String?, _ entry: Entry) {
      guard let symbol, !symbol.contains("\\partial") else { return }
      let plain = Self.plain(symbol)
      if entries[plain] == nil { entries[plain] = entry }
    }
    for quantity in quantities {
      for position in 0..<quantity.count {
        add(
          notation.symbol(Element(quantity.id, position)), .element(Element(quantity.id, position)))
      }
    }
    for quantity in quantities { add(notation.symbol(quantity.id), .quantity(quantity.id)) }
    return entries
  }()

  package subscript(_ plain: String) -> Entry? { entries[Self.plain(plain)] }

  package var names: [String] { entries.keys.sorted() }

  /// A symbol without TeX's commands and braces: `\text{net}_{o1}` is `net_o1`.
  package static func plain(_ tex: String) -> String {
    guard tex.utf8.contains(where: { "{}\\ ".utf8.contains($0) }) else { return tex }
    var result: [UInt8] = []
    var rest = Array(tex.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\"), let command = fonts.first(where: { rest.starts(with: $0) }) {
        rest = rest.dropFirst(command.count)
        continue
      }
      if !"{}\\ ".utf8.contains(byte) { result.append(byte) }
      rest = rest.dropFirst()
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let fonts = ["\\text", "\\mathbf", "\\boldsymbol", "\\mathrm", "\\operatorname"]
    .map { Array($0.utf8) }
}
