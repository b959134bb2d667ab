import Diagnostics
import NeuralCore

extension NetworkCellReader {
  mutating func report(_ id: String, _ message: String, _ place: SourceSpan, help: String? = nil) {
    diagnostics.append(Diagnostic(id: id, message, at: place, help: help))
  }

  /// Reports keys that do not exist.
  mutating func checkKeys(_ entries: [YAMLNode.Entry], among keys: [String], of owner: String) {
    for entry in entries where !keys.contains(entry.key) {
      unknownKey(entry, among: keys, of: owner)
    }
  }

  mutating func unknownKey(_ entry: YAMLNode.Entry, among keys: [String], of owner: String) {
    report(
      "unknown-key", "\(entry.key.quotedForMessage) is not a key of \(owner)", entry.keyPlace,
      help: Self.help(for: entry.key, among: keys, called: "its keys"))
  }

  /// The nearest name, or all of them if none is near.
  static func help(for name: String, among names: [String], called plural: String) -> String? {
    if names.isEmpty { return nil }
    return Suggestion.help(for: name, among: names)
      ?? "\(plural) are \(names.map { "`\($0)`" }.joined(separator: ", "))"
  }

  /// Names that references use for something else.
  static let reservedNames = Set(["loss", "rate", "optimizer"] + Measure.allCases.map(\.rawValue))

  /// Reports a name that references could not contain.
  @discardableResult
  mutating func checkName(_ name: String, _ place: SourceSpan) -> Bool {
    let fits = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard fits, name.first?.isLetter == true else {
      let shown = name.isEmpty ? "an empty text" : name.quotedForMessage
      report(
        "invalid-name",
        "\(shown) is not a name: a letter, then letters, digits, `_` and `-`", place)
      return false
    }
    return true
  }

  /// The only entry of a mapping such as `input: {I: …}`; everything else is reported.
  mutating func onlyEntry(_ node: YAMLNode, of key: String, example: String) -> YAMLNode.Entry? {
    guard let entries = node.entries else {
      report(
        "wrong-type", "`\(key)` must be a mapping with one key, not \(node.described)", node.place,
        help: "for example `\(example)`")
      return nil
    }
    guard let first = entries.first else {
      report(
        "wrong-type", "`\(key)` must be a mapping with one key, not an empty one", node.place,
        help: "for example `\(example)`")
      return nil
    }
    for extra in entries.dropFirst() {
      report(
        "wrong-type",
        "`\(key)` must have one key, but \(extra.key.quotedForMessage) follows "
          + "\(first.key.quotedForMessage)", extra.keyPlace)
    }
    return first
  }
}

/// `1 unit`, `2 units`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
