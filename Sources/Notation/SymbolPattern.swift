/// A symbol with holes, such as `w_{number}` or `\text{net}_{layer,index}`.
///
/// `{name}` is a hole if `name` is one of the values at hand, otherwise plain TeX. `{a,b}` joins
/// several values, with a comma where two numbers would run together (`w_{1,11}`, but `w_{11}`).
/// A value of more than one character gets braces after `_` and `^`.
struct SymbolPattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case text(String)
    case hole([String])
  }

  private let parts: [Part]

  /// The names a pattern may use.
  static let names: Set<String> = [
    "layer", "Layer", "below", "depth", "index", "column", "number", "unit", "source", "name",
    "function", "argument", "of", "by", "loss", "row", "to", "from", "example",
    "level", "letter", "across", "neuron",
  ]

  init(_ text: String) {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      plain += rest[..<brace]
      let after = rest.index(after: brace)
      if let end = rest[after...].firstIndex(of: "}") {
        let names = rest[after..<end].split(separator: ",").map(String.init)
        if !names.isEmpty, names.allSatisfy(Self.names.contains) {
          parts += [.text(plain), .hole(names)]
          plain = ""
          rest = rest[rest.index(after: end)...]
          continue
        }
      }
      plain.append("{")
      rest = rest[after...]
    }
    parts.append(.text(plain + rest))
    self.parts = parts.filter { $0 != .text("") }
  }

  /// Names in holes that are not values this role has.
  func fill(_ values: (String) -> String) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .hole(let names):
        let value = Self.join(names.map { (values($0), Self.words.contains($0)) })
        let isScript = result.hasSuffix("_") || result.hasSuffix("^")
        result += isScript && value.utf8.count != 1 ? "{\(value)}" : value
      }
    }
    return result
  }

  /// Holes that take the author's names, which are words and not TeX.
  private static let words: Set<String> = ["layer", "Layer", "below", "name"]

  private static func join(_ values: [(text: String, isWord: Bool)]) -> String {
    let crowded = values.contains { $0.text.utf8.count > 1 }
    var result = ""
    var last: Character?
    for (text, isWord) in values {
      let touching = [last, text.first].allSatisfy { $0?.isNumber == true }
      result += (crowded && touching ? "," : "") + (isWord ? upright(text) : text)
      last = text.last
    }
    return result
  }

  /// A name of several letters is set upright, so that it does not read as a product.
  private static func upright(_ name: String) -> String {
    name.count > 1 ? "\\text{\(name.replacing("_", with: "\\_"))}" : name
  }
}
