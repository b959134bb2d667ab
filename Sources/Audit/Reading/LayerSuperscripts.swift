/// Finds the letters whose superscripts count layers, as in `w^2_{11}` and `a^1`.
enum LayerSuperscripts {
  /// The letters with a superscript 1, which no exponent is, if there are two such letters at least; and
  /// with them all that have a superscript in front of their index.
  static func letters(in text: String) -> Set<String> {
    guard text.utf8.contains(UInt8(ascii: "^")) else { return [] }
    let bytes = Array(text.utf8)
    var (certain, perhaps): (Set<String>, Set<String>) = ([], [])
    for place in bytes.indices.dropFirst() where bytes[place] == UInt8(ascii: "^") {
      guard let (digit, end) = digit(bytes, behind: place), digit != UInt8(ascii: "0"),
        let (letter, hasIndex) = letter(bytes, before: place)
      else { continue }
      let opensIndex = end < bytes.count && bytes[end] == UInt8(ascii: "_")
      guard digit == UInt8(ascii: "1") else {
        if opensIndex { perhaps.insert(letter) }
        continue
      }
      if opensIndex || hasIndex || !isPolynomial(letter) { certain.insert(letter) }
    }
    return certain.count < 2 ? [] : certain.union(perhaps.filter { !isPolynomial($0) })
  }

  /// Whether powers of the letter are written out from the first on: `x^0 + x^1`.
  private static func isPolynomial(_ letter: String) -> Bool {
    ["x", "t", "n", "r"].contains(letter)
  }

  /// The digit that is all of a superscript, and where that ends.
  private static func digit(_ bytes: [UInt8], behind place: Int) -> (UInt8, end: Int)? {
    let isBraced = place + 3 < bytes.count && bytes[place + 1] == UInt8(ascii: "{")
    let digit = place + (isBraced ? 2 : 1)
    guard digit < bytes.count, bytes[digit].isDigit else { return nil }
    let end = digit + 1
    if isBraced { return bytes[end] == UInt8(ascii: "}") ? (bytes[digit], end + 1) : nil }
    return (bytes[digit], end)
  }

  /// The symbol in front of a superscript, and whether its index stands between.
  private static func letter(_ bytes: [UInt8], before place: Int) -> (String, hasIndex: Bool)? {
    var end = place
    var hasIndex = false
    if bytes[end - 1] == UInt8(ascii: "}") {
      guard let open = bytes[max(0, end - 64)..<end].lastIndex(of: UInt8(ascii: "{")), open > 1,
        bytes[open - 1] == UInt8(ascii: "_")
      else { return nil }
      (end, hasIndex) = (open - 1, true)
    } else if end > 2, bytes[end - 2] == UInt8(ascii: "_") {
      (end, hasIndex) = (end - 2, true)
    }
    guard end > 0, bytes[end - 1].isLetter else { return nil }
    let letters = bytes[..<end].reversed().prefix(while: \.isLetter).count
    let start = end - letters
    if start > 0, bytes[start - 1] == UInt8(ascii: "\\") {
      return ("\\" + String(decoding: bytes[start..<end], as: UTF8.self), hasIndex)
    }
    guard letters == 1, bytes[start] != UInt8(ascii: "e") else { return nil }
    return (String(decoding: bytes[start..<end], as: UTF8.self), hasIndex)
  }
}
