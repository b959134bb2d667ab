/// Numerals, however their digits are grouped.
extension TeXLexer {
  /// The length of a thin space, or another that does not break, in front of exactly three digits.
  private var groupGap: Int? {
    let gap = ["\\,", "\\ ", "~"].first { bytes[position...].starts(with: $0.utf8) }
    guard let length = gap?.utf8.count,
      (length..<length + 3).allSatisfy({ byte($0)?.isDigit == true }),
      byte(length + 3)?.isDigit != true
    else { return nil }
    return length
  }

  mutating func number() {
    let start = position
    var digits: [UInt8] = []
    var isGrouped = false
    func isThousands() -> Bool {
      // `{,}` and exactly three digits, and none of `0{,}125`.
      digits != [0x30] && position + 6 <= bytes.count
        && Array(bytes[position..<position + 3]) == Array("{,}".utf8)
        && bytes[position + 3..<position + 6].allSatisfy(\.isDigit)
        && !(position + 6 < bytes.count && bytes[position + 6].isDigit)
    }
    while let byte = byte() {
      if byte.isDigit {
        digits.append(byte)
        position += 1
      } else if byte == UInt8(ascii: "{"), isThousands() {
        position += 3
      } else if let gap = groupGap, digits != [0x30], position - start <= 3 || isGrouped {
        position += gap
        isGrouped = true
      } else {
        break
      }
    }
    if byte() == UInt8(ascii: "."), byte(1)?.isDigit == true {
      repeat {
        digits.append(bytes[position])
        position += 1
      } while byte()?.isDigit == true
    }
    var text = String(decoding: digits, as: UTF8.self)
    // `73,856` behind an equals sign, where a list would have a space.
    while digits.count <= 3 || text.count > 3, text != "0", !text.isEmpty,
      byte() == UInt8(ascii: ","),
      (1...3).allSatisfy({ byte($0)?.isDigit == true }), byte(4)?.isDigit != true,
      let last = tokens.last(where: { $0.kind != .mark("\0") })?.kind,
      [.mark("="), .command("approx")].contains(last), !text.contains(".")
    {
      text += self.text(position + 1..<position + 4)
      position += 4
    }
    // `0{,}5`, with the decimal comma of many languages.
    if !text.contains("."), byte() == UInt8(ascii: "{"),
      byte(1) == UInt8(ascii: ",") || byte(1) == UInt8(ascii: "."), byte(2) == UInt8(ascii: "}"),
      byte(3)?.isDigit == true
    {
      text += "."
      position += 3
      while let digit = byte(), digit.isDigit {
        text.unicodeScalars.append(Unicode.Scalar(digit))
        position += 1
      }
    }
    if let repeating = repeatingDecimal(text) { text = repeating }
    let isExponent = byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E")
    if isExponent, byte(1) == UInt8(ascii: "-"), byte(2)?.isDigit == true {
      text += "e-"
      position += 2
      while let digit = byte(), digit.isDigit {
        text.unicodeScalars.append(Unicode.Scalar(digit))
        position += 1
      }
    }
    append(.number(text), from: start)
  }

  /// The digits of `0.1\overline{6}`, which repeat without end, to more decimals than anybody prints; `nil` and
  /// nothing passed where none repeat.
  private mutating func repeatingDecimal(_ text: String) -> String? {
    let hasPoint = byte() == UInt8(ascii: ".")
    guard hasPoint || text.contains(".") else { return nil }
    let start = position + (hasPoint ? 1 : 0)
    let signs = ["\\overline{", "\\bar{"]
    guard let sign = signs.first(where: { bytes[start...].starts(with: $0.utf8) }) else {
      return nil
    }
    let digits = bytes[(start + sign.utf8.count)...].prefix(while: \.isDigit)
    guard !digits.isEmpty, digits.endIndex < bytes.count,
      bytes[digits.endIndex] == UInt8(ascii: "}")
    else { return nil }
    var decimals = text + (hasPoint ? "." : "")
    let period = String(decoding: digits, as: UTF8.self)
    for _ in 0...(Self.repeatedDecimals / period.utf8.count) { decimals += period }
    position = digits.endIndex + 1
    return Literal(decimals)?.rounded(decimals: Self.repeatedDecimals, .halfUp).text
  }

  private static var repeatedDecimals: Int { 18 }
}
