/// Finds the letters that a document defines as functions of one symbol: the loss of `L(w) = (w - 3)^2`.
enum FunctionLetters {
  /// Letters of functions with a symbol in brackets and an equals sign behind them, at the beginning of a
  /// formula.
  static func letters(in text: String) -> Set<String> {
    let bytes = Array(text.utf8)
    var found: Set<String> = []
    for place in bytes.indices.dropFirst() where bytes[place] == UInt8(ascii: "(") {
      guard let letter = letter(bytes, before: place), let end = argument(bytes, from: place + 1)
      else { continue }
      let next = bytes[end...].first { $0 != 0x20 && $0 != 0x26 }
      if next == UInt8(ascii: "=") { found.insert(letter) }
    }
    return found
  }

  private static let names = [
    "\\mathcal{L}", "\\mathcal{J}", "\\ell", "L", "J", "E", "C",
  ]

  /// The letter in front of a bracket where a formula may begin.
  private static func letter(_ bytes: [UInt8], before place: Int) -> String? {
    let name = names.first { bytes[..<place].suffix($0.utf8.count).elementsEqual($0.utf8) }
    guard let name else { return nil }
    let before = bytes[..<(place - name.utf8.count)].last
    return before.map { [0x24, 0x20, 0x0A, 0x26].contains($0) } ?? true ? name : nil
  }

  /// Where the bracket ends that holds a letter and nothing else.
  private static func argument(_ bytes: [UInt8], from start: Int) -> Int? {
    var place = start
    if place < bytes.count, bytes[place] == UInt8(ascii: "\\") { place += 1 }
    let letters = bytes[place...].prefix(while: \.isLetter).count
    place += letters
    guard letters == 1 || letters > 1 && bytes[start] == UInt8(ascii: "\\"), place < bytes.count,
      bytes[place] == UInt8(ascii: ")")
    else { return nil }
    return place + 1
  }
}
