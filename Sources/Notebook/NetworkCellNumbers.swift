import Algebra
import Diagnostics
import NeuralCore

extension NetworkCellReader {
  /// Longer numerals are refused: nobody writes them, and reading them takes long.
  static let numeralLimit = 400

  /// A finite number; everything else is reported.
  mutating func number(_ node: YAMLNode) -> Literal? {
    guard let text = node.text else {
      report("not-a-number", "expected a number, not \(node.described)", node.place)
      return nil
    }
    if text.utf8.count <= Self.numeralLimit, let literal = Literal(text) {
      if literal.double.isFinite { return literal }
      report("not-finite", "\(text.quotedForMessage) is too large for a number here", node.place)
      return nil
    }
    if Self.infinite.contains(text.lowercased().drop { "+-.".contains($0) }) {
      report("not-finite", "\(text.quotedForMessage) is not a finite number", node.place)
    } else if Self.isNumeral(text) {
      report(
        "not-finite",
        "\(text.quotedForMessage) is too long or has an exponent beyond "
          + "±\(Literal.exponentLimit)", node.place)
    } else {
      let found = node.isEmpty ? "nothing" : text.isEmpty ? "an empty text" : text.quotedForMessage
      report(
        "not-a-number", "expected a number, not \(found)", node.place, help: Self.decimal(for: text)
      )
    }
    return nil
  }

  /// A number or `_`; the outer `nil` says that it was neither, which has been reported.
  mutating func entry(_ node: YAMLNode) -> Literal?? {
    if node.isUnknown { return .some(nil) }
    return number(node).map { .some($0) }
  }

  /// Numbers of a list; `nil` if one of them is none, which has been reported.
  mutating func entries(_ nodes: [YAMLNode]) -> [Literal?]? {
    let read = nodes.map { entry($0) }
    let known = read.compactMap(\.self)
    return known.count == read.count ? known : nil
  }

  private static let infinite: Set<Substring> = ["nan", "inf", "infinity"]

  /// Whether a text has the form of a number, whatever its size.
  private static func isNumeral(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func skip(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = skip("+-")
    var count = digits()
    if skip(".") { count += digits() }
    guard count > 0 else { return false }
    if skip("eE") {
      _ = skip("+-")
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }

  /// What to write instead of `1/2` or `0,5`.
  private static func decimal(for text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      let numbers = parts.map { Int($0.filter { $0 != " " }) }
      guard let top = numbers[0], let bottom = numbers[1], bottom > 0, abs(top) < 1_000_000,
        bottom < 1_000_000
      else { return nil }
      let value = String(Double(top) / Double(bottom))
      let exact = value.utf8.count < 12 && !value.contains("e")
      return exact
        ? "write the decimal, `\(value)`" : "write a decimal, such as `\(value.prefix(6))`"
    }
    let pointed = text.replacing(",", with: ".")
    if text.contains(","), Literal(pointed) != nil { return "write a point, `\(pointed)`" }
    return nil
  }

  /// A whole number of things from 1 to `unitLimit`; everything else is reported.
  ///
  /// - Parameters:
  ///   - owner: What has them, such as a layer's name.
  ///   - noun: What they are, in the plural.
  mutating func count(_ node: YAMLNode, of owner: String, _ noun: String) -> Int? {
    let text = node.text ?? ""
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text.utf8.contains(where: { $0 != 0x30 })
    else {
      report(
        "units", "`\(owner)` must have a whole number of \(noun), 1 or more, not \(node.described)",
        node.place)
      return nil
    }
    guard let count = Int(text), count <= Self.unitLimit else {
      report(
        "network-too-large",
        "`\(owner)` has \(text.prefix(30)) \(noun); the limit is \(Self.unitLimit)", node.place)
      return nil
    }
    return count
  }
}
