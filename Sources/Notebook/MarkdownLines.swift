/// The lines of rendered Markdown, without blank lines at either end.
struct MarkdownLines {
  private(set) var lines: [String]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var lines = [String]()
    var start = 0
    for offset in 0...bytes.count
    where offset == bytes.count || bytes[offset] == 0x0A || bytes[offset] == 0x0D {
      let isSecondOfPair =
        offset > 0 && offset < bytes.count && offset == start
        && bytes[offset] == 0x0A && bytes[offset - 1] == 0x0D
      if !isSecondOfPair { lines.append(String(decoding: bytes[start..<offset], as: UTF8.self)) }
      start = offset + 1
    }
    while lines.last.map(Self.isBlank) == true { lines.removeLast() }
    self.lines = Array(lines.drop(while: Self.isBlank))
  }

  var isEmpty: Bool { lines.isEmpty }

  /// The lines as a block in a container: blank ones get the prefix without trailing white space.
  func prefixed(by prefix: String) -> [String] {
    let blank = Self.trimmed(prefix)
    return lines.map { line in
      Self.isBlank(line) ? blank : prefix + (prefix.isEmpty ? line : Self.untabbed(line))
    }
  }

  /// A line prefix for blank lines.
  static func trimmed(_ prefix: String) -> String {
    var bytes = Array(prefix.utf8)
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// The line with leading tabs as spaces: behind a prefix they would reach less far.
  private static func untabbed(_ line: String) -> String {
    var columns = 0
    var rest = Substring(line)
    while let first = rest.utf8.first, first == 0x20 || first == 0x09 {
      columns += first == 0x09 ? 4 - columns % 4 : 1
      rest = rest.dropFirst()
    }
    return String(repeating: " ", count: columns) + rest
  }
}
