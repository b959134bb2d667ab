import Diagnostics

/// What is looked for before a text is given to libyaml and Yams, which recurse without limits of
/// their own and hash aliased keys as often as aliases repeat them.
enum YAMLPreflight {
  static let tooDeep = "nesting is deeper than \(YAMLNode.depthLimit) levels"
  /// Brackets in quotes and comments count too, hence more than `YAMLNode.depthLimit`.
  private static let bracketLimit = 4 * YAMLNode.depthLimit
  /// A chain of so many anchors and aliases is not deep enough to exhaust a stack.
  private static let aliasLimit = 1_000
  /// So few aliases cannot repeat much, whatever they do.
  private static let harmlessAliases = 10

  static func problem(in body: Excerpt) -> Diagnostic? {
    controlCharacter(in: body) ?? nesting(in: body) ?? aliases(in: body)
  }

  private static func controlCharacter(in body: Excerpt) -> Diagnostic? {
    var offset = 0
    for scalar in body.text.unicodeScalars {
      let size = UTF8.width(scalar)
      defer { offset += size }
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...: continue
      default: break
      }
      let hex = String(scalar.value, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      return Diagnostic(
        id: "control-character", "the control character \(code) is not allowed here",
        at: body.span(offset..<offset + size))
    }
    return nil
  }

  private static func nesting(in body: Excerpt) -> Diagnostic? {
    var depth = 0
    for (offset, byte) in body.text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: continue
      }
      if depth > bracketLimit {
        return Diagnostic(id: "yaml-too-deep", tooDeep, at: body.span(offset..<offset + 1))
      }
    }
    return nil
  }

  /// Counts what may be an alias, and finds keys that may contain one.
  private static func aliases(in body: Excerpt) -> Diagnostic? {
    let bytes = Array(body.text.utf8)
    let before = Set(" \t\n\r[{,:?-".utf8)
    let blank = Set(" \t\n\r".utf8)
    var count = 0
    var suspicious: Int?
    for (offset, byte) in bytes.enumerated() {
      let previous = offset == 0 ? UInt8(ascii: "\n") : bytes[offset - 1]
      switch byte {
      case UInt8(ascii: "*"):
        guard before.contains(previous), offset + 1 < bytes.count,
          !blank.contains(bytes[offset + 1])
        else { continue }
        count += 1
        var end = offset + 1
        while end < bytes.count, !blank.contains(bytes[end]), !Set(",]}".utf8).contains(bytes[end])
        {
          end += 1
        }
        if isFollowedByColon(bytes, from: end) || bytes[end - 1] == UInt8(ascii: ":") {
          suspicious = suspicious ?? offset
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if isFollowedByColon(bytes, from: offset + 1) { suspicious = suspicious ?? offset }
      case UInt8(ascii: "?"):
        let next = offset + 1 < bytes.count ? bytes[offset + 1] : UInt8(ascii: "\n")
        if before.contains(previous), blank.contains(next) { suspicious = suspicious ?? offset }
      default: continue
      }
      if count > aliasLimit {
        return Diagnostic(
          id: "yaml-too-large", "there are more than \(aliasLimit) aliases here",
          at: body.span(offset..<offset + 1))
      }
    }
    guard count > harmlessAliases, let suspicious else { return nil }
    return Diagnostic(
      id: "yaml-too-large",
      "with more than \(harmlessAliases) aliases, no key can be an alias, a list or a mapping",
      at: body.span(suspicious..<suspicious + 1))
  }

  private static func isFollowedByColon(_ bytes: [UInt8], from start: Int) -> Bool {
    let next = bytes[min(start, bytes.count)...].first { $0 != 0x20 && $0 != 0x09 }
    return next == UInt8(ascii: ":")
  }
}
