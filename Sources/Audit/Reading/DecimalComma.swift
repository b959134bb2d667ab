internal import Diagnostics

/// Documents that write `0,25` for a quarter.
enum DecimalComma {
  /// The text with points for decimal commas, byte by byte, if the document has such commas and
  /// hardly any decimal points; else the text as it is.
  static func pointed(_ source: SourceText) -> SourceText {
    var bytes = Array(source.text.utf8)
    var commas: [Int] = []
    var (certain, points) = (0, 0)
    for place in bytes.indices.dropFirst().dropLast()
    where bytes[place - 1].isDigit && bytes[place + 1].isDigit {
      if bytes[place] == UInt8(ascii: ".") { points += 1 }
      guard bytes[place] == UInt8(ascii: ",") else { continue }
      let kind = kind(of: place, bytes)
      if kind != .separator { commas.append(place) }
      if kind == .decimal { certain += 1 }
    }
    if hasBracedComma(bytes) { pointBraces(&bytes) }
    guard certain >= 3, certain > 2 * points else {
      return SourceText(name: source.name, text: String(decoding: bytes, as: UTF8.self))
    }
    for place in commas { bytes[place] = UInt8(ascii: ".") }
    return SourceText(name: source.name, text: String(decoding: bytes, as: UTF8.self))
  }

  /// Whether there is a `0{,}5` that can be nothing but a fraction.
  private static func hasBracedComma(_ bytes: [UInt8]) -> Bool {
    braces(bytes).contains { place in
      let whole = bytes[..<place].reversed().prefix(while: \.isDigit).count
      return whole == 1 && bytes[place - 1] == UInt8(ascii: "0")
    }
  }

  private static func pointBraces(_ bytes: inout [UInt8]) {
    for place in braces(bytes) { bytes[place + 1] = UInt8(ascii: ".") }
  }

  /// Where `{,}` stands between digits.
  private static func braces(_ bytes: [UInt8]) -> [Int] {
    guard bytes.count > 4 else { return [] }
    return (1..<bytes.count - 3).filter {
      bytes[$0] == 0x7B && bytes[$0 + 1] == 0x2C && bytes[$0 + 2] == 0x7D
        && bytes[$0 - 1].isDigit && bytes[$0 + 3].isDigit
    }
  }

  private enum Kind { case decimal, perhaps, separator }

  /// What a comma between two digits is: `0,25` and `1,5` can be nothing but a fraction's, `[0,1]`
  /// and `1,2,3` separate numbers.
  private static func kind(of place: Int, _ bytes: [UInt8]) -> Kind {
    let whole = bytes[..<place].reversed().prefix(while: \.isDigit).count
    let fraction = bytes[(place + 1)...].prefix(while: \.isDigit).count
    let start = place - whole
    let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
    let end = place + 1 + fraction
    let after = end < bytes.count ? bytes[end] : UInt8(ascii: " ")
    let comma = UInt8(ascii: ",")
    let isPoint =
      [before, after].contains(UInt8(ascii: "."))
      && (end + 1 < bytes.count && bytes[end + 1].isDigit)
    if before == comma || (after == comma && end + 1 < bytes.count && bytes[end + 1].isDigit)
      || isPoint
    {
      return .separator
    }
    if [UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "_")]
      .contains(before), fraction == 1, whole == 1
    {
      return .separator
    }
    let isZero = whole == 1 && bytes[start] == UInt8(ascii: "0")
    return isZero && fraction >= 1 || fraction != 3 && fraction >= 2 ? .decimal : .perhaps
  }
}
