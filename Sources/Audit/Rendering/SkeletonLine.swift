internal import Algebra
internal import Diagnostics

/// A line with its numbers taken out: what two lines that show different values of the same things
/// have in common, however they are set.
struct SkeletonLine {
  /// A number that stands by itself and not in a name.
  struct Slot {
    /// The digits, in bytes of the text.
    let range: Range<Int>
    /// With the sign that it seems to have, whether that belongs to it or joins it to a sum.
    let literal: Literal
  }

  /// The rest, without white space, brackets and emphasis.
  private(set) var key = ""
  private(set) var slots: [Slot] = []

  private var place: Int
  private let bytes: [UInt8]
  private let end: Int
  /// Bytes of the key, to take signs back.
  private var kept: [UInt8] = []
  /// Whether the last thing kept makes what follows a part of a name.
  private var isInName = false

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, place, end) = (bytes, range.lowerBound, range.upperBound)
    let numerals = bytes.withUnsafeBufferPointer { bytes in
      NumeralScanner.ranges(in: UnsafeBufferPointer(rebasing: bytes[range]))
        .map { $0.lowerBound + range.lowerBound..<$0.upperBound + range.lowerBound }
    }
    var next = numerals.startIndex
    while place < end {
      while next < numerals.endIndex, numerals[next].lowerBound < place { next += 1 }
      if next < numerals.endIndex, place == numerals[next].lowerBound {
        read(numerals[next])
        place = numerals[next].upperBound
        next += 1
      } else {
        readByte()
      }
    }
    key = String(decoding: kept, as: UTF8.self)
  }

  /// A line of a source, which `bytes` are all of.
  init(line number: Int, of source: SourceText, _ bytes: [UInt8]) {
    let start = source.offset(ofLine: number)
    self.init(bytes, start..<min(bytes.count, start + source.line(number).utf8.count))
  }

  private mutating func read(_ range: Range<Int>) {
    let digits = bytes[range]
    guard digits.contains(UInt8(ascii: ".")) || !isInName,
      let literal = Literal(String(decoding: digits, as: UTF8.self))
    else {
      kept += digits
      return
    }
    var isNegative = false
    while let last = kept.last, last == UInt8(ascii: "+") || last == UInt8(ascii: "-") {
      if last == UInt8(ascii: "-") { isNegative.toggle() }
      kept.removeLast()
    }
    slots.append(Slot(range: range, literal: isNegative ? -literal : literal))
    kept.append(UInt8(ascii: "#"))
    isInName = false
  }

  private mutating func readByte() {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "\\"): readCommand()
    case _ where byte.isSpace || byte.isDropped:
      // A script may stand in braces; words and symbols end where the math or the word does.
      if byte.isSpace || byte == UInt8(ascii: "$"), !awaitsScript { isInName = false }
      place += 1
    case 0xE2 where bytes[place..<end].starts(with: Self.minus):
      kept.append(UInt8(ascii: "-"))
      (isInName, place) = (false, place + 3)
    case 0xE2 where bytes[place..<end].starts(with: Self.approximately):
      kept.append(UInt8(ascii: "="))
      (isInName, place) = (false, place + 3)
    default:
      kept.append(byte)
      isInName =
        byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "^")
      place += 1
    }
  }

  private var awaitsScript: Bool {
    kept.last == UInt8(ascii: "_") || kept.last == UInt8(ascii: "^")
  }

  /// A command by what it means: some of them only change how things look.
  private mutating func readCommand() {
    var stop = place + 1
    while stop < end, bytes[stop].isLetter { stop += 1 }
    guard stop > place + 1 else {
      // Spacing, or the end of a row.
      place = min(end, place + 2)
      isInName = false
      return
    }
    let name = String(decoding: bytes[place + 1..<stop], as: UTF8.self)
    place = stop
    isInName = false
    if Self.looks.contains(name) { return }
    kept += (Self.synonyms[name] ?? "\\" + name).utf8
    isInName = !Self.operators.contains(name)
  }

  private static let minus = Array("−".utf8)
  private static let approximately = Array("≈".utf8)
  private static let looks: Set<String> = [
    "boxed", "left", "right", "quad", "qquad", "text", "mathrm", "mathbf", "boldsymbol",
    "displaystyle", "operatorname", "bigl", "bigr", "big",
  ]
  private static let synonyms = [
    "times": ".", "cdot": ".", "approx": "=", "dfrac": "\\frac", "tfrac": "\\frac",
  ]
  private static let operators: Set<String> = [
    "times", "cdot", "approx", "frac", "dfrac", "tfrac", "sqrt", "log", "ln", "exp", "odot",
    "begin",
    "end", "to", "sum", "prod", "max", "min", "tanh", "sigma",
  ]
}

extension String {
  /// With `#` for each number, also those in names.
  var withNumbersMasked: String {
    var masked = ""
    for character in self where !(character.isNumber && masked.last == "#") {
      masked.append(character.isNumber ? "#" : character)
    }
    return masked
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// Emphasis, code, dollars, brackets and the separators of alignments.
  fileprivate var isDropped: Bool {
    switch Unicode.Scalar(self) {
    case "*", "`", "$", "(", ")", "{", "}", "&": true
    default: false
    }
  }
}
