/// Math in running text: `$…$`, `` $`…`$ `` or `$$…$$`.
package struct Math: Sendable, Hashable {
  /// The bytes it takes up, delimiters and all.
  package let range: Range<Int>
  /// What stands between the delimiters.
  package let tex: String
  package let isDisplay: Bool

  /// All math of a paragraph, heading or cell, in order.
  package static func find(in bytes: [UInt8]) -> [Math] {
    guard bytes.contains(UInt8(ascii: "$")) else { return [] }
    return find(in: bytes, at: 0)
  }

  private static func find(in bytes: [UInt8], at offset: Int) -> [Math] {
    InlineScanner.scan(bytes).flatMap { found -> [Math] in
      switch found {
      case .math(let content, let isDisplay):
        return [math(content, isDisplay: isDisplay, in: bytes, at: offset)]
      case .inPlaceValue(_, _, let content):
        return find(in: Array(bytes[content]), at: offset + content.lowerBound)
      case .inlineValue, .reference, .unclosedValue, .strayClosing, .unclosedMath: return []
      }
    }
  }

  private static func math(
    _ content: Range<Int>, isDisplay: Bool, in bytes: [UInt8], at offset: Int
  ) -> Math {
    let width = isDisplay ? 2 : 1
    let range = content.lowerBound - width + offset..<content.upperBound + width + offset
    var inside = content
    let tick = UInt8(ascii: "`")
    if inside.count > 2, bytes[inside.lowerBound] == tick, bytes[inside.upperBound - 1] == tick {
      inside = inside.lowerBound + 1..<inside.upperBound - 1
    }
    let tex = String(decoding: bytes[inside], as: UTF8.self)
    return Math(range: range, tex: tex, isDisplay: isDisplay)
  }
}
